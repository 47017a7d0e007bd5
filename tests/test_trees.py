"""Boosted trees: asked as scikit-learn would answer, explained sign by sign, and read as they were written."""

import functools
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.matching.belief import Trees

DICE = np.random.default_rng(0)
ROWS = DICE.normal(size=(2000, 4)).astype(np.float32)
RIGHT = (ROWS[:, 0] + np.abs(ROWS[:, 1]) + DICE.normal(size=2000) * 0.5) > 1


@functools.cache
def grown() -> Trees:
    """Trees that have learned it."""
    return Trees.grown(ROWS, RIGHT, np.ones(2000), (1, 0, -1, 0))


def test_trees_learn_which_rows_are_right() -> None:
    assert ((grown().log_odds(ROWS) > 0) == RIGHT).mean() > 0.85


def test_a_sign_moves_the_odds_only_in_its_direction() -> None:
    row = np.zeros((50, 4), np.float32)
    for sign, direction in ((0, 1), (2, -1)):
        rows = row.copy()
        rows[:, sign] = np.linspace(-3, 3, 50)
        assert (direction * np.diff(grown().log_odds(rows)) >= -1e-5).all()


def test_the_pulls_of_the_signs_add_up_to_the_odds() -> None:
    for row in ROWS[:50]:
        begin, pulls = grown().pulls(row)
        assert begin + pulls.sum() == pytest.approx(float(grown().log_odds(row[np.newaxis])[0]), abs=1e-3)


def test_the_sign_that_decides_pulls_most() -> None:
    _, pulls = grown().pulls(np.array([3, 0, 0, 0], np.float32))

    assert pulls.argmax() == 0


def test_the_weight_of_a_row_counts() -> None:
    alike = np.zeros((200, 1), np.float32)
    right = np.arange(200) < 100
    trees = Trees.grown(alike, right, np.where(right, 9.0, 1.0), (0,))

    assert trees.log_odds(alike)[0] == pytest.approx(np.log(9), abs=0.01)


def test_trees_are_read_as_they_were_written() -> None:
    read = Trees.read(json.loads(json.dumps(grown().written())))

    assert read.log_odds(ROWS) == pytest.approx(grown().log_odds(ROWS), abs=0.01)


def test_no_trees_move_nothing() -> None:
    assert (Trees.none().log_odds(ROWS) == 0).all()
    assert Trees.read(Trees.none().written()).log_odds(ROWS).shape == (2000,)


@given(arrays(np.float32, (3, 4), elements=st.floats(width=32, allow_nan=False)))
def test_any_row_has_finite_odds(rows: np.ndarray) -> None:
    assert np.isfinite(grown().log_odds(rows)).all()
