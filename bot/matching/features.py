"""The evidence in a text, as numbers, and the texts that the matcher learns from, each with its meaning.

Evidence is meaning (a dense vector) and spelling (weighted runs of four letters). This file also finds the phrasings
nearest to a text: in meaning by their vectors, or in spelling by RapidFuzz.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from sys import intern
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.sparse import csr_matrix

from bot.matching.embedding import PackedVectors, Vectors, lengths_of
from bot.matching.spelling import clean_taught, fold, words_of

# Meanings that are not entries begin with this. No entry's id does.
_ASIDE = "~"
OUTSIDE = f"{_ASIDE}outside"
_CHAT = f"{_ASIDE}chat:"
_GAP = f"{_ASIDE}gap:"


def chat_meaning(kind: str) -> str:
    """The meaning that stands for a kind of small talk, as "~chat:greeting" for "greeting"."""
    return _CHAT + kind


def chat_kind(meaning: str) -> str | None:
    """The kind of small talk that a meaning stands for, or `None` if it is not small talk."""
    return meaning.removeprefix(_CHAT) if meaning.startswith(_CHAT) else None


def gap_meaning(signpost: str) -> str:
    """The meaning that stands for what a signpost says is missing, as "~gap:gap-results" for "gap-results"."""
    return _GAP + signpost


def signpost_of(meaning: str) -> str | None:
    """The signpost that a meaning stands for, or `None` if it is none."""
    return meaning.removeprefix(_GAP) if meaning.startswith(_GAP) else None


def is_entry(meaning: str) -> bool:
    """Whether a meaning is an entry, rather than small talk or something that no entry answers."""
    return not meaning.startswith(_ASIDE)


@dataclass(frozen=True, slots=True)
class TrainingTexts:
    """Cleaned texts, sorted by meaning. `classes[i]` is the index in `meanings` of what `texts[i]` means.

    Entries come first among the meanings.
    """

    texts: tuple[str, ...]
    classes: NDArray[np.intp]
    meanings: tuple[str, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "TrainingTexts":
        """Make them from (meaning, text) pairs. A text that occurs twice counts only for its first meaning."""
        by_text: dict[str, str] = {}
        for meaning, text in pairs:
            if cleaned := clean_taught(text):
                by_text.setdefault(cleaned, meaning)
        meanings = tuple(sorted(set(by_text.values()), key=lambda meaning: (not is_entry(meaning), meaning)))
        number = {meaning: index for index, meaning in enumerate(meanings)}
        ordered = sorted((number[meaning], text) for text, meaning in by_text.items())
        classes = np.array([index for index, _ in ordered], dtype=np.intp)
        return cls(tuple(text for _, text in ordered), classes, meanings)

    @property
    def entries(self) -> NDArray[np.bool_]:
        """For each meaning, whether it is an entry: shape (meanings,)."""
        return np.array([is_entry(meaning) for meaning in self.meanings], dtype=bool)

    def bounds(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where the texts of each meaning begin and end: they stand side by side, sorted by meaning."""
        starts = np.searchsorted(self.classes, np.arange(len(self.meanings)))
        return starts, np.append(starts[1:], len(self.texts))

    def digest(self) -> str:
        """A name for exactly these texts and meanings: 16 hex digits."""
        digest = hashlib.sha256()
        for text, number in zip(self.texts, self.classes, strict=True):
            digest.update(f"{self.meanings[number]}\0{text}\0".encode())
        return digest.hexdigest()[:16]


def training_texts_from(phrasings: Iterable[tuple[str, str]], aside: Mapping[str, Iterable[str]]) -> TrainingTexts:
    """Make training texts from (entry id, phrasing) pairs and from `aside`: texts that mean no entry, by meaning.

    A text that is in both counts as a phrasing.
    """
    pairs = [*phrasings]
    pairs += [(meaning, text) for meaning, texts in aside.items() for text in texts]
    return TrainingTexts.of(pairs)


_WORD = re.compile(r"[^\W_]+")
_RUN = 4  # runs of 2 to 5 letters are no better, and four times as many
_TINY = 1e-6  # replaces zero as a divisor
_UNKNOWN = -1  # the number of every run that was never learned
RARE = 2  # a run found in only one phrasing tells that phrasing apart, not its entry

