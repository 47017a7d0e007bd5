"""The evidence in a text, as numbers: its meaning (a dense vector) and its spelling (weighted runs of four letters)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.letters import fold
from bot.matching.meaning import Vectors

_RUN = 4  # runs of 2 to 5 letters are no better, and four times as many
_RARE = 2  # a run found in one phrasing alone tells that phrasing apart, not its entry

# How much spelling may weigh beside meaning; which of these is best depends on the texts, and is found by trial. In
# one language, asked as taught, 1 is best; in three, with words the embedding model knows badly, 2.
SPELLING_WEIGHTS = (1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features of some texts, row by row. `meaning` has no columns where there is no embedding model."""

    meaning: Vectors
    spelling: csr_matrix

    def rows(self, chosen: NDArray[np.intp]) -> "Evidence":
        """The evidence of some of the texts."""
        return Evidence(self.meaning[chosen], self.spelling[chosen])


class Features:
    """Turns texts into evidence, with weights learned from the phrasings: what is common to all counts little."""

    def __init__(
        self, runs: dict[str, int], rarity: NDArray[np.float32], centre: NDArray[np.float32], weight: float
    ) -> None:
        self.runs = runs
        self.rarity = rarity
        self.centre = centre
        self.weight = weight

    @classmethod
    def learn(cls, texts: Sequence[str], vectors: Vectors, weight: float) -> "Features":
        """Learn which runs of letters there are, how rare each is, and where the middle of all meanings lies."""
        found = Counter(run for text in texts for run in set(_runs(text)))
        kept = sorted(run for run, count in found.items() if count >= _RARE)
        rarity = np.array([np.log((1 + len(texts)) / (1 + found[run])) + 1 for run in kept], dtype=np.float32)
        centre = vectors.mean(axis=0) if len(texts) else np.zeros(vectors.shape[1], dtype=np.float32)
        return cls({run: number for number, run in enumerate(kept)}, rarity, centre, weight)

    def of(self, texts: Sequence[str], vectors: Vectors) -> Evidence:
        """The evidence in texts, given their vectors."""
        return Evidence(self.meaning(vectors), self._spelling(texts))

    def meaning(self, vectors: Vectors) -> Vectors:
        """The vectors without what all texts share, each of length one again."""
        # All texts here are of one subject, so their vectors share a large part that says nothing: it is taken away.
        shifted = vectors - self.centre
        lengths: Vectors = np.linalg.norm(shifted, axis=1, keepdims=True)
        return (shifted / np.maximum(lengths, 1e-6)).astype(np.float32)

    def _spelling(self, texts: Sequence[str]) -> csr_matrix:
        values: list[NDArray[np.float32]] = []
        columns: list[NDArray[np.intp]] = []
        starts = [0]
        for text in texts:
            counted = Counter(self.runs[run] for run in _runs(text) if run in self.runs)
            column = np.fromiter(counted.keys(), dtype=np.intp, count=len(counted))
            weight = (1 + np.log(np.fromiter(counted.values(), dtype=np.float32, count=len(counted)))) * self.rarity[
                column
            ]
            columns.append(column)
            values.append(self.weight * weight / max(float(np.linalg.norm(weight)), 1e-6))
            starts.append(starts[-1] + len(column))
        shape = (len(texts), max(1, len(self.runs)))
        if not texts:
            return csr_matrix(shape, dtype=np.float32)
        return csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=shape, dtype=np.float32)


def _runs(text: str) -> Iterator[str]:
    """The runs of four letters within each word, its borders counting as letters; Kazakh letters folded."""
    for word in "".join(one if one.isalnum() else " " for one in fold(text)).split():
        padded = f" {word} "
        if len(padded) <= _RUN:
            yield padded
        else:
            yield from (padded[start : start + _RUN] for start in range(len(padded) - _RUN + 1))
