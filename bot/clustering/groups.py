"""Which group a question belongs to. Each question joins a group or opens one when it arrives, and stays there.

A question is compared with the first few different questions of a group: with the nearest of them, and with all of them
on average. With the nearest alone, groups would chain together; with the first alone, they would fall apart.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.clustering.background import Background
from bot.clustering.index import QuestionIndex, RowNumbers
from bot.clustering.question import ReadQuestion, plain
from bot.clustering.similarity import Seen, Similarity, numbers_differ, signs
from bot.matching.reading import Floats

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
