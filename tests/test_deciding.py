"""What is done with a belief: the costs decide, and the thresholds follow from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import thresholds
from bot.matching.understanding import decide, worth_offering

ORDER = ("unknown", "choices", "answer")


@pytest.mark.parametrize(
    ("beliefs", "decision"),
    [
        ([], "unknown"),
        ([0.0], "unknown"),
        ([0.1], "unknown"),
        ([0.05, 0.05, 0.05, 0.05], "unknown"),
        ([0.5], "choices"),
        ([0.5, 0.5], "choices"),
        ([0.4, 0.3, 0.2], "choices"),
        ([0.8, 0.1], "choices"),
        ([0.25] * 4, "choices"),
        ([0.01] * 99, "unknown"),  # nothing among them is worth a look
        ([0.95], "answer"),
        ([0.91, 0.09], "answer"),
        ([0.9, 0.9], "answer"),  # two entries may both be right
        ([1.0], "answer"),
        ([1.0, 0.0, 0.0], "answer"),
    ],
)
def test_beliefs_decide(beliefs: list[float], decision: str) -> None:
    assert decide(beliefs) == decision


def test_an_answer_is_given_from_the_belief_at_which_it_costs_no_more_than_choices() -> None:
    # One entry: 6 (1 - p) = p + 2 (1 - p), so p = 4/5.
    threshold = (thresholds.FALSE_ANSWER - thresholds.CHOICES_WITHOUT_IT) / (
        thresholds.FALSE_ANSWER - thresholds.CHOICES_WITHOUT_IT + thresholds.CHOICES
    )

    assert decide([threshold + 0.001]) == "answer"
    assert decide([threshold - 0.001]) == "choices"


def test_choices_are_offered_from_the_belief_at_which_they_cost_no_more_than_saying_nothing() -> None:
    # One entry: 4 p = p + 2 (1 - p), so p = 2/5.
    threshold = thresholds.CHOICES_WITHOUT_IT / (
        thresholds.UNKNOWN_THOUGH_KNOWN - thresholds.CHOICES + thresholds.CHOICES_WITHOUT_IT
    )

    assert decide([threshold + 0.001]) == "choices"
    assert decide([threshold - 0.001]) == "unknown"


def test_a_false_answer_costs_most() -> None:
    others = (thresholds.CHOICES, thresholds.CHOICES_WITHOUT_IT, thresholds.UNKNOWN_THOUGH_KNOWN)

    assert max(others) < thresholds.FALSE_ANSWER
    assert thresholds.CHOICES < thresholds.CHOICES_WITHOUT_IT < thresholds.UNKNOWN_THOUGH_KNOWN


@given(st.floats(0, 1), st.floats(0, 1))
def test_believing_more_in_a_lone_entry_never_decides_for_less(one: float, other: float) -> None:
    lower, higher = sorted((one, other))

    assert ORDER.index(decide([lower])) <= ORDER.index(decide([higher]))


@given(st.lists(st.floats(0.001, 1), min_size=2, max_size=8), st.floats(0, 1))
def test_belief_that_moves_from_the_others_to_the_first_never_takes_an_answer_away(
    weights: list[float], moved: float
) -> None:
    beliefs = sorted((weight / sum(weights) for weight in weights), reverse=True)
    first, *others = beliefs
    surer = [first + moved * sum(others), *((1 - moved) * other for other in others)]

    if decide(beliefs) == "answer":
        assert decide(surer) == "answer"


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=8), st.floats(0, 1))
def test_belief_that_moves_to_none_never_makes_an_answer(weights: list[float], kept: float) -> None:
    beliefs = sorted((weight / sum(weights) for weight in weights), reverse=True)

    if decide(beliefs) != "answer":
        assert decide([kept * belief for belief in beliefs]) != "answer"


@pytest.mark.parametrize(
    ("beliefs", "shown"),
    [([], 0), ([0.5], 1), ([0.5, 0.09], 1), ([0.5, 0.2, 0.09], 2), ([0.5, 0.2, 0.1], 3), ([0.3, 0.2, 0.2, 0.2], 3)],
)
def test_choices_are_those_meant_with_one_chance_in_ten_and_three_at_most(beliefs: list[float], shown: int) -> None:
    assert worth_offering(beliefs) == shown


def test_what_costs_more_if_it_is_false_needs_more_belief() -> None:
    careful = thresholds.FALSE_ANSWER * thresholds.CAREFUL

    assert (decide([0.82]), decide([0.82], careful)) == ("answer", "choices")
    assert decide([0.95], careful) == "answer"


def test_of_two_signposts_the_wrong_one_costs_less_than_one_where_an_entry_answers() -> None:
    signpost = thresholds.FALSE_SIGNPOST

    assert thresholds.OTHER_SIGNPOST < signpost < thresholds.FALSE_ANSWER
    assert decide([0.5, 0.4], signpost) == "choices"
    assert decide([0.5, 0.4], signpost, other_signposts=0.4) == "answer"
    assert decide([0.5, 0.9], signpost, other_signposts=0.9) == "answer"  # no more than what is left of the belief


@pytest.mark.parametrize(
    ("beliefs", "chat", "decision"),
    [
        ([0.05], 0.9, "chat"),
        ([0.0], 0.3, "unknown"),
        ([0.9], 0.3, "answer"),
        ([0.5], 0.5, "choices"),
        ([], 1.0, "chat"),
    ],
)
def test_small_talk_is_weighed_like_everything_else(beliefs: list[float], chat: float, decision: str) -> None:
    assert decide(beliefs, chat=chat) == decision
