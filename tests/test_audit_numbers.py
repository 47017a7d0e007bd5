"""The share of answers that was wrong: its interval, who is told of it, and how far curators agree."""

from datetime import date, timedelta

import pytest

from bot.conversation.about_bot import Accuracy
from bot.stats.audit import (
    AuditCounts,
    JudgedAnswer,
    accuracy,
    agreement,
    audit_figures,
    audit_numbers,
    wilson,
)

MONDAY = date(2026, 3, 2)


def said(*verdicts: str, part: str = "random", week: date = MONDAY) -> JudgedAnswer:
    """A drawn answer, and what one curator after another said of it."""
    return JudgedAnswer(week, part, tuple((f"curator {number}", one) for number, one in enumerate(verdicts)))


# Newcombe, "Two-sided confidence intervals for the single proportion" (1998), Table I, method 3.
@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(count: int, of: int, low: float, high: float) -> None:
    assert wilson(count, of) == pytest.approx((low, high), abs=0.00005)


def test_only_the_random_part_says_how_many_were_wrong() -> None:
    answers = [*[said("right")] * 3, said("wrong"), *[said("wrong", part="near")] * 10, said()]

    numbers = audit_numbers(AuditCounts(answers))

    assert (numbers.random.wrong, numbers.random.judged, numbers.judged, numbers.drawn) == (1, 4, 14, 15)
    assert audit_figures(numbers)["share"] == 0.25


@pytest.mark.parametrize(
    ("verdicts", "counted"),
    [
        (("right", "wrong"), "wrong"),
        (("right", "should-ask"), "should-ask"),
        (("right", "right", "wrong"), "right"),
        ((), None),
    ],
)
def test_where_curators_differ_the_worse_verdict_counts_unless_it_is_outvoted(
    verdicts: tuple[str, ...], counted: str | None
) -> None:
    assert said(*verdicts).verdict == counted


def test_agreement_is_cohens() -> None:
    answers = [*[said("right", "right")] * 20, *[said("right", "wrong")] * 5, *[said("wrong", "right")] * 10]
    answers += [*[said("wrong", "wrong")] * 15, said("right")]

    agreed = agreement(answers)

    assert agreed and (agreed.same, agreed.both) == (35, 50)
    assert agreed.kappa == pytest.approx(0.4)  # 0.7 alike, 0.5 by chance


def test_there_is_no_kappa_of_a_few_nor_where_all_said_the_same() -> None:
    few, alike = agreement([said("right", "wrong")] * 19), agreement([said("right", "right")] * 30)

    assert few and few.kappa is None and few.share == 0
    assert alike and alike.kappa is None and alike.share == 1
    assert agreement([said("right")]) is None


def test_everybody_is_told_from_fifty_answers_on_that_ten_people_got() -> None:
    answers = [*[said("right")] * 47, said("wrong"), said("wrong"), said("wrong", week=MONDAY + timedelta(days=7))]

    told = accuracy(audit_numbers(AuditCounts(answers, {MONDAY: 10})))

    assert told == Accuracy(MONDAY, date(2026, 3, 15), 50, 0.06, *wilson(3, 50))
    assert accuracy(audit_numbers(AuditCounts(answers[1:], {MONDAY: 10}))) is None
    assert accuracy(audit_numbers(AuditCounts(answers, {MONDAY: 9}))) is None