# How much spelling may weigh beside meaning. Which is best depends on the texts, and is found by trial: 1 for one
# language whose questions are asked as they were taught; 2 for three, with words that the embedding model hardly knows.
SPELLING_WEIGHTS = (1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features of texts, one row each: `meaning` (texts, dimensions) and `spelling` (texts, runs).

    Without an embedding model, `meaning` has no columns.
    """

    meaning: Vectors
    spelling: csr_matrix

    def row(self, number: int) -> "Evidence":
        """The evidence in one of the texts."""
        return Evidence(self.meaning[number : number + 1], self.spelling[number])


class TaughtMeanings:
    """How near the texts that were learned from are in meaning to a message: as `Features.meaning` makes both."""

    def __init__(self, vectors: PackedVectors, centre: NDArray[np.float32]) -> None:
        self._vectors = vectors
        self._centre = centre
        self._lengths: Vectors = np.maximum(vectors.distances(centre), _TINY).astype(np.float32)

    @property
    def are_known(self) -> bool:
        """Whether there is an embedding model."""
        return self._vectors.know_meaning

    def nearness(self, meaning: Vectors, start: int = 0, end: int | None = None) -> Vectors:
        """How near some of the texts, those from `start` to `end`, are to the meaning of a message: shape (texts,)."""
        products: Vectors = self._vectors.products(meaning, start, end)
        return (products - np.float32(self._centre @ meaning)) / self._lengths[start:end]


@dataclass(frozen=True, slots=True)
class TaughtEvidence:
    """The evidence in the texts that were learned from, ready to be compared with that in a message."""

    meaning: TaughtMeanings
    spelling: csr_matrix


class Features:
    """Turns texts into evidence, with weights learned from the phrasings: what all phrasings share counts little."""

    def __init__(
        self, runs: dict[str, int], rarity: NDArray[np.float32], centre: NDArray[np.float32], weight: float
    ) -> None:
        self.runs = runs
        self.rarity = rarity
        self.centre = centre
        self.weight = weight
        self._found: NDArray[np.intp] = np.zeros(0, dtype=np.intp)  # the columns as they were found out last

    @classmethod
    def learn(cls, texts: Sequence[str], vectors: Vectors, weight: float) -> tuple["Features", Evidence]:
        """Learn which runs of letters occur, how rare each is, and where the middle of all meanings is.

        Returns the evidence in the texts too, because their runs are already counted.
        """
        counts = [Counter(runs_of_taught(text)) for text in texts]
        found = Counter(chain.from_iterable(counts))
        kept = sorted(run for run, count in found.items() if count >= RARE)
        rarity = rarity_of([found[run] for run in kept], len(texts))
        centre = vectors.mean(axis=0) if len(texts) else np.zeros(vectors.shape[1], dtype=np.float32)
        features = cls({run: number for number, run in enumerate(kept)}, rarity, centre, weight)
        return features, Evidence(features.meaning(vectors), features._spelling(counts))

    @staticmethod
    def rehearse(texts: Sequence[str]) -> None:
        """Cache the runs of texts that will be learned from again, among others, so that they take less time then."""
        taught_runs(texts)

    def of(self, texts: Sequence[str], vectors: Vectors) -> Evidence:
        """The evidence in texts, given their vectors."""
        return Evidence(self.meaning(vectors), self._spelling([Counter(runs_of(text)) for text in texts]))

    def of_taught(self, texts: Sequence[str], vectors: Vectors) -> Evidence:
        """The same of texts of the content, whose runs are cached."""
        runs = taught_runs(texts)
        return Evidence(self.meaning(vectors), self._weighted(self._columns()[runs.numbers], runs.times, runs.ends))

    def _columns(self) -> NDArray[np.intp]:
        """The column of each run in the content's texts so far, by the run's number."""
        with _numbering:
            if len(self._found) < len(_run_numbers):
                known = [(_run_numbers[run], column) for run, column in self.runs.items() if run in _run_numbers]
                numbers, places = np.array(known, dtype=np.intp).reshape(-1, 2).T
                self._found = np.full(len(_run_numbers), _UNKNOWN, dtype=np.intp)
                self._found[numbers] = places
            return self._found

    def taught(self, vectors: PackedVectors, spelling: csr_matrix) -> TaughtEvidence:
        """The evidence in the texts that were learned from, given their vectors and their spelling."""
        return TaughtEvidence(TaughtMeanings(vectors, self.centre), spelling)

    def meaning(self, vectors: Vectors) -> Vectors:
        """The vectors without what all texts share, each scaled to length one again."""
        # All texts here are about one subject, so their vectors share a large part that says nothing. Subtract it.
        shifted: Vectors = (vectors - self.centre).astype(np.float32, copy=False)
        shifted /= np.maximum(lengths_of(shifted), np.float32(_TINY))[:, np.newaxis]
        return shifted

    def _spelling(self, counts: Sequence[Counter[str]]) -> csr_matrix:
        """The known runs of each text, weighted; together they weigh the same in every text that has any."""
        # The loops run in C, because an edit of the content waits while all its phrasings pass through here.
        columns = np.fromiter(map(self.runs.get, chain.from_iterable(counts), repeat(_UNKNOWN)), dtype=np.intp)
        times = np.fromiter(chain.from_iterable(map(Counter.values, counts)), dtype=np.float32)
        return self._weighted(columns, times, np.cumsum([0, *map(len, counts)]))

    def _weighted(self, columns: NDArray[np.intp], times: NDArray[np.float32], ends: NDArray[np.intp]) -> csr_matrix:
        """The rows of texts, given the column of each run, how often it occurs, and where the runs of each text end."""
        known = columns != _UNKNOWN
        starts = np.append(0, np.cumsum(known))[ends]
        columns = columns[known]
        weights = (1 + np.log(times[known])) * self.rarity[columns]
        texts = np.repeat(np.arange(len(ends) - 1), np.diff(starts))
        lengths = np.sqrt(np.bincount(texts, weights * weights, minlength=len(ends) - 1))
        weights *= (self.weight / np.maximum(lengths, _TINY)).astype(np.float32)[texts]
        return csr_matrix((weights, columns, starts), shape=(len(ends) - 1, max(1, len(self.runs))), dtype=np.float32)


def rarity_of(counts: Sequence[int], texts: int) -> NDArray[np.float32]:
    """The weight of runs that stand in so many of the texts, shape (runs,)."""
    return np.array([np.log((1 + texts) / (1 + count)) + 1 for count in counts], dtype=np.float32)


def runs_of(text: str) -> list[str]:
    """The runs of four letters in each word. Its borders count as letters, and Kazakh letters are folded."""
    return list(chain.from_iterable(runs_of_words(text)))


def runs_of_words(text: str) -> list[list[str]]:
    """The same, word by word."""
    padded = [f" {word} " for word in _WORD.findall(fold(text))]
    return [[word[start : start + _RUN] for start in range(max(1, len(word) - _RUN + 1))] for word in padded]


@lru_cache(maxsize=1 << 15)
def runs_of_taught(text: str) -> tuple[str, ...]:
    """`runs_of` for texts of the content, cached because an edit of the content leaves most phrasings as they were."""
    return tuple(map(intern, runs_of(text)))


_run_numbers: dict[str, int] = {}  # of every run in the content's texts so far; nothing learned depends on them
_numbering = Lock()


@dataclass(frozen=True, slots=True)
class TaughtRuns:
    """The distinct runs of texts by number, how often each stands in its text, and where the runs of each text end."""

    numbers: NDArray[np.intp]
    times: NDArray[np.float32]
    ends: NDArray[np.intp]

    def often(self, least: int) -> dict[str, int]:
        """The runs that stand in so many of the texts or more, and in how many."""
        found = np.bincount(self.numbers, minlength=len(_run_numbers))
        return {run: int(found[number]) for run, number in _run_numbers.items() if found[number] >= least}


def taught_runs(texts: Sequence[str]) -> TaughtRuns:
    """Count the runs of texts of the content."""
    counted = [_counted(text) for text in texts]
    numbers = np.frombuffer(b"".join(some for some, _ in counted), np.int32)
    times = np.frombuffer(b"".join(times for _, times in counted), np.uint8)
    ends = np.cumsum([0, *(len(times) for _, times in counted)])
    return TaughtRuns(numbers.astype(np.intp), times.astype(np.float32), ends)


# Cached, because an edit of the content leaves most texts as they were. People's messages do not come this way. Bytes,
# because a small array takes as much again for itself.
@lru_cache(maxsize=1 << 16)
def _counted(text: str) -> tuple[bytes, bytes]:
    counts = Counter(runs_of(text))
    with _numbering:
        numbers = [_run_numbers.setdefault(run, len(_run_numbers)) for run in counts]
    return np.array(numbers, dtype=np.int32).tobytes(), bytes(min(255, times) for times in counts.values())


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A phrasing near a message: what it means, and how near it is (0..1) in meaning or in spelling."""

    text: str
    meaning: str
    nearness: float


class Neighbours:
    """The learned phrasings, ready to be searched."""

    def __init__(self, training: TrainingTexts, meaning: TaughtMeanings) -> None:
        self._training = training
        self._meaning = meaning
        self._starts, self._ends = training.bounds()
        self._sorted = [] if meaning.are_known else [_sorted_words_taught(text) for text in training.texts]

    def nearest(self, text: str, evidence: Evidence, number: int, most: int = 3) -> list[Neighbour]:
        """The phrasings of the meaning `number` that are nearest to a message, best first."""
        start, end = int(self._starts[number]), int(self._ends[number])
        if self._meaning.are_known:
            nearness = self._meaning.nearness(evidence.meaning[0], start, end)
        else:
            scores = process.cdist([_sorted_words(text)], self._sorted[start:end], scorer=fuzz.ratio)
            nearness = scores[0] / 100
        best = np.argsort(-nearness)[:most]
        meaning = self._training.meanings[number]
        return [Neighbour(self._training.texts[start + row], meaning, float(nearness[row])) for row in best]


def _sorted_words(text: str) -> str:
    return " ".join(sorted(words_of(fold(text))))


# Cached, because an edit of the content leaves most of its phrasings as they were. People's messages are not cached.
_sorted_words_taught = lru_cache(maxsize=1 << 15)(_sorted_words)
