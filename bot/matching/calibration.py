"""Derive belief anew: from lessons held back, and from labelled messages that nobody who wrote the lessons had seen."""

from collections.abc import Iterable

import numpy as np

from bot.matching.belief import SIGNS, Calibration, Trials, held_back
from bot.matching.evaluation import Labelled
from bot.matching.lessons import Lessons
from bot.matching.matcher import Matcher
from bot.matching.meaning import Vectors

_FOLDS = 10  # more than at a start, where time counts: each head then knows nearly all the lessons


def calibrate(lessons: Lessons, vectors: Vectors, matcher: Matcher, labelled: Iterable[Labelled]) -> Calibration:
    """Fit belief anew to both kinds of trials, each kind with the same weight in all.

    Lessons held back are many, but those nearest to them were written by the same hand, or on purpose to mislead; the
    labelled messages are few, but asked as people ask.
    """
    spelling = matcher.learned.calibration.spelling
    lesson_trials = held_back(lessons, vectors, spelling, _FOLDS)
    message_trials = _trials(matcher, labelled)
    parts = (lesson_trials, message_trials)
    total = sum(len(part.right) for part in parts)
    weights = [np.full(len(part.right), total / 2 / len(part.right)) for part in parts if len(part.right)]
    signs = np.concatenate([part.signs for part in parts])
    belief = Trials(signs, np.concatenate([part.right for part in parts])).belief(np.concatenate(weights))
    return Calibration(spelling, belief)


def _trials(matcher: Matcher, labelled: Iterable[Labelled]) -> Trials:
    matches = [(matcher.match(message.text), message) for message in labelled]
    signs = np.array([match.signs for match, _ in matches], dtype=np.float32)
    right = np.array([match.first in message.accept for match, message in matches], dtype=bool)
    return Trials(signs.reshape(-1, len(SIGNS)), right)
