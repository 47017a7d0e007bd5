"""What operators set while the bot runs: read by all its processes, and kept over restarts."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from bot.storage.database import Sessions, insert_into
from bot.storage.tables import Setting


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
