"""What people asked is asked again: who would be answered otherwise, and which entries compete."""

import pytest

from bot.desk import Past, Replay, Result, compare
from bot.desk.impact import Rivals
from bot.matching import Verdict


def result(outcome: str, *entries: str, second: float = 0.01) -> Result:
    """What a question came to. `second` is the belief in the second entry."""
    names = (*entries, *(name for name in ("seats", "vote") if name not in entries))
    ranking = tuple((name, 0.9 if place == 0 else second) for place, name in enumerate(names))
    return Result(outcome, entries, ranking)


def again(*cases: tuple[Result, Result], people: int = 1) -> Replay:
    """Compare questions that came to the first and come to the second."""
    asked = [Past(str(number), people, before) for number, (before, _) in enumerate(cases)]
    now = {str(number): after for number, (_, after) in enumerate(cases)}
    return compare(asked, lambda text: _verdict(now[text]))


def _verdict(one: Result) -> Verdict:
    return Verdict(one.outcome, one.entries, one.ranking, 0.9, "en")  # type: ignore[arg-type]  # it was one's


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (result("answer", "seats"), result("answer", "seats"), None),
        (result("answer", "seats"), result("answer", "vote"), "changed"),
        (result("answer", "seats"), result("answer", "seats", "vote"), "changed"),
        (result("answer", "seats", "vote"), result("answer", "vote", "seats"), None),
        (result("answer", "seats"), result("choices", "seats", "vote"), "lost"),
        (result("answer", "seats"), result("unknown"), "lost"),
        (result("choices", "seats", "vote"), result("unknown"), "lost"),
        (result("choices", "seats", "vote"), result("choices", "seats", "name"), "changed"),
        (result("choices", "seats", "vote"), result("answer", "seats"), "new"),
        (result("unknown"), result("choices", "seats", "vote"), "new"),
        (result("unknown"), result("answer", "seats"), "new"),
        (result("chat"), result("answer", "seats"), "new"),
        (result("unknown"), result("chat"), None),
        (result("unknown"), result("unknown"), None),
    ],
)
def test_what_a_question_comes_to_now(before: Result, now: Result, kind: str | None) -> None:
    assert [one.kind for one in again((before, now)).differences] == ([kind] if kind else [])


def test_what_most_people_asked_comes_first() -> None:
    asked = [Past(text, people, result("unknown")) for text, people in (("few", 1), ("many", 9), ("some", 3))]

    compared = compare(asked, lambda text: _verdict(result("answer", "seats")))

    assert [one.past.text for one in compared.differences] == ["many", "some", "few"]
    assert (compared.asked, compared.people) == (3, 13)


@pytest.mark.parametrize(
    ("before", "now", "rivals"),
    [
        (result("answer", "seats"), result("choices", "vote", "seats"), [Rivals(("seats", "vote"), 0, 1)]),
        (result("answer", "seats"), result("answer", "seats", second=0.06), [Rivals(("seats", "vote"), 0, 1)]),
        (result("answer", "seats"), result("answer", "seats", second=0.04), []),
        (result("choices", "seats", "vote"), result("choices", "vote", "seats"), []),
        (result("choices", "seats", "vote"), result("answer", "seats"), []),
        (result("unknown"), result("answer", "seats", "vote", second=0.4), []),
        (result("unknown"), result("unknown", second=0.4), []),
    ],
)
def test_two_entries_compete_where_a_question_is_undecided_between_them(
    before: Result, now: Result, rivals: list[Rivals]
) -> None:
    assert list(again((before, now)).rivals) == rivals


def test_of_rivals_those_come_first_that_gain_most() -> None:
    calm, name = result("answer", "seats"), result("choices", "name", "seats")
    one, two = result("choices", "vote", "seats"), result("choices", "seats", "vote")

    assert list(again((calm, name), (calm, one), (calm, two), (one, two)).rivals) == [
        Rivals(("seats", "vote"), 1, 3),
        Rivals(("name", "seats"), 0, 1),
    ]
