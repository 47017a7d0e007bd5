"""The sentences of the articles: where each begins and ends, its words, and its meaning as a vector.

What is large is kept in arrays, because a thousand articles have about fifty thousand sentences.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.content import LANGUAGES, Article, Language
from bot.content.quotes import places_of
from bot.matching.embedding import Embedder, PackedVectors, Vectors
from bot.search.word_forms import Vocabulary, plain_words

Place = tuple[int, int]
"""Where a part of an article's text begins and ends."""

_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"»”’')]*(?=\s)|$)", re.MULTILINE)
_SHORT = 25  # characters; anything shorter ("Art. 5.") is not a sentence of its own, and belongs to the next

_CREDIT = re.compile(
    r"\W*(?:photos?|images?|pictures?|videos?|credits?|sources?|by|фото|сурет(?:тер)?|видео|источник|дереккөз|автор)\b"
    r"(?:\s+(?:credits?|by|from|courtesy of|автора?|пен|и))*\s*[:©/].{0,80}",
    re.IGNORECASE,
)
# "date 2026-02-10", "13.02.2026 16:47:55 96.jpeg)", "12 ақпан 2026, 1 204 рет қаралды"
_STAMP = r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})(?:,?\s+\d{1,2}:\d\d(?::\d\d)?)?"
_OPENING_STAMP = re.compile(rf"\s*(?:(?:date|дата|күні)\s*:?\s*)?{_STAMP}\s+(?=[^\W\d])(?!\S*\.(?:jpe?g|png))", re.I)
_BESIDE = re.compile(
    rf"{_STAMP}|\b(?:date|updated|published|views?|shares?|дата|опубликовано|обновлено|просмотр\w*|күні|жарияланды|"
    rf"қаралды|рет|am|pm|jpe?g|png|webp|gif)\b|[\W\d_]+",
    re.IGNORECASE,
)


def sentences_of(article: Article) -> tuple[Place, ...]:
    """The places of an article's sentences: those that curators have set, and the others by their marks."""
    places: list[Place] = []
    after = 0
    known = places_of(article.text, (sentence.text for sentence in article.sentences))
    for start, end in (place for place in known if place[0] >= 0):
        places += [*_unknown(article.text, after, start), (start, end)]
        after = end
    return (*places, *_unknown(article.text, after, len(article.text)))


def _unknown(text: str, start: int, end: int) -> Iterator[Place]:
    """The sentences between two places, line by line."""
    for line in re.finditer(r".*\S.*", text[start:end]):
        first, last = start + line.start(), start + line.end()
        if not is_furniture(line.group()):
            stamp = _OPENING_STAMP.match(text, first, last)
            yield from split(text, stamp.end() if stamp else first, last)


def split(text: str, start: int, end: int) -> tuple[Place, ...]:
    """The sentences of a text between two places, by the marks that end them."""
    found: list[Place] = []
    for match in _SENTENCE.finditer(text, start, end):
        first = found.pop()[0] if found and found[-1][1] - found[-1][0] < _SHORT else match.start()
        found.append((first, match.end()))
    return tuple(found)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the article's page rather than to its text."""
    return bool(_CREDIT.fullmatch(line.strip())) or not _BESIDE.sub("", line)


_BLOCK = 256  # texts embedded at a time
_GLANCE = 600  # characters; three passages and their translations fit into a message of Telegram, which holds 4,096

Scores = NDArray[np.float32]
RowNumbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class IndexedSentence:
    """A sentence of an article, at its place in the article's text, with our translations if there are any."""

    article: Article
    place: Place
    translations: Mapping[Language, str]

    @property
    def text(self) -> str:
        return self.article.text[slice(*self.place)]

    def reads(self, language: Language) -> bool:
        """Whether it can be read in a language."""
        return language == self.article.language or language in self.translations

    def versions(self) -> Iterator[str]:
        """The sentence's own words, then our translations."""
        yield self.text
        yield from self.translations.values()


