"""The curators' desk: the questions that wait for them, and the trail of what they decided."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curation import Decision, Gap, Made, Verb, Why
from bot.knowledge import Edit
from bot.storage.database import Sessions
from bot.storage.tables import MadeDecision, MadeEdit, Question, Rating


class Desk:
    """What waits, and what was decided."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def gaps(self) -> list[Gap]:
        """The questions that got no answer, or none that was wanted, or one that was not good."""
        disliked = select(Rating.turn).where(Rating.liked.is_(False))
        wanting = or_(Question.outcome == "unknown", Question.declined_at.is_not(None), Question.turn.in_(disliked))
        query = select(Question).where(wanting, Question.text != "").order_by(Question.asked_at, Question.id)
        async with self._sessions() as session:
            reasons = await self._reasons(session)
            return [_gap(row, reasons) for row in await session.scalars(query)]

    @staticmethod
    async def _reasons(session: AsyncSession) -> Mapping[str, str | None]:
        rows = await session.execute(select(Rating.turn, Rating.reason).where(Rating.liked.is_(False)))
        return {row.turn: row.reason for row in rows}

    async def decided(self, now: datetime) -> dict[str, Verb]:
        """The turns that are dealt with. What was put off comes back in its time."""
        query = select(MadeDecision).where(MadeDecision.undone_at.is_(None)).order_by(MadeDecision.id)
        decided: dict[str, Verb] = {}
        async with self._sessions() as session:
            for row in await session.scalars(query):
                if row.until is None or row.until > now:
                    verb: Any = row.verb  # only ever one of the closed set
                    decided |= dict.fromkeys(row.turns, verb)
        return decided

    async def record(self, curator: str, decision: Decision, edits: Sequence[Edit]) -> None:
        """Put a decision on the trail, with what it changed."""
        row = MadeDecision(
            decided_at=datetime.now(UTC),
            curator=curator,
            verb=decision.verb,
            turns=list(decision.turns),
            texts=[list(text) for text in decision.texts],
            entry=decision.entry,
            until=decision.until,
        )
        async with self._sessions.begin() as session:
            session.add(row)
            await session.flush()
            session.add_all(_edit_rows(row.id, edits))

    async def last(self) -> Made | None:
        """The latest decision that stands."""
        query = select(MadeDecision).where(MadeDecision.undone_at.is_(None)).order_by(MadeDecision.id.desc()).limit(1)
        async with self._sessions() as session:
            row = await session.scalar(query)
            return await self._made(session, row) if row else None

    async def trail(self, limit: int) -> list[Made]:
        """The latest decisions, those undone too, the newest first."""
        query = select(MadeDecision).order_by(MadeDecision.id.desc()).limit(limit)
        async with self._sessions() as session:
            return [await self._made(session, row) for row in await session.scalars(query)]

    async def undone(self, number: int) -> None:
        """Note that a decision was taken back."""
        row = update(MadeDecision).where(MadeDecision.id == number)
        async with self._sessions.begin() as session:
            await session.execute(row.values(undone_at=datetime.now(UTC)))

    async def purge(self, days: int) -> None:
        """Forget the words of questions decided so many days ago. That, when and by whom it was decided stays."""
        before = datetime.now(UTC) - timedelta(days=days)
        old = select(MadeDecision.id).where(MadeDecision.decided_at < before)
        async with self._sessions.begin() as session:
            await session.execute(delete(MadeEdit).where(MadeEdit.decision.in_(old)))
            await session.execute(update(MadeDecision).where(MadeDecision.id.in_(old)).values(texts=[]))

    @staticmethod
    async def _made(session: AsyncSession, row: MadeDecision) -> Made:
        changed = select(MadeEdit).where(MadeEdit.decision == row.id).order_by(MadeEdit.number)
        edits = tuple(Edit(Path(edit.file), edit.before, edit.after) for edit in await session.scalars(changed))
        kept: Any = row  # its verb and languages are ever only written from the closed sets of them
        texts = tuple((language, text) for language, text in kept.texts)
        decision = Decision(kept.verb, tuple(row.turns), texts, row.entry, row.until)
        return Made(row.id, row.decided_at, row.curator, decision, edits, row.undone_at is not None)


def _edit_rows(decision: int, edits: Iterable[Edit]) -> list[MadeEdit]:
    return [
        MadeEdit(decision=decision, number=number, file=str(edit.file), before=edit.before, after=edit.after)
        for number, edit in enumerate(edits)
    ]


def _gap(row: Question, reasons: Mapping[str, str | None]) -> Gap:
    kept: Any = row  # its language is ever only one of the bot's own three
    why: Why = "declined" if row.declined_at else "unknown" if row.outcome == "unknown" else "disliked"
    entries = tuple((name, belief) for name, belief in row.entries)
    return Gap(row.turn, row.text, row.asker, kept.language, row.asked_at, why, entries, reasons.get(row.turn))
