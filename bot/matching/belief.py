"""From evidence to scores, and from scores to belief: how probable it is that the best entry is the one meant.

A linear softmax model over all meanings, fitted by L-BFGS, gives the scores. It can start from the weights of an
earlier fit, so that fitting after an edit of the content costs a fraction of the first fit.

The model is too sure of the texts it was fitted to. So it is fitted to a part of the training texts and asked about the
rest, and a logistic regression over a few signs learns from that when the model's first choice is right. A curator
could check each sign: how sure the model is, how far behind the runner-up is, and how near the nearest phrasings are,
those of this entry, of other entries, and of no entry.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from bot.matching.embedding import Vectors
from bot.matching.features import SPELLING_WEIGHTS, Evidence, Features, Neighbours, TrainingTexts
from bot.matching.lbfgs import minimise

Weights = NDArray[np.float32]

_STRENGTH = 10.0  # of the fit, against keeping the weights small (scikit-learn's C); 3 to 30 give the same quality
_STEPS = 40  # 80 gain nothing on labelled messages


@dataclass(frozen=True, slots=True)
class Classifier:
    """Weights of each class for each feature: shapes (dimensions, classes), (runs, classes), (classes,)."""

    meaning: Weights
    spelling: Weights
    bias: Weights

    def scores(self, evidence: Evidence) -> NDArray[np.float32]:
        """A score for each text and class, shape (texts, classes); softmax makes them probabilities."""
        scores: NDArray[np.float32] = evidence.spelling @ self.spelling + self.bias
        if len(scores) == 1:  # not `@`: for one vector, BLAS spends more time waking its threads than computing
            scores += np.einsum("ij,jk->ik", evidence.meaning, self.meaning)
        else:
            scores += evidence.meaning @ self.meaning
        return scores


def fit(
    evidence: Evidence, classes: NDArray[np.intp], count: int, start: Classifier | None = None, steps: int = _STEPS
) -> Classifier:
    """Fit the weights of `count` classes to texts whose class is known. `start` must have the same shapes."""
    dimensions, runs = evidence.meaning.shape[1], evidence.spelling.shape[1]
    begin = start or Classifier(
        *(np.zeros(shape, np.float32) for shape in ((dimensions, count), (runs, count), (count,)))
    )
    problem = Objective(evidence, classes, count)
    return problem.unpacked(minimise(problem.loss, problem.packed(begin), steps))


class Objective:
    """Cross-entropy and its gradient, as L-BFGS needs them: with all weights in one flat array."""

    def __init__(self, evidence: Evidence, classes: NDArray[np.intp], count: int) -> None:
        self._evidence = evidence
        self._transposed = evidence.spelling.T.tocsr()
        self._shapes = ((evidence.meaning.shape[1], count), (evidence.spelling.shape[1], count), (count,))
        self._rows = np.arange(len(classes))
        self._classes = classes
        self._decay = 1.0 / (_STRENGTH * max(1, len(classes)))

    def packed(self, head: Classifier) -> NDArray[np.float32]:
        return np.concatenate([part.ravel() for part in (head.meaning, head.spelling, head.bias)])

    def unpacked(self, numbers: NDArray[np.float32]) -> Classifier:
        ends = np.cumsum([int(np.prod(shape)) for shape in self._shapes])[:-1]
        parts = np.split(numbers, ends)
        return Classifier(*(part.reshape(shape) for part, shape in zip(parts, self._shapes, strict=True)))

    def loss(self, numbers: NDArray[np.float32]) -> tuple[float, NDArray[np.float32]]:
        head = self.unpacked(numbers)
        shares = softmax(head.scores(self._evidence))
        right = shares[self._rows, self._classes]
        shares[self._rows, self._classes] -= 1.0
        shares /= len(self._rows)
        gradient = Classifier(self._evidence.meaning.T @ shares, self._transposed @ shares, shares.sum(axis=0))
        sized = numbers.copy()
        sized[-head.bias.size :] = 0.0  # the bias, which says how common a class is, needs no shrinking
        loss = -np.log(np.maximum(right, 1e-12)).mean() + 0.5 * self._decay * float(sized @ sized)
        return float(loss), self.packed(gradient) + np.float32(self._decay) * sized


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn the scores of each row into shares that add up to one. The shape stays."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = raised / raised.sum(axis=1, keepdims=True)
    return shares


Shares = NDArray[np.float32]

SIGNS: Final = (
    "sureness",
    "lead",
    "outside",
    "near-meaning",
    "outside-meaning",
    "other-meaning",
)

_FOLDS = 3
_FOLD_STEPS = 30
_RIVALS = 3  # entries after the first; the nearest phrasing among all of theirs is a sign
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Standing:
    """How the entries rank for one message: their numbers, best first, each meaning's share, and the first's signs."""

    order: NDArray[np.intp]
    shares: Shares
    signs: Shares


@dataclass(frozen=True, slots=True)
class Belief:
    """Weights of the signs, learned on held-back training texts, to predict whether the first choice is meant."""

    weights: Shares
    bias: float

    def predict(self, signs: Shares) -> float:
        """The probability, 0..1, that the entry with these signs is the one meant."""
        return float(expit(signs @ self.weights + self.bias))


def standing(meaning: Vectors, shares: Shares, neighbours: Neighbours, entries: NDArray[np.bool_]) -> Standing:
    """Rank the entries for one message, given its vector and the classifier's share for each meaning.

    Looks only at the nearest rivals of the first entry: searching all entries would take most of a question's time.
    """
    inside = int(entries.sum())  # entries come first among the meanings
    order = np.argsort(-shares[:inside], kind="stable")
    first = int(order[0])
    second = float(shares[order[1]]) if inside > 1 else 0.0
    signs = (
        _log_odds(float(shares[first])),
        np.log((float(shares[first]) + _TINY) / (second + _TINY)),
        _log_odds(float(shares[inside:].sum())),
        neighbours.nearness(meaning, first, first),
        neighbours.nearness(meaning, inside, len(entries) - 1) if inside < len(entries) else 0.0,
        max((neighbours.nearness(meaning, int(rival), int(rival)) for rival in order[1 : 1 + _RIVALS]), default=0.0),
    )
    return Standing(order, shares, np.array(signs, dtype=np.float32))


def _log_odds(share: float) -> float:
    held = min(max(share, _TINY), 1 - _TINY)
    return float(np.log(held / (1 - held)))


@dataclass(frozen=True, slots=True)
class Trials:
    """What belief is learned from: the signs of first choices, shape (trials, signs), and which were right."""

    signs: Shares
    right: NDArray[np.bool_]

    def belief(self, weights: NDArray[np.float64] | None = None) -> Belief:
        """Fit a belief, giving each trial its weight."""
        if self.right.all() or not self.right.any():  # nothing to tell apart: use the classifier's own sureness
            return Belief(np.array([1.0, *[0.0] * (len(SIGNS) - 1)], dtype=np.float32), 0.0)
        from sklearn.linear_model import LogisticRegression  # takes most of a second, and most starts do not need it

        found = LogisticRegression(max_iter=1000).fit(self.signs, self.right, sample_weight=weights)
        return Belief(found.coef_[0].astype(np.float32), float(found.intercept_[0]))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is found by trial: how much spelling weighs beside meaning, and the belief that goes with that weight."""

    spelling: float
    belief: Belief


