"""What all questions have in common, learned from the content: it is subtracted before two of them are compared."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.clustering.question import plain, runs_of
from bot.content import LANGUAGES, Library
from bot.matching.embedding import Vectors
from bot.matching.reading import MessageLanguage
from bot.matching.spelling import clean


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text of the content: its language, and the entry that it means, or "" if it means none."""

    text: str
    language: MessageLanguage
    entry: str = ""


def known_texts(library: Library) -> list[KnownText]:
    """The wordings of entries, and those outside them (near and far), cleaned as the matcher learns them."""
    return [KnownText(clean(one.text), one.language, one.entry) for one in _known(library)]


def _known(library: Library) -> Iterator[KnownText]:
    for language in LANGUAGES:
        for entry in library.entries.values():
            for text in (entry.question[language], *entry.phrasings[language]):
                yield KnownText(text, language, entry.id)
        for text in (*library.outside.near[language], *library.outside.far[language]):
            yield KnownText(text, language)


_DIMENSIONS = 192  # of 384: the others hold mostly noise, and cost as much
_SHRINKING = 1.0  # how far from whitening: 0 whitens fully, and amplifies noise
_HOLD = 3.0  # how strongly a language resists being turned towards the others
_CROWD = 10  # texts whose nearness says how crowded a place is
_LOOKED_AT = (
    3000  # texts of the content to look among: the nearest 30 of all 9,000 say the same in three times the time
)
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Background:
    """Where each language's texts lie, in which directions they differ, and which runs of letters are rare.

    The embedding model puts texts of one language together, whatever they ask. And a direction in which all texts on
    this subject differ tells less than one in which only a few do.
    """

    centres: Mapping[MessageLanguage, Vectors]
    turns: Mapping[
        MessageLanguage, Vectors
    ]  # (dimensions of the model, fewer): from a language's space to the shared one
    crowd: Vectors  # where the content's texts lie
    rarity: Mapping[str, float]
    unseen: float  # rarity of a run that the content does not have

    @classmethod
    def learn(cls, known: Sequence[KnownText], vectors: Vectors) -> "Background":
        """Learn from texts on the subject and their vectors (texts, dimensions of the model)."""
        spoken = np.array([one.language for one in known])
        languages = tuple(language for language in LANGUAGES if language in spoken)
        centres = {language: vectors[spoken == language].mean(axis=0) for language in languages}
        shifted = vectors - np.stack([centres[one.language] for one in known])
        directions = _directions(shifted)
        entries = np.array([one.entry for one in known])
        turns = _turned(directions, _unit(shifted @ directions), entries, spoken, languages)
        lies = np.stack([row @ turns[one.language] for row, one in zip(shifted, known, strict=True)])
        counts = Counter(run for one in known for run in runs_of(plain(one.text)))
        most = float(np.log(1 + len(known))) + 1
        rarity = {run: most - float(np.log(1 + count)) for run, count in counts.items()}
        crowd = _unit(lies[:: len(lies) // _LOOKED_AT + 1])  # a slice of all of them would keep them all
        return cls(centres, turns, crowd, rarity, most)

    @property
    def dimensions(self) -> int:
        """How many numbers a place has; 0 without an embedding model."""
        return int(self.crowd.shape[1])

    def places(self, vectors: Vectors, languages: Sequence[MessageLanguage]) -> tuple[Vectors, Vectors]:
        """Where questions lie, as unit vectors, and how crowded it is there (mean cosine to the nearest texts)."""
        lies = np.zeros((len(vectors), self.dimensions), dtype=np.float32)
        for number, language in enumerate(languages):
            spoken = language if language in self.centres else next(iter(self.centres))
            lies[number] = (vectors[number] - self.centres[spoken]) @ self.turns[spoken]
        lies = _unit(lies)
        count = min(_CROWD, len(self.crowd))
        nearest = np.partition(lies @ self.crowd.T, -count, axis=1)[:, -count:]
        return lies, nearest.mean(axis=1)

    def weight(self, runs: frozenset[str]) -> float:
        """The total rarity of these runs: how much they tell."""
        return sum(self.rarity.get(run, self.unseen) for run in runs)


def _directions(shifted: Vectors) -> Vectors:
    """The directions in which texts differ most, each divided by how much they differ."""
    if not shifted.size:
        return np.zeros((shifted.shape[1], 0), dtype=np.float32)
    covariance: NDArray[np.float64] = shifted.T.astype(np.float64) @ shifted / len(shifted)
    spread, directions = np.linalg.eigh(covariance)
    spread, directions = spread[::-1][:_DIMENSIONS], directions[:, ::-1][:, :_DIMENSIONS]
    scaled: Vectors = (directions / np.sqrt(spread + _SHRINKING * covariance.trace() / len(covariance))).astype(
        np.float32
    )
    return scaled


def _turned(
    directions: Vectors,
    lies: Vectors,
    entries: NDArray[np.str_],
    spoken: NDArray[np.str_],
    languages: Sequence[MessageLanguage],
) -> dict[MessageLanguage, Vectors]:
    """Turn each language so that its wordings of an entry come nearer to those in the others (ridge regression)."""
    means = [
        [lies[(entries == entry) & (spoken == language)].mean(axis=0) for language in languages]
        for entry in sorted(set(entries) - {""})
        if all(((entries == entry) & (spoken == language)).any() for language in languages)
    ]
    if not means or not lies.size:
        return dict.fromkeys(languages, directions)
    middles = np.stack([_unit(np.stack(each)) for each in means])  # (entries, languages, dimensions)
    shared = middles.mean(axis=1)
    turns = {}
    for number, language in enumerate(languages):
        own = middles[:, number]
        held = own.T @ own + _HOLD * np.eye(own.shape[1])
        turn = np.eye(own.shape[1]) + np.linalg.solve(held, own.T @ (shared - own))
        turns[language] = (directions @ turn).astype(np.float32)
    return turns


def _unit(rows: NDArray[Any]) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = (rows / np.maximum(lengths, _TINY)).astype(np.float32)
    return unit
