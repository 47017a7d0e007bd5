"""Find the places of the articles that may say something on a question, and decide whether any is worth showing.

Two kinds of evidence: meaning, and the share of the question's words that a sentence has, in any of their forms. A word
that many questions or many sentences have counts little; one that no article has counts against every place.
Where somebody asks how many, a passage without a number, in figures or in words, does not say it, however near it is.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from bot.content import Article, Language
from bot.matching.embedding import Embedder, SpellingOnly
from bot.matching.reading import Reading
from bot.matching.spelling import KAZAKH_LETTERS, clean, fold
from bot.search.passage_index import IndexedSentence, PassageIndex, Place, Scores
from bot.search.word_forms import plain_word, same_word, words_in

MOST = 3


@dataclass(frozen=True, slots=True)
class PlaceWeights:
    """The log odds that one of the first three places answers, from the best place's nearness and share of words.

    Places are worth showing from the likelihood `least` on, and others beside such a one from `also` on.
    """

    bias: float
    meaning: float
    words: float
    least: float
    also: float


# From `python -m benchmarks.passages --tune`, with and without an embedding model.
LEARNED = PlaceWeights(bias=-30.2, meaning=33.9, words=5.9, least=0.5, also=0.1)
# For a sentence that stands in another language than the question, without a translation into that.
FOREIGN = PlaceWeights(bias=-41.9, meaning=50.7, words=0.0, least=0.5, also=0.1)
BY_WORDS = PlaceWeights(bias=-2.2, meaning=0.0, words=6.3, least=0.58, also=0.2)

_NO_NUMBER = 3.0  # log odds that a passage without a number loses where somebody asks how many: a factor of 20
_READ = 10  # times as many places as are shown are read for numbers
_USUAL = 0.25  # a word in the wordings of this share of all entries says nothing of what is asked
_SUBJECT = 0.06  # a rarer word may be what the question is about
_ABSENT = 3  # words named as standing in no article
_RUSSIAN_LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_SHORTEST = 4  # letters of a word that is worth naming


@dataclass(frozen=True, slots=True)
class ArticlePassage:
    """A sentence of an article; with its neighbours it stands at `place` in the article's text.

    `likelihood` is the probability that the question is answered here, 0..1, and `evidence` what it is learned from:
    how near the sentence is in meaning, and which share of the question's words it has.
    """

    sentence: IndexedSentence
    place: Place
    likelihood: float
    evidence: tuple[float, float]

    @property
    def article(self) -> Article:
        return self.sentence.article

    @property
    def text(self) -> str:
        """The sentence and its neighbours, as the article has them."""
        return self.article.text[slice(*self.place)]


@dataclass(frozen=True, slots=True)
class ArticlesFound:
    """What a search found: passages, the best first, and the words asked for that stand in no article.

    `words` are the plain words that were looked for. `language` is that of the question; `absent` is empty unless all
    articles can be read in it, because otherwise nobody can know.
    """

    passages: tuple[ArticlePassage, ...]
    words: tuple[str, ...]
    absent: tuple[str, ...]
    language: Language

    def marks(self, text: str) -> tuple[Place, ...]:
        """Where forms of the words that were looked for stand in a text."""
        places = (
            (start, end) for word, start, end in words_in(text) if any(same_word(word, one) for one in self.words)
        )
        return tuple(places)


class ArticleSearch:
    """Searches the articles for what people ask."""

    def __init__(
        self, index: PassageIndex, embedder: Embedder, read: Callable[[str], Reading], usual: Mapping[str, float]
    ) -> None:
        """`read` reads a message as it was meant. `usual` has the share of all entries in whose wordings a word is."""
        self.index = index
        self._embedder = embedder
        self._read = read
        self._usual = usual

    def over(self, index: PassageIndex, embedder: Embedder) -> "ArticleSearch":
        """The same search in other articles."""
        return ArticleSearch(index, embedder, self._read, self._usual)

    def find(self, text: str) -> ArticlesFound:
        """At most three places that say something on a question; none, unless one is likely to answer it."""
        return self.look(text, least=self.weights.least, also=self.weights.also)

    @property
    def weights(self) -> PlaceWeights:
        return LEARNED if self.index.knows_meaning else BY_WORDS

    def look(self, text: str, least: float = 0.0, also: float = 0.0, most: int = MOST) -> ArticlesFound:
        """The best places for a question, if the best is as likely as `least`, and those others that are as `also`."""
        reading = self._reading(text)
        words = {word: reading.text[start:end] for word, start, end in words_in(reading.text)}
        told = {word: weight for word in words if (weight := self._telling(word)) > 0} or dict.fromkeys(words, 1.0)
        meaning, share = self.evidence(reading.text, told)
        odds = self._odds(meaning, share, reading.language)
        if asks_how_many(reading.text):
            odds = self._with_numbers(odds, most)
        best = [number for number in self._best(odds, most) if _likelihood(odds[number]) >= also]
        if best and _likelihood(odds[best[0]]) < least:
            best = []
        passages = tuple(
            ArticlePassage(
                self.index.sentences[number],
                self._shown(number),
                _likelihood(odds[number]),
                (float(meaning[number]), float(share[number])),
            )
            for number in best
        )
        absent = self._absent(words) if self.index.speaks(reading.language) else ()
        return ArticlesFound(passages, tuple(told), absent, reading.language)

    def _reading(self, text: str) -> Reading:
        """A message as it was meant. A word that stands in the articles is meant as it is typed.

        So is one that would begin otherwise: hands seldom slip there, and "dual" would become "planned" in Kazakh.
        """
        reading = self._read(text)
        typed, meant = list(words_in(text)), list(words_in(reading.text))
        if len(typed) != len(meant):
            return reading
        written, at = [], 0
        for (word, first, last), (_, start, end) in zip(typed, meant, strict=True):
            other = reading.way == "plain" and word[0] != plain_word(reading.text[start:end])[0]
            is_kept = other or self.index.with_word(word) is not None
            written += [reading.text[at:start], text[first:last] if is_kept else reading.text[start:end]]
            at = end
        return replace(reading, text="".join([*written, reading.text[at:]]))

    def _odds(self, meaning: Scores, share: Scores, language: Language) -> Scores:
        """The log odds of each place. One that cannot be read in the question's language is farther in meaning."""
        own, foreign = self.weights, FOREIGN if self.index.knows_meaning else BY_WORDS
        reads = self.index.read_in(language)
        by_own = own.bias + own.meaning * meaning + own.words * share
        return np.where(reads, by_own, foreign.bias + foreign.meaning * meaning + foreign.words * share)

    def _with_numbers(self, odds: Scores, most: int) -> Scores:
        """The log odds where a number is asked for. Only the best places are read: the others have little to lose."""
        lowered = odds - _NO_NUMBER
        for number in np.argsort(-odds, kind="stable")[: _READ * most]:
            sentence = self.index.sentences[number]
            if has_number(sentence.article.text[slice(*self._shown(number))]):
                lowered[number] = odds[number]
        return lowered

    def evidence(self, text: str, told: Mapping[str, float]) -> tuple[Scores, Scores]:
        """How near each sentence is in meaning, and which share of the question's words it has, by their weights."""
        share = np.zeros(len(self.index.sentences), dtype=np.float32)
        whole = 0.0
        for word, telling in told.items():
            places = self.index.with_word(word)
            often = len(places) if places is not None else 0
            weight = telling * math.log((len(share) + 1) / (often + 0.5))
            whole += max(0.0, weight)
            if places is not None:
                share[places] += max(0.0, weight)
        vectors = self._embedder.embed([text])
        return self.index.meanings(vectors[0]), share / (whole or 1.0)

    def _telling(self, word: str) -> float:
        """How much a word tells of what is asked, 0..1: nothing, if most entries are asked for with it."""
        return 1 - self._usual.get(word, 0.0) / _USUAL

    def _best(self, odds: Scores, most: int) -> list[int]:
        """The places with the best odds, none of which shows the sentence of a better one."""
        found: list[int] = []
        shown: set[int] = set()
        among = np.argpartition(-odds, 5 * most)[: 5 * most] if len(odds) > 5 * most else np.arange(len(odds))
        for number in map(int, among[np.lexsort((among, -odds[among]))]):
            if number not in shown and len(found) < most:
                found.append(number)
                shown |= set(self.index.around(number))
        return found

    def _shown(self, number: int) -> Place:
        around = self.index.around(number)
        return self.index.sentences[around[0]].place[0], self.index.sentences[around[-1]].place[1]

    def _absent(self, words: Mapping[str, str]) -> tuple[str, ...]:
        """The words that may be what is asked about, and that stand in no article in any form, as they were typed."""
        rare = (word for word in words if len(word) >= _SHORTEST and self._usual.get(word, 0.0) < _SUBJECT)
        return tuple(words[word] for word in rare if self.index.with_word(word) is None)[:_ABSENT]


