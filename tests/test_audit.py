"""The audit of what was answered: what is drawn, who looks at it, and what stays when the texts are gone."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from desk_log import asked
from kept import Kept, kept_at

from bot.desk import Audit, Decision, GivenAnswer, SampleSizes
from bot.desk.audit import asks_of_entry, not_of_entry, sample
from bot.desk.decision import Texts
from bot.settings import KAZAKHSTAN
from bot.storage.audit import AuditStore

MONDAY = date(2026, 3, 2)
DURING = datetime(2026, 3, 4, 7, tzinfo=UTC)
SIZES = SampleSizes(random=3, near=2, asked=2)


def given(number: int, words: str = "", asker: str = "", confidence: float = 0.9) -> GivenAnswer:
    """An answer in the log."""
    return GivenAnswer(f"{number:x}", asker or f"p{number}", words or f"words {number}", "ru", "vote", confidence, "v")


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Kept]:
    async with kept_at(database) as kept:
        yield kept


def audit_over(kept: Kept, now: datetime = datetime(2026, 3, 12, 12, tzinfo=KAZAKHSTAN)) -> Audit:
    """The audit, ten days after the Monday."""
    return Audit(AuditStore(kept.sessions), lambda: now, SIZES)


async def answered(kept: Kept, number: int, text: str = "", **more: object) -> None:
    """Somebody was answered in the week."""
    known = {"asked_at": DURING, "asker": f"p{number}", "text": text or f"Вопрос номер {number}?"}
    known |= {"entries": [["vote", 0.9], ["seats", 0.05]], "confidence": 0.9}
    await asked(kept, f"{number:x}", "answer", "vote", **known | more)


def test_the_same_week_is_drawn_the_same_whatever_the_order_of_its_answers() -> None:
    answers = [given(number) for number in range(50)]

    drawn = sample(MONDAY, answers, SIZES)

    assert sample(MONDAY, answers[::-1], SIZES) == drawn
    assert sample(MONDAY + timedelta(days=7), answers, SIZES) != drawn
    assert [one.part for one in drawn] == ["random"] * 3 + ["near"] * 2


def test_what_one_person_asks_a_hundred_times_is_one_answer() -> None:
    answers = [*(given(number, "same", "bot") for number in range(100)), given(200), given(201)]

    assert len({one.answer.words for one in sample(MONDAY, answers, SampleSizes(random=10))}) == 3
    assert len(sample(MONDAY, answers, SampleSizes(random=10))) == 3


def test_what_is_believed_least_and_what_most_people_ask_is_drawn_beside_the_random_part() -> None:
    answers = [given(number, confidence=0.8) for number in range(40)]
    answers += [given(100 + number, "doubted", confidence=0.3) for number in range(1)]
    answers += [given(200 + number, "by many") for number in range(5)]

    drawn = sample(MONDAY, answers, SampleSizes(random=0, near=1, asked=3))

    assert [(one.part, one.answer.words) for one in drawn] == [("near", "doubted"), ("asked", "by many")]


def test_an_answer_drawn_by_chance_stays_in_the_random_part() -> None:
    [only] = sample(MONDAY, [given(1, confidence=0.2)], SIZES)

    assert only.part == "random"


async def test_a_week_is_drawn_once_and_only_after_nobody_can_edit_a_question_any_more(kept: Kept) -> None:
    for number in range(8):
        await answered(kept, number)

    tuesday = datetime(2026, 3, 10, 23, tzinfo=KAZAKHSTAN)
    assert (await audit_over(kept, tuesday).waiting("saule")).total == 0
    assert (await audit_over(kept).waiting("saule")).total == 5
    await answered(kept, 99)
    assert (await audit_over(kept).waiting("saule")).total == 5
    assert [row["people"] for row in await kept.rows("audit_weeks") if row["answers"]] == [8]


async def test_a_curator_does_not_see_again_what_they_judged_and_a_second_one_does(kept: Kept) -> None:
    for number in range(2):
        await answered(kept, number)
    audit = audit_over(kept)
    first = (await audit.waiting("saule")).case
    assert first

    await audit.judge("saule", first, "right")

    assert [(await audit.waiting(who)).total for who in ("saule", "daniyar", "aigerim")] == [1, 2, 2]
    new = (await audit.waiting("daniyar")).case
    assert new and new.number != first.number, "what nobody has judged comes first"
    await audit.judge("daniyar", first, "wrong")
    assert (await audit.waiting("aigerim")).total == 1, "two are enough"


async def test_a_second_verdict_of_a_curator_takes_the_place_of_the_first(kept: Kept) -> None:
    await answered(kept, 1)
    audit = audit_over(kept)
    case = (await audit.waiting("saule")).case
    assert case

    made = await audit.judge("saule", case, "right")
    again = await audit.judge("saule", case, "right")
    other = await audit.judge("saule", case, "wrong")

    assert made.number == again.number != other.number
    rows = await kept.rows("decisions")
    assert [(row["verb"], row["undone_by"], row["entry"]) for row in rows] == [
        ("right", "saule", "vote"),
        ("wrong", None, "vote"),
    ]
    judged = await audit.case(case.number)
    assert judged and [one.decision.verb for one in judged.verdicts] == ["wrong"]


async def test_a_verdict_outlives_the_text_and_nothing_else_does(kept: Kept) -> None:
    for number in range(2):
        await answered(kept, number)
    audit = audit_over(kept)
    case = (await audit.waiting("saule")).case
    assert case
    await audit.judge("saule", case, "wrong")

    await kept.records.purge(1)
    await AuditStore(kept.sessions).purge()

    [row] = await kept.rows("audited")
    assert (row["turn"], row["entry"], row["language"]) == (None, "vote", "ru")
    assert (await audit.waiting("daniyar")).total == 0
    counts = await AuditStore(kept.sessions).judged(MONDAY)
    assert [(one.week, one.verdict) for one in counts.answers] == [(MONDAY, "wrong")]


async def test_what_somebody_had_forgotten_waits_no_more(kept: Kept) -> None:
    await answered(kept, 1)
    audit = audit_over(kept)
    assert (await audit.waiting("saule")).total == 1

    await kept.records.people.forget("p1")

    assert (await audit.waiting("saule")).total == 0


async def test_a_wrong_answer_becomes_a_not_or_an_asks(kept: Kept) -> None:
    await answered(kept, 1)
    case = (await audit_over(kept).waiting("saule")).case
    assert case

    texts: Texts = (("ru", "Вопрос номер 1?"),)
    assert not_of_entry(case) == Decision("unlike", 0, 0, texts, "vote", audited=case.number)
    assert asks_of_entry(case, "seats") == Decision("asks", 0, 0, texts, "seats", audited=case.number)
