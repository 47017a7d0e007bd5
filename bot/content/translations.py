"""Find the sentences of an article that a quote consists of, and so its translation: one passage has only one."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.content.entries import LANGUAGES, Article, Language, Quote, Sentence


def places_of(article: str, sentences: Iterable[str]) -> list[tuple[int, int]]:
    """Where each sentence begins and ends in the article's text, in which they come one after another.

    A sentence that is not there, or not after the one before it, has the place (-1, -1).
    """
    places = []
    after = 0
    for sentence in sentences:
        start = article.find(sentence, after)
        places.append((start, start + len(sentence)) if start >= 0 else (-1, -1))
        after = max(after, places[-1][1])
    return places


def run_of(article: str, sentences: Sequence[str], quote: str) -> range:
    """The numbers of the consecutive sentences that make up a quote; none if it is not made of whole sentences."""
    places = places_of(article, sentences)
    starts = {start: number for number, (start, _) in enumerate(places) if start >= 0}
    ends = {end: number for number, (_, end) in enumerate(places) if end >= 0}
    start = article.find(quote)
    while start >= 0:
        first, last = starts.get(start), ends.get(start + len(quote))
        if first is not None and last is not None:
            return range(first, last + 1) if _unbroken(article, places[first : last + 1]) else range(0)
        start = article.find(quote, start + 1)
    return range(0)


def _unbroken(article: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing but space stands between one sentence and the next."""
    borders = itertools.pairwise(places)
    return all(end <= start and not article[end:start].strip() for (_, end), (start, _) in borders)


def quote_of(article: Article, text: str, own: Mapping[Language, str]) -> Quote:
    """A quote with the translation that stands with its article, or its `own` where the article has none."""
    texts = [sentence.text for sentence in article.sentences]
    run = [article.sentences[number] for number in run_of(article.text, texts, text)]
    if own or not run:
        return Quote(article, text, own)
    others = [language for language in LANGUAGES if language != article.language]
    translations = {language: " ".join(one.translations[language] for one in run) for language in others}
    return Quote(article, text, translations, _speaker(run), _day(run))


def translated(article: Article, text: str) -> Mapping[Language, str]:
    """The translation of a passage that stands with its article; empty if there is none yet."""
    return quote_of(article, text, {}).translations


def _speaker(run: Sequence[Sentence]) -> str | None:
    said_by = {sentence.said_by for sentence in run}
    return said_by.pop() if len(said_by) == 1 else None


def _day(run: Sequence[Sentence]) -> date | None:
    said_at = {sentence.said_at for sentence in run}
    return said_at.pop() if len(said_at) == 1 else None
