"""Quotes: of which sentences of their article they consist, and so their translation; and the check that they do.

They stand word for word in their article, in every language, and one passage has only one translation. Coverage is how
much of the articles they tell.
"""

import difflib
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content.entries import LANGUAGES, Article, Figure, Language, Library, Quote, Sentence
from bot.content.folders import Located, RawContent
from bot.content.forms import ArticleForm, EntryForm, SentenceForm
from bot.content.problems import Problem, language_named, suggestion, told
from bot.content.yaml_reader import YamlPlace


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
    return Quote(article, text, translations, _speaker_of(run), _day_of(run))


def translated(article: Article, text: str) -> Mapping[Language, str]:
    """The translation of a passage that stands with its article; empty if there is none yet."""
    return quote_of(article, text, {}).translations


def _speaker_of(run: Sequence[Sentence]) -> str | None:
    said_by = {sentence.said_by for sentence in run}
    return said_by.pop() if len(said_by) == 1 else None


def _day_of(run: Sequence[Sentence]) -> date | None:
    said_at = {sentence.said_at for sentence in run}
    return said_at.pop() if len(said_at) == 1 else None


FoundEntry = Located[EntryForm]


def check_quotes(draft: RawContent) -> Iterator[Problem]:
    """Every problem of the quotes, and of the sentences that stand translated beside the articles."""
    yield from _sentences(draft)
    yield from _quotes(draft)
    yield from _two_translations(draft)


def _sentences(draft: RawContent) -> Iterator[Problem]:
    languages = {found.form.id: found.form.language for found in draft.articles}
    for source, found in draft.sentences.items():
        if source in draft.texts and found:
            places = places_of(draft.texts[source], (one.form.text for one in found))
            for sentence, (start, _) in zip(found, places, strict=True):
                if start < 0:
                    yield _misplaced(sentence, draft.texts[source])
        for sentence in found:
            yield from _in_all_languages(sentence, languages.get(source, "en"))
            yield from _speaker(sentence, draft)


def _misplaced(sentence: Located[SentenceForm], article: str) -> Problem:
    text = sentence.form.text
    if text in article:
        mend = told("mend-sentence-order")
        return sentence.problem(("text",), told("sentence-elsewhere", who=sentence.who), mend)
    return sentence.problem(("text",), told("sentence-not-verbatim", who=sentence.who), difference(text, article))


def _in_all_languages(sentence: Located[SentenceForm], own: str) -> Iterator[Problem]:
    for language in LANGUAGES:
        if language != own and getattr(sentence.form, language) is None:
            message = told("sentence-untranslated", who=sentence.who, language=language_named(language))
            yield sentence.problem((), message, told("mend-sentence-untranslated", key=language))


def _speaker(sentence: Located[SentenceForm], draft: RawContent) -> Iterator[Problem]:
    said_by, known = sentence.form.said_by, draft.named["figure"]
    if said_by and known.lacks(said_by):
        message = told("sentence-said-by", who=sentence.who, person=said_by)
        yield sentence.problem(("said_by",), message, suggestion(said_by, known.ids))


def _two_translations(draft: RawContent) -> Iterator[Problem]:
    """One passage has one translation: beside its article, or else the same in every entry that quotes it."""
    first: dict[tuple[str, str, str], tuple[str, str]] = {}
    for entry in draft.entries:
        for number, quote in enumerate(entry.form.quotes):
            for language in LANGUAGES:
                translated = getattr(quote, language)
                if translated is None:
                    continue
                before, where = first.setdefault((quote.source, quote.text, language), (translated, entry.who))
                if before != translated:
                    message = told("two-translations", who=entry.who, language=language_named(language), other=where)
                    mend = told("mend-two-translations", source=quote.source)
                    yield entry.problem(("quotes", number, language), message, mend)


def _quotes(draft: RawContent) -> Iterator[Problem]:
    articles = {found.form.id: found.form for found in draft.articles}
    for entry in draft.entries:
        for number, quote in enumerate(entry.form.quotes):
            place: YamlPlace = ("quotes", number)
            if draft.named["article"].lacks(quote.source):
                message = told("unknown-source", who=entry.who, source=quote.source)
                yield entry.problem((*place, "source"), message, suggestion(quote.source, articles))
            if quote.source in draft.texts:
                yield from _word_for_word(entry, place, draft.texts[quote.source])
            if quote.source in articles:
                kept = [one.form.text for one in draft.sentences.get(quote.source, ())]
                has_translation = bool(run_of(draft.texts.get(quote.source, ""), kept, quote.text))
                yield from _translations(entry, place, articles[quote.source], has_translation)


