"""The matcher: finds which entry a message means. It learns from phrasings alone, on any subject and in any language.

message → reading (as it was meant) → evidence (meaning, spelling) → classifier → signs → belief → ranking
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.belief import Calibration, Passages, learn_calibration
from bot.matching.classifier import Classifier, fit, softmax
from bot.matching.embedding import Embedder, PackedVectors, Vectors, load_embedder, worth_embedding
from bot.matching.features import (
    Evidence,
    Features,
    Neighbour,
    Neighbours,
    TrainingTexts,
    chat_kind,
    is_entry,
    signpost_of,
    training_texts_from,
)
from bot.matching.reading import MessageLanguage, Reader, Reading
from bot.matching.signs import Signed, SignReader
from bot.matching.spelling import KAZAKH_LETTERS, words_of

_ABROAD = 0.5
"""The most that is believed in a meaning if a message names another country, and the texts of the meaning name none."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What takes time to learn, and what learning again can start from. `spelling` is that of the training texts."""

    features: Features
    spelling: csr_matrix
    head: Classifier
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class Match:
    """What a message may mean.

    `ranking` holds (id, probability) pairs of entries and signposts, best first; each probability stands by itself,
    since two entries may both be right. `signs` are those for the first. `chat` is the likeliest kind of small talk,
    and `chat_share` the probability of all kinds together. `vector` is the embedding model's vector of the text as it
    was read.
    """

    reading: Reading
    ranking: tuple[tuple[str, float], ...]
    chat: str
    chat_share: float
    evidence: Evidence
    signs: NDArray[np.float32]
    vector: Vectors


