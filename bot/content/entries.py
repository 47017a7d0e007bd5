"""What the bot knows, in the curators' words: entries, quotes, articles. Knows nothing of files or of Telegram."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Wordings = Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Trilingual:
    """One text in the three languages: `text["kk"]`."""

    kk: str
    ru: str
    en: str

    def __getitem__(self, language: Language) -> str:
        match language:
            case "kk":
                return self.kk
            case "ru":
                return self.ru
            case "en":
                return self.en


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date whose day, or day and month, may not be known."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A source: its text byte for byte, and what is known about it (`None` if it is not known)."""

    id: str
    text: str
    language: Language
    description: Trilingual
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    not_before: date | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim passage of an article, with our translations into the other languages."""

    article: Article
    text: str
    translations: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the topics list."""

    id: str
    title: Trilingual


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the FAQ with its answer and the passages that carry it."""

    id: str
    section: str
    question: Trilingual
    answer: Trilingual
    quotes: tuple[Quote, ...]
    phrasings: Wordings
    unlike: Wordings
    related: tuple[str, ...]
    valid_until: date | None = None
    note: Trilingual | None = None
    correction: Trilingual | None = None

    def wordings(self) -> Iterator[str]:
        """Every way of asking this entry: its questions, then its phrasings."""
        for language in LANGUAGES:
            yield self.question[language]
            yield from self.phrasings[language]


@dataclass(frozen=True, slots=True)
class Outside:
    """Messages that no entry answers: small talk by kind, and questions near to and far from the subject."""

    chat: Mapping[str, Wordings]
    near: Wordings
    far: Wordings


@dataclass(frozen=True, slots=True)
class Library:
    """All the content of one version. `version` names it: equal bytes give equal versions."""

    sections: tuple[Section, ...]
    entries: Mapping[str, Entry]
    articles: Mapping[str, Article]
    outside: Outside
    version: str

    def in_section(self, section: str) -> tuple[Entry, ...]:
        """The entries of a section, in the order of their file."""
        return tuple(entry for entry in self.entries.values() if entry.section == section)


def version_of(files: Mapping[str, bytes]) -> str:
    """Name a version by what is in it: 12 hex digits over the names and bytes of its files."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()[:12]
