"""Pick passages out of articles, by the positions of their sentences, so that every quote is word for word."""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.content import LANGUAGES, Article, Language
from bot.matching.spelling import fold, words_of
from bot.search.passage_index import split


@dataclass(frozen=True, slots=True)
class PickedPassage:
    """A part of an article's text, from `start` up to `end`. `proof` is a hash that shows whether the text changed."""

    source: str
    start: int
    end: int
    proof: str

    def __str__(self) -> str:
        return f"{self.source}:{self.start}:{self.end}:{self.proof}"

    def text(self, articles: Mapping[str, Article]) -> str:
        """The passage's text, as the article has it."""
        return articles[self.source].text[self.start : self.end]


def passage_from(written: str, articles: Mapping[str, Article]) -> PickedPassage | None:
    """Read a written passage; `None` if it is malformed, or the article has changed since."""
    parts = written.split(":")
    if len(parts) != 4 or parts[0] not in articles or not all(_is_place(part) for part in parts[1:3]):
        return None
    passage = PickedPassage(parts[0], int(parts[1]), int(parts[2]), parts[3])
    words = passage.text(articles)
    return passage if words.strip() and passage.proof == _proof(words) else None


def sentences(article: Article, start: int, end: int) -> tuple[PickedPassage, ...]:
    """The sentences of an article between two positions."""
    return tuple(pick(article, first, last) for first, last in split(article.text, start, end))


def paragraphs(article: Article, search: str = "") -> Iterator[tuple[PickedPassage, ...]]:
    """The paragraphs that contain all the words of `search`, each as its sentences.

    The words may stand there in any form, or in a translation, so that curators can search in their own language.
    """
    words = search.casefold().split()
    for line in re.finditer(r".*\S.*", article.text):
        texts = [line.group(), *_translations(article, line.group())]
        if any(_has_all(text, words) for text in texts):
            yield sentences(article, *line.span())


def in_own_words(article: Article, text: str, language: Language) -> str:
    """What a passage says in another language, as far as its sentences are translated; "" in the article's own."""
    if language == article.language:
        return ""
    return " ".join(one.translations[language] for one in article.sentences if one.text in text)


def _has_all(text: str, words: list[str]) -> bool:
    folded = text.casefold()
    if all(word in folded for word in words):
        return True
    wanted = set(_stems(" ".join(words)))
    return bool(wanted) and wanted <= set(_stems(text))


def _translations(article: Article, paragraph: str) -> Iterator[str]:
    """What a paragraph says in each other language, as far as its sentences are translated."""
    said = [one.translations for one in article.sentences if one.text in paragraph]
    for language in LANGUAGES:
        if texts := [translations[language] for translations in said if language in translations]:
            yield " ".join(texts)


def joined(picked: Iterable[PickedPassage], articles: Mapping[str, Article]) -> tuple[PickedPassage, ...]:
    """The passages in the order of their articles; those with only space between them become one."""
    found: list[PickedPassage] = []
    for passage in sorted(set(picked), key=lambda one: (one.source, one.start)):
        text = articles[passage.source].text
        last = found[-1] if found else None
        if last and last.source == passage.source and not text[last.end : passage.start].strip():
            found[-1] = pick(articles[passage.source], last.start, max(last.end, passage.end))
        else:
            found.append(passage)
    return tuple(found)


def pick(article: Article, start: int, end: int) -> PickedPassage:
    """The passage of an article between two positions."""
    return PickedPassage(article.id, start, end, _proof(article.text[start:end]))


def _proof(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


_FOUND = 5  # passages offered; each is a button
_STEM = 5  # letters at most; short words lose their last two, which inflection changes in all three languages
_SHORTEST = 3

# Characters that typing and copying swap: kinds of quotation mark, kinds of dash.
_ALIKE = ("«»“”„\"'’‘`", "-‐‑–—−")


def paragraph_texts(article: Article) -> Iterator[str]:
    """The paragraphs of an article, each a part of its text byte for byte."""
    return filter(None, (line.strip() for line in article.text.splitlines()))


def search(words: str, articles: Iterable[Article]) -> tuple[tuple[str, str], ...]:
    """The best five passages that share words with `words`, as (article id, passage).

    Rare words count more; a passage that contains `words` as they stand comes first. Translations count as well.
    """
    articles = list(articles)
    passages = [(article.id, passage) for article in articles for passage in paragraph_texts(article)]
    stems = [
        set(_stems(" ".join((passage, *_translations(article, passage)))))
        for article in articles
        for passage in paragraph_texts(article)
    ]
    often = Counter(stem for each in stems for stem in each)
    wanted = set(_stems(words))

    def weight(place: int) -> float:
        shared = wanted & stems[place]
        whole = bool(wanted) and quoted(words, passages[place][1]) is not None
        return sum(math.log(1 + len(passages) / often[stem]) for stem in shared) + (100.0 if whole else 0.0)

    weights = {place: weight(place) for place in range(len(passages))}
    best = sorted((place for place in weights if weights[place] > 0), key=lambda place: -weights[place])
    return tuple(passages[place] for place in best[:_FOUND])


def quoted(words: str, passage: str) -> str | None:
    """The part of a passage that somebody typed or copied, as the passage has it; `None` if it has no such part."""
    parts = words.split()
    if not parts:
        return None
    pattern = r"\s+".join("".join(map(_like, part)) for part in parts)
    found = re.search(pattern, passage)
    return found[0] if found else None


def _like(character: str) -> str:
    for alike in _ALIKE:
        if character in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(character)


def _stems(text: str) -> Iterator[str]:
    words = (word for word in words_of(fold(text)) if len(word) >= _SHORTEST)
    return (word[: min(_STEM, max(_SHORTEST, len(word) - 2))] for word in words)
