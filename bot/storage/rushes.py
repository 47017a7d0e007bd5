"""Which of the waiting groups many different people have asked within the last hour."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from bot.curation import Rush
from bot.curation.rushes import BEFORE, FEWEST, HOUR
from bot.storage.database import Sessions
from bot.storage.gaps import WANTING, waits
from bot.storage.tables import Question, QuestionGroup


class Rushes:
    """Counts people, each of them once."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def within_an_hour(self, now: datetime) -> list[Rush]:
        """The groups that enough people have asked within the hour, and how many did in the time before it."""
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