class Matcher:
    """Knows phrasings, and finds out which of their meanings a message has."""

    def __init__(
        self,
        training: TrainingTexts,
        reader: Reader,
        embedder: Embedder,
        learned: Learned,
        vectors: PackedVectors,
        passages: Passages | None = None,
    ) -> None:
        self.training = training
        self.learned = learned
        self.reader = reader
        self.embedder = embedder
        self.passages = passages or {}
        self.signposts = frozenset(filter(None, map(signpost_of, training.meanings)))
        # Of each meaning, by its number: the id of an entry or a signpost, and the kind of small talk, or `None`.
        self._names = tuple(name if is_entry(name) else signpost_of(name) for name in training.meanings)
        self._kinds = tuple(map(chat_kind, training.meanings))
        self._entries = training.entries
        evidence = learned.features.taught(vectors, learned.spelling)
        self._neighbours = Neighbours(training, evidence.meaning)
        self._signs = SignReader(training, learned.features, evidence, self.passages)

    @classmethod
    def learn(
        cls,
        phrasings: Iterable[tuple[str, str]],
        *,
        aside: Mapping[str, Iterable[str]] | None = None,
        passages: Passages | None = None,
        texts: Mapping[MessageLanguage, Iterable[str]] | None = None,
        embedder: Embedder | None = None,
    ) -> "Matcher":
        """Learn from (entry id, phrasing) pairs.

        `aside` has texts that mean no entry, by meaning (see `features`). `passages` has what is said about a meaning,
        for example an entry's answer. `texts` has texts of each language, to learn spelling from, by default the
        phrasings. `embedder` is the embedding model, by default the one installed.
        """
        pairs = list(phrasings)
        training = training_texts_from(pairs, aside or {})
        reader = Reader(texts or _by_letters(text for _, text in pairs))
        embedder = embedder or load_embedder()
        vectors = embedder.embed(training.texts)
        learned = learn(training, vectors, passages or {})
        return cls(training, reader, embedder, learned, PackedVectors.of([vectors]), passages)

    def rehearse(self) -> None:
        """Get ready to learn nearly the same texts again, because somebody waits for that after an edit."""
        self.learned.features.rehearse(self.training.texts)

    def refitted(self, spelling: float, vectors: Vectors) -> "Matcher":
        """The same matcher with another weight of spelling. Its belief is not learned again."""
        features, evidence = Features.learn(self.training.texts, vectors, spelling)
        head = fit(evidence, self.training.classes, len(self.training.meanings))
        learned = Learned(features, evidence.spelling, head, self.learned.calibration)
        packed = PackedVectors.of([vectors])
        return Matcher(self.training, self.reader, self.embedder, learned, packed, self.passages)

    def rank(self, text: str) -> list[tuple[str, float]]:
        """The entries and signposts, best first, each with the probability that it is the one meant."""
        return list(self.match(text).ranking)

    def match(self, text: str) -> Match:
        """Find out what one message may mean."""
        reading, vectors, evidence, shares, signed = self._read(text)
        beliefs = self.learned.calibration.belief.predict(signed.signs)
        # "How many deputies has Uzbekistan's parliament?" has every sign of ours but the one word.
        beliefs = np.where(signed.abroad, np.minimum(beliefs, _ABROAD), beliefs)
        believed = dict(zip(signed.likely.tolist(), beliefs.tolist(), strict=True))
        chat, chat_share = self._small_talk(believed)
        ranking = self._ranking(believed, shares)
        first = ranking[0][0] if ranking else ""
        row = next((place for place, number in enumerate(signed.likely) if self._names[number] == first), None)
        signs = np.zeros(signed.signs.shape[1], np.float32) if row is None else signed.signs[row]
        return Match(reading, ranking, chat, chat_share, evidence, signs, vectors[0])

    def taught(self, text: str) -> str:
        """The id of the entry or signpost that a text is a wording of, word for word; empty if it is of none."""
        return self._taught.get(_key(text), "")

    @cached_property
    def _taught(self) -> dict[str, str]:
        names = [name or "" for name in self._names]
        found: dict[str, str] = {}
        for text, number in zip(self.training.texts, self.training.classes, strict=True):
            key = _key_of_taught(text)
            name = found.setdefault(key, names[number])
            if name != names[number]:
                found[key] = ""  # two meanings differ in their marks alone
        return found

    def signs(self, text: str) -> Signed:
        """The signs for each meaning that a message is likely to have."""
        return self._read(text)[-1]

    def _read(self, text: str) -> tuple[Reading, Vectors, Evidence, NDArray[np.float32], Signed]:
        reading = self.reader.read(text)
        vectors = self.embedder.embed([worth_embedding(reading.text)])
        evidence = self.learned.features.of([reading.text], vectors)
        shares = softmax(self.learned.head.scores(evidence))[0]
        return reading, vectors, evidence, shares, self._signs.read(reading.text, evidence, shares)

    def _ranking(self, believed: Mapping[int, float], shares: NDArray[np.float32]) -> tuple[tuple[str, float], ...]:
        """Rank the likely meanings by belief, and after them the other entries by their shares."""
        least = min(believed.values(), default=1.0)
        ranked = [
            (name, believed[number] if number in believed else min(least, float(shares[number])))
            for number, name in enumerate(self._names)
            if name and (number in believed or self._entries[number])
        ]
        return tuple(sorted(ranked, key=lambda pair: -pair[1]))

    def _small_talk(self, believed: Mapping[int, float]) -> tuple[str, float]:
        """The kind of small talk with the largest share, and the belief in all kinds; `believed` is in that order."""
        kinds = [(kind, belief) for number, belief in believed.items() if (kind := self._kinds[number]) is not None]
        return (kinds[0][0] if kinds else "", min(1.0, sum(belief for _, belief in kinds)))

    def weighed(self, texts: Sequence[str], vectors: Vectors) -> NDArray[np.float32]:
        """The share of each meaning in each text as it stands, shape (texts, meanings); `vectors` are the texts'."""
        return softmax(self.learned.head.scores(self.learned.features.of(texts, vectors)))

    def likeliest(
        self, texts: Sequence[str], among: Collection[str], most: int, read: Callable[[str], str] | None = None
    ) -> list[list[str]]:
        """For each text of the content, the ids with the largest shares, best first. Quicker than `match` for many.

        `read` gives a text as it was meant, if somebody knows that already.
        """
        texts = [read(text) if read else self.reader.read(text).text for text in texts]
        scores = self.learned.head.scores(self.learned.features.of_taught(texts, self.embedder.embed(texts)))
        named = [(number, name) for number, name in enumerate(self._names) if name]
        numbers = [number for number, name in named if name in among]
        names = [name for _, name in named if name in among]
        of_each = scores[:, numbers]
        if most == 1 and names:  # to sort them all takes longer
            return [[names[place]] for place in of_each.argmax(axis=1)]
        return [[names[place] for place in row] for row in np.argsort(-of_each, kind="stable")[:, :most]]

    def nearest(self, match: Match, meaning: str, most: int = 3) -> list[Neighbour]:
        """The phrasings of one meaning nearest to a message already matched."""
        return self._neighbours.nearest(match.reading.text, match.evidence, self.training.meanings.index(meaning), most)


def _key(text: str) -> str:
    return " ".join(words_of(text))


# Cached, because an edit of the content leaves most texts as they were. People's messages do not come this way.
_key_of_taught = lru_cache(maxsize=1 << 15)(_key)


def learn(training: TrainingTexts, vectors: Vectors, passages: Passages) -> Learned:
    """Learn the calibration, the features and the classifier."""
    calibration = learn_calibration(training, vectors, passages)
    features, evidence = Features.learn(training.texts, vectors, calibration.spelling)
    head = fit(evidence, training.classes, len(training.meanings))
    return Learned(features, evidence.spelling, head, calibration)


def _by_letters(texts: Iterable[str]) -> dict[MessageLanguage, list[str]]:
    """Sort texts by language, going by their letters, if nobody says which is which."""
    sorted_texts: dict[MessageLanguage, list[str]] = {"kk": [], "ru": [], "en": []}
    for text in texts:
        letters = text.lower()
        if any(letter in KAZAKH_LETTERS for letter in letters):
            sorted_texts["kk"].append(text)
        elif any("а" <= letter <= "я" for letter in letters):
            sorted_texts["ru"].append(text)
        else:
            sorted_texts["en"].append(text)
    return sorted_texts