def search_by_words(articles: Iterable[Article]) -> ArticleSearch:
    """A search by words alone, as they are typed, which has learned nothing."""
    nothing = SpellingOnly()
    return ArticleSearch(PassageIndex(articles, nothing), nothing, _read_plainly, {})


def _read_plainly(text: str) -> Reading:
    text = clean(text)
    letters = set(text.lower())
    language: Language = "kk" if letters & KAZAKH_LETTERS else "ru" if letters & _RUSSIAN_LETTERS else "en"
    return Reading(text, language, "plain", 1.0)


def _likelihood(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, float(odds)))))


_NUMERALS = """
one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million
millions billion half both twice
один одна одно одну два две двух три трех четыре четырех пять пяти шесть шести семь семи восемь восьми девять девяти
десять десяти двенадцать сто сотни тысяча тысячи тысяч миллион миллиона миллионов миллионы миллиард половина оба обе
бір екі үш төрт бес алты жеті сегіз тоғыз он жүз жүздеген мың мыңдаған миллион миллиондаған миллиард жарты екеуі
"""
_NUMBER = re.compile(rf"\d|(?<!\w)(?:{'|'.join(sorted(fold(_NUMERALS).split(), key=len, reverse=True))})(?!\w)")
_HOW_MANY = re.compile(rf"(?<!\w)(?:{fold('қанша|неше|нешеу')}|сколько|how (?:many|much))(?!\w)")


def asks_how_many(text: str) -> bool:
    """Whether a question asks for a number."""
    return bool(_HOW_MANY.search(fold(text.lower())))


def has_number(text: str) -> bool:
    """Whether a text names a number."""
    return bool(_NUMBER.search(fold(text.lower()).replace("ё", "е")))
