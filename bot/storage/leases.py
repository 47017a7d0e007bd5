"""What only one process at a time may do, of several over one database."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete

from bot.storage.database import Sessions, insert_into
from bot.storage.tables import Lease

LASTS = timedelta(seconds=15)
"""How long a claim holds without being renewed: so long at most is anything left lying where a process has died."""


class Leases:
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
