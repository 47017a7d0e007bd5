"""From signs to belief: how probable it is that a meaning is the one meant, for every meaning that may be shown.

The classifier is too sure of the texts it was fitted to. So it is fitted to a part of the training texts and asked
about the rest, and boosted trees learn from that which signs go with a right meaning.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.matching.classifier import chances, fit, softmax
from bot.matching.embedding import PackedVectors, Vectors
from bot.matching.features import SPELLING_WEIGHTS, Features, TrainingTexts
from bot.matching.signs import DIRECTIONS, SIGNS, Signed, SignReader
from bot.matching.trees import Trees

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
