"""Which group each question belongs to, and which questions of a group later ones are compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clustering import Placement, ReadQuestion
from bot.storage.database import Sessions, is_shared
from bot.storage.queue import DISLIKED
from bot.storage.tables import UNGROUPED, Question, QuestionGroup, Representative

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
