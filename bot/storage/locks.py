"""What processes share: which does what, what was reported, what operators have set, who is logged into the console.

A SQLite file has one process at a time: it is held while the bot serves, and while a backup takes its place.

Neither a session's id nor a signature can be had from here: only their hashes are kept.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Sessions, insert_into
from bot.storage.tables import ConsoleLogin, Lease, Setting, ToldCurators, UsedSignature

LASTS = timedelta(seconds=15)
"""How long a claim holds without being renewed. If a process dies, its work waits at most that long."""


class Locks:
    """Gives each task to one process at a time. `me` names this process."""

    def __init__(self, sessions: Sessions, me: str) -> None:
        self._sessions = sessions
        self._me = me

    async def release(self) -> None:
        """Give up all of this process's tasks, so that others can take them at once."""
        if self._sessions.are_shared:
            async with self._sessions.begin() as session:
                await session.execute(delete(Lease).where(Lease.holder == self._me))

    async def mine(self, name: str) -> bool:
        """Try to take or keep a task. `False` if another process has it and asked for it in the last 15 seconds."""
        if not self._sessions.are_shared:
            return True  # a SQLite file has only one process
        now = datetime.now(UTC)
        held: dict[str, Any] = {"holder": self._me, "until": now + LASTS}
        async with self._sessions.begin() as session:
            row = insert_into(session, Lease).values(name=name, **held)
            free = (Lease.holder == self._me) | (Lease.until < now)
            taken = row.on_conflict_do_update(index_elements=["name"], set_=held, where=free).returning(Lease.name)
            return await session.scalar(taken) is not None


_LEASE = timedelta(minutes=10)  # how long a process that began to send a report has for it before another may
_REMEMBERED = timedelta(days=60)  # after this time no report could come up again


class ToldOnce:
    """Marks the reports that are being sent or were sent, each under its name."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def is_free(self, name: str, now: datetime) -> bool:
        """Whether no process has sent the report or is about to."""
        async with self._sessions() as session:
            row = await session.get(ToldCurators, name)
            return row is None or (not row.sent and row.at <= now - _LEASE)

    async def begin(self, name: str, now: datetime) -> bool:
        """Claim a report in order to send it. `False` if another process has sent it or is about to."""
        if not await self.is_free(name, now):
            return False
        left = (ToldCurators.name == name, ToldCurators.sent.is_(False), ToldCurators.at <= now - _LEASE)
        try:
            async with self._sessions.begin() as session:
                taken = await session.execute(update(ToldCurators).where(*left).values(at=now))
                if not taken.rowcount:  # type: ignore[attr-defined]  # a cursor's result has it
                    await session.execute(insert(ToldCurators).values(name=name, at=now, sent=False))
        except IntegrityError:  # another process was quicker
            return False
        return True

    async def done(self, name: str) -> None:
        """Mark a report as sent."""
        async with self._sessions.begin() as session:
            await session.execute(update(ToldCurators).where(ToldCurators.name == name).values(sent=True))

    async def forget(self, beginning: str) -> None:
        """Forget all reports whose names begin like this, so that they may be sent again."""
        async with self._sessions.begin() as session:
            named = ToldCurators.name.startswith(beginning, autoescape=True)
            await session.execute(delete(ToldCurators).where(named))

    async def purge(self) -> None:
        """Delete the marks of reports older than 60 days."""
        old = ToldCurators.at < datetime.now(UTC) - _REMEMBERED
        async with self._sessions.begin() as session:
            await session.execute(delete(ToldCurators).where(old))


class Switches:
    """Settings that operators change while the bot runs: JSON objects by name."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def read(self, name: str) -> dict[str, Any]:
        """A setting's value; empty if it was never set."""
        async with self._sessions() as session:
            return await session.scalar(select(Setting.value).where(Setting.name == name)) or {}

    async def write(self, name: str, value: dict[str, Any]) -> None:
        changed = {"value": value, "changed_at": datetime.now(UTC)}
        async with self._sessions.begin() as session:
            row = insert_into(session, Setting).values(name=name, **changed)
            await session.execute(row.on_conflict_do_update(index_elements=["name"], set_=changed))


try:
    import fcntl
except ImportError:  # the bot does not run on such a system
    fcntl = None  # type: ignore[assignment]


class InUseError(Exception):
    """Another process holds the file; says which file."""


@contextlib.contextmanager
def sole_use_of(database: Path) -> Iterator[None]:
    """Hold a database file. The system lets go of it however the process ends. Raises `InUseError` if another has it.

    The lock is on a file of its own beside it: SQLite has its own locks on the database, and a restore replaces it.
    """
    if fcntl is None:
        yield
        return
    database.parent.mkdir(parents=True, exist_ok=True)
    opened = os.open(database.with_name(f"{database.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUseError(str(database)) from None
        yield
    finally:
        os.close(opened)


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
