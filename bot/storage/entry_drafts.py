"""What curators are in the middle of writing in Telegram, so that a restart takes nothing away from them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete

from bot.storage.database import Sessions
from bot.storage.tables import WritingDialogue

_FORGOTTEN = timedelta(days=90)  # after which nobody comes back to what was begun


class Dialogues:
    """At most one for each curator, under the name that stands on the trail."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def of(self, curator: str) -> dict[str, Any] | None:
        """How far a curator has come; `None` where they write nothing."""
        async with self._sessions() as session:
            row = await session.get(WritingDialogue, curator)
            return row.state if row else None

    async def keep(self, curator: str, state: dict[str, Any]) -> None:
        """Keep how far they have come."""
        async with self._sessions.begin() as session:
            await session.merge(WritingDialogue(curator=curator, state=state, changed_at=datetime.now(UTC)))

    async def end(self, curator: str) -> None:
        """Forget it: it was finished, or given up."""
        async with self._sessions.begin() as session:
            await session.execute(delete(WritingDialogue).where(WritingDialogue.curator == curator))

    async def purge(self) -> None:
        """Forget what was given up without a word."""
        old = WritingDialogue.changed_at < datetime.now(UTC) - _FORGOTTEN
        async with self._sessions.begin() as session:
            await session.execute(delete(WritingDialogue).where(old))
