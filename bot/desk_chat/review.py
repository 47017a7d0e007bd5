"""Work through groups with buttons: one message shows a group, then what was decided about it, then the next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.content import NotDone
from bot.conversation import Heading, Message, Remark, Turn, Wording
from bot.desk import (
    VERBS,
    AlreadyDecided,
    Consent,
    Decision,
    Desk,
    Group,
    Made,
    NeedsYes,
    StandsElsewhere,
    Verb,
    decide,
)
from bot.desk.drafts import DraftsPort, DraftSubject
from bot.desk_chat import cards, group_card
from bot.desk_chat.cards import ConsentButtons, Curator, consent_of, next_button, speaks, undo_button
from bot.desk_chat.desk_press import DeskPress
from bot.desk_chat.group_card import GroupCard
from bot.desk_chat.labels import Names, Say, names_in, shortened

_LATER = timedelta(days=7)
_TRAIL = 50  # how many decisions to search for a curator's latest, or a group's


@dataclass(frozen=True, slots=True)
class Review:
    """Shows groups and carries decisions out. `clock` tells the time in the curators' zone."""

    desk: Desk
    wording: Wording
    clock: Callable[[], datetime]
    drafts: DraftsPort | None = None

    def names(self, curator: Curator, decision: Decision | None = None) -> Names:
        """Entries as a curator calls them."""
        return names_in(self.desk.library, curator.language, decision)

    async def show(self, curator: Curator, place: int = 0, remark: str = "") -> Message:
        """The group at a place of the queue; after the end, the first group again."""
        say = speaks(self.wording, curator.language)
        page = await self.desk.waiting(offset=place, limit=1)
        if not page.groups and place:
            place, page = 0, await self.desk.waiting(limit=1)
        if not page.groups:
            return await self._empty(say, curator, remark)
        return await self._card(page.groups[0], place, page.total, curator, remark)

    async def show_group(self, curator: Curator, number: int, place: int, remark: str = "") -> Message:
        """One group, wherever it is in the queue."""
        group = await self.desk.group(number)
        if group is None:
            return await (self.show(curator, place, remark) if remark else self.settled(curator, number, place))
        return await self._card(group, place, None, curator, remark)

    async def _show_page(self, press: DeskPress, curator: Curator, remark: str = "") -> Message:
        """A page of a group's wordings, up to the question that the pressed button knew of."""
        group = await self.desk.group(press.group, press.upto)
        if group is None:
            return await self.settled(curator, press.group, press.place)
        page = min(max(press.page, 1), len(group_card.pages_of(group.texts)))
        sorting = press.verb in ("sort", "split") and len(group.texts) > 1
        return await self._card(group, press.place, None, curator, remark, page, sorting)

    async def _split(self, press: DeskPress, curator: Curator) -> Message:
        """Split one wording off, which then waits as a group of its own."""
        group = await self.desk.group(press.group, press.upto)
        text = group_card.wording_of(group, press.about) if group else None
        say = speaks(self.wording, curator.language)
        if group is None or text is None or await self.desk.split(group, [text]) is None:
            return await self._show_page(press, curator)
        return await self._show_page(press, curator, say("split-off", text=shortened(text, 100)))

    async def settled(self, curator: Curator, group: int, place: int) -> Message:
        """What was decided about a group in which nothing waits."""
        say = speaks(self.wording, curator.language)
        made = await self._latest(lambda made: made.decision.group == group)
        names, can_undo = self.names(curator, made.decision if made else None), self._can_undo(curator, made)
        return cards.already(say, made, place, self.clock(), names, can_undo)

    def _can_undo(self, curator: Curator, made: Made | None) -> bool:
        return made is not None and self.desk.may_undo(curator.name, made)

    async def _card(
        self,
        group: Group,
        place: int,
        total: int | None,
        curator: Curator,
        remark: str,
        page: int = 1,
        sorting: bool = False,
    ) -> Message:
        last = await self._latest(lambda made: made.curator == curator.name)
        passages = await self.desk.passages(group) if page == 1 and not sorting else ()
        card = GroupCard(group, place, total, self.desk.library, last, self.clock(), page, sorting, passages)
        say = speaks(self.wording, curator.language)
        draft = await self.drafts.about(DraftSubject(group.number)) if self.drafts else None
        written = cards.written_by(say, draft, self.clock()) if draft else ""
        return card.message(say, curator.language, "\n".join(filter(None, (remark, written))))

    async def _empty(self, say: Say, curator: Curator, remark: str) -> Message:
        last = await self._latest(lambda made: made.curator == curator.name)
        undo = ((undo_button(say("button-undo"), last, 0),),) if last else ()
        above = (Remark(remark),) if remark else ()
        return Message((*above, Heading(say("queue-empty"))), (*undo, (next_button(say, 0),)))

    async def _latest(self, wanted: Callable[[Made], bool]) -> Made | None:
        trail = await self.desk.trail(_TRAIL)
        return next((made for made in trail if not made.undone and wanted(made)), None)

    async def press(self, press: DeskPress, curator: Curator) -> Turn:
        """Do what a button says."""
        return Turn((await self._pressed(press, curator),), "instead")

    async def _pressed(self, press: DeskPress, curator: Curator) -> Message:
        if press.verb == "next":
            return await self.show(curator, press.place)
        if press.verb == "undo":
            return await self._undo(press, curator)
        if press.verb == "split":
            return await self._split(press, curator)
        if press.verb in ("group", "sort") and press.page:
            return await self._show_page(press, curator)
        consent = consent_of(press.verb)
        press = press.repeated if consent != "none" else press
        for verb in VERBS:
            if verb == press.verb:
                return await self._decide(verb, press, curator, consent)
        return await self.show_group(curator, press.group, press.place)

    async def _decide(self, verb: Verb, press: DeskPress, curator: Curator, consent: Consent) -> Message:
        group = await self.desk.group(press.group, press.upto)
        entry = press.about or None
        until = self.clock() + _LATER if verb == "postpone" else None
        if group is None:
            decision = Decision(verb, press.group, press.upto, entry=entry, until=until)
        else:
            decision = decide(group, verb, entry, until).about(group_card.seen(group, press.page))
        agree = ConsentButtons(str(press.again("take")), str(press.again("yes")))
        return await self.carry_out(decision, press.place, curator, agree, consent)

    async def carry_out(
        self, decision: Decision, place: int, curator: Curator, agree: ConsentButtons, consent: Consent = "none"
    ) -> Message:
        """Carry out a decision. The message says what happened."""
        say = speaks(self.wording, curator.language)
        ways, names = cards.ways_from(say, decision.group, place), self.names(curator, decision)
        try:
            made = await self.desk.carry_out(curator.name, decision, consent)
        except AlreadyDecided as fault:
            if fault.made and cards.is_mine(fault, curator.name, decision.verb, decision.entry):
                return cards.done(say, fault.made, place, self.desk.impact(fault.made.number), names)
            return cards.already(say, fault.made, place, self.clock(), names, self._can_undo(curator, fault.made))
        except (StandsElsewhere, NeedsYes) as fault:
            return agree.asked(say, fault, ways, self.clock(), names)
        except NotDone as fault:
            return cards.refused(say, fault, ways, curator.language)
        return cards.done(say, made, place, self.desk.impact(made.number), names)

    async def _undo(self, press: DeskPress, curator: Curator) -> Message:
        say = speaks(self.wording, curator.language)
        if not press.about.isdecimal() or len(press.about) > 9:
            return await self.show(curator, press.place)
        try:
            made = await self.desk.undo(curator.name, int(press.about))
        except NotDone as fault:
            return cards.refused(say, fault, ((next_button(say, press.place),),), curator.language)
        if made is None:
            return await self.show_group(curator, press.group, press.place, say("undone-before"))
        verb = say(f"verb-{made.decision.verb}")
        remark = say("undone", verb=verb, who=made.curator)
        return await self.show_group(curator, made.decision.group, press.place, remark)
