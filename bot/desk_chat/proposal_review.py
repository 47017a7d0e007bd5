"""See what waits for a publisher, as a difference, and accept, refuse or withdraw it."""

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content import Edit, NotDone
from bot.conversation import Block, Button, Heading, Label, Message, Paragraph, Quotation, Remark, Wording
from bot.desk import Desk, Made, NeedsYes, NoProposal, TextChange, Tried
from bot.desk_chat import cards
from bot.desk_chat.cards import ButtonRow, ConsentButtons, Curator, consent_of, minute, speaks
from bot.desk_chat.desk_press import DeskPress, Names, Say, field_label, names_in, shortened

_LISTED = 20
_LABEL = 50  # characters of a button's label
_TEXTS = 10
_CHANGES = 12  # texts that people read
_READ = 300  # characters of one
_LINES = 40  # of the YAML


@dataclass(frozen=True, slots=True)
class ProposalReview:
    """Shows proposals and takes what publishers say. `clock` tells the time in the curators' zone."""

    desk: Desk
    wording: Wording
    clock: Callable[[], datetime]

    async def list(self, curator: Curator, remark: str = "") -> Message:
        """All that waits, the oldest first."""
        say = speaks(self.wording, curator.language)
        waiting = await self.desk.proposals()
        above: list[Block] = [Remark(remark)] if remark else []
        head = Heading(say("proposals-title", count=len(waiting)) if waiting else say("proposals-none"))
        rows = tuple((_open(say, made, self.names(made, curator)),) for made in waiting[:_LISTED])
        return Message((*above, head), rows)

    async def show(self, curator: Curator, number: int) -> Message:
        """One proposal, as it would be carried out now."""
        say = speaks(self.wording, curator.language)
        tried = await self.desk.tried(number)
        if tried is None:
            return await self.list(curator, say("proposal-gone"))
        card = self.card(tried, curator)
        return replace(card, blocks=(*card.blocks, *self.how_to_refuse(tried.made, curator)))

    def names(self, made: Made, curator: Curator) -> Names:
        """Entries as a curator calls them, also the one that a proposal would add."""
        return names_in(self.desk.library, curator.language, made.decision)

    def card(self, tried: Tried, curator: Curator) -> Message:
        """A proposal with the difference that it makes, and the buttons that the reader may press."""
        say, made = speaks(self.wording, curator.language), tried.made
        names = self.names(made, curator)
        by = say("proposal-by", who=made.curator, at=minute(made.at, self.clock()))
        blocks: list[Block] = [
            Heading(say("proposal-title", number=made.number)),
            Paragraph(f"{_what(say, made, names)}\n{by}"),
        ]
        if texts := list(dict.fromkeys(text for _, text in made.decision.texts))[:_TEXTS]:
            blocks.append(Quotation("\n".join(f"• {shortened(text, _READ)}" for text in texts)))
        if tried.is_behind:
            blocks.append(Remark(say("proposal-behind")))
        if tried.fault:
            blocks += [Label(say("proposal-not-now")), *cards.reasons(say, tried.fault, curator.language)]
        blocks += _differences(say, tried, names)
        return Message(tuple(blocks), self._buttons(say, made, curator))

    def _buttons(self, say: Say, made: Made, curator: Curator) -> tuple[ButtonRow, ...]:
        rows: list[ButtonRow] = []
        if self.desk.roles and self.desk.roles.may_accept(curator.name, made):
            rows.append((Button(say("button-accept"), _press(made.number, "y")),))
        elif made.curator == curator.name:
            rows.append((Button(say("button-withdraw"), _press(made.number, "w")),))
        return (*rows, (Button(say("button-proposals"), _press(0, "l")),))

    def how_to_refuse(self, made: Made, curator: Curator) -> tuple[Block, ...]:
        """What a publisher writes to refuse a proposal; nothing for others."""
        say = speaks(self.wording, curator.language)
        may = self.desk.roles and self.desk.roles.may_accept(curator.name, made)
        return (Remark(say("proposal-how-to-refuse", number=made.number)),) if may else ()

    async def press(self, press: DeskPress, curator: Curator) -> Message:
        """Do what a button says."""
        consent = consent_of(press.verb)
        press = press.repeated if consent != "none" else press
        say = speaks(self.wording, curator.language)
        try:
            if press.about == "y":
                made = await self.desk.accept(curator.name, press.group, consent)
                return await self.list(curator, say("proposal-accepted", number=made.number))
            if press.about == "w":
                await self.desk.undo(curator.name, press.group)
                return await self.list(curator, say("proposal-withdrawn", number=press.group))
        except NeedsYes as fault:
            agree = ConsentButtons(str(press.again("take")), str(press.again("yes")))
            ways = ((Button(say("button-proposals"), _press(0, "l")),),)
            return agree.asked(say, fault, ways, self.clock(), names_in(self.desk.library, curator.language))
        except NoProposal:
            return await self.list(curator, say("proposal-gone"))
        except NotDone as fault:
            return cards.refused(say, fault, ((Button(say("button-proposals"), _press(0, "l")),),), curator.language)
        return await (self.show(curator, press.group) if press.group else self.list(curator))

    async def refuse(self, written: str, curator: Curator) -> Message:
        """Refuse a proposal, as `/refuse` was written: its number, and the reason."""
        say = speaks(self.wording, curator.language)
        number, _, reason = written.strip().partition(" ")
        if not number.isdecimal() or len(number) > 9 or not reason.strip():
            return Message((Paragraph(say("refuse-how")),))
        try:
            await self.desk.refuse(curator.name, int(number), shortened(reason, _READ))
        except NoProposal:
            return await self.list(curator, say("proposal-gone"))
        except NotDone as fault:
            return cards.refused(say, fault, (), curator.language)
        return await self.list(curator, say("proposal-refused", number=int(number)))

    def proposed(self, made: Made, curator: Curator) -> Message:
        """What publishers are told when something waits for them, with a button that shows it."""
        say = speaks(self.wording, curator.language)
        what = _what(say, made, self.names(made, curator))
        blocks: list[Block] = [Heading(say("told-proposed", who=made.curator)), Paragraph(what)]
        if made.decision.texts:
            blocks.append(Quotation(shortened(made.decision.texts[0][1], _READ)))
        return Message(tuple(blocks), ((Button(say("button-see"), _press(made.number, "s")),),))

    def settled(self, made: Made, curator: Curator) -> Message:
        """What a curator is told of their own proposal: it was accepted, or refused and why."""
        say = speaks(self.wording, curator.language)
        what = _what(say, made, self.names(made, curator))
        if made.accepted_by:
            told = say("told-accepted", number=made.number, who=made.accepted_by)
        else:
            told = say("told-refused", number=made.number, who=made.undone_by or "")
        reason = (Quotation(made.refused),) if made.refused else ()
        return Message((Heading(told), Paragraph(what), *reason))