def learn_calibration(training: TrainingTexts, vectors: Vectors) -> Calibration:
    """Find the better weight of spelling, and its belief, by holding back a third of the texts at a time."""
    weights = SPELLING_WEIGHTS if vectors.size else SPELLING_WEIGHTS[:1]
    trials = {weight: held_back(training, vectors, weight, _FOLDS) for weight in weights}
    best = max(weights, key=lambda weight: trials[weight].right.mean() if len(trials[weight].right) else 0.0)
    return Calibration(best, trials[best].belief())


def held_back(training: TrainingTexts, vectors: Vectors, spelling: float, folds: int) -> Trials:
    """Ask about each part of the training texts a classifier that was fitted to the other parts.

    If no training text lies outside all entries, whole entries are held back too: their phrasings then lie outside.
    """
    signs: list[Shares] = []
    right: list[bool] = []
    for taught, asked in _folds(training, folds):
        _ask(training, vectors, spelling, taught, asked, signs, right)
    return Trials(np.array(signs, dtype=np.float32).reshape(-1, len(SIGNS)), np.array(right, dtype=bool))


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
    taught: NDArray[np.intp],
    asked: NDArray[np.intp],
    signs: list[Shares],
    right: list[bool],
) -> None:
    known, present = _compact(training, taught)
    features, evidence = Features.learn(known.texts, vectors[taught], spelling)
    head = fit(evidence, known.classes, len(known.meanings), steps=_FOLD_STEPS)
    neighbours = Neighbours(known, evidence.meaning)
    entries = known.entries
    questions = features.of([training.texts[row] for row in asked], vectors[asked])
    for row, meaning, share in zip(asked, questions.meaning, softmax(head.scores(questions)), strict=True):
        stand = standing(meaning, share, neighbours, entries)
        signs.append(stand.signs)
        right.append(bool(present[stand.order[0]] == training.classes[row]))


def _compact(training: TrainingTexts, taught: NDArray[np.intp]) -> tuple[TrainingTexts, NDArray[np.intp]]:
    """The training texts in rows `taught`, with only the meanings that occur there, and each meaning's old number."""
    present, classes = np.unique(training.classes[taught], return_inverse=True)
    texts = tuple(training.texts[row] for row in taught)
    return TrainingTexts(
        texts, classes.astype(np.intp), tuple(training.meanings[number] for number in present)
    ), present
