"""The desk that all interfaces share: what waits, what curators decide, which edits follow, and how to undo them."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
    Standing,
    UseKind,
    add_outside,
    add_phrasings,
    add_unlike,
    draft_entry,
    in_the_way,
    take_out,
)
from bot.content.editing import texts_in
from bot.content.revision import FieldValues, revised, taken_out
from bot.content.wordings import same_wording
from bot.desk.answerable import PassageFinder, no_passages
from bot.desk.impact import Impact
from bot.desk.queue import Group, QueueFilter, QueuePage

DRAFTS = "drafts"
"""The folder in `faq/` for drafts of entries. Nothing in it is served: a finished entry moves into a theme's file."""

GroupVerb = Literal["add", "unlike", "draft", "outside", "spam", "postpone"]
ContentVerb = Literal["edit", "unpublish", "delete"]
Verb = GroupVerb | ContentVerb
VERBS: tuple[GroupVerb, ...] = ("add", "unlike", "draft", "outside", "spam", "postpone")
"""What is decided about a group of questions."""
CONTENT_VERBS: tuple[ContentVerb, ...] = ("edit", "unpublish", "delete")
"""What is decided about an entry or a signpost, and no question: new values of its fields, or to take it out."""

# These groups stay out of the queue, and so do later questions that join them.
RULED_OUT: tuple[Verb, ...] = ("outside", "spam")

