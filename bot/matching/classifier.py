"""From evidence to scores: a linear softmax model over all meanings, fitted by L-BFGS.

A fit can go on from weights for nearly the same texts, and then moves only what those that differ bear upon.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.features import Evidence
from bot.matching.lbfgs import minimise

Weights = NDArray[np.float32]

_STRENGTH = 10.0  # of the fit, against keeping the weights small (scikit-learn's C); 3 to 30 give the same quality
_STEPS = 40  # 80 gain nothing on labelled messages
_MORE_STEPS = 8  # where a fit goes on
_SLOPE = 0.15  # of a weight that has to move; with 0.05 a fit takes half as long again, and ends hardly nearer
_DOUBT = 0.05  # of a text about a class that moves, from which the text is computed in each step
_STRAY = 3.0  # how far a text may move, in log odds
_FEW = 0.01  # share of the texts that may; after 100 edits it is one of 12,000, on content of a few entries two thirds
_FLAT = 1e-3  # added where the loss may not bend at all


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


def fit(evidence: Evidence, classes: NDArray[np.intp], count: int, steps: int = _STEPS) -> Classifier:
    """Fit the weights of `count` classes to texts whose class is known."""
    dimensions, runs = evidence.meaning.shape[1], evidence.spelling.shape[1]
    begin = Classifier(*(np.zeros(shape, np.float32) for shape in ((dimensions, count), (runs, count), (count,))))
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


def refit(
    evidence: Evidence,
    classes: NDArray[np.intp],
    start: Classifier,
    steps: int = _MORE_STEPS,
    slope: float = _SLOPE,
    doubt: float = _DOUBT,
) -> Classifier:
    """Fit on from weights that fit nearly the same texts, moving only those whose slope is steeper than `slope`.

    Of texts whose share of each class that moves is less than `doubt` from what it should be, only the slope at the
    start counts, and how it bends there. After 100 edits that takes half the time, and ends hardly further away. Where
    it leads far from the start, as on content of other entries, all texts are computed in each step after all.
    """
    scores = start.scores(evidence)
    doubts = softmax(scores)
    bends = doubts * (1 - doubts)
    doubts[np.arange(len(classes)), classes] -= 1.0
    runs, moving = _steep(evidence, doubts, start, slope)
    if not len(moving):
        return start
    doubts, bends = doubts[:, moving], bends[:, moving]
    is_open: NDArray[np.bool_] = np.any(np.abs(doubts) >= doubt, axis=1)
    while True:
        part = _Part(_of(evidence, is_open), classes[is_open], start, scores[is_open], runs, moving)
        sure = _Sure(_of(evidence, ~is_open), runs, doubts[~is_open], bends[~is_open])
        moves = _least(part, sure, bends[is_open], steps)
        if not sure.have_strayed(moves):
            return part.moved(moves)
        is_open[:] = True


def _least(part: "_Part", sure: "_Sure", bends: NDArray[np.float32], steps: int) -> Weights:
    """The moves at which the loss is least. `bends` are those of the part's texts."""
    # In units in which the loss bends alike in all directions, 8 steps bring more than 12 do without: after 100 edits
    # the shares of 3,000 messages are 0.0039 from where the loss is least, against 0.0056.
    unit = part.units(bends, sure.bend)

    def loss(moves: Weights) -> tuple[float, Weights]:
        value, gradient = part.loss(moves * unit)
        more, pull = sure.loss(moves * unit)
        return value + more, (gradient + pull) * unit

    return minimise(loss, np.zeros(len(unit), np.float32), steps) * unit


