"""What the curators' chat has been told: each thing once, however often the bot starts or in how many processes."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Sessions
from bot.storage.tables import ToldCurators

_LEASE = timedelta(minutes=10)  # for which whoever began to tell something is left to it
_REMEMBERED = timedelta(days=60)  # longer than anything could be told a second time


class Told:
    """Marks of what is being told and what has been, each under its name."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def is_free(self, name: str, now: datetime) -> bool:
        """Whether nobody has told it, or is about to."""
        async with self._sessions() as session:
            row = await session.get(ToldCurators, name)
            return row is None or (not row.sent and row.at <= now - _LEASE)

    async def begin(self, name: str, now: datetime) -> bool:
        """Take it upon oneself to tell something. Whether nobody has told it, or is about to."""
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
        """It has been told."""
        async with self._sessions.begin() as session:
            await session.execute(update(ToldCurators).where(ToldCurators.name == name).values(sent=True))

    async def forget(self, beginning: str) -> None:
        """All under names that begin so may be told anew."""
        async with self._sessions.begin() as session:
            named = ToldCurators.name.startswith(beginning, autoescape=True)
            await session.execute(delete(ToldCurators).where(named))

    async def purge(self) -> None:
        """Forget what was told long ago."""
        old = ToldCurators.at < datetime.now(UTC) - _REMEMBERED
        async with self._sessions.begin() as session:
            await session.execute(delete(ToldCurators).where(old))
