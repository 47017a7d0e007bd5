"""The numbers of the desk: counted on a real SQLite file, in the days of Kazakhstan, and added up."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from desk_log import NOON, asked, asked_often, decided, rated
from kept import Kept, kept_in
from small_library import LIBRARY
from test_signposts import CONTENT, TURNOUT

from bot.stats.numbers import Counts, Numbers, Period, Received, Tally, figures, numbers_of
from bot.storage.counts import Counter

KAZAKHSTAN = ZoneInfo("Asia/Almaty")
TODAY = date(2026, 3, 10)
WEEK = Period.until(TODAY, 7, KAZAKHSTAN)


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    async with kept_in(tmp_path) as kept:
        yield kept


async def numbers(kept: Kept, period: Period = WEEK) -> Numbers:
    """The numbers of a period, over the small library."""
    return numbers_of(period, await Counter(kept.sessions).counts(period), LIBRARY)


async def test_questions_are_counted_by_their_outcome_and_small_talk_is_no_question(kept: Kept) -> None:
    for turn, outcome in enumerate(("answer", "answer", "choices", "gap", "unknown", "chat")):
        await asked(kept, str(turn), outcome)
    found = await numbers(kept)

    assert found.overall == Tally(answer=2, choices=1, gap=1, unknown=1, chat=1)
    assert (found.overall.questions, found.overall.answered) == (5, 0.4)


async def test_people_are_counted_once_however_much_they_ask(kept: Kept) -> None:
    for turn, asker in enumerate(("aliya", "aliya", "bolat")):
        await asked(kept, str(turn), asker=asker)

    assert (await numbers(kept)).people == 2


async def test_a_day_begins_at_midnight_in_kazakhstan(kept: Kept) -> None:
    midnight = datetime(2026, 3, 9, 19, tzinfo=UTC)
    await asked(kept, "a", asked_at=midnight - timedelta(seconds=1))
    await asked(kept, "b", "unknown", asked_at=midnight)
    days = (await numbers(kept)).days

    assert (days[date(2026, 3, 9)], days[TODAY]) == (Tally(answer=1), Tally(unknown=1))
    assert list(days) == [date(2026, 3, day) for day in range(4, 11)]
    assert days[date(2026, 3, 4)] == Tally()


@pytest.mark.parametrize("days", [1, 2, 3, 7, 30, 365])
async def test_each_day_of_a_period_of_any_length_gets_its_own_questions(kept: Kept, days: int) -> None:
    asked_at = {f"{ago}-{more}": NOON - timedelta(days=ago) for ago in range(days) for more in range(1 + ago % 2)}
    await asked_often(kept, asked_at)
    found = (await numbers(kept, Period.until(TODAY, days, KAZAKHSTAN))).days

    assert [tally.answer for tally in reversed(list(found.values()))] == [1 + ago % 2 for ago in range(days)]


async def test_what_lies_outside_the_period_is_not_counted(kept: Kept) -> None:
    begins, ends = WEEK.bounds
    for turn, moment in (("a", begins - timedelta(microseconds=1)), ("b", ends)):
        await asked(kept, turn, "answer", "seats", asked_at=moment)
        await rated(kept, turn, "seats", True, rated_at=moment)
        await decided(kept, "spam", turn, at=moment)
    found = await numbers(kept)

    assert (found.overall, found.people, found.entries, found.closed) == (Tally(), 0, (), 0)
    assert found.overall.answered is None


async def test_languages_have_numbers_of_their_own(kept: Kept) -> None:
    await asked(kept, "a", language="kk")
    await asked(kept, "b", "choices", language="ru", declined_at=NOON)
    await rated(kept, "a", "seats", True)
    languages = (await numbers(kept)).languages

    assert languages == {"kk": Tally(answer=1, liked=1), "ru": Tally(choices=1, declined=1), "en": Tally()}


async def test_an_answer_counts_for_the_sections_of_its_entries_and_an_offer_for_none(kept: Kept) -> None:
    await asked(kept, "a", "answer", "seats", "name")
    await asked(kept, "b", "answer", "name", "vote")
    await asked(kept, "c", "choices", "seats", "vote")
    await asked(kept, "d", "answer", "an-entry-of-old")
    await rated(kept, "b", "vote", False, "unclear")
    sections = (await numbers(kept)).sections

    assert sections == {"parliament": Tally(answer=2), "people": Tally(answer=1, disliked=1), "empty": Tally()}


async def test_the_most_asked_entries_come_first_with_how_they_were_received(kept: Kept) -> None:
    for turn in "abc":
        await asked(kept, turn, "answer", "vote")
    await asked(kept, "d", "answer", "seats")
    await rated(kept, "a", "vote", True)
    await rated(kept, "b", "vote", False, "outdated")
    await rated(kept, "c", "vote", False, None)
    await rated(kept, "z", "name", False, "source")

    assert (await numbers(kept)).entries == (
        Received("vote", 3, 1, {"outdated": 1, "": 1}),
        Received("seats", 1, 0, {}),
        Received("name", 0, 0, {"source": 1}),
    )


async def test_a_gap_is_closed_by_the_decision_that_dealt_with_it_counted_from_its_first_question(kept: Kept) -> None:
    for turn, hours in (("a", 10), ("b", 9), ("c", 1), ("d", 30), ("e", 4)):
        await asked(kept, turn, "unknown", asked_at=NOON - timedelta(hours=hours))
    await decided(kept, "add", "b", "a", "purged")
    await decided(kept, "spam", "c")
    await decided(kept, "outside", "e")
    await decided(kept, "postpone", "d")
    await decided(kept, "spam", "d", undone_at=NOON)
    await decided(kept, "add")
    found = await numbers(kept)

    assert (found.closed, found.closing) == (3, timedelta(hours=4))


async def test_what_waits_is_what_no_standing_decision_has_dealt_with(kept: Kept) -> None:
    await asked(kept, "unknown", "unknown", asked_at=NOON - timedelta(days=90), text="погода в Алматы")
    await asked(kept, "again", "unknown", text="погода в Астане")
    await asked(kept, "declined", "choices", declined_at=NOON, text="налоги")
    await asked(kept, "disliked", text="столица")
    await rated(kept, "disliked", "vote", False)
    await asked(kept, "good")
    await asked(kept, "forgotten", "unknown", text="")
    await asked(kept, "ruled-out", "unknown", text="часы")
    await decided(kept, "spam", "ruled-out")
    await decided(kept, "spam", "unknown", undone_at=NOON)
    await decided(kept, "postpone", "declined", until=datetime.now(UTC) + timedelta(days=7))

    assert (await numbers(kept)).waiting == 2


async def test_many_decisions_of_many_questions_are_all_looked_up(kept: Kept) -> None:
    await asked_often(kept, {str(number): NOON - timedelta(hours=2) for number in range(1200)}, "unknown")
    for start in range(0, 1200, 2):
        await decided(kept, "spam", str(start), str(start + 1))
    found = await numbers(kept)

    assert (found.closed, found.waiting, found.overall.unknown) == (600, 0, 1200)


def test_of_nothing_there_are_numbers_too() -> None:
    found = numbers_of(WEEK, Counts((), {}, (), 0, (), 0), LIBRARY)

    assert (found.overall, found.closing, found.entries) == (Tally(), None, ())
    assert figures(found)["overall"]["answered"] is None


async def test_the_figures_are_plain_values(kept: Kept) -> None:
    await asked(kept, "a", "answer", "vote", asked_at=NOON - timedelta(hours=3))
    await rated(kept, "a", "vote", False, "topic")
    await decided(kept, "unlike", "a")
    found = figures(await numbers(kept))

    assert (found["first"], found["last"], found["people"]) == ("2026-03-04", "2026-03-10", 1)
    assert found["overall"] == found["days"]["2026-03-10"] == found["languages"]["ru"]
    assert found["overall"] == {
        "questions": 1, "answered": 1.0, "answer": 1, "choices": 0, "gap": 0, "unknown": 0, "chat": 0, "declined": 0,
        "liked": 0, "disliked": 1,
    }  # fmt: skip
    assert found["entries"] == [{"entry": "vote", "asked": 1, "liked": 0, "disliked": 1, "reasons": {"topic": 1}}]
    assert found["gaps"] == {"waiting": 0, "closed": 1, "median_hours": 3.0, "themes": {}}


async def test_what_the_articles_do_not_say_is_counted_by_theme(kept: Kept) -> None:
    for turn, name in (("a", TURNOUT.id), ("b", TURNOUT.id), ("c", "gap-gone")):
        await asked(kept, turn, "gap", name)

    found = numbers_of(WEEK, await Counter(kept.sessions).counts(WEEK), CONTENT)
    assert list(found.gaps.items()) == [(TURNOUT.gap, 2), ("gap-gone", 1)]


async def test_days_are_added_up_by_week_with_the_share_that_was_answered(kept: Kept) -> None:
    monday = datetime(2026, 3, 9, 7, tzinfo=UTC)
    await asked(kept, "a", "answer", "vote", asked_at=monday)
    await asked(kept, "b", "unknown", asked_at=monday)
    await asked(kept, "c", "answer", "vote", asked_at=monday - timedelta(days=1))
    weeks = (await numbers(kept)).weeks

    assert {day.isoformat(): tally.answered for day, tally in weeks.items()} == {"2026-03-02": 1.0, "2026-03-09": 0.5}
