"""From signs to belief, and what trials teach of them."""

import functools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy_embedder import Counting

from bot.matching import OUTSIDE, SpellingOnly
from bot.matching.belief import Belief, Trees, Trials, held_back, learn_calibration
from bot.matching.features import TrainingTexts
from bot.matching.signs import SIGNS, Signed

OF = {name: number for number, name in enumerate(SIGNS)}


def trials(values: np.ndarray, right: np.ndarray) -> Trials:
    """Trials of one meaning a message."""
    return Trials(values.astype(np.float32), right.astype(bool), right.astype(bool))


DICE = np.random.default_rng(0)
VALUES = DICE.normal(size=(5000, len(SIGNS))).astype(np.float32)


@functools.cache
def belief() -> Belief:
    """One that was told which sign tells right from wrong."""
    return trials(VALUES, VALUES[:, OF["lead"]] > 0).belief()


@given(st.lists(st.floats(-20, 20, width=32), min_size=len(SIGNS), max_size=len(SIGNS)))
def test_belief_is_a_probability(values: list[float]) -> None:
    assert 0 <= belief().predict(np.array([values], np.float32))[0] <= 1


def test_belief_learns_which_sign_tells_right_from_wrong() -> None:
    rows = np.zeros((2, len(SIGNS)), np.float32)
    rows[:, OF["lead"]] = 3, -3
    sure, unsure = belief().predict(rows)
    _, pulls = belief().pulls(rows[0])

    assert (sure > 0.95, unsure < 0.05) == (True, True)
    assert np.abs(pulls).argmax() == OF["lead"]


@pytest.mark.parametrize("right", [[True, True], [False, False], []])
def test_where_all_trials_end_alike_the_sureness_of_the_classifier_has_to_do(right: list[bool]) -> None:
    belief = trials(np.zeros((len(right), len(SIGNS))), np.array(right)).belief()
    row = np.full((1, len(SIGNS)), 9, np.float32)
    row[0, OF["sureness"]] = np.log(3)
    begin, pulls = belief.pulls(row[0])

    assert belief.predict(row)[0] == pytest.approx(0.75)
    assert begin + pulls.sum() == pytest.approx(np.log(3), abs=1e-5)


def test_the_weight_of_a_trial_counts() -> None:
    right = np.arange(200) < 100
    belief = trials(np.zeros((200, len(SIGNS))), right).belief(np.where(right, 9.0, 1.0))

    assert belief.predict(np.zeros((1, len(SIGNS)), np.float32))[0] == pytest.approx(0.9, abs=0.01)


def test_a_meaning_that_is_neither_right_nor_wrong_is_no_trial() -> None:
    signs = np.arange(3 * len(SIGNS), dtype=np.float32).reshape(3, -1)
    signed = Signed(np.array([4, 2, 7]), signs, np.zeros(3, dtype=bool))
    found = Trials.of([(signed, {4: False, 2: None, 7: True}.get)])

    assert found.signs.tolist() == signed.signs[[0, 2]].tolist()
    assert found.right.tolist() == [False, True]
    assert found.first_right.tolist() == [False]


def test_a_belief_without_trees_is_the_sureness() -> None:
    assert Belief(Trees.none()).predict(np.zeros((1, len(SIGNS)), np.float32))[0] == pytest.approx(0.5)


def some(entries: int, outside: int) -> TrainingTexts:
    """Lessons of entries with six texts each, and texts outside."""
    pairs = [(f"e{entry}", f"{word} number{entry} {entry}") for entry in range(entries) for word in "abcdef"]
    return TrainingTexts.of([*pairs, *((OUTSIDE, f"else {number}") for number in range(outside))])


def test_every_lesson_is_asked_once() -> None:
    training = some(entries=6, outside=12)
    found = held_back(training, Counting().embed(training.texts), 1.0, 3)

    assert found.first_right.shape == (len(training.texts),)
    assert found.signs.shape == (len(found.right), len(SIGNS))
    assert len(found.right) == 6 * len(training.texts)  # the likely meanings of each
    assert np.isfinite(found.signs).all()


def test_where_nothing_is_known_of_outside_whole_entries_are_held_back_too() -> None:
    training = some(entries=12, outside=0)
    without = held_back(training, Counting().embed(training.texts), 1.0, 3)
    lessons_with_outside = some(entries=12, outside=6)
    given_outside = held_back(lessons_with_outside, Counting().embed(lessons_with_outside.texts), 1.0, 3)

    # The texts are easy: what goes wrong are those whose whole entry was away, about a sixth of them.
    assert 0.05 < 1 - without.first_right.mean() < 0.4
    assert given_outside.first_right[: 12 * 6].mean() > without.first_right.mean()


def test_lessons_too_few_to_hold_any_back_give_no_trials() -> None:
    training = TrainingTexts.of([("a", "one")])

    assert held_back(training, SpellingOnly().embed(training.texts), 1.0, 3).signs.shape == (0, len(SIGNS))


def test_without_a_model_of_meaning_the_weight_of_spelling_is_not_searched_for() -> None:
    training = some(entries=3, outside=0)

    assert learn_calibration(training, SpellingOnly().embed(training.texts), {}).spelling == 1.0
