"""What the bot knows, in the curators' words: entries, quotes, articles; and how long their texts may be.

Knows nothing of files or of Telegram.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

ID: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
LONGEST_ID: Final = 40  # ids travel in buttons and links, where Telegram allows 64 bytes with what stands before them
LONGEST_LABEL: Final = 25
LONGEST_LEAD: Final = 160
LONGEST_MARKED_LEAD: Final = LONGEST_LEAD + 4  # with two pairs of asterisks
LONGEST_ANSWER: Final = 450

_ID = re.compile(ID)


def is_id(text: str) -> bool:
    """Whether this is a valid id."""
    return len(text) <= LONGEST_ID and bool(_ID.fullmatch(text))


Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_EXAMPLES = 3

Wordings = Mapping[Language, tuple[str, ...]]


def no_wordings() -> Wordings:
    """No messages in any language."""
    return dict.fromkeys(LANGUAGES, ())


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
class Sentence:
    """A sentence of an article, word for word, with our translations into the other languages.

    `said_by` is the id of the figure whose words or claim it is, `None` where the article speaks itself. `is_fact` is
    false for headlines and mere rhetoric, which no entry needs to quote. `is_place`: it says where all of it was.
    """

    text: str
    translations: Mapping[Language, str]
    said_by: str | None = None
    said_at: date | None = None
    is_fact: bool = True
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A source: its text byte for byte, and what is known about it (`None` if it is not known).

    `sentences` are those translated so far, in the article's order. `voices` says who speaks in it, `editors_note`
    where it misleads.
    """

    id: str
    text: str
    language: Language
    description: Trilingual
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    not_before: date | None = None
    voices: Trilingual | None = None
    editors_note: Trilingual | None = None
    sentences: tuple[Sentence, ...] = ()

    @property
    def place(self) -> str:
        """The sentence that says where all of it took place; empty if none does."""
        return next((sentence.text for sentence in self.sentences if sentence.is_place), "")


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim passage of an article, with our translations into the other languages.

    `said_by` is the id of the one figure whose words they are, `said_at` the day, where the article gives them.
    """

    article: Article
    text: str
    translations: Mapping[Language, str]
    said_by: str | None = None
    said_at: date | None = None

    def __getitem__(self, language: Language) -> str:
        """The passage as it is read in a language: its own words, or our translation."""
        return self.text if language == self.article.language else self.translations[language]

    def shown(self, language: Language) -> str:
        """The same, with an ellipsis outside it where the sentence, or the speech in quotation marks, goes on."""
        text = self[language]
        opened = sum(text.count(mark) for mark in "“«") - sum(text.count(mark) for mark in "”»")
        if text.count('"') % 2:
            opened += 1 if text.startswith('"') else -1
        goes_on = opened > 0 or text.rstrip().endswith((",", ";", ":"))
        begins = opened < 0 or text[:1].islower()
        return f"{'… ' if begins else ''}{text}{' …' if goes_on else ''}"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the topics list."""

    id: str
    title: Trilingual


@dataclass(frozen=True, slots=True)
class Vouch:
    """Somebody who vouches for a text in a language: by name or role, since a day. `sum` names the text they read."""

    by: str
    day: date
    sum: str


class _Asked:
    """What entries and signposts have in common: both are asked for in many wordings."""

    __slots__ = ()

    question: Trilingual
    phrasings: Wordings
    answer: Trilingual
    lead: Trilingual | None

    def wordings(self) -> Iterator[str]:
        """Every way of asking this: its questions, then its phrasings."""
        for language in LANGUAGES:
            yield self.question[language]
            yield from self.phrasings[language]

    def fact(self, language: Language) -> str:
        """The lead, without the asterisks around what was asked for; the answer, if there is no lead."""
        return plain(self.lead[language]) if self.lead else self.answer[language]


_STEM = 5  # letters by which a word is known in any of its forms
_LONGER_WORD = re.compile(r"[^\W\d_]{3,}")
_ASKED_FOR = re.compile(r"\*(.+?)\*")


def plain(lead: str) -> str:
    """A lead without the asterisks around what was asked for."""
    return lead.replace("*", "")


@dataclass(frozen=True, slots=True)
class Entry(_Asked):
    """One question of the FAQ with its answer and the passages that carry it.

    `short` is the label of its buttons. `lead` is the fact alone, with what was asked for between asterisks. `asks` are
    questions that must be answered by this entry, and that the matcher never learns from. `careful`: taking this entry
    for another one would mislead about something that people quarrel over. `vouched` says who vouches for the text of
    a language, as far as anybody does; curators see it, those who ask do not.
    """

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
    short: Trilingual | None = None
    lead: Trilingual | None = None
    asks: Wordings = field(default_factory=no_wordings)
    careful: bool = False
    vouched: Mapping[Language, Vouch] = field(default_factory=dict)

    @property
    def has_number(self) -> bool:
        """Whether the fact that the lead marks is a number."""
        return bool(self.lead and numbers_in(" ".join(_ASKED_FOR.findall(self.lead.en))))

    @property
    def carrying(self) -> tuple[Quote, ...]:
        """The quotes that carry the lead: the first, and any with a number or words marked in it that no other has."""
        marked = _ASKED_FOR.findall(self.lead.en) if self.lead else []
        wanted = {*numbers_in(" ".join(marked)), *marked} - set(_named_in(self.quotes[0], marked))
        carrying = [self.quotes[0]]
        for quote in self.quotes[1:]:
            if new := wanted.intersection(_named_in(quote, marked)):
                carrying.append(quote)
                wanted -= new
        return tuple(carrying)


