"""What the gate says: what an edit of the content is, what may stand in its way, in three languages.

Problems are written in the form that editors can jump to: file, line, what is wrong, how to mend it.

A sentence is its English text, so that it can be compared and printed like any other, and knows how it is said in the
other languages. Beside a field of a form it may be said otherwise (the attribute `field`): without the files' words.
"""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone, FluentNumber, fluent_number

from bot.content.entries import Entry, Language, Signpost

WORDING = Path(__file__).parent / "wording"

TellingStyle = Literal["file", "field", "plain"]
"""Said of a line in a file to those who edit YAML; beside a field of a form; or above the form, naming the entry."""

ToldValue = str | int | None | tuple[str, ...]


class Told(str):
    """A sentence of the gate, in English. `name` and `values` say it in any language."""

    name: str
    values: Mapping[str, ToldValue]


def told(name: str, /, **values: ToldValue) -> Told:
    """Say the sentence `name` with these values, which may be such sentences themselves.

    Raises `KeyError` if there is no such sentence, or a value is missing.
    """
    said = Told(_said(name, values, "en", "file"))
    said.name, said.values = name, values
    return said


def told_in(text: str, language: Language, style: TellingStyle = "file") -> str:
    """A text in a language; what is no sentence of the gate stays as it is."""
    return _said(text.name, text.values, language, style) if isinstance(text, Told) else text


def _said(name: str, values: Mapping[str, ToldValue], language: Language, style: TellingStyle) -> str:
    bundle = _bundle(language)
    if not bundle.has_message(name):
        raise KeyError(f"{name} ({language})")
    message = bundle.get_message(name)
    if message.value is None:
        raise KeyError(f"{name} ({language})")
    pattern = message.attributes.get("field") if style == "field" else None
    inner: TellingStyle = "file" if style == "file" else "field"
    given = {key: _value(value, language, inner) for key, value in values.items()}
    text, errors = bundle.format_pattern(pattern or message.value, given)
    if errors:
        raise KeyError(f"{name} ({language}): {errors}")
    return str(text)


def _value(value: ToldValue, language: Language, style: TellingStyle) -> str | FluentNumber | FluentNone:
    if isinstance(value, tuple):
        return ", ".join(told_in(one, language, style) for one in value)
    if isinstance(value, int):
        return fluent_number(value, useGrouping=False)
    return told_in(value, language, style) if isinstance(value, str) else str(value)


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((WORDING / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


def language_named(language: str) -> Told:
    """The name of a language."""
    return told(f"name-{language}")


def entry_named(entry: str) -> Told:
    """How problems name an entry."""
    return told("who-entry-named", id=entry)


_MANY = 12  # a longer list of ids helps nobody to find one


def near_id(written: str, known: Iterable[str]) -> str | None:
    """The id that a wrong one resembles, if there is one."""
    return next(iter(difflib.get_close_matches(written, sorted(filter(None, known)), n=1, cutoff=0.7)), None)


def suggestion(written: str, known: Iterable[str], every: bool = False) -> str:
    """How to mend a wrong id: the one that it resembles, or all there are if they are few, or if `every` one helps."""
    known = sorted(filter(None, known))
    if near := near_id(written, known):
        return told("mend-did-you-mean", near=near)
    return told("mend-known", known=", ".join(known)) if every or 0 < len(known) <= _MANY else told("mend-unknown-id")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one file. `line` counts from 1; `mend` says what to do about it.

    `entry` is the id of the entry or signpost that it is in, if any, `place` the keys that lead to it there.
    """

    file: str
    line: int
    message: str
    mend: str = ""
    entry: str = field(default="", compare=False)
    place: tuple[str | int, ...] = field(default=(), compare=False)

    def in_language(self, language: Language, style: TellingStyle = "file") -> "Problem":
        """The same problem, said in a language: to those who edit the file, or beside a field of a form."""
        message, mend = (told_in(text, language, style) for text in (self.message, self.mend))
        return replace(self, message=message, mend=mend)

    @property
    def field(self) -> str:
        """The name of the field that it is about, as in forms: "answer-ru", "quote-0-kk"; "" if it is about none."""
        match self.place:
            case ("quotes", int(number), ("kk" | "ru" | "en") as language):
                return f"quote-{number}-{language}"
            case ("quotes", *_):
                return "quotes"
            case (str(key), ("kk" | "ru" | "en") as language, *_):
                return f"{key}-{language}"
            case (str(key), *_):
                return key
            case _:
                return ""

    def __str__(self) -> str:
        head = f"{self.file}:{self.line}: {self.message}"
        return f"{head}\n    {self.mend}" if self.mend else head


F = TypeVar("F")
_Asked = Entry | Signpost


class FoundClean:
    """The entries and signposts in which a check found nothing, as they were then: an edit of one leaves the others."""

    def __init__(self) -> None:
        self._clean: dict[str, tuple[_Asked, object]] = {}

    def check(self, asked: _Asked, beside: object, check: Callable[[], Iterable[F]]) -> list[F]:
        """What a check finds, if it has to look: at an entry that has changed, or where what stands `beside` has."""
        # Each with what stood beside it: two threads may check different content at a time.
        found = [] if self._clean.get(asked.id) == (asked, beside) else list(check())
        if not found:
            self._clean[asked.id] = asked, beside  # also if equal: earlier content need not stay in memory for this
        return found


class NotDone(Exception):  # noqa: N818 - said to curators, and not an error of theirs
    """What was asked for could not be done, and nothing has changed. Each kind says why in a curator's words."""


class ContentError(NotDone):
    """The content cannot be served; `problems` says why, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Edit:
    """What a file holds before and after a change. `before` is empty for a new file."""

    file: Path
    before: bytes
    after: bytes


class UnknownEntry(NotDone):
    """No file has an entry with this id."""

    def __init__(self, entry: str, known: Iterable[str]) -> None:
        self.entry = entry
        near = difflib.get_close_matches(entry, sorted(known), n=1, cutoff=0.7)
        self.near = near[0] if near else None
        mend = f"Did you mean '{self.near}'?" if self.near else "Was it deleted, or given another id?"
        super().__init__(f"there is no entry '{entry}'.\n    {mend}")


class EditConflict(NotDone):
    """A file no longer holds what an edit began with. `diff` is a unified diff of what has changed meanwhile."""

    def __init__(self, file: Path, expected: bytes, found: bytes) -> None:
        self.file = file
        names = (f"{file} as it was", f"{file} as it is now")
        self.diff = "\n".join(difflib.unified_diff(_lines(expected), _lines(found), *names, lineterm=""))
        message = "somebody has changed this file meanwhile, so nothing was written."
        super().__init__(f"{file}:1: {message}\n    Look at what has changed, and decide again.\n{self.diff}")


def _lines(written: bytes) -> list[str]:
    # Line ends are shown, because they may be the only difference.
    return written.decode("utf-8", "replace").replace("\r", "␍").split("\n")
