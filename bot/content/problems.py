"""What an edit of the content is, and what may stand in its way, in a curator's words.

Problems are written in the form that editors can jump to: file, line, what is wrong, how to mend it.
"""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from bot.content.entries import Entry, Language, Signpost
from bot.content.told import TellingStyle, told_in


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
