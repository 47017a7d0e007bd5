"""Derive the weights of the signs, and the threshold of groups, from labelled questions."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from bot.clustering.background import Background
from bot.clustering.groups import Groups
from bot.clustering.question import ReadQuestion
from bot.clustering.similarity import SIGNS, Other, Seen, Similarity, signs
from bot.matching.reading import Floats

_THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
_FOLDS = 4
_ORDERS = 2
_HOLD = 0.3  # ridge penalty on the weights of scaled signs

_LEAST_SPREAD = 0.1  # keeps rare signs from getting large weights

# The direction in which a sign may count: two questions are never more alike because they disagree.
_MORE, _LESS = (0.0, None), (None, 0.0)
_BOUNDS = {
    "meaning": _MORE, "crowd": _LESS, "runs": _MORE, "letters": _MORE, "asks-alike": _MORE, "asks-otherwise": _LESS,
    "numbers-alike": _MORE, "entries": _MORE,
}  # fmt: skip

Pairs = tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]  # signs, whether in one language, whether in one group


def derive(questions: Sequence[ReadQuestion], labels: Sequence[str], background: Background) -> Similarity:
    """Fit the weights to all pairs; choose the threshold on groups that the weights were not fitted to."""
    names = np.array(labels)
    firsts, seconds = np.array([*combinations(range(len(questions)), 2)]).T
    pairs = _pairs(questions, labels, background)
    fold = dict(zip(np.random.default_rng(0).permutation(sorted(set(labels))), _numbers(), strict=False))
    folds = np.array([fold[name] for name in labels])
    found = np.zeros((len(_THRESHOLDS), 3))
    for held in range(_FOLDS):
        kept = (folds[firsts] != held) & (folds[seconds] != held)
        fitted = _fit(*(column[kept] for column in pairs))
        for row, threshold in enumerate(_THRESHOLDS):
            groups = replace(fitted, threshold=threshold)
            for order in range(_ORDERS):
                found[row] += _counts(placed(questions, background, groups, order), names, folds == held)
    best = int(np.argmax(2 * found[:, 0] / (found[:, 1] + found[:, 2])))
    return replace(_fit(*pairs), threshold=_THRESHOLDS[best])


def placed(
    questions: Sequence[ReadQuestion], background: Background, likeness: Similarity, order: int
) -> NDArray[np.intp]:
    """The group of each question when they come in a random order; `order` is its seed."""
    groups = Groups(background, likeness)
    found = np.zeros(len(questions), dtype=np.intp)
    opened = 0
    for number in np.random.default_rng(order).permutation(len(questions)):
        placement = groups.find(questions[number])
        found[number] = opened if placement.group is None else placement.group
        opened += placement.group is None
        if placement.shown:
            groups.show([(questions[number], int(found[number]))])
        groups.remember(questions[number].text, int(found[number]))
    return found


def _numbers() -> list[int]:
    return [number % _FOLDS for number in range(10_000)]


def _pairs(questions: Sequence[ReadQuestion], labels: Sequence[str], background: Background) -> Pairs:
    seen = Seen.of(questions, background)
    rows = [signs(one, Other.of(other, one), background) for one, other in combinations(seen, 2)]
    same = [one.language == other.language for one, other in combinations(seen, 2)]
    alike = [one == other for one, other in combinations(labels, 2)]
    return np.array(rows), np.array(same, dtype=bool), np.array(alike, dtype=bool)


def _fit(rows: Floats, same: NDArray[np.bool_], alike: NDArray[np.bool_]) -> Similarity:
    return Similarity(_logistic(rows[same], alike[same]), _logistic(rows[~same], alike[~same]), 0.5)


def _logistic(rows: Floats, alike: NDArray[np.bool_]) -> Floats:
    """Weights and bias of a logistic regression in which no weight has the wrong sign."""
    middle, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), _LEAST_SPREAD)
    scaled = np.column_stack([(rows - middle) / scale, np.ones(len(rows))])
    signed = np.where(alike, 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        margins = signed * (scaled @ weights)
        penalty = np.append(weights[:-1], 0.0) * _HOLD
        slope = scaled.T @ (-signed * expit(-margins)) + penalty
        return float(np.logaddexp(0, -margins).sum() + penalty @ weights / 2), slope

    bounds = [_BOUNDS.get(name, (None, None)) for name in (*SIGNS, "bias")]
    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[:-1] / scale
    return np.append(weights, found[-1] - middle @ weights)


def _counts(groups: NDArray[np.intp], names: NDArray[np.str_], held: NDArray[np.bool_]) -> Floats:
    """Pairs rightly put together, pairs put together, pairs that belong together. A pair half held back counts half."""
    together, belong = groups[:, None] == groups, names[:, None] == names
    counted = np.triu(held[:, None].astype(np.float64) + held, 1) / 2
    return np.array([(one * counted).sum() for one in (together & belong, together, belong)])
