"""Find entries by the beginning of a question: half a word in any spelling or keyboard layout, a whole question, an id.

This takes less than a millisecond and runs no matcher: somebody types on meanwhile.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from bot.content import LANGUAGES, Entry, Language, Library
from bot.matching.spelling import KEYS, fold, swap, words_of

SHARED = "⤴"
"""Ends what *Share* types in another chat: nobody asks that, so it is no question for the log."""

MOST = 10
_FEWEST = 2  # letters of a beginning that says anything
_SAME = 80  # of 100: from this likeness on, a text is the one before it with a slip mended
_LABEL, _QUESTION, _PHRASING, _INSIDE = range(4)  # where a text is found, the best place first

_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
        "ı": "i", "ş": "sh", "š": "sh", "ž": "j", "č": "ch", "'": "", "’": "",
    }
)  # fmt: skip
# People write one sound in several ways ("ya", "ia", "iya"). Each gets one form, the same in what is typed and in what
# is looked through; that some words fall together does no harm.
_SPELLINGS = (
    (re.compile(r"shch|sch"), "sh"),
    (re.compile(r"zh"), "j"),
    (re.compile(r"kh|x"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"ng"), "n"),
    (re.compile(r"ts|tz"), "c"),
    (re.compile(r"j(?![aeiouy])"), "i"),
    (re.compile(r"[yi]+(?=[aeou])"), ""),
    (re.compile(r"y"), "i"),
    (re.compile(r"w"), "u"),
    (re.compile(r"q"), "k"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry that was named outright, and the language in which it was; `None` if its id was typed."""

    entry: Entry
    language: Language | None


@dataclass(frozen=True, slots=True)
class Begun:
    """The entries with a text that begins so, the likeliest first, and the languages of those texts."""

    entries: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class _Text:
    sounds: str
    place: int
    entry: str
    language: Language


class Typeahead:
    """Looks through the texts of one version of the content."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._order = {name: number for number, name in enumerate(library.entries)}

    @cached_property
    def _questions(self) -> dict[str, NamedEntry]:
        named: dict[str, NamedEntry] = {}
        for entry in self._library.entries.values():
            for language in LANGUAGES:
                named.setdefault(_plain(entry.question[language]), NamedEntry(entry, language))
        return named

    @cached_property
    def _texts(self) -> Sequence[_Text]:
        return sorted(text for entry in self._library.entries.values() for text in _texts_of(entry))

    def named(self, text: str) -> NamedEntry | None:
        """The entry whose question or id the text is, whatever its capitals and marks."""
        entry = self._library.entries.get(text.strip())
        return NamedEntry(entry, None) if entry else self._questions.get(_plain(text))

    def beginning(self, typed: str, first: Sequence[str] = ()) -> Begun:
        """The entries whose label, question or phrasings begin so, at most `MOST`; of equal ones, those `first` are."""
        for text in dict.fromkeys([typed, *(swap(typed, keys) for keys in KEYS.values())]):
            if found := self._found(text):
                return self._ranked(found, first)
        return Begun()

    def _found(self, typed: str) -> Sequence[_Text]:
        start = sounds(typed)
        if len(start) < _FEWEST:
            return ()
        start += " " if typed[-1:].isspace() else ""
        texts = self._texts
        low = bisect_left(texts, start, key=_sounds_of)
        high = bisect_left(texts, start + "\uffff", key=_sounds_of)
        return texts[low:high]

    def _ranked(self, found: Sequence[_Text], first: Sequence[str]) -> Begun:
        places: dict[str, list[int]] = {}
        for text in found:
            places.setdefault(text.entry, []).append(text.place)
        asked = {name: number for number, name in enumerate(first)}

        def rank(name: str) -> tuple[int, int, int, int]:
            best = min(places[name])
            return best, asked.get(name, len(asked)), -places[name].count(best), self._order[name]

        entries = tuple(sorted(places, key=rank))[:MOST]
        languages = dict.fromkeys(text.language for name in entries for text in found if text.entry == name)
        return Begun(entries, tuple(languages))


def goes_on(before: str, text: str) -> bool:
    """Whether a text is the one typed before it with more at its end, or with a slip mended."""
    return _plain(text).startswith(_plain(before)) or fuzz.ratio(_plain(before), _plain(text)) >= _SAME


def goes_back(before: str, text: str) -> bool:
    """Whether a text is the one typed before it, or only a beginning of that: somebody deletes it again."""
    return _plain(before).startswith(_plain(text))


def sounds(text: str) -> str:
    """The words of a text in plain Latin letters, the same for each of the spellings that people use."""
    found = (_spelled(word) for word in words_of(fold(text)))
    return " ".join(filter(None, found))


@lru_cache(maxsize=1 << 15)  # a library has some ten thousand words, most of them in many texts
def _spelled(word: str) -> str:
    latin = unicodedata.normalize("NFKD", word.translate(_LATIN))
    latin = "".join(letter for letter in latin if not unicodedata.combining(letter))
    for spelling, form in _SPELLINGS:
        latin = spelling.sub(form, latin)
    return latin


def _texts_of(entry: Entry) -> Iterator[_Text]:
    for language in LANGUAGES:
        titles = [(_QUESTION, sounds(entry.question[language]))]
        if entry.short:
            titles.insert(0, (_LABEL, sounds(entry.short[language])))
        for place, title in titles:
            yield _Text(title, place, entry.id, language)
            for start in (at + 1 for at, letter in enumerate(title) if letter == " "):
                yield _Text(title[start:], _INSIDE, entry.id, language)
        for phrasing in entry.phrasings[language]:
            yield _Text(sounds(phrasing), _PHRASING, entry.id, language)


def _sounds_of(text: _Text) -> str:
    return text.sounds


def _plain(text: str) -> str:
    return " ".join(words_of(text))
