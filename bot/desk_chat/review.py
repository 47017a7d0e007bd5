"""Review the groups of questions one after another, each as one message with a button for each action."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.content import Entry, Language, Library, NotDone, Signpost
from bot.conversation import Block, Button, Heading, Label, Message, Paragraph, Quotation, Remark, Turn, Wording
from bot.conversation.wording import name_of
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
    Why,
    decide,
)
from bot.desk.drafts import DraftsPort, DraftSubject
from bot.desk.passages import in_own_words
from bot.desk.queue import LIKELY
from bot.desk_chat import cards, review
from bot.desk_chat.cards import ButtonRow, ConsentButtons, Curator, consent_of, day, next_button, speaks, undo_button
from bot.desk_chat.desk_press import DeskPress, DeskVerb, Names, Say, in_36, names_in, shortened
from bot.search import ArticlePassage

_NEAREST = 3
_ON_A_PAGE = 10  # wordings
_PAGE = 2000  # characters of a page of wordings; with what stands around them, a message may have 4096
_BEFORE = 5  # wordings shown by messages from before there were pages
LONGEST = 500  # characters of a wording that are shown; the content takes no longer ones
_SENTENCE = 300  # characters of a sentence of an article; hardly any has more
_QUESTION = 45  # characters of a question on a button; a phone shows no more


def pages_of(texts: Sequence[str]) -> list[list[str]]:
    """A group's wordings page by page, as cards show them."""
    pages: list[list[str]] = [[]]
    for text in texts:
        length = sum(min(len(one), LONGEST) for one in pages[-1])
        if pages[-1] and (len(pages[-1]) == _ON_A_PAGE or length + min(len(text), LONGEST) > _PAGE):
            pages.append([])
        pages[-1].append(text)
    return pages


