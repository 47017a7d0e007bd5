"""From scores to belief: the signs of a first choice, and what trials teach of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy_embedder import Counting

from bot.matching import OUTSIDE, SpellingOnly
from bot.matching.belief import SIGNS, Belief, Trials, held_back, learn_calibration, standing
from bot.matching.embedding import Vectors
from bot.matching.features import Neighbours, TrainingTexts

LESSONS = TrainingTexts.of([("a", "one"), ("a", "two"), ("b", "three"), (OUTSIDE, "four")])
# Where "one", "two", "three" and "four" lie; the message lies at (1, 0).
VECTORS: Vectors = np.array([[0.6, 0.8], [0.8, 0.6], [0.5, 0.8], [0.1, 0.9]], dtype=np.float32)
MESSAGE: Vectors = np.array([1, 0], dtype=np.float32)
OF = {name: number for number, name in enumerate(SIGNS)}


def signs(*shares: float, vectors: Vectors = VECTORS, message: Vectors = MESSAGE) -> dict[str, float]:
    """The signs by name, of a message with these shares of a, b and outside."""
    stand = standing(message, np.array(shares, np.float32), Neighbours(LESSONS, vectors), LESSONS.entries)
    return {name: float(stand.signs[number]) for name, number in OF.items()}


def test_the_signs_come_in_the_order_of_their_names() -> None:
    assert signs(0.5, 0.3, 0.2) == pytest.approx(
        {
            "sureness": 0.0,
            "lead": np.log(0.5 / 0.3),
            "outside": np.log(0.2 / 0.8),
            "near-meaning": 0.8,
            "outside-meaning": 0.1,
            "other-meaning": 0.5,
        },
        abs=1e-4,
    )
    assert list(signs(0.5, 0.3, 0.2)) == list(SIGNS)


def test_the_signs_speak_of_the_entry_with_the_largest_share() -> None:
    found = signs(0.1, 0.3, 0.6)

    assert found["near-meaning"] == pytest.approx(0.5)
    assert found["other-meaning"] == pytest.approx(0.8)


def test_the_signs_are_finite_however_sure_the_head_is() -> None:
    for shares in ((1, 0, 0), (0, 0, 1), (0, 1, 0)):
        assert all(np.isfinite(value) for value in signs(*shares).values())


def test_without_a_model_of_meaning_no_sign_speaks_of_it() -> None:
    found = signs(0.5, 0.3, 0.2, vectors=np.zeros((4, 0), np.float32), message=np.zeros(0, np.float32))

    assert [found[name] for name in SIGNS if name.endswith("meaning")] == [0, 0, 0]


def test_entries_are_ordered_and_what_is_outside_is_no_entry() -> None:
    stand = standing(MESSAGE, np.array([0.1, 0.2, 0.7], np.float32), Neighbours(LESSONS, VECTORS), LESSONS.entries)

    assert [LESSONS.meanings[number] for number in stand.order] == ["b", "a"]


@given(st.lists(st.floats(-20, 20, width=32), min_size=len(SIGNS), max_size=len(SIGNS)))
def test_belief_is_a_probability(values: list[float]) -> None:
    belief = Belief(np.array([0.9, 0.2, -0.1, 3.4, -5.1, 0.9], np.float32), 0.7)

    assert 0 <= belief.predict(np.array(values, np.float32)) <= 1


def test_belief_learns_which_sign_tells_right_from_wrong() -> None:
    dice = np.random.default_rng(0)
    values = dice.normal(size=(200, len(SIGNS))).astype(np.float32)
    belief = Trials(values, values[:, OF["lead"]] > 0).belief()

    assert np.abs(belief.weights).argmax() == OF["lead"]
    assert belief.predict(np.array([0, 3, 0, 0, 0, 0], np.float32)) > 0.95
    assert belief.predict(np.array([0, -3, 0, 0, 0, 0], np.float32)) < 0.05


@pytest.mark.parametrize("right", [[True, True], [False, False], []])
def test_where_all_trials_end_alike_the_sureness_of_the_head_has_to_do(right: list[bool]) -> None:
    trials = Trials(np.zeros((len(right), len(SIGNS)), np.float32), np.array(right, dtype=bool))

    assert trials.belief().predict(np.array([np.log(3), 9, 9, 9, 9, 9], np.float32)) == pytest.approx(0.75)


def test_the_weight_of_a_trial_counts() -> None:
    values = np.zeros((2, len(SIGNS)), np.float32)
    belief = Trials(values, np.array([True, False])).belief(np.array([9.0, 1.0]))

    assert belief.predict(values[0]) == pytest.approx(0.9, abs=0.01)


def some(entries: int, outside: int) -> TrainingTexts:
    """Lessons of entries with six texts each, and texts outside."""
    pairs = [(f"e{entry}", f"{word} number{entry} {entry}") for entry in range(entries) for word in "abcdef"]
    return TrainingTexts.of([*pairs, *((OUTSIDE, f"else {number}") for number in range(outside))])


def test_every_lesson_is_asked_once() -> None:
    training = some(entries=6, outside=12)
    trials = held_back(training, Counting().embed(training.texts), 1.0, 3)

    assert trials.signs.shape == (len(training.texts), len(SIGNS))
    assert trials.right.shape == (len(training.texts),)
    assert np.isfinite(trials.signs).all()


def test_where_nothing_is_known_of_outside_whole_entries_are_held_back_too() -> None:
    training = some(entries=12, outside=0)
    without = held_back(training, Counting().embed(training.texts), 1.0, 3)
    lessons_with_outside = some(entries=12, outside=6)
    given_outside = held_back(lessons_with_outside, Counting().embed(lessons_with_outside.texts), 1.0, 3)

    # The texts are easy: what goes wrong are those whose whole entry was away, about a sixth of them.
    assert 0.05 < 1 - without.right.mean() < 0.4
    assert given_outside.right[: 12 * 6].mean() > without.right.mean()


def test_lessons_too_few_to_hold_any_back_give_no_trials() -> None:
    training = TrainingTexts.of([("a", "one")])

    assert held_back(training, SpellingOnly().embed(training.texts), 1.0, 3).signs.shape == (0, len(SIGNS))


def test_without_a_model_of_meaning_the_weight_of_spelling_is_not_searched_for() -> None:
    training = some(entries=3, outside=0)

    assert learn_calibration(training, SpellingOnly().embed(training.texts)).spelling == 1.0