def _differences(say: Say, tried: Tried, names: Names) -> Iterator[Block]:
    """What people will read, then the lines of the files."""
    if tried.reads:
        yield Label(say("proposal-reads"))
        yield Quotation("\n".join(line for change in tried.reads[:_CHANGES] for line in in_words(say, change, names)))
    if tried.edits:
        yield Label(say("proposal-yaml"))
        lines = [line for edit in tried.edits for line in _yaml(edit)]
        more = ["…"] if len(lines) > _LINES else []
        yield Quotation("\n".join([*lines[:_LINES], *more]), folds=True)


def in_words(say: Say, change: TextChange, names: Names) -> Iterator[str]:
    """A changed text, line by line: which one it is, what goes, and what comes."""
    label = field_label(say, f"{change.field}-{change.language}" if change.language else change.field)
    yield f"{names(change.entry)} · {label}"
    for sign, text in (("−", change.before), ("+", change.after)):
        yield from (f"{sign} {shortened(line, _READ)}" for line in text.splitlines()[:_TEXTS])


def _yaml(edit: Edit) -> Iterator[str]:
    yield edit.file.name
    before, after = (text.decode("utf-8", "replace").splitlines() for text in (edit.before, edit.after))
    yield from list(difflib.unified_diff(before, after, lineterm="", n=1))[2:]


def _press(number: int, about: str) -> str:
    return str(DeskPress("proposal", number, about=about))


def _open(say: Say, made: Made, names: Names) -> Button:
    return Button(shortened(f"{made.number}. {_what(say, made, names)}", _LABEL), _press(made.number, "s"))


def _what(say: Say, made: Made, names: Names) -> str:
    """What was decided, and about which entry."""
    verb, entry = say(f"verb-{made.decision.verb}"), made.decision.entry
    return f"{verb}: {names(entry)}" if entry else verb
