"""What the processes over one database share: who does what, what has been told, what operators have set."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Sessions, insert_into
from bot.storage.tables import Lease, Setting, ToldCurators

LASTS = timedelta(seconds=15)
"""How long a claim holds without being renewed: so long at most is anything left lying where a process has died."""


class Locks:
    """Hands out each task to one process. `me` names the process that asks."""

    def __init__(self, sessions: Sessions, me: str) -> None:
        self._sessions = sessions
        self._me = me

    async def release(self) -> None:
        """Let others have at once what this process will not do any longer."""
        if self._sessions.are_shared:
            async with self._sessions.begin() as session:
                await session.execute(delete(Lease).where(Lease.holder == self._me))

    async def mine(self, name: str) -> bool:
        """Whether a task is this process's now: nobody else's, or of one that has not asked for it for a while."""
        if not self._sessions.are_shared:
            return True  # nobody else can be at it
        now = datetime.now(UTC)
        held: dict[str, Any] = {"holder": self._me, "until": now + LASTS}
        async with self._sessions.begin() as session:
            row = insert_into(session, Lease).values(name=name, **held)
            free = (Lease.holder == self._me) | (Lease.until < now)
            taken = row.on_conflict_do_update(index_elements=["name"], set_=held, where=free).returning(Lease.name)
            return await session.scalar(taken) is not None


_LEASE = timedelta(minutes=10)  # for which whoever began to tell something is left to it
_REMEMBERED = timedelta(days=60)  # longer than anything could be told a second time


class ToldOnce:
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


class Switches:
    """Values by their names, as JSON."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def read(self, name: str) -> dict[str, Any]:
        """A value; empty where it was never set."""
        async with self._sessions() as session:
            return await session.scalar(select(Setting.value).where(Setting.name == name)) or {}

    async def write(self, name: str, value: dict[str, Any]) -> None:
        """Set a value."""
        changed = {"value": value, "changed_at": datetime.now(UTC)}
        async with self._sessions.begin() as session:
            row = insert_into(session, Setting).values(name=name, **changed)
            await session.execute(row.on_conflict_do_update(index_elements=["name"], set_=changed))
