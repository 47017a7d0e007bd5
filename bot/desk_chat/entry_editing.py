"""Change an entry or a signpost in Telegram: one field in one language at a time, with a preview, then published.

What is changed is a draft that all curators share, the same as that of the console's form. A curator's dialogue only
remembers which field the next message is for.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from bot.content import LANGUAGES, Entry, Language, NotDone
from bot.content.vouching import lost
from bot.content.wordings import same_wording
from bot.conversation import Block, Button, Heading, Label, Message, Paragraph, Person, Quotation, Remark, Wording
from bot.conversation.message import ButtonRows
from bot.conversation.speaker import Speaker
from bot.desk import Consent, Decision, NeedsYes, StandsElsewhere
from bot.desk.drafts import DraftMoved, DraftSubject, KeptDraft, Seat
from bot.desk.entry_fields import Editable, FieldSheet
from bot.desk_chat import cards
from bot.desk_chat.cards import ConsentButtons, Curator, EntryDraftsPort, Said, speaks
from bot.desk_chat.desk_press import DeskPress, Say, field_label, shortened
from bot.desk_chat.review import Review

FIELDS = ("question", "lead", "short", "answer", "phrasings")
_FOUND = 8  # entries offered by a search
_LABEL = 45  # characters of a question on a button
_SHOWN = 3000  # characters of what stands in a field
_CONSENTS: dict[str, Consent] = {"take": "move", "yes": "publish"}
_FAR_FUTURE = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class EditingSeat:
    """What a curator's next message is for: the field of this `name` of an `entry`; "" if for none.

    `messages` says which of their messages gave which field, so that editing a message changes that field. `seen` is
    the revision of the `draft` that the curator has seen; 0: there is none yet. `update` is the last one processed.
    """

    entry: str
    name: str = ""
    draft: int = 0
    seen: int = 0
    update: int = 0
    messages: Mapping[str, str] = field(default_factory=dict)


def _seat_from(state: Mapping[str, Any] | None) -> EditingSeat | None:
    return EditingSeat(**state) if state and "entry" in state else None


@dataclass(frozen=True, slots=True)
class EntryEditing:
    """The dialogue in which a curator changes an entry. `public` has the sentences that citizens will read."""

    review: Review
    entry_drafts: EntryDraftsPort
    wording: Wording
    public: Wording

    async def find(self, words: str, curator: Curator) -> Message:
        """Open the entry with this id, or offer those that have these words."""
        say, known = speaks(self.wording, curator.language), self.review.desk.library.everything
        if words in known:
            return await self._card(known[words], curator)
        wanted = words.casefold().split()
        found = [one for one in known.values() if wanted and all(word in _texts(one) for word in wanted)][:_FOUND]
        if len(found) == 1:
            return await self._card(found[0], curator)
        if not found:
            return Message((Heading(say("entry-which")), Paragraph(say("entry-how"))))
        buttons = (
            (Button(shortened(one.question[curator.language], _LABEL), str(DeskPress("edit", about=one.id))),)
            for one in found
        )
        return Message((Heading(say("entry-which")),), tuple(buttons))

    async def press(self, press: DeskPress, curator: Curator) -> Message:
        """Do what a button says."""
        known = self.review.desk.library.everything
        name = press.about if press.verb == "edit" else next((one for one in known if _mark(one) == press.upto), "")
        if name not in known:
            return await self.find("", curator)
        asked, (word, _, argument) = known[name], press.about.partition(".")
        match word if press.verb == "revise" else "":
            case "f" if argument in FieldSheet.of(asked).values:
                return await self._ask(asked, argument, curator)
            case "v":
                language = next((one for one in LANGUAGES if one == argument), curator.language)
                return await self._preview(asked, language, curator)
            case "g":
                return await self._publish(asked, curator, _CONSENTS.get(argument, "none"))
        return await self._card(asked, curator)

    async def resume(self, draft: KeptDraft, curator: Curator) -> Message:
        """Go on with a draft, no matter who wrote it."""
        asked = self.review.desk.library.find(draft.subject.entry)
        if asked is None:
            say = speaks(self.wording, curator.language)
            return Message((Heading(say("entry-gone", entry=draft.subject.entry)),))
        return await self._preview(asked, curator.language, curator)

    async def hear(self, said: Said, curator: Curator) -> Message | None:
        """Take a curator's message for the field that it is for; `None` if it is for none."""
        seat = _seat_from(await self.entry_drafts.of(curator.name))
        asked = self.review.desk.library.find(seat.entry) if seat else None
        name = (seat.messages.get(str(said.message), "") if said.again else seat.name) if seat else ""
        if seat is None or asked is None or not name:
            return None
        language = _language_of(name)
        if seat.update == said.update:
            return await self._preview(asked, language, curator)
        draft = await self.entry_drafts.about(DraftSubject(entry=asked.id))
        if seat.draft and (draft is None or draft.number != seat.draft):
            return await self._ended(seat, curator)
        if draft and draft.revision != seat.seen:
            return await self._moved(asked, draft, seat, curator)
        return await self._taken(asked, draft, replace(seat, name=name), said, curator)

    async def awaits(self, curator: Curator) -> str:
        """The field that the curator's next message is for; "" if it is for none."""
        seat = _seat_from(await self.entry_drafts.of(curator.name))
        return seat.name if seat else ""

    async def _taken(
        self, asked: Editable, draft: KeptDraft | None, seat: EditingSeat, said: Said, curator: Curator
    ) -> Message:
        """Keep what was said as the field's text."""
        served, name = FieldSheet.of(asked).values, seat.name
        fields = dict(draft.fields) if draft else {}
        text = _wordings(said.text, fields.get(name, served[name])) if name.startswith("phrasings") else said.text
        fields[name] = text.strip()
        fields = {key: value for key, value in fields.items() if value != served.get(key)}
        earlier = {key: text for key, text in (draft.base if draft else {}).items() if key in fields}
        base = {key: served[key] for key in fields} | earlier
        if draft is None:
            draft = await self.entry_drafts.begin(DraftSubject(entry=asked.id), curator.name, {}, {})
        messages = {**seat.messages, str(said.message): name}
        seat = replace(
            seat, name="", draft=draft.number, seen=draft.revision + 1, update=said.update, messages=messages
        )
        try:
            kept = Seat(curator.name, asdict(seat))
            await self.entry_drafts.write(draft.number, draft.revision, curator.name, fields, base, kept)
        except DraftMoved as fault:
            return await self._moved(asked, fault.draft, seat, curator)
        return await self._preview(asked, _language_of(name), curator)

    async def _ended(self, seat: EditingSeat, curator: Curator) -> Message:
        await self.entry_drafts.end(curator.name)
        ended, say = await self.entry_drafts.find(seat.draft), speaks(self.wording, curator.language)
        return cards.draft_ended(say, ended, self.review.clock()) if ended else Message((Heading(say("draft-gone")),))

    async def _moved(self, asked: Editable, draft: KeptDraft, seat: EditingSeat, curator: Curator) -> Message:
        """Somebody has written on meanwhile: show that first, and take nothing over it."""
        seen = replace(seat, draft=draft.number, seen=draft.revision)
        await self.entry_drafts.keep(curator.name, asdict(seen))
        say = speaks(self.wording, curator.language)
        remark = cards.moved_on(say, draft, self.review.clock())
        return await self._preview(asked, curator.language, curator, remark)

    async def cancel(self, curator: Curator) -> Message | None:
        """Leave the entry; `None` if the curator is not changing one. What was changed stays a draft."""
        seat = _seat_from(await self.entry_drafts.of(curator.name))
        if seat is None:
            return None
        await self.entry_drafts.end(curator.name)
        say, draft = speaks(self.wording, curator.language), await self.entry_drafts.find(seat.draft)
        if draft and not draft.ended:
            return Message((Heading(say("draft-set-aside")),), (cards.draft_buttons(say, draft.number),))
        return Message((Heading(say("edit-left")),))

    async def _card(self, asked: Editable, curator: Curator) -> Message:
        """An entry, with a button for each field and language."""
        say = speaks(self.wording, curator.language)
        draft = await self.entry_drafts.about(DraftSubject(entry=asked.id))
        blocks: list[Block] = [Heading(asked.question[curator.language]), Label(asked.id)]
        blocks += self._remarks(say, draft)
        blocks.append(Paragraph(say("edit-choose")))
        labels = [(name, field_label(say, name)) for name in FIELDS]
        rows = tuple(
            tuple(self._entry_button(f"{label}: {code}", asked, f"f.{name}-{code}") for code in LANGUAGES)
            for name, label in labels
        )
        preview = ((self._entry_button(say("button-preview"), asked, f"v.{curator.language}"),),) if draft else ()
        return Message(tuple(blocks), (*rows, *preview))

    def _remarks(self, say: Say, draft: KeptDraft | None) -> list[Block]:
        if draft is None:
            return []
        moved = draft.moved(self.review.desk.library)
        lines = [cards.written_by(say, draft, self.review.clock()), say("draft-base-moved") if moved else ""]
        return [Remark("\n".join(filter(None, lines)))]

    async def _ask(self, asked: Editable, name: str, curator: Curator) -> Message:
        """Show what stands in a field, and ask for its new text."""
        say = speaks(self.wording, curator.language)
        draft = await self.entry_drafts.about(DraftSubject(entry=asked.id))
        served = FieldSheet.of(asked).values[name]
        seat = EditingSeat(asked.id, name, draft.number if draft else 0, draft.revision if draft else 0)
        before = _seat_from(await self.entry_drafts.of(curator.name))
        if before and before.entry == asked.id:
            seat = replace(seat, update=before.update, messages=before.messages)
        await self.entry_drafts.keep(curator.name, asdict(seat))
        text = draft.fields.get(name, served) if draft else served
        label = field_label(say, name)
        takes_lines = name.startswith("phrasings")
        ask = say("edit-send-phrasings") if takes_lines else say("edit-send")
        ends = [Remark(say("end-with-empty-line"))] if takes_lines and not curator.can_edit else []
        stands: list[Block] = [Quotation(text[:_SHOWN])] if text else []
        back = self._entry_button(say("button-edit-more"), asked, "")
        return Message((Heading(label), *stands, Paragraph(ask), *ends, Remark(say("edit-how-to-leave"))), ((back,),))

    async def _preview(self, asked: Editable, language: Language, curator: Curator, remark: str = "") -> Message:
        """What people will read of it in a language, with the button that publishes it."""
        say, library = speaks(self.wording, curator.language), self.review.desk.library
        draft = await self.entry_drafts.about(DraftSubject(entry=asked.id))
        if draft is None or not draft.fields:
            return await self._card(asked, curator)
        changed = FieldSheet.of(asked).with_drafted(draft.fields).asked(asked, library)
        above: list[Block] = [Remark(remark)] if remark else []
        labels = (field_label(say, name) or name for name in sorted(draft.fields))
        above += [
            Heading(say("preview-title", question=changed.question[curator.language])),
            Remark(say("edit-changed", fields="; ".join(labels))),
        ]
        blocks = (
            *above,
            *self._remarks(say, draft),
            *_withdrawn(say, asked, changed),
            *self._blocks(changed, language),
        )
        views = tuple(self._entry_button(say(f"in-{one}"), asked, f"v.{one}") for one in LANGUAGES if one != language)
        rows: ButtonRows = (
            (self._entry_button(say("button-live"), asked, "g."),),
            views,
            (self._entry_button(say("button-edit-more"), asked, ""),),
            (Button(say("button-throw"), str(DeskPress("throw", about=str(draft.number)))),),
        )
        return Message(blocks, rows)

    def _blocks(self, asked: Editable, language: Language) -> tuple[Block, ...]:
        library, person = self.review.desk.library, Person(_FAR_FUTURE)
        if isinstance(asked, Entry):
            speaker = Speaker(replace(library, entries={**library.entries, asked.id: asked}), self.public)
            short, whole = speaker.answer(asked, language, person, "0"), speaker.more(asked, language, person)
            return (*short.blocks, *whole.blocks)
        speaker = Speaker(replace(library, signposts={**library.signposts, asked.id: asked}), self.public)
        return speaker.gaps.told(asked, language, person).blocks

    async def _publish(self, asked: Editable, curator: Curator, consent: Consent) -> Message:
        """Publish the changes. If the gate refuses them, the curator can change them and publish again."""
        say = speaks(self.wording, curator.language)
        draft = await self.entry_drafts.about(DraftSubject(entry=asked.id))
        fields = FieldSheet.of(asked).with_drafted(draft.fields).changes(asked) if draft else {}
        if draft is None or not fields:
            return await self._card(asked, curator)
        decision = Decision("edit", 0, 0, entry=asked.id, fields=fields)
        ways = ((self._entry_button(say("button-edit-more"), asked, ""),),)
        try:
            made = await self.review.desk.carry_out(curator.name, decision, consent)
        except (StandsElsewhere, NeedsYes) as fault:
            agree = ConsentButtons(*(self._press(asked, f"g.{argument}") for argument in _CONSENTS))
            return agree.asked(say, fault, ways, self.review.clock(), self.review.names(curator))
        except NotDone as fault:
            texts = FieldSheet.of(asked).with_drafted(draft.fields).values
            faulty = filter(_is_sent, cards.faulty_fields(fault, asked.id))
            mend = tuple(self._mend(say, asked, name) for name in faulty)
            return cards.refused(say, fault, (*mend, *ways), curator.language, asked.id, texts)
        await self.entry_drafts.close(draft.number, curator.name, "published", made.number)
        if _seat_from(await self.entry_drafts.of(curator.name)):
            await self.entry_drafts.end(curator.name)
        return cards.done(say, made, 0, self.review.desk.impact(made.number), self.review.names(curator))

    def _mend(self, say: Say, asked: Editable, name: str) -> tuple[Button, ...]:
        """A button that leads straight to a field that the gate finds something wrong in."""
        return (self._entry_button(f"✎ {field_label(say, name)}", asked, f"f.{name}"),)

    def _entry_button(self, label: str, asked: Editable, about: str) -> Button:
        return Button(label, self._press(asked, about))

    def _press(self, asked: Editable, about: str) -> str:
        return str(DeskPress("revise", upto=_mark(asked.id), about=about))