def _steep(
    evidence: Evidence, doubts: NDArray[np.float32], start: Classifier, slope: float
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The runs and the classes with a weight whose slope at the start is steeper than this."""
    transposed = evidence.spelling.T.tocsr()
    of_spelling = np.abs(transposed @ doubts + start.spelling / np.float32(_STRENGTH)) > slope
    of_meaning = np.abs(evidence.meaning.T @ doubts + start.meaning / np.float32(_STRENGTH)) > slope
    classes = of_spelling.any(axis=0) | of_meaning.any(axis=0) | (np.abs(doubts.sum(axis=0)) > slope)
    return np.flatnonzero(of_spelling.any(axis=1)), np.flatnonzero(classes)


def _of(evidence: Evidence, texts: NDArray[np.bool_]) -> Evidence:
    return Evidence(evidence.meaning[texts], evidence.spelling[texts])


def _parts(moves: Weights, dimensions: int, runs: int) -> tuple[Weights, Weights, Weights]:
    """The moves for meaning, shape (dimensions, classes), for spelling, shape (runs, classes), and of the biases."""
    count = len(moves) // (dimensions + runs + 1)
    meaning, spelling, bias = np.split(moves, np.cumsum([dimensions * count, runs * count]))
    return meaning.reshape(dimensions, count), spelling.reshape(runs, count), bias


def _bend_of(meaning: NDArray[np.float32], spelling: csr_matrix, bends: NDArray[np.float32]) -> Weights:
    """How much the loss of texts bends with each weight that moves: for meaning, then for spelling, then the biases.

    `bends`, shape (texts, moving classes): how much a text's loss bends with its score for a class.
    """
    dimensions, whole = meaning.shape[1], bends.sum(axis=0)
    of_meaning = np.tile(whole / max(1, dimensions), dimensions)  # vectors have length one
    of_spelling = (spelling.power(2).T @ bends).ravel()
    return np.concatenate([of_meaning, of_spelling, whole]).astype(np.float32)


class _Sure:
    """Texts whose loss is taken as a parabola around the start: over 20,000 of them this takes no time in a step."""

    def __init__(
        self, evidence: Evidence, runs: NDArray[np.intp], doubts: NDArray[np.float32], bends: NDArray[np.float32]
    ) -> None:
        self._meaning, self._spelling = evidence.meaning, evidence.spelling.tocsc()[:, runs].tocsr()
        pulls = ((self._meaning.T @ doubts).ravel(), (self._spelling.T @ doubts).ravel(), doubts.sum(axis=0))
        self._pull = np.concatenate(pulls)
        self.bend = _bend_of(self._meaning, self._spelling, bends)

    def loss(self, moves: Weights) -> tuple[float, Weights]:
        """How much worse these texts fare than at the start, and the gradient."""
        bent = self.bend * moves
        return float(self._pull @ moves) + 0.5 * float(bent @ moves), self._pull + bent

    def have_strayed(self, moves: Weights) -> bool:
        """Whether more than a few of the texts have moved so far that the parabola is not near their loss."""
        meaning, spelling, bias = _parts(moves, self._meaning.shape[1], self._spelling.shape[1])
        gains = self._meaning @ meaning + self._spelling @ spelling + bias
        return bool(np.any(np.abs(gains) > _STRAY, axis=1).sum() > _FEW * len(gains))


class _Part:
    """The same problem where only some classes' weights move, and of those for spelling only some runs'.

    The loss is a sum over texts of what each gains: in a mean over 20,000, in single precision, one text is lost.
    """

    def __init__(
        self,
        evidence: Evidence,
        classes: NDArray[np.intp],
        start: Classifier,
        scores: NDArray[np.float32],
        runs: NDArray[np.intp],
        moving: NDArray[np.intp],
    ) -> None:
        """`scores` are those of the start, shape (texts, classes)."""
        self._start, self._runs, self._moving = start, runs, moving
        self._meaning = evidence.meaning
        self._spelling = evidence.spelling.tocsc()[:, runs].tocsr()
        self._transposed = self._spelling.T.tocsr()
        scores = scores - scores.max(axis=1, keepdims=True)
        self._before = scores[:, moving]
        raised = np.exp(scores)
        self._others = np.delete(raised, moving, axis=1).sum(axis=1)
        places = np.full(scores.shape[1], -1)
        places[moving] = np.arange(len(moving))
        self._rows = np.flatnonzero(places[classes] >= 0)
        self._own = places[classes][self._rows]
        self._lost = np.log(raised.sum(axis=1))  # beside a text's own score, which does not count in a difference
        self._held = np.concatenate([start.meaning[:, moving].ravel(), start.spelling[np.ix_(runs, moving)].ravel()])

    def units(self, bends: NDArray[np.float32], more: Weights) -> Weights:
        """For each weight that moves, one over the root of how much the loss of these texts and others bends there."""
        bend = _bend_of(self._meaning, self._spelling, bends) + more
        bend[: len(self._held)] += 1 / _STRENGTH
        bend[len(self._held) :] += _FLAT
        units: Weights = (1 / np.sqrt(bend)).astype(np.float32)
        return units

    def _parts(self, moves: Weights) -> tuple[Weights, Weights, Weights]:
        return _parts(moves, self._meaning.shape[1], len(self._runs))

    @np.errstate(over="ignore", invalid="ignore")  # by a step too long, which gains nothing and is halved
    def loss(self, moves: NDArray[np.float32]) -> tuple[float, NDArray[np.float32]]:
        """How much worse all texts fare than at the start, and the gradient."""
        meaning, spelling, bias = self._parts(moves)
        gains = self._meaning @ meaning + self._spelling @ spelling + bias
        shares = np.exp(self._before + gains)
        whole = self._others + shares.sum(axis=1)
        loss = (np.log(whole) - self._lost).sum(dtype=np.float64) - gains[self._rows, self._own].sum(dtype=np.float64)
        shares /= whole[:, np.newaxis]
        shares[self._rows, self._own] -= 1.0
        gradient = np.concatenate([(self._meaning.T @ shares).ravel(), (self._transposed @ shares).ravel()])
        sized = moves[: len(self._held)]
        loss += (0.5 * float(sized @ sized) + float(self._held @ sized)) / _STRENGTH
        gradient += (self._held + sized) / np.float32(_STRENGTH)
        return float(loss), np.concatenate([gradient, shares.sum(axis=0)])

    def moved(self, moves: NDArray[np.float32]) -> Classifier:
        """The weights of the start, moved."""
        by_meaning, by_spelling, by_bias = self._parts(moves)
        meaning, spelling, bias = self._start.meaning.copy(), self._start.spelling.copy(), self._start.bias.copy()
        meaning[:, self._moving] += by_meaning
        spelling[np.ix_(self._runs, self._moving)] += by_spelling
        bias[self._moving] += by_bias
        return Classifier(meaning, spelling, bias)


def chances(log_odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn log odds into probabilities. SciPy has the same, and takes 5 MB to load."""
    with np.errstate(over="ignore"):  # a chance of nought
        found: NDArray[np.float32] = (1 / (1 + np.exp(-log_odds))).astype(np.float32)
    return found


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn the scores of each row into shares that add up to one. The shape stays."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = raised / raised.sum(axis=1, keepdims=True)
    return shares
