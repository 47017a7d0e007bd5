"""From evidence to scores: a linear softmax model over all meanings, fitted by L-BFGS.

It can start from the weights of an earlier fit, so that fitting after an edit of the content costs a fraction of the
first fit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Evidence
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