class PassageIndex:
    """The sentences of some articles. Scores are arrays with a number for each of `sentences`."""

    def __init__(self, articles: Iterable[Article], embedder: Embedder) -> None:
        self.articles = tuple(articles)
        self.sentences = tuple(one for article in self.articles for one in _sentences_of(article))
        self._read = {
            language: np.array([one.reads(language) for one in self.sentences], dtype=np.bool_)
            for language in LANGUAGES
        }
        self._learn_words()
        self._learn_meanings(embedder)

    def _learn_words(self) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self.sentences):
            for word in {word for text in sentence.versions() for word in plain_words(text)}:
                places[word].append(number)
        for article in self.articles:  # a word of the page's furniture is not found, but it does stand there
            for word in plain_words(article.text):
                places.setdefault(word, [])
        self._vocabulary = Vocabulary(places)
        self._places = [np.array(places[word], dtype=np.int32) for word in self._vocabulary.words]

    def _learn_meanings(self, embedder: Embedder) -> None:
        texts = [text for sentence in self.sentences for text in sentence.versions()]
        self._meanings = PackedVectors.of(
            embedder.embed(texts[start : start + _BLOCK]) for start in range(0, len(texts), _BLOCK)
        )
        counts = [1 + len(sentence.translations) for sentence in self.sentences]
        self._starts = np.cumsum([0, *counts[:-1]], dtype=np.intp)
        self._counts = np.array(counts, dtype=np.float32)

    @property
    def knows_meaning(self) -> bool:
        """Whether there was an embedding model."""
        return self._meanings.know_meaning

    def with_word(self, word: str) -> RowNumbers | None:
        """The sentences in which some form of a plain word stands, or `None` if it stands in no article at all."""
        forms = self._vocabulary.forms_of(word)
        return np.unique(np.concatenate([self._places[form] for form in forms])) if forms else None

    def meanings(self, vector: Vectors) -> Scores:
        """How near each sentence is in meaning to a unit vector; zeros without an embedding model."""
        if not self.knows_meaning or not vector.size:
            return np.zeros(len(self.sentences), dtype=np.float32)
        near = self._meanings.products(vector)
        # The best of the versions knows the question's language, their mean has seen more of what is meant.
        mean = np.add.reduceat(near, self._starts) / self._counts
        return np.asarray((mean + np.maximum.reduceat(near, self._starts)) / 2, dtype=np.float32)

    def around(self, number: int) -> range:
        """The numbers of a sentence and of its neighbours, which stand beside it in one paragraph.

        The one before is left out first, and then the one after it, if they are too long to be read at a glance.
        """
        first = number - 1 if number and self._is_next(number - 1) else number
        last = number + 1 if number + 1 < len(self.sentences) and self._is_next(number) else number
        if self._length(first, last) > _GLANCE:
            first = number
        if self._length(first, last) > _GLANCE:
            last = number
        return range(first, last + 1)

    def _length(self, first: int, last: int) -> int:
        return self.sentences[last].place[1] - self.sentences[first].place[0]

    def _is_next(self, number: int) -> bool:
        """Whether nothing but space on the same line parts a sentence from the next one."""
        one, other = self.sentences[number], self.sentences[number + 1]
        if one.article is not other.article:
            return False
        between = one.article.text[one.place[1] : other.place[0]]
        return not between.strip() and "\n" not in between

    def speaks(self, language: Language) -> bool:
        """Whether every sentence can be read in a language, in its own words or in our translation."""
        return bool(self._read[language].all())

    def read_in(self, language: Language) -> NDArray[np.bool_]:
        """For each sentence, whether it can be read in a language."""
        return self._read[language]


def texts_of_sentences(articles: Iterable[Article]) -> list[str]:
    """Every text whose vector the index of these articles needs."""
    return [text for article in articles for sentence in _sentences_of(article) for text in sentence.versions()]


def _sentences_of(article: Article) -> Iterator[IndexedSentence]:
    known = {sentence.text: sentence.translations for sentence in article.sentences}
    for place in sentences_of(article):
        yield IndexedSentence(article, place, known.get(article.text[slice(*place)], {}))
