"""The desk behind all its faces: what waits, what a curator decides of it, which edits follow, and how it is undone."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from bot.content import (
    LANGUAGES,
    Edit,
    Language,
    Library,
    NewEntry,
    NewQuote,
    NotDone,
    Problem,
    add_outside,
    add_phrasings,
    add_unlike,
    draft_entry,
)
from bot.desk.queue import Group, QueueFilter, QueuePage

DRAFTS = "drafts"
"""The folder in `faq/` for entries to be. Nothing in it is served: a finished one moves into a theme's file."""

Verb = Literal["add", "unlike", "draft", "outside", "spam", "postpone"]
VERBS: tuple[Verb, ...] = ("add", "unlike", "draft", "outside", "spam", "postpone")

# What lies outside and what is spam stays out, with all that comes to mean the same.
RULED_OUT: tuple[Verb, ...] = ("outside", "spam")

Texts = tuple[tuple[Language, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that a curator has written, and the theme's file ("parliament") that it goes to."""

    entry: NewEntry
    file: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of a group's questions up to one (of none: group 0), and about which entry if about one.

    `texts` are the wordings that go into the FAQ, `until` is when a group that was put off comes back. A draft is
    whole in `draft`, or a stub that waits for its writer under `DRAFTS`.
    """

    verb: Verb
    group: int
    upto: int
    texts: Texts = ()
    entry: str | None = None
    until: datetime | None = None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A decision on the audit trail: who made it and when, and what it changed.

    `applied` says whether the edits it asks for are in the files: where those lie elsewhere, they wait to be pulled.
    """

    number: int
    at: datetime
    curator: str
    decision: Decision
    edits: tuple[Edit, ...]
    applied: bool = True
    undone_by: str | None = None

    @property
    def undone(self) -> bool:
        """Whether it was taken back."""
        return self.undone_by is not None


def decide(
    group: Group,
    verb: Verb,
    entry: str | None = None,
    until: datetime | None = None,
    draft: Draft | None = None,
) -> Decision:
    """A decision about all questions of a group."""
    texts = tuple((language, text) for language in LANGUAGES for text in group.wordings(language))
    return Decision(verb, group.number, group.upto, texts, entry, until, draft)


def edits_of(decision: Decision, faq: Path, apply: Callable[[Edit], None]) -> Iterator[Edit]:
    """Make the edits that a decision asks for, one after another: the next begins where the one before has ended.

    Raises what the edits raise; those yielded before have been made.
    """
    for edit in _edits(decision, faq):
        if edit.before != edit.after:
            apply(edit)
            yield edit


def _edits(decision: Decision, faq: Path) -> Iterator[Edit]:
    if decision.verb == "draft":
        yield _draft(decision, faq)
        return
    for language in LANGUAGES:
        texts = [text for spoken, text in decision.texts if spoken == language]
        match decision.verb:
            case "add":
                yield add_phrasings(faq, decision.entry or "", language, texts)
            case "unlike":
                yield add_unlike(faq, decision.entry or "", language, texts)
            case "outside":
                yield add_outside(faq, "near", language, texts)


def _draft(decision: Decision, faq: Path) -> Edit:
    """A new entry: whole in a theme's file, or to be written in a file of its own that is not served."""
    if decision.draft:
        return draft_entry(faq, decision.draft.file, decision.draft.entry)
    name = decision.entry or ""
    phrasings = {language: [text for spoken, text in decision.texts if spoken == language] for language in LANGUAGES}
    return draft_entry(faq / DRAFTS, name, NewEntry(name, "", {}, {}, (NewQuote("", "", {}),), phrasings))


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Refused(NotDone):
    """The gate does not let a decision's edits through, so nothing was changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


class AlreadyDecided(NotDone):
    """Somebody else has dealt with the group meanwhile; `made` says who and how, where the trail still knows."""

    def __init__(self, made: Made | None) -> None:
        self.made = made
        super().__init__(f"{made.curator}: {made.decision.verb}" if made else "nothing of this group waits")


class BadName(NotDone):
    """A new entry's id is taken, or none that one can be given."""


class DeskPort(Protocol):
    """Where questions wait, and the trail of what was decided."""

    async def waiting(self, wanted: QueueFilter, now: datetime, offset: int, limit: int) -> QueuePage:
        """Groups that wait: by how many people asked, then by how lately."""

    async def ruled_out(self, offset: int, limit: int) -> QueuePage:
        """Groups that were ruled out, the latest asked first."""

    async def group(self, number: int, now: datetime, upto: int | None = None) -> Group | None:
        """What of a group waits, of its questions up to one; `None` where nothing does."""

    async def record(self, curator: str, decision: Decision, edits: Sequence[Edit], applied: bool) -> Made | None:
        """Put a decision on the trail and let its questions wait no more; `None` where none did any longer."""

    async def latest_of(self, group: int) -> Made | None:
        """The latest decision on a group that stands."""

    async def made(self, number: int) -> Made | None:
        """A decision by its number."""

    async def last(self) -> Made | None:
        """The latest decision that stands."""

    async def trail(self, limit: int) -> list[Made]:
        """The latest decisions, those undone too, the newest first."""

    async def undone(self, number: int, curator: str) -> None:
        """Note that a decision was taken back, and let its questions wait again."""


class ContentPort(Protocol):
    """The content as it is served, and the way to change its files."""

    @property
    def alone(self) -> AbstractAsyncContextManager[object]:
        """Held while a decision is carried out or taken back: none is judged by the gate together with another."""

    def library(self) -> Library:
        """The content served now."""

    async def publish(self, decision: Decision) -> tuple[Edit, ...] | None:
        """Make the edits that a decision asks for, if the gate lets them through; `None` where there are no files.

        Raises `NotDone` of one kind or another; then nothing has changed.
        """

    async def take_back(self, edits: Sequence[Edit]) -> None:
        """Bring the files back to what they held before.

        Raises `NotDone`, also where the files lie elsewhere; then nothing has changed.
        """


class Desk:
    """Serves curators, each by the name that stands on the trail."""

    def __init__(self, desk: DeskPort, content: ContentPort, clock: Callable[[], datetime]) -> None:
        self._desk = desk
        self._content = content
        self._clock = clock

    @property
    def library(self) -> Library:
        """The content served now."""
        return self._content.library()

    async def waiting(self, wanted: QueueFilter | None = None, offset: int = 0, limit: int = 20) -> QueuePage:
        """Groups that wait: by how many people asked, then by how lately."""
        return await self._desk.waiting(wanted or QueueFilter(), self._clock(), offset, limit)

    async def ruled_out(self, offset: int = 0, limit: int = 20) -> QueuePage:
        """Groups that were ruled out, the latest asked first."""
        return await self._desk.ruled_out(offset, limit)

    async def group(self, number: int, upto: int | None = None) -> Group | None:
        """What of a group waits, of its questions up to one: as somebody has seen it who decides now."""
        return await self._desk.group(number, self._clock(), upto)

    async def carry_out(self, curator: str, decision: Decision) -> Made:
        """Make a decision's edits, let the gate look at them, and put it on the trail.

        Raises `NotDone`: `AlreadyDecided`, `BadName`, `Refused`, or what the edits raise; then nothing has changed.
        """
        self._check_name(decision)
        async with self._content.alone:
            if await self.group(decision.group, decision.upto) is None:
                raise AlreadyDecided(await self._desk.latest_of(decision.group))
            edits = await self._content.publish(decision)
            made = await self._desk.record(curator, decision, edits or (), edits is not None)
            if made is None:  # another process was quicker
                await self._content.take_back(edits or ())
                raise AlreadyDecided(await self._desk.latest_of(decision.group))
            return made

    def _check_name(self, decision: Decision) -> None:
        name = decision.entry or ""
        if decision.verb == "draft" and (not _ID.fullmatch(name) or name in self.library.entries):
            raise BadName(name)

    async def undo(self, curator: str, number: int | None = None) -> Made | None:
        """Take back a decision, or the latest of all: its files are as before, byte for byte, its questions wait again.

        `None` where there is none that stands. Raises `NotDone`; then nothing has changed.
        """
        async with self._content.alone:
            made = await (self._desk.last() if number is None else self._desk.made(number))
            if made is None or made.undone:
                return None
            await self._content.take_back(made.edits)
            await self._desk.undone(made.number, curator)
            return replace(made, undone_by=curator)

    async def made(self, number: int) -> Made | None:
        """A decision by its number."""
        return await self._desk.made(number)

    async def latest_of(self, group: int) -> Made | None:
        """The latest decision on a group that stands."""
        return await self._desk.latest_of(group)

    async def trail(self, limit: int = 50) -> list[Made]:
        """The latest decisions, those undone too, the newest first."""
        return await self._desk.trail(limit)
