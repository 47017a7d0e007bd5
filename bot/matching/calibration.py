"""Derive the calibration anew: from lessons held back, and from labelled messages asked by people who saw no lesson."""

from collections.abc import Sequence

import numpy as np

from bot.matching.belief import SIGNS, Belief, Calibration, Trials, held_back
from bot.matching.embedding import Vectors
from bot.matching.evaluation import Labelled
from bot.matching.features import SPELLING_WEIGHTS
from bot.matching.matcher import Matcher

_FOLDS = 10  # more than at a start, where time counts: each head then knows nearly all the lessons


def calibrate(matcher: Matcher, vectors: Vectors, labelled: Sequence[Labelled]) -> Calibration:
    """Find the weight of spelling that answers most labelled messages, and the belief that goes with it."""
    candidates = {weight: matcher.refitted(weight, vectors) for weight in SPELLING_WEIGHTS}
    asked = {weight: _ask(candidate, labelled) for weight, candidate in candidates.items()}
    best = max(SPELLING_WEIGHTS, key=lambda weight: (asked[weight].right.sum(), weight))
    return Calibration(best, _belief(held_back(matcher.lessons, vectors, best, _FOLDS), asked[best]))


def _belief(lessons: Trials, messages: Trials) -> Belief:
    """Fit belief to both kinds of trials, each kind with the same weight in all.

    Lessons held back are many, but those nearest to them were written by the same hand, or on purpose to mislead; the
    labelled messages are few, but asked as people ask.
    """
    parts = [part for part in (lessons, messages) if len(part.right)]
    weights = [np.full(len(part.right), 1 / len(part.right)) for part in parts]
    both = Trials(np.concatenate([part.signs for part in parts]), np.concatenate([part.right for part in parts]))
    return both.belief(np.concatenate(weights) * len(both.right) / len(parts))


def _ask(matcher: Matcher, labelled: Sequence[Labelled]) -> Trials:
    matches = [matcher.match(message.text) for message in labelled]
    right = [match.first in message.accept for match, message in zip(matches, labelled, strict=True)]
    signs = np.array([match.signs for match in matches], dtype=np.float32)
    return Trials(signs.reshape(-1, len(SIGNS)), np.array(right, dtype=bool))
