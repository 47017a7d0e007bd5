"""From signs to belief: how probable it is that a meaning is the one meant, for every meaning that may be shown.

The classifier is too sure of the texts it was fitted to. So it is fitted to a part of the training texts and asked
about the rest, and boosted trees learn from that which signs go with a right meaning. The trees are grown by
scikit-learn and asked without it: a start reads them from a file, as plain numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.matching.classifier import chances, fit, softmax
from bot.matching.embedding import PackedVectors, Vectors
from bot.matching.features import SPELLING_WEIGHTS, Features, TrainingTexts
from bot.matching.signs import DIRECTIONS, SIGNS, Signed, SignReader

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


_FOLDS = 3
_FOLD_STEPS = 30

Passages = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Belief:
    """Predicts from the signs whether a meaning is the one meant; without trees, by the classifier's own sureness."""

    trees: Trees

    def predict(self, signs: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability, 0..1, that each meaning is the one meant. `signs` has shape (meanings, signs)."""
        odds = self.trees.log_odds(signs) if len(self.trees.value) else signs[:, 0]
        return chances(odds)

    def pulls(self, signs: NDArray[np.float32]) -> tuple[float, NDArray[np.float32]]:
        """Where the log odds of one meaning begin, and how far each of its signs moves them."""
        if len(self.trees.value):
            return self.trees.pulls(signs)
        return 0.0, np.where(np.arange(len(signs)) == 0, signs, 0).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Trials:
    """What belief is learned from: signs, shape (trials, signs), and whether the meaning was the right one.

    `first_right` says for each message whether its likeliest meaning was right.
    """

    signs: NDArray[np.float32]
    right: NDArray[np.bool_]
    first_right: NDArray[np.bool_]

    @classmethod
    def of(cls, asked: Iterable[tuple[Signed, Callable[[int], bool | None]]]) -> Self:
        """Make trials of messages. The function says of a meaning's number whether it is right, `None` if either."""
        rows: list[NDArray[np.float32]] = []
        right: list[bool] = []
        first: list[bool] = []
        for signed, judge in asked:
            verdicts = [judge(int(number)) for number in signed.likely]
            judged = [place for place, verdict in enumerate(verdicts) if verdict is not None]
            rows += [signed.signs[place] for place in judged]
            right += [bool(verdicts[place]) for place in judged]
            first.append(bool(verdicts and verdicts[0]))
        signs = np.array(rows, dtype=np.float32).reshape(-1, len(SIGNS))
        return cls(signs, np.array(right, dtype=bool), np.array(first, dtype=bool))

    def belief(self, weights: NDArray[np.float64] | None = None) -> Belief:
        """Fit a belief, giving each trial its weight."""
        if self.right.all() or not self.right.any():  # nothing to tell apart: use the classifier's own sureness
            return Belief(Trees.none())
        alike = np.ones(len(self.right)) if weights is None else weights
        return Belief(Trees.grown(self.signs, self.right, alike, tuple(DIRECTIONS.values())))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is found by trial: how much spelling weighs beside meaning, and the belief that goes with that weight."""

    spelling: float
    belief: Belief


def learn_calibration(training: TrainingTexts, vectors: Vectors, passages: Passages) -> Calibration:
    """Find the better weight of spelling, and its belief, by holding back a third of the texts at a time."""
    weights = SPELLING_WEIGHTS if vectors.size else SPELLING_WEIGHTS[:1]
    trials = {weight: held_back(training, vectors, weight, _FOLDS, passages) for weight in weights}
    best = max(weights, key=lambda weight: trials[weight].first_right.mean() if len(trials[weight].right) else 0.0)
    return Calibration(best, trials[best].belief())


def held_back(
    training: TrainingTexts, vectors: Vectors, spelling: float, folds: int, passages: Passages | None = None
) -> Trials:
    """Ask about each part of the training texts a classifier that was fitted to the other parts.

    If no training text lies outside all entries, whole entries are held back too: their phrasings then lie outside.
    """
    asked = (_ask(training, vectors, spelling, passages or {}, *part) for part in _folds(training, folds))
    return Trials.of(chain.from_iterable(asked))


def _folds(training: TrainingTexts, folds: int) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    dice = np.random.default_rng(0)
    fold = dice.integers(folds, size=len(training.texts))
    hidden = np.full(len(training.meanings), -1)
    if training.entries.all() and len(training.meanings) > folds:
        # A quarter of what people ask is assumed to lie outside; a third of the third held back, of a quarter more.
        hidden = np.where(dice.random(len(hidden)) < 0.5, dice.integers(folds, size=len(hidden)), -1)
    pairs = []
    for number in range(folds):
        away = hidden[training.classes] == number
        taught = np.flatnonzero((fold != number) & ~away)
        if len(set(training.classes[taught])) > 1:
            pairs.append((taught, np.flatnonzero(fold == number)))
    return pairs


def _ask(
    training: TrainingTexts,
    vectors: Vectors,
    spelling: float,
    passages: Passages,
    taught: NDArray[np.intp],
    asked: NDArray[np.intp],
) -> Iterator[tuple[Signed, Callable[[int], bool | None]]]:
    known, present = _compact(training, taught)
    features, evidence = Features.learn(known.texts, vectors[taught], spelling)
    head = fit(evidence, known.classes, len(known.meanings), steps=_FOLD_STEPS)
    packed = PackedVectors.of([vectors[taught]])
    reader = SignReader(known, features, features.taught(packed, evidence.spelling), passages)
    texts = [training.texts[row] for row in asked]
    questions = features.of(texts, vectors[asked])
    shares = softmax(head.scores(questions))
    for place, row in enumerate(asked):
        signed = reader.read(texts[place], questions.row(place), shares[place])
        yield signed, _is(int(training.classes[row]), present)


def _is(meant: int, present: NDArray[np.intp]) -> Callable[[int], bool | None]:
    return lambda number: bool(present[number] == meant)


def _compact(training: TrainingTexts, taught: NDArray[np.intp]) -> tuple[TrainingTexts, NDArray[np.intp]]:
    """The training texts in rows `taught`, with only the meanings that occur there, and each meaning's old number."""
    present, classes = np.unique(training.classes[taught], return_inverse=True)
    texts = tuple(training.texts[row] for row in taught)
    return TrainingTexts(
        texts, classes.astype(np.intp), tuple(training.meanings[number] for number in present)
    ), present
