"""The audit in SQL: which answers were drawn, which of them wait for a curator, and what was said of them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, and_, case, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk import AuditCase, AuditPage, Decision, Drawn, GivenAnswer, Made
from bot.desk.audit import LOOKED_AT_BY, PARTS, WeekSample
from bot.desk.decision import AUDIT_VERBS, AuditVerb
from bot.stats.audit import AuditCounts, JudgedAnswer
from bot.storage.database import Sessions
from bot.storage.decisions import made_of
from bot.storage.tables import AuditedAnswer, AuditWeekRow, MadeDecision, Question

_VERDICT = and_(MadeDecision.verb.in_(AUDIT_VERBS), MadeDecision.undone_at.is_(None))
_ANSWERED = and_(Question.outcome == "answer", Question.text != "", Question.searched != "")


class AuditStore:
    """The drawn answers and the verdicts."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def undrawn(self, weeks: Sequence[date]) -> list[date]:
        """Those of some weeks from which nothing was drawn yet."""
        async with self._sessions() as session:
            query = select(AuditWeekRow.week).where(AuditWeekRow.week.in_(map(str, weeks)))
            known = set(await session.scalars(query))
        return [week for week in weeks if str(week) not in known]

    async def answers(self, begins: datetime, ends: datetime) -> list[GivenAnswer]:
        """The answers of a time whose questions are kept."""
        query = select(Question).where(_ANSWERED, Question.asked_at >= begins, Question.asked_at < ends)
        async with self._sessions() as session:
            rows = await session.scalars(query.order_by(Question.id))
            return [_given(row) for row in rows if row.shown]

    async def keep(self, samples: Sequence[WeekSample]) -> None:
        """Keep the samples of some weeks, unless another process was quicker."""
        now = datetime.now(UTC)
        try:
            async with self._sessions.begin() as session:
                session.add_all(
                    AuditWeekRow(week=str(one.week), drawn_at=now, answers=one.answers, people=one.people)
                    for one in samples
                )
                await session.flush()
                session.add_all(_drawn(one.week, drawn) for one in samples for drawn in one.drawn)
        except IntegrityError:
            return  # another process has drawn the same; what it lacks is drawn the next time

    async def waiting(self, curator: str, since: date, place: int) -> AuditPage:
        """The answer at a place of a curator's queue, and how many there are in it."""
        verdicts = func.count(MadeDecision.id)
        mine = func.sum(case((MadeDecision.curator == curator, 1), else_=0))
        part = case({name: number for number, name in enumerate(PARTS)}, value=AuditedAnswer.part)
        columns: tuple[Any, ...] = (AuditedAnswer.id, func.count().over().label("total"))
        found = select(*columns).join(*_with_question())
        found = found.outerjoin(MadeDecision, and_(MadeDecision.audited == AuditedAnswer.id, _VERDICT))
        found = found.where(AuditedAnswer.week >= str(since), _still_that()).group_by(AuditedAnswer.id)
        found = found.having(verdicts < LOOKED_AT_BY, func.coalesce(mine, 0) == 0)
        found = found.order_by(verdicts, AuditedAnswer.week.desc(), part, AuditedAnswer.id).offset(place).limit(1)
        async with self._sessions() as session:
            row = (await session.execute(found)).first()
            return AuditPage(await _case(session, row.id), row.total) if row else AuditPage(None, 0)

    async def case(self, number: int) -> AuditCase | None:
        """An answer that was drawn; `None` if there is none, or its question is no longer kept."""
        async with self._sessions() as session:
            return await _case(session, number)

    async def judge(self, curator: str, case: AuditCase, verb: AuditVerb, now: datetime) -> Made:
        """Put a curator's verdict on the trail, in place of an earlier one of theirs; the same twice stays one."""
        theirs = (MadeDecision.audited == case.number, MadeDecision.curator == curator, _VERDICT)
        async with self._sessions.begin() as session:
            earlier = await session.scalar(select(MadeDecision).where(*theirs).order_by(MadeDecision.id).limit(1))
            if earlier and earlier.verb == verb:
                return made_of(earlier)
            await session.execute(update(MadeDecision).where(*theirs).values(undone_at=now, undone_by=curator))
            row = MadeDecision(
                decided_at=now, curator=curator, verb=verb, group_id=0, upto=0, texts=[],
                entry=case.entry, applied=True, audited=case.number,
            )  # fmt: skip
            session.add(row)
            await session.flush()
            decision = Decision(verb, 0, 0, entry=case.entry, audited=case.number)
            return Made(row.id, now, curator, decision, ())

    async def judged(self, since: date) -> AuditCounts:
        """What was said of the answers of the weeks that began `since` then, and how much was drawn from them."""
        drawn = select(AuditedAnswer).where(AuditedAnswer.week >= str(since)).order_by(AuditedAnswer.id)
        said = select(MadeDecision.audited, MadeDecision.curator, MadeDecision.verb).where(
            _VERDICT, MadeDecision.audited.in_(select(AuditedAnswer.id).where(AuditedAnswer.week >= str(since)))
        )
        weeks = select(AuditWeekRow.week, AuditWeekRow.people).where(AuditWeekRow.week >= str(since))
        async with self._sessions() as session:
            verdicts: dict[int, list[tuple[str, str]]] = {}
            for row in await session.execute(said.order_by(MadeDecision.id)):
                verdicts.setdefault(row.audited, []).append((row.curator, row.verb))
            answers = [
                JudgedAnswer(date.fromisoformat(one.week), one.part, tuple(verdicts.get(one.id, ())))
                for one in await session.scalars(drawn)
            ]
            return AuditCounts(
                answers, {date.fromisoformat(row.week): row.people for row in await session.execute(weeks)}
            )

    async def purge(self) -> None:
        """Let go of questions that are gone: what nobody judged goes with them, of the rest the verdicts stay."""
        async with self._sessions.begin() as session:
            gone = AuditedAnswer.turn.is_not(None) & AuditedAnswer.turn.not_in(select(Question.turn))
            judged = select(MadeDecision.audited).where(MadeDecision.audited.is_not(None))
            lost = delete(AuditedAnswer).where(gone, AuditedAnswer.id.not_in(judged))
            await session.execute(lost.execution_options(synchronize_session=False))
            kept = update(AuditedAnswer).where(gone).values(turn=None)
            await session.execute(kept.execution_options(synchronize_session=False))


