"""The whole trail of decisions, without what each has done to the files: that is large, and read for an undo alone."""

from typing import Any

from sqlalchemy import select

from bot.curation import Decision, Made
from bot.storage.database import Sessions
from bot.storage.tables import MadeDecision


class Trail:
    """What curators have decided."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def decisions(self) -> list[Made]:
        """Every decision, those undone too, the oldest first; without its edits."""
        async with self._sessions() as session:
            return [_made(row) for row in await session.scalars(select(MadeDecision).order_by(MadeDecision.id))]


def _made(row: MadeDecision) -> Made:
    kept: Any = row  # its verb and languages are ever only written from the closed sets of them
    texts = tuple((language, text) for language, text in kept.texts)
    decision = Decision(kept.verb, row.group_id, row.upto, texts, row.entry, row.until)
    undone_by = row.undone_by if row.undone_at else None
    return Made(row.id, row.decided_at, row.curator, decision, (), row.applied, undone_by)
