"""Check what an answer claims: each number, month and name in it has to stand in what it quotes.

Names are compared by their first letters, because Russian and Kazakh bend them. A name at the start of a sentence looks
like any other word there, and is found only if people.yaml has it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from bot.content.entries import (
    LANGUAGES,
    Article,
    Entry,
    Figure,
    Language,
    Library,
    Quote,
    Signpost,
    numbers_in,
    plain,
)
from bot.content.problems import FoundClean, entry_named, told

LINE = 36
"""Characters that fit on one line of a phone."""
FOLDED_LINES = 3
"""Lines that Telegram shows of a folded quotation."""
MOST_LINES = 12
"""Lines of a phone that an answer may take."""
MOST_IF_TWO = 18
"""The same where the lead rests on two passages, because their figures differ."""


_YES_OR_NO = re.compile(r"\W*(иә|ия|жоқ|да|нет|yes|no)\b", re.IGNORECASE)
_ENGLISH_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_AMOUNTS = {*_ENGLISH_NUMBERS, "hundred", "thousand", "million", "half", "third", "dozen", "several", "thousands"}
_WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_DAYS = {*_WEEKDAYS, "today", "yesterday", "tomorrow", "week", "month", "year"}
_MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ru": "январ феврал март апрел мая июн июл август сентябр октябр ноябр декабр",
    "en": "january february march april may june july august september october november december",
}
_NAME = re.compile(r"(?<![.!?:…]\s)(?<![.!?:…][»”]\s)(?<!^)(?<![«„“\"(\w’'-])\b([A-ZА-ЯӘҒҚҢӨҰҮҺІЁ][\w’-]+)")
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5  # letters by which a bent name is still known
_SHORTEST = 3  # letters of a word that can be a name


@dataclass(frozen=True, slots=True)
class ClaimFault:
    """Something that an entry says and should not: the entry's id, the whole text that says it, and how to mend it."""

    entry: str
    text: str
    message: str
    mend: str


_found_clean = FoundClean()


def check_claims(library: Library) -> Iterator[ClaimFault]:
    """Every fault of the leads and answers."""
    for asked in library.everything.values():
        yield from _found_clean.check(asked, library.figures, partial(_claims, asked, library))


def _claims(asked: Entry | Signpost, library: Library) -> Iterator[ClaimFault]:
    texts = [asked.answer] + ([asked.lead] if asked.lead else [])
    for language in LANGUAGES:
        for text in texts:
            yield from _opening(asked.id, text[language])
        if isinstance(asked, Entry):  # a signpost names what the articles do not
            evidence = _evidence(asked, library, language)
            for text in texts:
                yield from _unsupported(asked.id, text[language], evidence, library, language)
    if isinstance(asked, Entry):
        yield from _lead(asked)


def _opening(entry: str, text: str) -> Iterator[ClaimFault]:
    found = _YES_OR_NO.match(text)
    if found:
        message = told("begins-with-yes", who=entry_named(entry), word=found.group(1))
        yield ClaimFault(entry, text, message, told("mend-begins-with-yes"))


def _lead(entry: Entry) -> Iterator[ClaimFault]:
    for language in LANGUAGES if entry.lead else ():
        lead = entry.lead[language] if entry.lead else ""
        if lead.count("*") % 2:
            message = told("lone-asterisk", who=entry_named(entry.id))
            yield ClaimFault(entry.id, lead, message, told("mend-lone-asterisk"))
        lines, most = _lines(entry, language), MOST_LINES if len(entry.carrying) == 1 else MOST_IF_TWO
        if lines > most:
            message = told("takes-lines", who=entry_named(entry.id), lines=lines, language=language)
            yield ClaimFault(entry.id, lead, message, told("mend-takes-lines", most=most))


def _lines(entry: Entry, language: Language) -> int:
    """How many lines of a phone an answer takes: its question, its lead, what carries it, and what time has changed."""
    lines = phone_lines(entry.question[language]) + phone_lines(entry.fact(language))
    for quote in entry.carrying:
        is_translated = language != quote.article.language
        lines += FOLDED_LINES if is_translated else min(FOLDED_LINES, phone_lines(quote.text))
        lines += 1 if quote.article.published or not quote.article.not_before else 2  # "9 February or later"
    return lines + (phone_lines(entry.note[language]) if entry.note else 1)