def _named_in(quote: Quote, marked: Sequence[str]) -> Iterator[str]:
    """The numbers of a quote, and those of some texts all of whose longer words it has, in any of their forms."""
    yield from numbers_in(quote.text)
    stems = _stems(quote.text)
    yield from (text for text in marked if (told := _stems(text)) and told <= stems)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _LONGER_WORD.findall(text.lower()))


@dataclass(frozen=True, slots=True)
class Signpost(_Asked):
    """Something that people are known to ask and the articles do not say, with where to look instead.

    `gap` is the theme by which such questions are counted. `nearest` are the entries that come nearest, `official` the
    ids of the addresses to ask at. `subjects` are what somebody may ask about in particular; `named_subject` reads one.
    """

    id: str
    gap: str
    question: Trilingual
    short: Trilingual
    lead: Trilingual
    answer: Trilingual
    nearest: tuple[str, ...]
    official: tuple[str, ...]
    phrasings: Wordings
    unlike: Wordings
    asks: Wordings = field(default_factory=no_wordings)
    careful: bool = False
    subjects: Wordings = field(default_factory=no_wordings)


def named_subject(line: str) -> tuple[str, list[str]]:
    """A subject of a signpost, and how the words begin that tell it: "The death penalty: execut, capital"."""
    name, _, words = line.partition(":")
    return name.strip(), [word for part in words.split(",") if (word := part.strip().lower())]


@dataclass(frozen=True, slots=True)
class OfficialAddress:
    """Where to ask officially: a web address, or a telephone number, and what is found there."""

    id: str
    name: Trilingual
    offers: Trilingual
    address: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of an article that names somebody, word for word."""

    source: str
    text: str


FigureKind = Literal["person", "institution", "event"]
FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)


@dataclass(frozen=True, slots=True)
class Figure:
    """A person, an institution or an event that an article tells of: names as people write them, office as it has it.

    `entries` are the ids of the entries that tell what they said or did.
    """

    id: str
    kind: FigureKind
    name: Trilingual
    spellings: Wordings
    office: Trilingual | None
    mentions: tuple[Mention, ...]
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Era:
    """The last day of what the articles announce, what every answer adds after it, and who speaks in the articles."""

    valid_until: date
    note: Trilingual
    voices: Trilingual | None = None


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
    signposts: Mapping[str, Signpost] = field(default_factory=dict)
    official: Mapping[str, OfficialAddress] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    era: Era | None = None

    @property
    def everything(self) -> Mapping[str, Entry | Signpost]:
        """The entries and the signposts by their ids: all that a message may mean."""
        return {**self.entries, **self.signposts}

    def find(self, name: str) -> Entry | Signpost | None:
        """The entry or the signpost with this id."""
        return self.entries.get(name) or self.signposts.get(name)

    @property
    def examples(self) -> tuple[Entry, ...]:
        """What a newcomer might ask: the first entry of each of the first sections."""
        first = (self.in_section(section.id)[:1] for section in self.sections)
        return tuple(entry for entries in first for entry in entries)[:_EXAMPLES]

    @property
    def last_day(self) -> PartialDate | None:
        """The day of the newest article, as far as the articles give theirs."""
        days = [article.published for article in self.articles.values() if article.published]
        return max(days, key=lambda day: (day.year, day.month or 0, day.day or 0), default=None)

    def in_section(self, section: str) -> tuple[Entry, ...]:
        """The entries of a section, in the order of their file."""
        return tuple(entry for entry in self.entries.values() if entry.section == section)


def note_file(files: dict[str, bytes], name: str, data: bytes) -> None:
    """Note a file that a version consists of. `faq/` is read before `corpus/`, and both may have a file of one name."""
    files[name if name not in files else f"corpus/{name}"] = data


def version_of(files: Mapping[str, bytes]) -> str:
    """Name a version by what is in it: 12 hex digits over the names and bytes of its files."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()[:12]


_NUMBER = re.compile(r"\d+(?:[ \u00a0,]\d{3}(?!\d))*")


def numbers_in(text: str) -> dict[str, str]:
    """The numbers of a text in their order: the digits of each, and how it is written."""
    return {re.sub(r"\D", "", number): number for number in _NUMBER.findall(text)}
