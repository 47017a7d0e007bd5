"""Look at answers that were given, one at a time: right, wrong, or a case for asking back; and what wrong ones become.

Nobody sees what another curator said of an answer before they have judged it themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content import Entry, NotDone, Signpost
from bot.conversation import Block, Button, Heading, Label, Message, Paragraph, Person, Quotation, Remark, Wording
from bot.conversation.message import ButtonRows
from bot.conversation.speaker import Speaker
from bot.desk import Audit, AuditCase, AuditVerb, Consent, Decision, Desk, Made, NeedsYes, StandsElsewhere
from bot.desk.audit import asks_of_entry, not_of_entry, other_entries
from bot.desk_chat import cards
from bot.desk_chat.cards import ButtonRow, ConsentButtons, Curator, consent_of, day, speaks
from bot.desk_chat.desk_press import DeskPress, Say, names_in, shortened

_VERBS: dict[str, AuditVerb] = {"r": "right", "w": "wrong", "k": "should-ask"}
_QUESTION = 40  # characters of a button's label
_TEXT = 500  # characters of a question
_DIGITS = 9  # of a decision's number


@dataclass(frozen=True, slots=True)
class AuditReview:
    """Shows drawn answers and takes verdicts. `clock` tells the time in the curators' zone."""

    desk: Desk
    audit: Audit
    wording: Wording
    public: Wording
    clock: Callable[[], datetime]

    async def show(self, curator: Curator, place: int = 0, remark: str = "", said: Made | None = None) -> Message:
        """The answer at a place of the curator's queue. `said` is a verdict that a button takes back."""
        say = speaks(self.wording, curator.language)
        page = await self.audit.waiting(curator.name, place)
        above: list[Block] = [Remark(remark)] if remark else []
        undo = (_undo(say, said.decision.audited, said.number, place),) if said else ()
        if page.case is None:
            return Message((*above, Heading(say("audit-empty"))), (undo,) if undo else ())
        place = place if place < page.total else 0
        head = Heading(say("audit-title", place=place + 1, total=page.total))
        return self._card(page.case, (*above, head), (*undo, _next(say, place + 1)), place, say)

    def _card(self, case: AuditCase, above: tuple[Block, ...], below: ButtonRow, place: int, say: Say) -> Message:
        drawn = Remark(f"{day(case.at, self.clock())} · {say(f'audit-part-{case.part}')}")
        verdicts = (
            Button(say(f"button-audit-{verb}"), _press(case.number, place, letter)) for letter, verb in _VERBS.items()
        )
        blocks = (*above, Quotation(shortened(case.text, _TEXT)), drawn, Label(say("audit-answered")))
        return Message((*blocks, *self._answered(case, say)), (tuple(verdicts), below))

    def _answered(self, case: AuditCase, say: Say) -> tuple[Block, ...]:
        """The entry as people read it, in the language of the question."""
        library = self.desk.library
        entry = library.entries.get(case.entry)
        if entry is None:
            return (Paragraph(say("audit-entry-gone", entry=case.entry)),)
        person = Person(self.clock().date())
        blocks = Speaker(library, self.public).answer(entry, case.language, person, "").blocks
        return blocks if case.version == library.version else (*blocks, Remark(say("audit-changed-since")))

    async def press(self, press: DeskPress, curator: Curator) -> Message:
        """Do what a button says."""
        consent = consent_of(press.verb)
        press = press.repeated if consent != "none" else press
        if not press.about:
            return await self.show(curator, press.place)
        case = await self.audit.case(press.group)
        what, argument = press.about[0], press.about[1:]
        if what == "u":
            return await self._undo(argument, case, press.place, curator)
        if case is None:
            say = speaks(self.wording, curator.language)
            return await self.show(curator, press.place, say("audit-text-gone"))
        if what in _VERBS:
            return await self._judge(case, _VERBS[what], press.place, curator)
        return await self._mend(case, press, curator, consent)

    async def _judge(self, case: AuditCase, verb: AuditVerb, place: int, curator: Curator) -> Message:
        say = speaks(self.wording, curator.language)
        made = await self.audit.judge(curator.name, case, verb)
        if verb == "wrong":
            return self._wrong(case, made, place, curator)
        said = say("audit-said", verb=say(f"verb-{verb}"), text=shortened(case.text, 100))
        return await self.show(curator, place, said, made)

    def _wrong(self, case: AuditCase, made: Made, place: int, curator: Curator) -> Message:
        """What a wrong answer may become: a question that its entry does not answer, or one that another has to."""
        say = speaks(self.wording, curator.language)
        near = [self.desk.library.everything[name] for name in other_entries(case, self.desk.library)]
        blocks: list[Block] = [Heading(say("audit-is-wrong")), Quotation(shortened(case.text, _TEXT))]
        blocks.append(Paragraph(say("audit-mend")))
        rows: list[ButtonRow] = []
        if case.entry in self.desk.library.everything:
            question = shortened(self.desk.library.everything[case.entry].question[curator.language], _QUESTION)
            rows.append((Button(say("button-audit-not", entry=question), _press(case.number, place, "n")),))
        rows += [(self._asks(case, number, one, place, curator),) for number, one in enumerate(near)]
        rows.append((_undo(say, case.number, made.number, place), _next(say, place)))
        return Message(tuple(blocks), tuple(rows))

    def _asks(self, case: AuditCase, number: int, one: Entry | Signpost, place: int, curator: Curator) -> Button:
        say = speaks(self.wording, curator.language)
        label = say("button-audit-asks", question=shortened(one.question[curator.language], _QUESTION))
        return Button(label, _press(case.number, place, f"e{number}"))

    async def _mend(self, case: AuditCase, press: DeskPress, curator: Curator, consent: Consent) -> Message:
        say = speaks(self.wording, curator.language)
        decision = self._mending(case, press.about)
        if decision is None:
            return await self.show(curator, press.place)
        ways, names = ((_next(say, press.place),),), names_in(self.desk.library, curator.language)
        agree = ConsentButtons(str(press.again("take")), str(press.again("yes")))
        try:
            made = await self.desk.carry_out(curator.name, decision, consent)
        except (StandsElsewhere, NeedsYes) as fault:
            return agree.asked(say, fault, ways, self.clock(), names)
        except NotDone as fault:
            return cards.refused(say, fault, ways, curator.language)
        done = cards.done(say, made, press.place, self.desk.impact(made.number), names)
        buttons: ButtonRows = ((_undo(say, case.number, made.number, press.place), _next(say, press.place)),)
        return replace(done, buttons=buttons)

    def _mending(self, case: AuditCase, about: str) -> Decision | None:
        if about == "n":
            return not_of_entry(case)
        near, number = other_entries(case, self.desk.library), about[1:]
        is_near = about[0] == "e" and number.isdecimal() and len(number) < _DIGITS and int(number) < len(near)
        return asks_of_entry(case, near[int(number)]) if is_near else None

    async def _undo(self, number: str, case: AuditCase | None, place: int, curator: Curator) -> Message:
        """Take a verdict or what came of it back, and show the answer again."""
        say = speaks(self.wording, curator.language)
        if not number.isdecimal() or len(number) > _DIGITS:
            return await self.show(curator, place)
        try:
            made = await self.desk.undo(curator.name, int(number))
        except NotDone as fault:
            return cards.refused(say, fault, ((_next(say, place),),), curator.language)
        remark = say("undone-verdict", verb=say(f"verb-{made.decision.verb}")) if made else say("undone-before")
        if case is None:
            return await self.show(curator, place, remark)
        mine = case.verdict_of(curator.name)
        if made and mine and mine.decision.verb == "wrong" and mine.number != made.number:
            wrong = self._wrong(case, mine, place, curator)
            return replace(wrong, blocks=(Remark(remark), *wrong.blocks))
        return self._card(case, (Remark(remark),), (_next(say, place),), place, say)


def _press(case: int, place: int, about: str) -> str:
    return str(DeskPress("audit", case, place=place, about=about))


def _next(say: Say, place: int) -> Button:
    return Button(say("button-next"), _press(0, place, ""))


def _undo(say: Say, case: int, number: int, place: int) -> Button:
    return Button(say("button-undo"), _press(case, place, f"u{number}"))
