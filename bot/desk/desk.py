"""The desk that all interfaces share: what waits, how decisions are carried out, and how to undo them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from bot.content import (
    Edit,
    Library,
    NotDone,
    Standing,
)
from bot.content.entries import is_id
from bot.desk.answerable import PassageFinder, no_passages
from bot.desk.decision import (
    AlreadyDecided,
    BadName,
    Decision,
    Elsewhere,
    Made,
    StandsElsewhere,
    standings_of,
)
from bot.desk.impact import Impact
from bot.desk.proposals import NoProposal, NotAPublisher, Roles, Tried, moved, reading_changes
from bot.desk.queue import Group, QueueFilter, QueuePage


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

    async def record(
        self, curator: str, decision: Decision, edits: Sequence[Edit], applied: bool, proposed_on: str | None = None
    ) -> Made | None:
        """Put a decision on the trail and close its questions; `None` if none of them was still waiting.

        `proposed_on` is the content's version, if it is only a proposal.
        """

    async def proposals(self) -> list[Made]:
        """The decisions that wait for a publisher, the oldest first."""

    async def accepted(self, number: int, publisher: str, edits: Sequence[Edit], applied: bool) -> bool:
        """Record that a proposal was carried out; `False` if it waits no longer."""

    async def refused(self, number: int, publisher: str, reason: str) -> bool:
        """Record why a proposal was refused, and let its questions wait again; `False` if it waits no longer."""

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
        roles: Roles | None = None,
    ) -> None:
        """`passages` finds at most three passages of the articles that may answer a group.

        With `roles`, what changes the content waits for a publisher.
        """
        self.passages = passages
        self.roles = roles
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
            if self.roles and self.roles.must_wait(decision):
                return await self._propose(self.roles, curator, decision, consent)
            published = await self._content.publish(decision, consent == "publish")
            edits = published.edits if published else ()
            made = await self._desk.record(curator, decision, edits, published is not None)
            if made is None:  # another process was quicker
                await self._content.take_back(edits)
                raise AlreadyDecided(await self._desk.latest_of(decision.group))
            self._remember(made.number, published.impact if published else None)
            return replace(made, decision=replace(made.decision, left=decision.left))

    async def _propose(self, roles: Roles, curator: str, decision: Decision, consent: Consent) -> Made:
        """Put a decision on the trail that a publisher has to agree to, if the gate would let it through now."""
        await roles.rehearse(decision, consent == "publish")
        made = await self._desk.record(curator, decision, (), True, self.library.version)
        if made is None:
            raise AlreadyDecided(await self._desk.latest_of(decision.group))
        return replace(made, decision=replace(made.decision, left=decision.left))

    async def proposals(self) -> list[Made]:
        """The decisions that wait for a publisher, the oldest first."""
        return await self._desk.proposals()

    async def tried(self, number: int) -> Tried | None:
        """A proposal as it would be carried out now; `None` if there is none of that number that waits."""
        made = await self._desk.made(number)
        if made is None or not made.waits or self.roles is None:
            return None
        library, fault, found = self.library, None, None
        try:
            found = await self.roles.rehearse(moved(made.decision, library), True)
        except NotDone as error:
            fault = error
        changes = tuple(reading_changes(library, found.after)) if found and found.after else ()
        return Tried(made, found.edits if found else (), changes, fault, made.proposed_on != library.version)

    async def accept(self, publisher: str, number: int, consent: Consent = "none") -> Made:
        """Carry a proposal out, if the gate still lets it through.

        Raises `NotDone`: `NoProposal`, `NotAPublisher`, or what `carry_out` raises; then it waits on.
        """
        async with self._content.alone:
            made = await self._desk.made(number)
            if made is None or not made.waits or self.roles is None:
                raise NoProposal
            if not self.roles.may_accept(publisher, made):
                raise NotAPublisher
            decision = moved(made.decision, self.library)
            published = await self._content.publish(decision, consent == "publish")
            edits = published.edits if published else ()
            if not await self._desk.accepted(number, publisher, edits, published is not None):
                await self._content.take_back(edits)
                raise NoProposal
            self._remember(number, published.impact if published else None)
            return replace(made, accepted_by=publisher, edits=tuple(edits), applied=published is not None)

    async def refuse(self, publisher: str, number: int, reason: str) -> Made:
        """Refuse a proposal with a reason, which its curator gets. Raises `NoProposal` or `NotAPublisher`."""
        made = await self._desk.made(number)
        if made is None or not made.waits or self.roles is None:
            raise NoProposal
        if not self.roles.may_accept(publisher, made):
            raise NotAPublisher
        if not await self._desk.refused(number, publisher, reason):
            raise NoProposal
        return replace(made, undone_by=publisher, refused=reason)

    def may_publish(self, who: str) -> bool:
        """Whether somebody may change the content without another's yes: all, where no publishers are named."""
        return self.roles is None or who in self.roles.publishers

    def may_undo(self, who: str, made: Made) -> bool:
        """Whether somebody may take a decision back. A proposal is withdrawn by its curator, and refused by others."""
        if made.waits:
            return made.curator == who
        return self.may_publish(who) or not (made.edits or made.accepted_by)

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
        standings = standings_of(decision, self.library)
        if not all(one.can_move for one in standings):
            return ()  # the gate says why
        if standings and not move:
            made = await self._desk.rulings({one.text for one in standings})
            raise StandsElsewhere([Elsewhere(one, made.get(one.text)) for one in standings])
        return standings

    def _check_name(self, decision: Decision) -> None:
        name = decision.entry or ""
        if decision.verb in ("add-article", "address", "person") and not is_id(name):
            raise BadName(name)  # it names a file
        if decision.verb == "draft" and (not is_id(name) or self.library.find(name)):
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
            if not self.may_undo(curator, made):
                raise NotAPublisher
            await self._content.take_back(made.edits)
            await self._desk.undone(made.number, curator)
            return replace(made, undone_by=curator)

    async def made(self, number: int) -> Made | None:
        return await self._desk.made(number)

    async def latest_of(self, group: int) -> Made | None:
        return await self._desk.latest_of(group)

    async def trail(self, limit: int = 50) -> list[Made]:
        return await self._desk.trail(limit)