def _is_sent(name: str) -> bool:
    """Whether a field can be changed here: its new text is sent as a message."""
    return name.partition("-")[0] in FIELDS and name.rpartition("-")[2] in LANGUAGES


def _withdrawn(say: Say, asked: Editable, changed: Editable) -> Iterator[Remark]:
    """For which languages nobody vouches any more once this is published."""
    if isinstance(asked, Entry) and isinstance(changed, Entry):
        for language, vouch in lost(asked, changed):
            yield Remark(say("vouch-will-lapse", language=say(f"in-{language}"), by=vouch.by))


def _mark(entry: str) -> int:
    """A number that tells an entry from others, short enough to stand in a button beside something else."""
    return zlib.crc32(entry.encode()) >> 1


def _language_of(name: str) -> Language:
    return next(one for one in LANGUAGES if one == name.rpartition("-")[2])


def _texts(asked: Editable) -> str:
    return " ".join([asked.id, *asked.wordings(), *(asked.answer[language] for language in LANGUAGES)]).casefold()


def _wordings(said: str, before: str) -> str:
    """The wordings after a message: whole new ones, or "+" before each to add and "-" before each to take out."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if not all(line[0] in "+-–—" for line in lines):
        return "\n".join(lines)
    gone = {same_wording(line) for line in lines if line[0] != "+"}
    kept = [line for line in before.splitlines() if same_wording(line) not in gone]
    return "\n".join([*kept, *(line[1:].strip() for line in lines if line[0] == "+")])
