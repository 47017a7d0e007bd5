"""The questions that new ones are compared with, found by meaning and by shared runs of letters.

Kept small: a hundred thousand questions take less than a hundred megabytes.
"""

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.clustering.question import QuestionSigns
from bot.clustering.similarity import Other, Seen
from bot.content import LANGUAGES
from bot.matching.embedding import Vectors

RowNumbers = NDArray[np.intp]
_Asked = tuple[frozenset[str], frozenset[str]]  # numbers, kinds

_BLOCK = 4096  # rows allocated at once, so that nothing is copied when the index grows
_STEPS = 127  # one byte per number: a third of the time of two bytes, and cosines within half a percent
_TINY = 1e-6
_ENTRIES = 5
_POSTINGS = 20_000  # rows searched for shared runs, the rarest runs first


class QuestionIndex:
    """Questions in the order in which they came, each with its group."""

    def __init__(self, dimensions: int) -> None:
        self._dimensions = dimensions
        self._lies: list[NDArray[np.int8]] = []  # in steps; the row's scale says how many make 1
        self._scales = array("f")
        self._words: list[str] = []
        self._asked: list[_Asked] = []
        self._equal: dict[_Asked, _Asked] = {}  # equal values are stored once
        self._groups = array("i")
        self._languages = array("b")
        self._weights = array("f")
        self._crowds = array("f")
        self._entries = array("h")  # _ENTRIES a row
        self._shares = array("f")
        self._numbers: dict[str, int] = {}  # of entries
        self._runs: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return len(self._words)

    def add(self, seen: Seen, group: int) -> None:
        """Add a question to the index."""
        row = len(self)
        if row % _BLOCK == 0:
            self._lies.append(np.zeros((_BLOCK, self._dimensions), dtype=np.int8))
        self._scales.append(_STEPS / float(np.abs(seen.lies).max(initial=_TINY)))
        self._lies[-1][row % _BLOCK] = np.round(seen.lies * self._scales[-1])
        self._words.append(" ".join(seen.asking.words))
        asked = (seen.asking.numbers, seen.asking.kinds)
        self._asked.append(self._equal.setdefault(asked, asked))
        self._groups.append(group)
        self._languages.append(LANGUAGES.index(seen.language))
        self._weights.append(seen.weight)
        self._crowds.append(seen.crowd)
        entries = [*seen.entries.items()][:_ENTRIES]
        entries += [("", 0.0)] * (_ENTRIES - len(entries))
        self._entries.extend(self._numbers.setdefault(entry, len(self._numbers)) for entry, _ in entries)
        self._shares.extend(share for _, share in entries)
        for run in seen.asking.runs:
            self._runs.setdefault(run, array("i")).append(row)

    def group(self, row: int) -> int:
        return self._groups[row]

    def near(self, seen: Seen, by_meaning: int, by_letters: int) -> tuple[RowNumbers, Vectors]:
        """The rows nearest to a question, by meaning or by letters, and the cosines of all rows."""
        cosines = self._cosines(seen.lies)
        rows = np.concatenate([_largest(cosines, by_meaning if self._dimensions else 0), self._alike(seen, by_letters)])
        return np.unique(rows), cosines

    def rows_of(self, groups: Iterable[int]) -> RowNumbers:
        """The rows of these groups, oldest first."""
        return np.flatnonzero(np.isin(np.frombuffer(self._groups, dtype=np.int32), sorted(groups)))

    def others(self, seen: Seen, rows: RowNumbers, cosines: Vectors) -> list[Other]:
        """What is stored at these rows, for comparison with a question."""
        beliefs = np.zeros(len(self._numbers), dtype=np.float32)
        for entry, share in seen.entries.items():
            if entry in self._numbers:
                beliefs[self._numbers[entry]] = share
        agreements = _columns(self._shares, np.float32)[rows] * beliefs[_columns(self._entries, np.int16)[rows]]
        compared = zip(rows, agreements.sum(axis=1), cosines[rows], strict=True)
        return [self._other(row, float(agreement), float(cosine)) for row, agreement, cosine in compared]

    def _other(self, row: int, agreement: float, cosine: float) -> Other:
        language = LANGUAGES[self._languages[row]]
        asking = QuestionSigns.of(self._words[row].split(), *self._asked[row])
        return Other(asking, language, self._weights[row], self._crowds[row], agreement, cosine)

    def _cosines(self, lies: Vectors) -> Vectors:
        found = np.zeros(len(self), dtype=np.float32)
        for number, block in enumerate(self._lies):
            here = found[number * _BLOCK : (number + 1) * _BLOCK]
            here[:] = block[: len(here)].astype(np.float32) @ lies
        found /= np.frombuffer(self._scales, dtype=np.float32)
        return found

    def _alike(self, seen: Seen, most: int) -> RowNumbers:
        """The rows that share the most runs of letters with a question, looking at its rarest runs."""
        postings = sorted((self._runs[run] for run in seen.asking.runs if run in self._runs), key=len)
        looked, total = [], 0
        for posting in postings:
            total += len(posting)
            if total > _POSTINGS:
                break
            looked.append(np.frombuffer(posting, dtype=np.int32))
        if not looked:
            return np.zeros(0, dtype=np.intp)
        return _largest(np.bincount(np.concatenate(looked), minlength=len(self)), most)


def _columns(flat: "array[Any]", kind: type[np.generic]) -> NDArray[Any]:
    return np.frombuffer(flat, dtype=kind).reshape(-1, _ENTRIES)


def _largest(values: NDArray[Any], most: int) -> RowNumbers:
    """The rows of the largest values above zero; among equal values, the oldest."""
    most = min(most, len(values))
    if not most:
        return np.zeros(0, dtype=np.intp)
    least = np.partition(values, len(values) - most)[len(values) - most]
    rows = np.flatnonzero((values >= least) & (values > 0))
    return rows[np.argsort(-values[rows], kind="stable")][:most]