def _word_for_word(entry: FoundEntry, place: YamlPlace, article: str) -> Iterator[Problem]:
    quote = entry.form.quotes[int(place[1])]
    # Half a word can mean the opposite of the whole: "not" out of "nothing".
    begins, ends = (r"\b" if re.match(r"\w", edge) else "" for edge in (quote.text[0], quote.text[-1]))
    if quote.text not in article:
        message = told("quote-not-verbatim", who=entry.who, source=quote.source)
        yield entry.problem((*place, "text"), message, difference(quote.text, article))
    elif not re.search(begins + re.escape(quote.text) + ends, article):
        message = told("quote-inside-word", who=entry.who, source=quote.source)
        yield entry.problem((*place, "text"), message, told("mend-quote-inside-word"))


def _translations(entry: FoundEntry, place: YamlPlace, article: ArticleForm, kept: bool) -> Iterator[Problem]:
    """`kept`: the passage stands translated beside its article."""
    quote = entry.form.quotes[int(place[1])]
    for language in LANGUAGES:
        translated = getattr(quote, language)
        if language == article.language and translated is not None:
            message = told("translates-own", who=entry.who)
            yield entry.problem((*place, language), message, told("mend-translates-own", key=language))
        elif kept and translated is not None:
            message = told("translated-already", who=entry.who, language=language_named(language), source=article.id)
            yield entry.problem((*place, language), message, told("mend-translated-already", key=language))
        elif language != article.language and not kept and translated is None:
            message = told("quote-untranslated", who=entry.who, language=language_named(language))
            yield entry.problem(place, message, told("mend-quote-untranslated", key=language))


def difference(quote: str, article: str) -> str:
    """Show a curator where the quote begins to differ from the article's text."""
    match = difflib.SequenceMatcher(None, article, quote, autojunk=False).find_longest_match()
    if match.size < min(12, len(quote) // 2):
        return told("mend-copy-passage")
    step = match.size if match.b + match.size < len(quote) else -1
    there, here = match.a + step, match.b + step
    shown = told("difference", there=_around(article, there), here=_around(quote, here))
    signs = _sign(article, there), _sign(quote, here)
    if signs == ("", ""):
        return told("difference-alone", shown=shown)
    first, other = (sign or told("a-letter") for sign in signs)
    return told("difference-of-signs", shown=shown, sign=first, other=other)


def _around(text: str, place: int) -> str:
    return text[max(0, place - 15) : max(0, place) + 15].replace("\n", "⏎")


def _sign(text: str, place: int) -> str:
    """The name of a character that may look like another. Empty for letters and digits, which speak for themselves."""
    sign = text[place : place + 1] if place >= 0 else ""
    if sign.isalnum():
        return ""
    return unicodedata.name(sign, "line break").lower() if sign else "the end"


@dataclass(frozen=True, slots=True)
class Coverage:
    """`facts` are the sentences that hold a fact or somebody's position, `unquoted` those that no entry quotes.

    `people` are the persons that articles name, `untold` those whom no entry tells of.
    """

    facts: int
    unquoted: tuple[tuple[str, Sentence], ...]
    people: int
    untold: tuple[Figure, ...]

    @property
    def share(self) -> float:
        """The share of the facts that are quoted, 0..1; 1 if there are none."""
        return 1 - len(self.unquoted) / self.facts if self.facts else 1.0


def coverage_of(library: Library) -> Coverage:
    """Count what the entries tell of the articles."""
    unquoted = tuple(_unquoted(library))
    people = [figure for figure in library.figures.values() if figure.kind == "person"]
    untold = tuple(figure for figure in people if not figure.entries)
    facts = sum(one.is_fact for article in library.articles.values() for one in article.sentences)
    return Coverage(facts, unquoted, len(people), untold)


def _unquoted(library: Library) -> Iterator[tuple[str, Sentence]]:
    quotes = [quote for entry in library.entries.values() for quote in entry.quotes]
    for article in library.articles.values():
        quoted = [quote.text for quote in quotes if quote.article.id == article.id]
        for sentence in article.sentences:
            if sentence.is_fact and not any(sentence.text in passage for passage in quoted):
                yield article.id, sentence


def one_of_each_article(quotes: Iterable[Quote]) -> list[Quote]:
    """The first quote of each article, in their order."""
    return list({quote.article.id: quote for quote in reversed([*quotes])}.values())[::-1]


def one_of_each_speaker(quotes: Iterable[Quote]) -> list[Quote]:
    """The first quote of what each said on a day, in their order."""
    return list({(quote.said_by, quote.said_at): quote for quote in reversed([*quotes])}.values())[::-1]