def seen(group: Group, page: int) -> list[str]:
    """The wordings of a group that were shown to who presses a button under a page of them."""
    texts = list(group.texts)
    return [text for one in pages_of(texts)[:page] for text in one] if page else texts[:_BEFORE]


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group as a message. `place` is its place in the queue, of `total` if that is known.

    `page` is the page of its wordings, from 1. `sorting`: with a button for each wording, to split it off.
    `passages` of the articles may answer it, the likeliest first.
    """

    group: Group
    place: int
    total: int | None
    library: Library
    last: Made | None
    now: datetime
    page: int = 1
    sorting: bool = False
    passages: tuple[ArticlePassage, ...] = ()

    def message(self, say: Say, language: Language, remark: str = "") -> Message:
        """Build the message. `remark` says above the group what has just happened."""
        above: list[Block] = [Remark(remark)] if remark else []
        below: list[Block] = [Paragraph(self._near(say, language))] if self._nearest() else []
        if self.left:
            below.append(Remark(say("group-left", count=self.left)))
        below += self._passages(say, language)  # last, because what is too long for a message is cut from its end
        if self.total:
            below.append(Remark(say("queue-place", place=self.place + 1, total=self.total)))
        head = Heading(say("group-title", people=self.group.askers))
        wordings = Quotation("\n".join(self._wordings()))
        buttons = self._for_sorting(say) if self.sorting else self._buttons(say, language)
        return Message((*above, head, Paragraph(self._about(say)), wordings, *below), buttons)

    @property
    def left(self) -> int:
        """How many wordings are on later pages."""
        return len(self.group.texts) - len(seen(self.group, self.page))

    def _about(self, say: Say) -> str:
        group = self.group
        first, last = day(group.first, self.now), day(group.last, self.now)
        asked = say("group-once", day=first) if first == last else say("group-between", first=first, last=last)
        lines = [
            f"{say('group-size', size=group.size)} · {asked}",
            say("group-languages", languages=", ".join(say(f"in-{language}") for language in group.languages)),
            say("group-whys", whys=", ".join(_why(say, why, reason) for why, reason in group.whys)),
        ]
        return "\n".join(lines)

    def _shown(self) -> list[tuple[int, str]]:
        """The wordings of this page, with their numbers in the group."""
        before = len(seen(self.group, self.page - 1)) if self.page > 1 else 0
        return list(enumerate(seen(self.group, self.page), 1))[before:]

    def _wordings(self) -> list[str]:
        shown = self._shown()
        if len(self.group.texts) == 1:
            return [f"• {shortened(text, LONGEST)}" for _, text in shown]
        return [f"{number}. {shortened(text, LONGEST)}" for number, text in shown]

    def _nearest(self) -> list[tuple[Entry | Signpost, float]]:
        known = self.library.everything
        return [(known[name], belief) for name, belief in self.group.nearest if name in known][:_NEAREST]

    def _near(self, say: Say, language: Language) -> str:
        lines = (
            f"{number}. {entry.question[language]} — {belief:.0%}"
            for number, (entry, belief) in enumerate(self._nearest(), 1)
        )
        return "\n".join([say("group-nearest"), *lines])

    def _passages(self, say: Say, language: Language) -> Iterator[Block]:
        """The sentences that may answer, as the articles have them: an entry quotes those words."""
        if self.passages:
            yield Label(say("group-passages"))
        for passage in self.passages:
            yield Quotation(shortened(passage.sentence.text, _SENTENCE))
            if own := in_own_words(passage.article, passage.sentence.text, language):
                yield Remark(shortened(own, _SENTENCE))
            yield Label(f"{name_of(passage.article, language)} — {passage.likelihood:.0%}")

    def _buttons(self, say: Say, language: Language) -> tuple[ButtonRow, ...]:
        rows: list[ButtonRow] = [self._paging(say)]
        draft = (self._button(say("button-draft"), "draft"),)
        is_likely = any(belief >= LIKELY for _, belief in self._nearest())
        rows += [] if is_likely else [draft]
        for number, (entry, _) in enumerate(self._nearest(), 1):
            question = shortened(entry.question[language], _QUESTION)
            rows.append((self._button(say("button-add", number=number, question=question), "add", entry.id),))
        unlike = (
            self._button(say("button-unlike", number=number), "unlike", entry.id)
            for number, (entry, _) in enumerate(self._nearest(), 1)
        )
        rows += [
            tuple(unlike),
            draft if is_likely else (),
            (self._button(say("button-outside"), "outside"), self._button(say("button-spam"), "spam")),
            (self._button(say("button-postpone"), "postpone"), next_button(say, self.place + 1)),
        ]
        if self.last:
            verb = say(f"verb-{self.last.decision.verb}")
            rows.append((undo_button(say("button-undo-last", verb=verb), self.last, self.place),))
        return tuple(row for row in rows if row)

    def _paging(self, say: Say) -> ButtonRow:
        """Buttons to the other pages, and to one in which wordings can be split off."""
        row: list[Button] = []
        verb: DeskVerb = "sort" if self.sorting else "group"
        if self.page > 1:
            row.append(self._button(say("button-earlier"), verb, page=self.page - 1))
        if self.left:
            row.append(self._button(say("button-more-wordings", count=self.left), verb, page=self.page + 1))
        if len(self.group.texts) > 1 and not self.sorting:
            row.append(self._button(say("button-sort"), "sort"))
        return tuple(row)

    def _for_sorting(self, say: Say) -> tuple[ButtonRow, ...]:
        marks = [(number, wording_mark(number, text)) for number, text in self._shown()]
        cuts = [Button(f"✂ {number}", self._press("split", mark)) for number, mark in marks]
        rows = (self._paging(say), *(tuple(cuts[at : at + 5]) for at in range(0, len(cuts), 5)))
        return tuple(row for row in (*rows, (self._button(say("button-sorted"), "group"),)) if row)

    def _button(self, label: str, verb: DeskVerb, about: str = "", page: int = 0) -> Button:
        return Button(label, self._press(verb, about, page))

    def _press(self, verb: DeskVerb, about: str = "", page: int = 0) -> str:
        return str(DeskPress(verb, self.group.number, self.group.upto, self.place, about, page or self.page))


def wording_mark(number: int, text: str) -> str:
    """What a button carries that is about one wording of a group: its number, and a sum that tells it from others."""
    return f"{number}.{in_36(zlib.crc32(text.encode()))}"


def wording_of(group: Group, mark: str) -> str | None:
    """The wording that a button is about; `None` if the group does not have it any longer."""
    return next((text for number, text in enumerate(group.texts, 1) if wording_mark(number, text) == mark), None)


def _why(say: Say, why: Why, reason: str | None) -> str:
    said = say(f"why-{why}")
    return f"{said} ({say(f'because-{reason}')})" if reason else said


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
        page = min(max(press.page, 1), len(review.pages_of(group.texts)))
        sorting = press.verb in ("sort", "split") and len(group.texts) > 1
        return await self._card(group, press.place, None, curator, remark, page, sorting)

    async def _split(self, press: DeskPress, curator: Curator) -> Message:
        """Split one wording off, which then waits as a group of its own."""
        group = await self.desk.group(press.group, press.upto)
        text = review.wording_of(group, press.about) if group else None
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
            decision = decide(group, verb, entry, until).about(review.seen(group, press.page))
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