def _with_question() -> tuple[Any, ColumnElement[bool]]:
    return Question, Question.turn == AuditedAnswer.turn


def _still_that() -> ColumnElement[bool]:
    """Whether the question is kept, and was not edited into one that got no answer."""
    return _ANSWERED


async def _case(session: AsyncSession, number: int) -> AuditCase | None:
    query = select(AuditedAnswer, Question).join(*_with_question()).where(AuditedAnswer.id == number, _still_that())
    row = (await session.execute(query)).first()
    if row is None:
        return None
    said = select(MadeDecision).where(MadeDecision.audited == number, _VERDICT).order_by(MadeDecision.id)
    return _case_of(row, tuple(made_of(one) for one in await session.scalars(said)))


def _case_of(row: Row[AuditedAnswer, Question], verdicts: tuple[Made, ...]) -> AuditCase:
    drawn: Any = row[0]  # its part and language are only ever written from their closed sets
    question = row[1]
    nearest = tuple((name, belief) for name, belief in question.entries)
    return AuditCase(
        drawn.id, date.fromisoformat(drawn.week), drawn.part, question.text, question.asked_at, drawn.language,
        drawn.entry, nearest, drawn.version, verdicts,
    )  # fmt: skip


def _given(row: Question) -> GivenAnswer:
    language = cast(Any, row.language)  # only ever one of the bot's three
    entry = row.shown[0]
    belief = next((belief for name, belief in row.entries if name == entry), row.confidence)
    return GivenAnswer(row.turn, row.asker, row.searched, language, entry, belief, row.version)


def _drawn(week: date, one: Drawn) -> AuditedAnswer:
    given = one.answer
    return AuditedAnswer(
        week=str(week),
        part=one.part,
        turn=given.turn,
        language=given.language,
        entry=given.entry,
        version=given.version,
    )
