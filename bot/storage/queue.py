"""The queue in SQL: which questions are gaps, in which groups, which of them wait, and which many suddenly ask.

It also keeps what curators do to the queue beside deciding: owners and notes of groups, visits, old groups set aside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Delete, Row, Select, Update, and_, delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clustering import Placement, ReadQuestion
from bot.desk import Decision, Gap, Group, Made, QueueFilter, Rush, Why
from bot.desk.queue import BEFORE, FEWEST, HOUR
from bot.desk.tending import AWAY, ListedQuestions, LoggedQuestion
from bot.search.word_forms import plain_words, same_word
from bot.storage.database import Sessions, insert_into, is_shared
from bot.storage.tables import (
    UNGROUPED,
    CuratorVisit,
    MadeDecision,
    Question,
    QuestionGroup,
    Rating,
    Representative,
    searched,
)

_PLACING = 7_306_118  # the lock that lets only one process at a time put a question into a group


@dataclass(frozen=True, slots=True)
class Ungrouped:
    """A gap that has no group yet."""

    turn: str
    text: str


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question that later ones are compared with. A newer one has a higher `number`.

    Its vector is empty if another embedding model made it.
    """

    number: int
    group: int
    written: ReadQuestion


class GroupStore:
    """The groups in the database. Any number of processes may put questions into them at once."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def ungrouped(self, limit: int) -> list[Ungrouped]:
        """At most `limit` gaps without a group, the oldest first; answers rated 👎 come after all others."""
        columns = select(Question.turn, Question.text).order_by(Question.id).limit(limit)
        disliked = columns.where(Question.turn.in_(DISLIKED), Question.group_id.is_(None), Question.text != "")
        async with self._sessions() as session:
            rows = [*await session.execute(columns.where(text(UNGROUPED)))]
            rows = rows or [*await session.execute(disliked)]
        return [Ungrouped(*row) for row in rows]

    async def texts(self, after: int, limit: int) -> list[tuple[int, str, int]]:
        """Questions that have a group, as (number, text, group), from the number after `after` on."""
        grouped = select(Question.id, Question.text, Question.group_id).where(Question.group_id.is_not(None))
        query = grouped.where(Question.id > after, Question.text != "").order_by(Question.id).limit(limit)
        async with self._sessions() as session:
            return [(row.id, row.text, row.group_id or 0) for row in await session.execute(query)]

    async def shown(self, after: int, model: str, limit: int) -> list[KnownQuestion]:
        """Questions that others are compared with, numbered after `after`. `model` is the embedding model in use."""
        query = select(Representative).where(Representative.id > after).order_by(Representative.id).limit(limit)
        async with self._sessions() as session:
            return [KnownQuestion(row.id, row.group_id, _written(row, model)) for row in await session.scalars(query)]

    async def place(
        self, gap: Ungrouped, placement: Placement, written: ReadQuestion | None, model: str, upto: int
    ) -> int | None:
        """Put a question into a group, or into a new one, and return the group's number.

        `None` if the question has changed or has a group already, or if another process has added a question to compare
        with after `upto`, the last one seen here: then the question has to be compared again.
        """
        async with self._sessions() as session, session.begin() as transaction:
            if is_shared(session):  # a SQLite file is locked by the first change, another database by row
                await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _PLACING})
            group = placement.group or await _new_group(session)
            same = (Question.turn == gap.turn, Question.text == gap.text, Question.group_id.is_(None))
            placed = await session.execute(update(Question).where(*same).values(group_id=group))
            newest = await session.scalar(select(func.max(Representative.id))) or 0
            if not placed.rowcount or newest > upto:  # type: ignore[attr-defined]  # a cursor's result has it
                await transaction.rollback()
                return None
            if written and placement.shown:
                await session.execute(delete(Representative).where(Representative.turn == gap.turn))
                session.add(_row(gap.turn, group, written, model))
        return group


async def split_off(session: AsyncSession, *which: ColumnElement[bool]) -> int:
    """Put questions into a new group, and return its number. Later copies of them join it too."""
    rows = list(await session.scalars(select(Question).where(*which).order_by(Question.id)))
    group = await _new_group(session)
    turns = [row.turn for row in rows]
    await session.execute(delete(Representative).where(Representative.turn.in_(turns)))
    await session.execute(update(Question).where(Question.turn.in_(turns)).values(group_id=group))
    for row in {row.text: row for row in reversed(rows)}.values():
        # The vector is left empty here, and computed when the text is next compared with others.
        kept = {"model": "", "vector": b"", "language": row.language, "entries": row.entries}
        session.add(Representative(turn=row.turn, group_id=group, text=row.text, **kept))
    return group


async def _new_group(session: AsyncSession) -> int:
    group = QuestionGroup()
    session.add(group)
    await session.flush()
    return group.id


def _row(turn: str, group: int, written: ReadQuestion, model: str) -> Representative:
    return Representative(
        turn=turn,
        group_id=group,
        text=written.text,
        language=written.language,
        model=model,
        vector=written.vector.astype(np.float16).tobytes(),
        entries=[list(entry) for entry in written.entries],
    )


def _written(row: Representative, model: str) -> ReadQuestion:
    kept: Any = row  # its language is only ever one of the bot's three
    vector = np.frombuffer(row.vector if row.model == model else b"", dtype=np.float16).astype(np.float32)
    entries: Sequence[Any] = row.entries
    return ReadQuestion(row.text, kept.language, vector, tuple((entry, belief) for entry, belief in entries))


_MOST = 900  # questions shown of a group: the newest
_COPIES = 3  # of these, questions with the very same text: their reasons for a 👎 may differ

DISLIKED = select(Rating.turn).where(Rating.liked.is_(False))
WANTING = and_(
    or_(Question.outcome == "unknown", Question.declined_at.is_not(None), Question.turn.in_(DISLIKED)),
    Question.text != "",
    Question.searched != "",  # "!!!???" asks nothing
    Question.group_id.is_not(None),
)
_WHY: Mapping[Why, ColumnElement[bool]] = {
    "unknown": and_(Question.outcome == "unknown", Question.declined_at.is_(None)),
    "declined": Question.declined_at.is_not(None),
    "disliked": Question.turn.in_(DISLIKED),
}


def waits(now: datetime) -> ColumnElement[bool]:
    """Whether a question waits: it is open, and its group is not ruled out. The query must join `QuestionGroup`."""
    return and_(is_open(now), QuestionGroup.ruled_out.is_(None))


def is_open(now: datetime) -> ColumnElement[bool]:
    """Whether a question is undecided, or was postponed to a time that has come."""
    back = select(MadeDecision.id).where(MadeDecision.until.is_not(None), MadeDecision.until <= now)
    return or_(Question.decision.is_(None), Question.decision.in_(back))


def dealt_with(made: MadeDecision, now: datetime) -> Update:
    """The update that marks the questions of a decision as dealt with."""
    ruled_out = select(QuestionGroup.id).where(QuestionGroup.ruled_out.is_not(None))
    about = (Question.group_id == made.group_id, Question.id <= made.upto, Question.group_id.not_in(ruled_out))
    dealt = update(Question).where(WANTING, is_open(now), *about).values(decision=made.id)
    return dealt.execution_options(synchronize_session=False)


def no_longer_shown(*which: ColumnElement[bool]) -> Delete:
    """The deletion that stops later questions from being compared with some.

    Run it before those questions change: `which` selects them by what they are now.
    """
    turns = select(Question.turn).where(*which)
    gone = delete(Representative).where(Representative.turn.in_(turns))
    return gone.execution_options(synchronize_session=False)


def filters(wanted: QueueFilter) -> Iterable[ColumnElement[bool]]:
    """The conditions for the part of the queue that somebody wants to see."""
    if wanted.language:
        yield Question.language == wanted.language
    if wanted.why:
        yield _WHY[wanted.why]
    if wanted.nearest is not None:
        yield Question.nearest.in_(wanted.nearest)
    if wanted.since:
        yield Question.asked_at >= wanted.since
    if wanted.owner is not None:
        yield QuestionGroup.owner == wanted.owner if wanted.owner else QuestionGroup.owner.is_(None)


def summaries(order: str) -> Select[Any]:
    """A query for one row per group: its counts, and the total number of groups."""
    askers, last = func.count(Question.asker.distinct()), func.max(Question.asked_at)
    columns: tuple[Any, ...] = (
        Question.group_id,
        askers.label("askers"),
        func.count().label("size"),
        func.min(Question.asked_at).label("first"),
        last.label("last"),
        func.max(Question.id).label("upto"),
        func.count().over().label("total"),
    )
    grouped = select(*columns).join(QuestionGroup, QuestionGroup.id == Question.group_id).group_by(Question.group_id)
    orders: Mapping[str, list[Any]] = {"askers": [askers.desc()], "first": [func.min(Question.asked_at)]}
    before = orders.get(order, [])
    return grouped.order_by(*before, last.desc(), func.max(Question.id).desc())  # Telegram's times are whole seconds


async def gaps_of(session: AsyncSession, where: ColumnElement[bool], groups: Sequence[int]) -> dict[int, list[Gap]]:
    """The newest questions of each group with each of its texts, the oldest of them first."""
    newer = Question.id.desc()
    copy = func.row_number().over(partition_by=(Question.group_id, Question.text), order_by=newer).label("copy")
    different = (
        select(Question.id, Question.group_id, copy)
        .join(QuestionGroup, QuestionGroup.id == Question.group_id)
        .where(where, Question.group_id.in_(groups))
        .subquery()
    )
    place = func.row_number().over(partition_by=different.c.group_id, order_by=different.c.id.desc()).label("place")
    newest = select(different.c.id, place).where(different.c.copy <= _COPIES).subquery()
    query = select(Question).join(newest, newest.c.id == Question.id).where(newest.c.place <= _MOST)
    rows = list(await session.scalars(query.order_by(Question.asked_at, Question.id)))
    turns = [row.turn for row in rows]
    rated = select(Rating.turn, Rating.reason).where(Rating.turn.in_(turns), Rating.liked.is_(False))
    reasons = {row.turn: row.reason for row in await session.execute(rated)}
    gaps: dict[int, list[Gap]] = {number: [] for number in groups}
    for row in rows:
        gaps[row.group_id or 0].append(_gap(row, reasons))
    return gaps


def group_of(row: Row[Any], gaps: Sequence[Gap], kept: QuestionGroup) -> Group:
    known = (row.group_id, row.askers, row.size, row.first, row.last, row.upto, tuple(gaps))
    return Group(*known, kept.owner, kept.note or "")


def _gap(row: Question, reasons: Mapping[str, str | None]) -> Gap:
    kept: Any = row  # its language is only ever one of the bot's three
    why: Why = "declined" if row.declined_at else "unknown" if row.outcome == "unknown" else "disliked"
    entries = tuple((name, belief) for name, belief in row.entries)
    return Gap(row.turn, row.text, row.asker, kept.language, row.asked_at, why, entries, reasons.get(row.turn))


class Rushes:
    """Finds groups that many people suddenly ask about. Each person counts once."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def within_an_hour(self, now: datetime) -> list[Rush]:
        """The groups that enough people asked in the last hour, with how many asked in the time before it."""
        hour = now - HOUR
        lately = _askers(WANTING, waits(now), Question.asked_at > hour, Question.asked_at <= now)
        async with self._sessions() as session:
            rows = (await session.execute(lately.having(func.count(Question.asker.distinct()) >= FEWEST))).all()
            groups = [row.group_id for row in rows]
            earlier = (Question.asked_at > hour - BEFORE, Question.asked_at <= hour)
            before = await session.execute(_askers(WANTING, Question.group_id.in_(groups), *earlier))
            usual = {row.group_id: row.askers for row in before}
        return [Rush(row.group_id, row.askers, usual.get(row.group_id, 0)) for row in rows]


def _askers(*where: ColumnElement[bool]) -> Select[Any]:
    columns: tuple[Any, ...] = (Question.group_id, func.count(Question.asker.distinct()).label("askers"))
    joined = select(*columns).join(QuestionGroup, QuestionGroup.id == Question.group_id)
    return joined.where(*where).group_by(Question.group_id)


_FIRST = 3  # letters that all forms of a word begin with
_MOST_FOUND = 5000  # questions found by their words: the newest


async def with_words(session: AsyncSession, search: str, where: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition for questions that have all the words of a search in some form, or have it as it stands."""
    as_it_stands = Question.searched.contains(searched(search), autoescape=True)
    words = [*plain_words(search)]
    if not words:
        return as_it_stands
    beginnings = [Question.searched.contains(word[:_FIRST], autoescape=True) for word in words]
    query = select(Question.id, Question.searched).outerjoin(QuestionGroup, QuestionGroup.id == Question.group_id)
    rows = await session.execute(query.where(where, *beginnings).order_by(Question.id.desc()))
    found = [row.id for row in rows if _has(row.searched, words)][:_MOST_FOUND]
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
