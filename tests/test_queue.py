"""Which unanswered questions a curator is shown, in which groups, and in which order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.curation import Gap, Verb, decide, queue

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEATHER = Gap("1", "погода", "aliya", "ru", MONDAY, "unknown", (("vote", 0.1), ("seats", 0.02)))


def gap(turn: str, text: str = "погода", asker: str = "aliya", days: int = 0, **more: object) -> Gap:
    """A question like the one about the weather, so many days later."""
    return replace(WEATHER, turn=turn, text=text, asker=asker, at=MONDAY + timedelta(days=days), **more)  # type: ignore[arg-type]


def by_text(gap: Gap) -> int:
    """Equal texts are one group."""
    return hash(gap.text)


def shown(gaps: list[Gap], decided: Mapping[str, Verb] | None = None) -> list[tuple[str, ...]]:
    """The turns of each group, in the order of the queue."""
    return [group.turns for group in queue(gaps, decided or {}, by_text)]


def test_what_more_people_ask_comes_first_and_one_person_counts_once() -> None:
    often = [gap(str(number), "one person asks a hundred times", days=9) for number in range(100)]
    widely = [gap("a", "two people ask", "aliya"), gap("b", "two people ask", "ruslan")]

    assert [len(turns) for turns in shown([*often, *widely])] == [2, 100]


def test_of_what_equally_many_ask_the_latest_comes_first() -> None:
    assert shown([gap("1", "old"), gap("2", "young", days=1), gap("3", "older", days=-1)]) == [("2",), ("1",), ("3",)]


def test_a_group_of_one_is_shown_too() -> None:
    assert shown([gap("1")]) == [("1",)]


@pytest.mark.parametrize("verb", ["outside", "spam"])
def test_what_was_ruled_out_stays_out_with_all_that_means_the_same(verb: Verb) -> None:
    assert shown([gap("1"), gap("2", asker="ruslan", days=30), gap("3", "another")], {"1": verb}) == [("3",)]


@pytest.mark.parametrize("verb", ["add", "unlike", "postpone"])
def test_of_what_was_dealt_with_otherwise_only_what_came_since_is_shown(verb: Verb) -> None:
    assert shown([gap("1"), gap("2", days=1)], {"1": verb}) == [("2",)]


def test_a_group_says_when_it_was_asked_in_which_languages_and_what_is_near() -> None:
    first = gap("1", days=3)
    second = gap("2", days=1, language="kk", entries=(("seats", 0.4),))
    third = gap("3", days=2, language="kk")
    [group] = queue([first, second, third], {}, by_text)

    assert (group.first, group.last) == (second.at, first.at)
    assert (group.languages, group.turns) == (("kk", "ru"), ("2", "3", "1"))
    assert group.nearest == (("seats", 0.4), ("vote", 0.1))


def test_a_decision_holds_every_wording_once_with_its_language() -> None:
    [group] = queue([gap("1"), gap("2"), gap("3", language="kk")], {}, by_text)
    decision = decide(group, "add", "vote")

    assert decision.texts == (("kk", "погода"), ("ru", "погода"))
    assert (decision.turns, decision.entry) == (("1", "2", "3"), "vote")
