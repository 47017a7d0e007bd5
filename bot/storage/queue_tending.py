"""Look after the queue in SQL: owners and notes of groups, visits, old groups set aside, and a search by word forms."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk import Decision, Made
from bot.desk.tending import AWAY, ListedQuestions, LoggedQuestion
from bot.search.word_forms import plain_words, same_word
from bot.storage.database import Sessions, insert_into
from bot.storage.queue import WANTING, is_open, waits
from bot.storage.tables import CuratorVisit, MadeDecision, Question, QuestionGroup, searched

_FIRST = 3  # letters that all forms of a word begin with
_MOST = 5000  # questions found by their words: the newest


async def with_words(session: AsyncSession, search: str, where: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition for questions that have all the words of a search in some form, or have it as it stands."""
    as_it_stands = Question.searched.contains(searched(search), autoescape=True)
    words = [*plain_words(search)]
    if not words:
        return as_it_stands
    beginnings = [Question.searched.contains(word[:_FIRST], autoescape=True) for word in words]
    query = select(Question.id, Question.searched).outerjoin(QuestionGroup, QuestionGroup.id == Question.group_id)
    rows = await session.execute(query.where(where, *beginnings).order_by(Question.id.desc()))
    found = [row.id for row in rows if _has(row.searched, words)][:_MOST]
    return or_(as_it_stands, Question.id.in_(found))


def _has(text: str, words: Sequence[str]) -> bool:
    there = [*plain_words(text)]
    return all(any(same_word(word, one) for one in there) for word in words)


class QueueTending:
    """Owners, notes, visits and old groups."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def assign(self, group: int, owner: str | None, note: str, now: datetime) -> None:
        """Note who takes care of a group (`None`: nobody), and what curators want to say on it."""
        row = update(QuestionGroup).where(QuestionGroup.id == group)
        async with self._sessions.begin() as session:
            await session.execute(row.values(owner=owner, note=note or None, noted_at=now))

    async def lone(self, before: datetime, now: datetime) -> int:
        """How many waiting groups one person alone has asked, the last time before a moment."""
        async with self._sessions() as session:
            return await session.scalar(select(func.count()).select_from(_lone(before, now).subquery())) or 0

    async def set_aside(self, curator: str, before: datetime, now: datetime) -> Made | None:
        """Take these groups off the queue, in one decision; `None` if there are none. New questions come back."""
        async with self._sessions.begin() as session:
            groups = [*await session.scalars(_lone(before, now))]
            if not groups:
                return None
            fields: dict[str, Any] = {"groups": str(len(groups))}
            row = MadeDecision(decided_at=now, curator=curator, verb="set-aside", group_id=0, upto=0, applied=True)
            row.texts, row.fields = [], fields
            session.add(row)
            await session.flush()
            taken = update(Question).where(WANTING, is_open(now), Question.group_id.in_(groups)).values(decision=row.id)
            await session.execute(taken.execution_options(synchronize_session=False))
            return Made(row.id, now, curator, Decision("set-aside", 0, 0, fields=fields), ())

    async def visited(self, curator: str, now: datetime) -> datetime | None:
        """Note that a curator looks at the queue. Returns when they looked on their last visit; `None` on the first."""
        async with self._sessions.begin() as session:
            known = await session.get(CuratorVisit, curator)
            since = known.since if known and now - known.last < AWAY else known.last if known else None
            values = {"since": since, "last": now}
            row = insert_into(session, CuratorVisit).values(curator=curator, **values)
            await session.execute(row.on_conflict_do_update(index_elements=["curator"], set_=values))
            return since

    async def settled(self, search: str) -> int:
        """How many questions with these words have been decided, or were ruled out."""
        ruled_out = select(QuestionGroup.id).where(QuestionGroup.ruled_out.is_not(None))
        where = and_(or_(Question.decision.is_not(None), Question.group_id.in_(ruled_out)), Question.text != "")
        async with self._sessions() as session:
            where = and_(where, await with_words(session, search, where))
            return await session.scalar(select(func.count(Question.id)).where(where)) or 0

    async def logged(self, outcome: ListedQuestions, since: datetime, limit: int) -> Sequence[LoggedQuestion]:
        """The questions since a moment that had an outcome, the newest first."""
        which = [] if outcome == "all" else [Question.outcome == outcome]
        query = select(Question).where(Question.asked_at >= since, Question.text != "", *which)
        async with self._sessions() as session:
            rows: Any = await session.scalars(query.order_by(Question.id.desc()).limit(limit))
            return [
                LoggedQuestion(row.text, row.language, row.asked_at, row.outcome, tuple(row.shown), row.group_id)
                for row in rows
            ]

    async def purge(self, days: int, now: datetime) -> None:
        """Forget notes and owners that were written more than `days` days ago."""
        old = update(QuestionGroup).where(QuestionGroup.noted_at < now - timedelta(days=days))
        async with self._sessions.begin() as session:
            await session.execute(old.values(owner=None, note=None, noted_at=None))


def _lone(before: datetime, now: datetime) -> Any:
    """The waiting groups that one person alone has asked, the last time before a moment."""
    waiting = select(Question.group_id).join(QuestionGroup, QuestionGroup.id == Question.group_id)
    asked_once = (func.count(Question.asker.distinct()) == 1, func.max(Question.asked_at) < before)
    return waiting.where(WANTING, waits(now)).group_by(Question.group_id).having(and_(*asked_once))
