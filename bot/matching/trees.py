"""Boosted decision trees: grown by scikit-learn, asked without it, and written as plain numbers.

A start reads grown trees from a file, so that neither it nor a question waits for scikit-learn to be imported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]

_TREES = 300
_FEWEST_TREES = 30
_ROWS_A_TREE = 100  # more trees learn few rows by heart
_LEAVES = 10
_RATE = 0.08  # how much of its correction each tree makes
_SHRINKAGE = 5.0
_FEWEST = 40  # rows that stand behind each leaf


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose leaves add up to log odds, beginning at `bias`.

    All arrays have shape (trees, nodes). A node asks whether the sign `sign` is at most `split`, and leads `left` if it
    is, else `right`; a leaf leads to itself. `value` is the mean of the leaves below a node.
    """

    bias: float
    sign: NDArray[np.intp]
    split: Rows
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: Rows

    @classmethod
    def none(cls) -> Self:
        """No tree at all: nothing moves the log odds."""
        numbers, places = np.zeros((0, 1), np.float32), np.zeros((0, 1), np.intp)
        return cls(0.0, places, numbers, places, places, numbers)

    @classmethod
    def grown(
        cls, rows: Rows, right: NDArray[np.bool_], weights: NDArray[np.float64], directions: Sequence[int]
    ) -> Self:
        """Learn to tell which rows are right.

        `directions` says for each sign whether more of it can only speak for (1) or against (-1), or may do both (0).
        """
        from sklearn.ensemble import HistGradientBoostingClassifier  # takes a second, and most starts do not need it

        grown = HistGradientBoostingClassifier(
            max_iter=min(_TREES, max(_FEWEST_TREES, len(rows) // _ROWS_A_TREE)),
            max_leaf_nodes=_LEAVES,
            learning_rate=_RATE,
            l2_regularization=_SHRINKAGE,
            min_samples_leaf=_FEWEST,
            early_stopping=False,
            monotonic_cst=list(directions),
        ).fit(rows, right, sample_weight=weights)
        nodes = [stage[0].nodes for stage in grown._predictors]  # there is no public way to the trees
        return cls._of(float(grown._baseline_prediction.item()), nodes)

    @classmethod
    def _of(cls, start: float, trees: Sequence[NDArray[Any]]) -> Self:
        shape = (len(trees), max(map(len, trees)))
        places = np.broadcast_to(np.arange(shape[1]), shape)
        sign, left, right = np.zeros(shape, np.intp), places.copy(), places.copy()
        split, value = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        for number, nodes in enumerate(trees):
            inner = np.flatnonzero(nodes["is_leaf"] == 0)
            sign[number, inner] = nodes["feature_idx"][inner]
            split[number, inner] = nodes["num_threshold"][inner]
            left[number, inner], right[number, inner] = nodes["left"][inner], nodes["right"][inner]
            value[number, : len(nodes)] = nodes["value"]
            for node in inner[::-1]:  # scikit-learn writes a node before those below it
                below = [int(nodes["left"][node]), int(nodes["right"][node])]
                value[number, node] = np.average(value[number, below], weights=nodes["count"][below])
        return cls(start, sign, split, left, right, value)

    def log_odds(self, rows: Rows) -> Rows:
        """The log odds that each row is right, shape (rows,)."""
        found: Rows = self.bias + self.value[np.arange(len(self.value)), self._paths(rows)[-1]].sum(axis=1)
        return found

    def pulls(self, row: Rows) -> tuple[float, Rows]:
        """Where a row's log odds begin, and how far each of its signs moves them, shape (signs,).

        What the mean moves by when a path goes one step down is due to the sign that the step asks about.
        """
        trees = np.arange(len(self.value))
        found = np.zeros(len(row), np.float32)
        paths = self._paths(row[np.newaxis])
        for here, there in pairwise(paths):
            moved = self.value[trees, there[0]] - self.value[trees, here[0]]
            np.add.at(found, self.sign[trees, here[0]], moved)
        return self.bias + float(self.value[:, 0].sum()), found

    def _paths(self, rows: Rows) -> list[NDArray[np.intp]]:
        """The nodes that rows pass, step by step: each of shape (rows, trees), the leaves last."""
        trees, asked = np.arange(len(self.value)), np.arange(len(rows))[:, np.newaxis]
        paths = [np.zeros((len(rows), len(self.value)), np.intp)]
        while True:
            node = paths[-1]
            goes_left = rows[asked, self.sign[trees, node]] <= self.split[trees, node]
            after = np.where(goes_left, self.left[trees, node], self.right[trees, node])
            if (after == node).all():
                return paths
            paths.append(after)

    def written(self) -> dict[str, Any]:
        """The trees as plain numbers, one list of nodes a tree."""
        rounded = [np.char.mod("%.8g", one).astype(float).tolist() for one in (self.split, self.value)]
        places = [one.tolist() for one in (self.sign, self.left, self.right)]
        return {"bias": round(self.bias, 5)} | dict(
            zip(("split", "value", "sign", "left", "right"), [*rounded, *places], strict=True)
        )

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Self:
        """The trees that `written` wrote."""
        shape = (len(written["value"]), -1 if written["value"] else 1)
        split, value = (np.array(written[name], np.float32).reshape(shape) for name in ("split", "value"))
        sign, left, right = (np.array(written[name], np.intp).reshape(shape) for name in ("sign", "left", "right"))
        return cls(float(written["bias"]), sign, split, left, right, value)
