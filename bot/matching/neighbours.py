"""The phrasings nearest to a message: in meaning by their vectors, in spelling by RapidFuzz."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz, process

from bot.matching.embedding import Vectors
from bot.matching.features import Evidence
from bot.matching.spelling import fold
from bot.matching.text import words_of
from bot.matching.training_texts import Lessons


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A phrasing near a message: what it means, and how near it is (0..1) in meaning or in spelling."""

    text: str
    meaning: str
    nearness: float


class Neighbours:
    """The phrasings learned, ready to be searched."""

    def __init__(self, lessons: Lessons, meaning: Vectors) -> None:
        self._lessons = lessons
        self._vectors = meaning
        # Lessons are sorted by meaning, so those of one meaning stand side by side.
        self._starts = np.searchsorted(lessons.classes, np.arange(len(lessons.meanings)))
        self._ends = np.append(self._starts[1:], len(lessons.texts))
        self._sorted = [_sorted_words_taught(text) for text in lessons.texts]

    def nearness(self, meaning: Vectors, first: int, last: int) -> float:
        """The cosine of a message to the nearest phrasing of the meanings numbered from `first` to `last`."""
        rows = self._vectors[self._starts[first] : self._ends[last]]
        # Not `@`: for one vector, BLAS spends more time waking its threads than computing (busy: 7 ms against 0.3).
        return float(np.einsum("ij,j->i", rows, meaning).max()) if rows.size else 0.0

    def nearest(self, text: str, evidence: Evidence, number: int, most: int = 3) -> list[Neighbour]:
        """The phrasings of one meaning nearest to a message, best first."""
        start, end = int(self._starts[number]), int(self._ends[number])
        if self._vectors.size:
            nearness = self._vectors[start:end] @ evidence.meaning[0]
        else:
            scores = process.cdist([_sorted_words(text)], self._sorted[start:end], scorer=fuzz.ratio)
            nearness = scores[0] / 100
        best = np.argsort(-nearness)[:most]
        meaning = self._lessons.meanings[number]
        return [Neighbour(self._lessons.texts[start + row], meaning, float(nearness[row])) for row in best]


def _sorted_words(text: str) -> str:
    return " ".join(sorted(words_of(fold(text))))


# An edit of the content leaves most of its phrasings as they were. What people write is not remembered.
_sorted_words_taught = lru_cache(maxsize=1 << 15)(_sorted_words)