Texts = tuple[tuple[Language, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that a curator has written, and the name of the theme's file ("parliament") that it goes into."""

    entry: NewEntry
    file: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A verb for a group's questions up to number `upto` (group 0: for no question).

    `entry` is the entry or signpost that it is about, if any. `texts` are the wordings that go into the FAQ. `until` is
    when a postponed group comes back. For a draft, `draft` is the whole entry; without it, a stub in `DRAFTS` waits for
    somebody to write it. `moves` are wordings that the decision takes from where they stand, because they go elsewhere.
    `fields` are the new values of the entry's fields; an entry that is unpublished becomes a draft.
    `left` are texts of the group that the decision is not about: they wait on, as a group of their own.
    """

    verb: Verb
    group: int
    upto: int
    texts: Texts = ()
    entry: str | None = None
    until: datetime | None = None
    draft: Draft | None = None
    moves: tuple[Standing, ...] = ()
    left: tuple[str, ...] = ()
    fields: FieldValues | None = None

    @property
    def wordings(self) -> list[str]:
        """The wordings that the decision puts into the content."""
        if self.draft:
            entry = self.draft.entry
            return [*entry.question.values(), *(text for some in entry.phrasings.values() for text in some)]
        fields = self.fields or {}
        asked = [*texts_in(fields.get("question")), *texts_in(fields.get("phrasings"))]
        return [*(text for _, text in self.texts), *asked]

    def about(self, texts: Collection[str]) -> "Decision":
        """The same decision about some of its texts only."""
        kept = tuple(pair for pair in self.texts if pair[1] in texts)
        return replace(self, texts=kept, left=tuple(dict.fromkeys(t for _, t in self.texts if t not in texts)))


@dataclass(frozen=True, slots=True)
class Made:
    """A decision on the audit trail: who made it and when, and what it changed.

    `applied` says whether its edits are in the files. If the files are on another machine, the edits wait for a pull.
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
        return self.undone_by is not None


def decide(
    group: Group,
    verb: Verb,
    entry: str | None = None,
    until: datetime | None = None,
    draft: Draft | None = None,
) -> Decision:
    """A decision about all questions of a group, with all their wordings."""
    texts = tuple((language, text) for language in LANGUAGES for text in group.wordings(language))
    return Decision(verb, group.number, group.upto, texts, entry, until, draft)


def edits_of(decision: Decision, faq: Path, apply: Callable[[Edit], None]) -> Iterator[Edit]:
    """Make a decision's edits one after another: each is yielded once it is made, and the next starts from its result.

    Raises what the edits raise; the edits yielded before that have been made.
    """
    for edit in _edits(decision, faq):
        if edit.before != edit.after:
            apply(edit)
            yield edit


def _edits(decision: Decision, faq: Path) -> Iterator[Edit]:
    yield from take_out(faq, decision.moves)
    name = decision.entry or ""
    match decision.verb:
        case "draft":
            yield _draft(decision, faq)
            return
        case "edit":
            yield from revised(faq, name, decision.fields or {})
            return
        case "unpublish" | "delete":
            yield from taken_out(faq, name, faq / DRAFTS / f"{name}.yaml" if decision.verb == "unpublish" else None)
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
    """A new entry: the whole entry in a theme's file, or a stub in a file of its own that is not served."""
    if decision.draft:
        return draft_entry(faq, decision.draft.file, decision.draft.entry)
    name = decision.entry or ""
    phrasings = {language: [text for spoken, text in decision.texts if spoken == language] for language in LANGUAGES}
    return draft_entry(faq / DRAFTS, name, NewEntry(name, "", {}, {}, (NewQuote("", "", {}),), phrasings))


_USES: dict[Verb, UseKind] = {
    "add": "phrasing",
    "draft": "phrasing",
    "edit": "phrasing",
    "unlike": "not",
    "outside": "near",
}


def _standings(decision: Decision, library: Library) -> tuple[Standing, ...]:
    """Where the content has the decision's wordings already, in places where they cannot stay."""
    use, draft = _USES.get(decision.verb), decision.draft
    if use is None or (decision.verb == "draft" and draft is None):  # a stub is not served
        return ()
    texts = [text for text in decision.wordings if same_wording(text)]
    return in_the_way(library, use, decision.entry or "", texts)


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Refused(NotDone):
    """The gate refuses a decision's edits, so nothing was changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


class AlreadyDecided(NotDone):
    """Somebody else has decided the group meanwhile; `made` says who and how, if the trail still knows."""

    def __init__(self, made: Made | None) -> None:
        self.made = made
        super().__init__(f"{made.curator}: {made.decision.verb}" if made else "nothing of this group waits")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A wording that stands elsewhere, and the decision that put it there, if a decision did."""

    standing: Standing
    made: Made | None


class StandsElsewhere(NotDone):
    """Wordings of a decision stand elsewhere in the content. The same decision can take them from there."""

    def __init__(self, wordings: Sequence[Elsewhere]) -> None:
        self.wordings = tuple(wordings)
        places = (f"'{one.standing.text}' stands in '{one.standing.owner or one.standing.kind}'" for one in wordings)
        super().__init__("\n".join(places))


class BadName(NotDone):
    """A new entry's id is taken, or is not a valid id."""


class DeskPort(Protocol):
    """Stores the questions that wait, and the trail of decisions."""

    async def waiting(self, wanted: QueueFilter, now: datetime, offset: int, limit: int) -> QueuePage:
        """Groups that wait: those with the most askers first, then the latest asked."""

    async def ruled_out(self, offset: int, limit: int) -> QueuePage:
        """Groups that were ruled out, the latest asked first."""

    async def group(self, number: int, now: datetime, upto: int | None = None) -> Group | None:
        """The waiting part of a group, up to question number `upto`; `None` if nothing in it waits."""

    async def split(self, group: int, upto: int, texts: Collection[str], now: datetime) -> int | None:
        """Put waiting questions with these texts into a group of their own; `None` if that would be all or none."""

    async def record(self, curator: str, decision: Decision, edits: Sequence[Edit], applied: bool) -> Made | None:
        """Put a decision on the trail and close its questions; `None` if none of them was still waiting."""

    async def latest_of(self, group: int) -> Made | None:
        """The latest decision on a group that is not undone."""

    async def made(self, number: int) -> Made | None:
        """A decision by its number."""

    async def rulings(self, texts: Collection[str]) -> Mapping[str, Made]:
        """For each text, the latest decision that put it into the content and stands, without edits."""

    async def last(self) -> Made | None:
        """The latest decision that is not undone."""

    async def trail(self, limit: int) -> list[Made]:
        """The latest decisions, newest first, including those undone."""

    async def undone(self, number: int, curator: str) -> None:
        """Mark a decision as undone, and let its questions wait again."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing has done: the edits that were made, and what they do to people, if that was found out."""

    edits: tuple[Edit, ...] = ()
    impact: Impact | None = None


Consent = Literal["none", "move", "publish"]
"""What a curator has agreed to: nothing yet, to take wordings from where they stand, or also that answers are lost."""


class ContentPort(Protocol):
    """The content that is served, and the way to change its files."""

    @property
    def alone(self) -> AbstractAsyncContextManager[object]:
        """A lock held while a decision is carried out or undone, so that the gate judges one at a time."""

    def library(self) -> Library:
        """The content served now."""

    async def publish(self, decision: Decision, sure: bool) -> Published | None:
        """Make a decision's edits if the gate accepts them. Returns `None` if there are no files here.

        Raises a kind of `NotDone`, such as `NeedsYes` unless the curator is `sure`; then nothing has changed.
        """

    async def take_back(self, edits: Sequence[Edit]) -> None:
        """Bring the files back to what they held before.

        Raises `NotDone`, also if the files are on another machine; then nothing has changed.
        """


_REMEMBERED = 50  # decisions


class Desk:
    """The desk's actions. `curator` is the name that goes on the trail."""

    def __init__(
        self,
        desk: DeskPort,
        content: ContentPort,
        clock: Callable[[], datetime],
        passages: PassageFinder = no_passages,
    ) -> None:
        """`passages` finds at most three passages of the articles that may answer a group."""
        self.passages = passages
        self._desk = desk
        self._content = content
        self._clock = clock
        self._impacts: dict[int, Impact] = {}

    @property
    def library(self) -> Library:
        return self._content.library()

    async def waiting(self, wanted: QueueFilter | None = None, offset: int = 0, limit: int = 20) -> QueuePage:
        return await self._desk.waiting(wanted or QueueFilter(), self._clock(), offset, limit)

    async def ruled_out(self, offset: int = 0, limit: int = 20) -> QueuePage:
        return await self._desk.ruled_out(offset, limit)

    async def group(self, number: int, upto: int | None = None) -> Group | None:
        """The waiting part of a group, up to question number `upto`: what the curator who decides now has seen."""
        return await self._desk.group(number, self._clock(), upto)

    async def split(self, group: Group, texts: Collection[str]) -> int | None:
        """Put the group's questions with these texts into a group of their own, which waits as the other does.

        Returns its number; `None` if that would be all of the group's questions, or none.
        """
        return await self._desk.split(group.number, group.upto, texts, self._clock())

    async def carry_out(self, curator: str, decision: Decision, consent: Consent = "none") -> Made:
        """Make a decision's edits, let the gate check them, and put the decision on the trail.

        Raises `NotDone`: `AlreadyDecided`, `BadName`, `Refused`, what the edits raise, or, as long as the curator has
        not agreed to it, `StandsElsewhere` and `NeedsYes`; then nothing has changed.
        """
        self._check_name(decision)
        async with self._content.alone:
            if decision.group and await self.group(decision.group, decision.upto) is None:
                raise AlreadyDecided(await self._desk.latest_of(decision.group))
            decision = replace(decision, moves=await self._moves(decision, consent != "none"))
            published = await self._content.publish(decision, consent == "publish")
            edits = published.edits if published else ()
            made = await self._desk.record(curator, decision, edits, published is not None)
            if made is None:  # another process was quicker
                await self._content.take_back(edits)
                raise AlreadyDecided(await self._desk.latest_of(decision.group))
            self._remember(made.number, published.impact if published else None)
            return replace(made, decision=replace(made.decision, left=decision.left))

    def impact(self, number: int) -> Impact | None:
        """What a decision did to people, if it was made here lately."""
        return self._impacts.get(number)

    def _remember(self, number: int, impact: Impact | None) -> None:
        self._impacts.pop(number, None)
        if impact:
            self._impacts[number] = impact
        for old in sorted(self._impacts)[:-_REMEMBERED]:
            del self._impacts[old]

    async def _moves(self, decision: Decision, move: bool) -> tuple[Standing, ...]:
        standings = _standings(decision, self.library)
        if not all(one.can_move for one in standings):
            return ()  # the gate says why
        if standings and not move:
            made = await self._desk.rulings({one.text for one in standings})
            raise StandsElsewhere([Elsewhere(one, made.get(one.text)) for one in standings])
        return standings

    def _check_name(self, decision: Decision) -> None:
        name = decision.entry or ""
        if decision.verb == "draft" and (not _ID.fullmatch(name) or self.library.find(name)):
            raise BadName(name)

    async def undo(self, curator: str, number: int | None = None) -> Made | None:
        """Undo a decision, by default the latest: its files are as before, byte for byte, and its questions wait again.

        Returns `None` if there is no such decision, or it is undone already. Raises `NotDone`; then nothing has
        changed.
        """
        async with self._content.alone:
            made = await (self._desk.last() if number is None else self._desk.made(number))
            if made is None or made.undone:
                return None
            await self._content.take_back(made.edits)
            await self._desk.undone(made.number, curator)
            return replace(made, undone_by=curator)

    async def made(self, number: int) -> Made | None:
        return await self._desk.made(number)

    async def latest_of(self, group: int) -> Made | None:
        return await self._desk.latest_of(group)

    async def trail(self, limit: int = 50) -> list[Made]:
        return await self._desk.trail(limit)
