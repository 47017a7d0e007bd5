"""Who is logged into the console, so that a login holds in every process and over a restart.

Neither a session's id nor a signature can be had from here: only their hashes are kept.
"""

import hashlib
from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.database import Sessions, insert_into
from bot.storage.tables import ConsoleLogin, UsedSignature


class ConsoleLogins:
    """Sessions by their ids, and the signatures that were used. All raise `ConnectionError` if the database is away."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def keep(self, key: str, name: str, telegram: int | None, until: datetime, now: datetime) -> None:
        """Keep a session, and drop those that have expired."""
        async with self._sessions.begin() as session:
            await session.execute(delete(ConsoleLogin).where(ConsoleLogin.until <= now))
            await session.execute(delete(UsedSignature).where(UsedSignature.until <= now))
            session.add(ConsoleLogin(key=_hash(key), name=name, telegram=telegram, until=until))

    async def find(self, key: str, now: datetime) -> tuple[str, int | None, datetime] | None:
        """A session's name, Telegram id and end; `None` if there is none, or none any more."""
        columns = (ConsoleLogin.name, ConsoleLogin.telegram, ConsoleLogin.until)
        query = select(*columns).where(ConsoleLogin.key == _hash(key), ConsoleLogin.until > now)
        async with self._sessions() as session:
            row = (await session.execute(query)).first()
        return (row.name, row.telegram, row.until) if row else None

    async def end(self, key: str) -> None:
        """End a session, in every process."""
        async with self._sessions.begin() as session:
            await session.execute(delete(ConsoleLogin).where(ConsoleLogin.key == _hash(key)))

    async def use(self, signature: str, until: datetime) -> bool:
        """Use up a signature that is good until then. Returns whether it was not used before, anywhere."""
        async with self._sessions.begin() as session:
            row = insert_into(session, UsedSignature).values(signature=_hash(signature), until=until)
            new = row.on_conflict_do_nothing().returning(UsedSignature.signature)
            return await session.scalar(new) is not None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
