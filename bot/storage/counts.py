"""Count what was asked, rated and decided in a period. Days are told apart by their bounds: any database can."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, cast, distinct, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.stats.numbers import AskedCount, Counts, EntryRating, OutcomeCount, Period, Ways
from bot.storage.database import Sessions
from bot.storage.queue import WANTING, waits
from bot.storage.tables import InlineChoice, MadeDecision, Question, QuestionGroup, Rating, SeenCorrection

Condition = ColumnElement[bool]

_DECLINED = Question.declined_at.is_not(None)


class Counter:
    """Counts questions in the log, ratings, and decisions on the trail."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def outcomes(self, begins: datetime, ends: datetime) -> dict[str, OutcomeCount]:
        """How many messages of a time had each outcome, and by how many people.

        Those who had themselves forgotten count as one, so a group is never taken for larger than it is.
        """
        columns: Any = (Question.outcome, func.count(), func.count(distinct(Question.asker)))
        within = (Question.asked_at >= begins, Question.asked_at < ends)
        async with self._sessions() as session:
            rows = await session.execute(select(*columns).where(*within).group_by(Question.outcome))
            return {outcome: OutcomeCount(messages, people) for outcome, messages, people in rows}

    async def earliest(self, begins: datetime) -> datetime | None:
        """When the first question since then was asked, of those that are still kept."""
        async with self._sessions() as session:
            return await session.scalar(select(func.min(Question.asked_at)).where(Question.asked_at >= begins))

    async def corrections(self, causes: Iterable[str]) -> dict[str, datetime]:
        """When each of these corrections went live, of those that are known."""
        query = select(SeenCorrection.cause, SeenCorrection.seen_at).where(SeenCorrection.cause.in_(list(causes)))
        async with self._sessions() as session:
            return {row.cause: row.seen_at for row in await session.execute(query)}

    async def counts(self, period: Period) -> Counts:
        """Everything that is counted in a period."""
        begins, ends = period.bounds
        within = and_(Question.asked_at >= begins, Question.asked_at < ends)
        async with self._sessions() as session:
            return Counts(
                asked=await self._asked(session, period, within),
                answered=await self._answered(session, within),
                rated=await self._rated(session, period),
                people=await session.scalar(select(func.count(distinct(Question.asker))).where(within)) or 0,
                closed=await self._closed(session, begins, ends),
                waiting=await self._waiting(session, datetime.now(UTC)),
                ways=await self._ways(session, begins, ends, within),
                gaps=await self._answered(session, within, "gap"),
            )

    @staticmethod
    async def _asked(session: AsyncSession, period: Period, within: Condition) -> list[AskedCount]:
        days = period.days
        number = _number_of_day([period.begins(day) for day in days]).label("day")
        columns = (number, Question.language, Question.outcome, _DECLINED.label("declined"))
        kinds = select(*columns).where(within).subquery()
        rows = await session.execute(select(*kinds.c, func.count()).group_by(*kinds.c))
        return [AskedCount(days[row[0]], row[1], row[2], bool(row[3]), row[4]) for row in rows]

    @staticmethod
    async def _answered(
        session: AsyncSession, within: Condition, outcome: str = "answer"
    ) -> dict[tuple[str, ...], int]:
        """Answers by entries shown. Not every database groups by JSON, but all do by text. Choices do not count."""
        which = (within, Question.outcome == outcome)
        shown = select(cast(Question.shown, Text).label("entries")).where(*which).subquery()
        rows = await session.execute(select(shown.c.entries, func.count()).group_by(shown.c.entries))
        return {tuple(json.loads(entries)): count for entries, count in rows}

    @staticmethod
    async def _ways(session: AsyncSession, begins: datetime, ends: datetime, within: Condition) -> Ways:
        """Questions by where they were asked, as far as that is known, and the answers sent into chats."""
        known = (within, Question.surface.is_not(None), Question.outcome != "chat")
        rows = await session.execute(select(Question.surface, func.count()).where(*known).group_by(Question.surface))
        chosen = (InlineChoice.chosen_at >= begins, InlineChoice.chosen_at < ends)
        ways = await session.execute(
            select(InlineChoice.shared, func.count()).where(*chosen).group_by(InlineChoice.shared)
        )
        sent: dict[bool, int] = {row[0]: row[1] for row in ways}
        surfaces: dict[Any, int] = {row[0]: row[1] for row in rows}
        return Ways(surfaces, sent.get(False, 0), sent.get(True, 0))

    @staticmethod
    async def _rated(session: AsyncSession, period: Period) -> list[EntryRating]:
        begins, ends = period.bounds
        columns: Any = (Rating.rated_at, Rating.entry, Rating.liked, Rating.reason, Question.language)
        query = select(*columns).outerjoin(Question, Question.turn == Rating.turn)
        rows = await session.execute(query.where(Rating.rated_at >= begins, Rating.rated_at < ends))
        return [
            EntryRating(period.day_of(at), entry, liked, reason, language)
            for at, entry, liked, reason, language in rows
        ]

    @staticmethod
    async def _closed(session: AsyncSession, begins: datetime, ends: datetime) -> list[timedelta]:
        """How long the first question of each decision had waited. Postponed questions do not count."""
        standing = (MadeDecision.undone_at.is_(None), MadeDecision.verb.not_in(("postpone", "set-aside")))
        within = (MadeDecision.decided_at >= begins, MadeDecision.decided_at < ends)
        first = func.min(Question.asked_at)
        query = select(MadeDecision.decided_at, first).join(Question, Question.decision == MadeDecision.id)
        query = query.where(*standing, *within).group_by(MadeDecision.id, MadeDecision.decided_at)
        return [at - asked for at, asked in await session.execute(query.order_by(MadeDecision.id))]

    @staticmethod
    async def _waiting(session: AsyncSession, now: datetime) -> int:
        """How many groups wait for a decision, in the whole log."""
        count = select(func.count(distinct(Question.group_id)))
        count = count.join(QuestionGroup, QuestionGroup.id == Question.group_id).where(WANTING, waits(now))
        return await session.scalar(count) or 0


def _number_of_day(begins: Sequence[datetime], first: int = 0) -> ColumnElement[int]:
    """The number of the day on which a question was asked: a binary search over the moments at which the days begin."""
    if len(begins) == 1:
        return literal(first)
    half = len(begins) // 2
    later = _number_of_day(begins[half:], first + half)
    return case((Question.asked_at < begins[half], _number_of_day(begins[:half], first)), else_=later)
