"""The matcher: finds which entry a message means. It learns from phrasings alone, on any subject and in any language.

message → reading (as it was meant) → evidence (meaning, spelling) → classifier → belief → ranking
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.matching.belief import Calibration, Classifier, Standing, fit, learn_calibration, softmax, standing
from bot.matching.embedding import Embedder, Vectors, load_embedder
from bot.matching.features import (
    Evidence,
    Features,
    Neighbour,
    Neighbours,
    TrainingTexts,
    chat_kind,
    training_texts_from,
)
from bot.matching.reading import MessageLanguage, Reader, Reading
from bot.matching.spelling import KAZAKH_LETTERS


@dataclass(frozen=True, slots=True)
class Learned:
    """What takes time to learn, and what learning again can start from."""

    features: Features
    head: Classifier
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class Match:
    """What a message may mean.

    `ranking` holds (entry id, probability) pairs, best first. `first` is the classifier's first choice, and `signs`
    are the signs for it. `chat` is the likeliest kind of small talk, and `chat_share` the share of all kinds together.
    `vector` is the embedding model's vector of the text as it was read.
    """

    reading: Reading
    ranking: tuple[tuple[str, float], ...]
    chat: str
    chat_share: float
    evidence: Evidence
    first: str
    signs: tuple[float, ...]
    vector: Vectors


class Matcher:
    """Knows phrasings, and finds out which of their meanings a message has."""

    def __init__(
        self, training: TrainingTexts, reader: Reader, embedder: Embedder, learned: Learned, vectors: Vectors
    ) -> None:
        self.training = training
        self.learned = learned
        self.reader = reader
        self.embedder = embedder
        self._entries = training.entries
        kinds = ((number, chat_kind(meaning)) for number, meaning in enumerate(training.meanings))
        self._kinds = [(number, kind) for number, kind in kinds if kind is not None]  # of small talk
        self._neighbours = Neighbours(training, learned.features.meaning(vectors))

    @classmethod
    def learn(
        cls,
        phrasings: Iterable[tuple[str, str]],
        *,
        aside: Mapping[str, Iterable[str]] | None = None,
        texts: Mapping[MessageLanguage, Iterable[str]] | None = None,
        embedder: Embedder | None = None,
    ) -> "Matcher":
        """Learn from (entry id, phrasing) pairs.

        `aside` has texts that mean no entry, by meaning (see `features`). `texts` has texts of each language, to learn
        spelling from, by default the phrasings. `embedder` is the embedding model, by default the one installed.
        """
        pairs = list(phrasings)
        training = training_texts_from(pairs, aside or {})
        reader = Reader(texts or _by_letters(text for _, text in pairs))
        embedder = embedder or load_embedder()
        vectors = embedder.embed(training.texts)
        return cls(training, reader, embedder, learn(training, vectors), vectors)

    def rehearse(self) -> None:
        """Get ready to learn nearly the same texts again, because somebody waits for that after an edit."""
        self.learned.features.rehearse(self.training.texts)

    def refitted(self, spelling: float, vectors: Vectors) -> "Matcher":
        """The same matcher with another weight of spelling. Its belief is not learned again."""
        features, evidence = Features.learn(self.training.texts, vectors, spelling)
        head = fit(evidence, self.training.classes, len(self.training.meanings))
        learned = Learned(features, head, self.learned.calibration)
        return Matcher(self.training, self.reader, self.embedder, learned, vectors)

    def rank(self, text: str) -> list[tuple[str, float]]:
        """The entries, best first, each with the probability that it is the one meant."""
        return list(self.match(text).ranking)

    def match(self, text: str) -> Match:
        """Find out what one message may mean."""
        reading = self.reader.read(text)
        vectors = self.embedder.embed([reading.text])
        evidence = self.learned.features.of([reading.text], vectors)
        shares = softmax(self.learned.head.scores(evidence))[0]
        stand = standing(evidence.meaning[0], shares, self._neighbours, self._entries)
        first = self.learned.calibration.belief.predict(stand.signs)
        chat, share = self._small_talk(stand)
        name = self.training.meanings[stand.order[0]]
        ranking, signs = self._ranking(stand, first), tuple(map(float, stand.signs))
        return Match(reading, ranking, chat, share, evidence, name, signs, vectors[0])

    def _ranking(self, stand: Standing, first: float) -> tuple[tuple[str, float], ...]:
        """Give the first entry the probability learned for it, and divide the rest among the others by their shares."""
        rest = (1 - first) / max(1e-6, 1 - float(stand.shares[stand.order[0]]))
        beliefs = [first, *(float(stand.shares[number]) * rest for number in stand.order[1:])]
        names = (self.training.meanings[number] for number in stand.order)
        return tuple(sorted(zip(names, beliefs, strict=True), key=lambda pair: -pair[1]))

    def _small_talk(self, stand: Standing) -> tuple[str, float]:
        shares = {kind: float(stand.shares[number]) for number, kind in self._kinds}
        return (max(shares, key=lambda kind: shares[kind]), sum(shares.values())) if shares else ("", 0.0)

    def nearest(self, match: Match, meaning: str, most: int = 3) -> list[Neighbour]:
        """The phrasings of one meaning nearest to a message already matched."""
        return self._neighbours.nearest(match.reading.text, match.evidence, self.training.meanings.index(meaning), most)


def learn(training: TrainingTexts, vectors: Vectors) -> Learned:
    """Learn the calibration, the features and the classifier."""
    calibration = learn_calibration(training, vectors)
    features, evidence = Features.learn(training.texts, vectors, calibration.spelling)
    head = fit(evidence, training.classes, len(training.meanings))
    return Learned(features, head, calibration)


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
