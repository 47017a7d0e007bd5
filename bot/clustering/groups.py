"""Which group a question belongs to. Each question joins a group or opens one when it arrives, and stays there.

A question is compared with the first few different questions of a group: with the nearest of them, and with all of them
on average. With the nearest alone, groups would chain together; with the first alone, they would fall apart.

Kept small: a hundred thousand questions take less than a hundred megabytes.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.clustering.background import Background
from bot.clustering.question import QuestionSigns, ReadQuestion, plain
from bot.clustering.similarity import Other, Seen, Similarity, numbers_differ, signs
from bot.content import LANGUAGES
from bot.matching.embedding import Vectors
from bot.matching.reading import Floats

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


_BY_MEANING, _BY_LETTERS = 24, 12  # nearest questions whose groups are compared
_SHOWN = 6  # questions of a group that others are compared with: 4 are worse, 100 no better


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a question belongs. `belief` is the probability that it asks what the group asks, 0..1.

    If it belongs to no group, `group` is `None` and the belief is that in the nearest group. `shown`: compare later
    questions with this one.
    """

    group: int | None
    belief: float
    shown: bool


class Groups:
    """Groups of questions, numbered by the caller: first find a question's place, then remember it."""

    def __init__(self, background: Background, likeness: Similarity) -> None:
        self._background = background
        self._likeness = likeness
        self._shelf = QuestionIndex(background.dimensions)
        self._known: dict[str, int] = {}
        self._shown: Counter[int] = Counter()

    def copy_of(self, text: str) -> int | None:
        """The group of a text seen before; punctuation, capitals and Kazakh letters may differ."""
        return self._known.get(_key(text))

    def remember(self, text: str, group: int) -> None:
        """Remember only a text's group, so that copies stay together, however full their group is."""
        self._known.setdefault(_key(text), group)

    def find(self, written: ReadQuestion) -> Placement:
        """Find the group that a question belongs to. Changes nothing."""
        if (known := self.copy_of(written.text)) is not None:
            return Placement(known, 1.0, False)
        if not plain(written.text):  # punctuation and emoji: like nothing except their copies
            return Placement(None, 0.0, False)
        group, belief = self._nearest(Seen.of([written], self._background)[0])
        if belief < self._likeness.threshold:
            return Placement(None, belief, True)
        return Placement(group, belief, self._shown[group] < _SHOWN)

    def show(self, placed: Sequence[tuple[ReadQuestion, int]]) -> None:
        """Compare later questions with these, each given with its group."""
        seen = Seen.of([written for written, _ in placed], self._background)
        for one, (written, group) in zip(seen, placed, strict=True):
            self._known[one.text or written.text] = group  # curators may have put it into another group
            self._shown[group] += 1
            self._shelf.add(one, group)

    def _nearest(self, seen: Seen) -> tuple[int, float]:
        rows, cosines = self._shelf.near(seen, _BY_MEANING, _BY_LETTERS)
        if not len(rows):
            return -1, 0.0
        rows = self._shelf.rows_of({self._shelf.group(row) for row in rows})
        others = self._shelf.others(seen, rows, cosines)
        odds = self._likeness.odds(
            [signs(seen, other, self._background) for other in others],
            [other.language == seen.language for other in others],
        )
        odds[[numbers_differ(seen.asking, other.asking) for other in others]] = -np.inf
        return self._best(rows, odds)

    def _best(self, rows: RowNumbers, odds: Floats) -> tuple[int, float]:
        by_group: dict[int, list[float]] = {}
        for row, odd in zip(rows, odds, strict=True):
            by_group.setdefault(self._shelf.group(row), []).append(float(odd))
        together = {group: (max(some) + float(np.mean(some))) / 2 for group, some in by_group.items()}
        group = max(together, key=lambda one: (together[one], -one))
        return group, 1 / (1 + math.exp(-together[group]))  # of odds that are never beyond some tens


def _key(text: str) -> str:
    return plain(text) or text