def phone_lines(text: str) -> int:
    """How many lines of a phone a paragraph takes."""
    return -(-len(text) // LINE)


class _Day(NamedTuple):
    """A day as far as it is known."""

    year: int
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What an answer may name: the words, numbers and months of its quotes and of what is known of their articles."""

    stems: frozenset[str]
    numbers: frozenset[str]
    months: frozenset[int]

    def knows(self, name: str) -> bool:
        """Whether a name, or each part of a name with a hyphen, stands there, bent in whatever way."""
        return all(self._knows(part.casefold()) for part in _words(name))

    def _knows(self, word: str) -> bool:
        start = _stem(word)
        return word.startswith(tuple(self.stems)) or any(stem.startswith(start) for stem in self.stems)


def _evidence(entry: Entry, library: Library, language: Language) -> _Evidence:
    texts = [quote.text for quote in entry.quotes] + [quote[language] for quote in entry.quotes]
    articles = {quote.article.id: quote.article for quote in entry.quotes}
    for article in articles.values():
        texts += _known_of(article, language)
    days = [
        _Day(day.year, day.month, day.day)
        for day in (
            *(quote.said_at for quote in entry.quotes),
            *(article.published for article in articles.values()),
            *(article.not_before for article in articles.values()),
        )
        if day
    ]
    words = [word.casefold() for text in texts for word in _words(text)]
    numbers = {number for text in texts for number in numbers_in(text)}
    numbers |= {str(at) for at, word in enumerate(_ENGLISH_NUMBERS, 1) if word in words}
    numbers |= {str(number) for day in days for number in (day.year, day.day) if number}
    if "last" in words:  # "last October" in an article of 2026
        numbers |= {str(day.year - 1) for day in days}
    months = {month for text in texts for month in months_in(text)} | {day.month for day in days if day.month}
    texts += [name for figure in _named(library, entry.quotes, texts) for name in _names(figure, language)]
    stems = frozenset().union(*map(_stems, texts))
    return _Evidence(stems, frozenset(numbers), frozenset(months))


@lru_cache(maxsize=1 << 12)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _words(text) if len(word) >= _SHORTEST)


def _known_of(article: Article, language: Language) -> list[str]:
    known = [article.title, article.publisher, article.description[language]]
    return [text for text in known if text]


def _named(library: Library, quotes: Sequence[Quote], texts: list[str]) -> Iterator[Figure]:
    """The people whom quotes name or cite, and all the institutions and events that any article tells of."""
    said_by = {quote.said_by for quote in quotes}
    quoted = " ".join(texts)
    for figure in library.figures.values():
        surname = figure.name.en.split()[-1]
        if figure.kind != "person" or figure.id in said_by or surname in quoted:
            yield figure


def _names(figure: Figure, language: Language) -> list[str]:
    office = [figure.office[language]] if figure.office else []
    return [figure.name[language], *figure.spellings[language], *office]


def _unsupported(
    entry: str, text: str, evidence: _Evidence, library: Library, language: Language
) -> Iterator[ClaimFault]:
    mend = told("mend-unsupported")
    persons = [figure for figure in library.figures.values() if figure.kind == "person"]
    surnames = {_stem(person.name[language].split()[-1]) for person in persons}
    for number in numbers_in(text):
        if number not in evidence.numbers:
            yield ClaimFault(entry, text, told("number-unsupported", who=entry_named(entry), number=number), mend)
    for month in months_in(text, language):
        if month not in evidence.months:
            name = _MONTHS[language].split()[month - 1]
            yield ClaimFault(entry, text, told("month-unsupported", who=entry_named(entry), name=name), mend)
    for word in _words(text):
        if word[0].isupper() and _stem(word) in surnames and not evidence.knows(word):
            yield ClaimFault(entry, text, told("person-unsupported", who=entry_named(entry), word=word), mend)
    for word in _NAME.findall(plain(text)):
        is_month = any(months_in(word, language))
        if not is_month and _stem(word) not in surnames and not evidence.knows(word):
            message = told("name-unsupported", who=entry_named(entry), word=word)
            yield ClaimFault(entry, text, message, mend)


@lru_cache(maxsize=1 << 12)  # an edit leaves nearly all texts as they were
def months_in(text: str, language: Language | None = None) -> tuple[int, ...]:
    """The months that a text names, as numbers; by their names in any of the languages, if it is said in none."""
    words = [word.casefold() for word in _words(text) if word != "may"]  # the verb
    return tuple(
        number
        for named in (LANGUAGES if language is None else (language,))
        for number, start in enumerate(_MONTHS[named].split(), 1)
        if any(_is_month(word, start, named) for word in words)
    )


def has_number(text: str) -> bool:
    """Whether an English text has a number, in digits or in words: "ten", "several thousand", "half a year"."""
    return any(map(str.isdecimal, text)) or not _AMOUNTS.isdisjoint(map(str.casefold, _words(text)))


def has_day(text: str) -> bool:
    """Whether an English text says when: a number, a month, or a day such as "Monday" or "today"."""
    return has_number(text) or bool(months_in(text)) or not _DAYS.isdisjoint(map(str.casefold, _words(text)))


def _is_month(word: str, start: str, language: Language) -> bool:
    return word == start if language == "en" or start == "мая" else word.startswith(start)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]
