"""Write a whole entry in Telegram: process what a curator says and presses, step by step, and publish it.

The draft, which all curators share, is saved after each step, and with it where this curator's dialogue has come to. A
message that arrives twice, as after a crash, is processed only once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeGuard

from bot.content import LANGUAGES, NotDone
from bot.content.entries import LONGEST_ANSWER, LONGEST_LABEL, LONGEST_MARKED_LEAD, is_id
from bot.content.yaml_writer import one_line
from bot.conversation import Heading, Message, Wording
from bot.desk import AlreadyDecided, Consent, Group, NeedsYes, StandsElsewhere, decide
from bot.desk.drafts import DraftMoved, DraftSubject, KeptDraft, Seat
from bot.desk.entry_fields import id_for, section_for
from bot.desk.passages import quoted, search
from bot.desk_chat import cards, review
from bot.desk_chat.cards import ConsentButtons, Curator, EntryDraftsPort, Said, speaks
from bot.desk_chat.desk_press import DeskPress, writing
from bot.desk_chat.entry_draft import PREVIEW, EntryDraft, entry_draft_from, sentences_of
from bot.desk_chat.entry_prompt import CHANGEABLE, MOST_QUOTES, EntryPrompt
from bot.desk_chat.review import Review

_CONSENTS: dict[str, Consent] = {"take": "move", "yes": "publish"}  # what the button to publish may carry
_ON_ONE_LINE = ("question", "lead", "short", "id")
_MOST = {"answer": LONGEST_ANSWER, "short": LONGEST_LABEL, "lead": LONGEST_MARKED_LEAD}  # characters


@dataclass(frozen=True, slots=True)
class EntryDialogue:
    """The dialogue in which a curator writes an entry. `public` has the sentences that citizens will read."""

    review: Review
    entry_drafts: EntryDraftsPort
    wording: Wording
    public: Wording

    async def begin(self, press: DeskPress, curator: Curator) -> Message:
        """Start an entry for a group, or go on with its draft; if the curator is writing another one, continue that."""
        desk, say = self.review.desk, speaks(self.wording, curator.language)
        opened = await self._open(curator)
        if isinstance(opened, tuple) and opened[0].group:
            remark = say("still-writing") if opened[0].group != press.group else ""
            return self._asking(*opened, curator).message(remark)
        kept = await self.entry_drafts.about(DraftSubject(press.group))
        if kept:
            return await self.resume(kept, curator)
        group = await desk.group(press.group, press.upto)
        if group is None:
            return await self.review.settled(curator, press.group, press.place)
        unseen = set(group.texts) - set(review.seen(group, press.page))
        if unseen and await desk.split(group, unseen) is not None:
            group = await desk.group(press.group, press.upto) or group
        section = section_for(group, desk.library)
        given = {"section": section} if section else {}
        entry_draft = EntryDraft(press.group, press.upto, press.place, "", given, language=curator.language)
        entry_draft = await self._begun(entry_draft, group, curator)
        return self._asking(entry_draft, group, curator).message()

    async def _begun(self, entry_draft: EntryDraft, group: Group, curator: Curator) -> EntryDraft:
        """Share a dialogue that has just begun, or that was begun before drafts were shared."""
        fields = entry_draft.fields(group, self.review.desk.library.articles)
        kept = await self.entry_drafts.begin(DraftSubject(entry_draft.group, entry_draft.upto), curator.name, fields)
        entry_draft = replace(entry_draft, draft=kept.number, seen=kept.revision)
        entry_draft = self._named(entry_draft, group)
        await self.entry_drafts.keep(curator.name, entry_draft.state())
        return entry_draft

    async def resume(self, kept: KeptDraft, curator: Curator, remark: str = "") -> Message:
        """Go on with a draft of any curator. If its questions do not wait any longer, it is an entry of its own."""
        desk, subject, say = self.review.desk, kept.subject, speaks(self.wording, curator.language)
        group = await desk.group(subject.group, subject.upto) if subject.group else None
        group = group or (await desk.group(subject.group) if subject.group else None)
        remarks = [remark or cards.written_by(say, kept, self.review.clock())]
        if group is None and subject.group:
            remarks.append(say("draft-orphan"))
        group = group or _nobody(kept)
        begun = EntryDraft(group.number, group.upto, 0, "", language=curator.language)
        entry_draft = self._named(begun.resumed(kept, desk.library.articles), group)
        await self.entry_drafts.keep(curator.name, entry_draft.state())
        return self._asking(entry_draft, group, curator).message("\n".join(remarks))

    async def hear(self, said: Said, curator: Curator) -> Message | None:
        """Process a curator's message; `None` if they are not writing an entry."""
        opened = await self._open(curator)
        if opened is None or isinstance(opened, Message):
            return opened
        entry_draft, group = opened
        if entry_draft.update == said.update:
            return self._asking(entry_draft, group, curator).message()
        asking = self._asking(entry_draft, group, curator)
        step = asking.step
        if said.again:
            step = entry_draft.messages.get(str(said.message), PREVIEW)
        entry_draft, complaint = self._taken(entry_draft, step, said, asking)
        entry_draft = await self._offering(replace(entry_draft, update=said.update), group)
        return await self._kept(entry_draft, group, curator, complaint)

    async def awaits(self, curator: Curator) -> str:
        """The step that the curator's next message is for; "" if they are not writing an entry."""
        state = await self.entry_drafts.of(curator.name)
        if not is_new(state):
            return ""
        entry_draft, desk = entry_draft_from(state), self.review.desk
        group = await desk.group(entry_draft.group, entry_draft.upto) if entry_draft.group else None
        kept = await self.entry_drafts.find(entry_draft.draft)
        return entry_draft.step(group or _nobody(kept), desk.library.articles)

    async def _offering(self, entry_draft: EntryDraft, group: Group) -> EntryDraft:
        """When a passage is to be found, offer those that may answer the group, until the curator sends words."""
        asked = entry_draft.step(group, self.review.desk.library.articles).partition("-")[0]
        if asked != "passage" or entry_draft.offered:
            return entry_draft
        passages = await self.review.desk.passages(group)
        return replace(entry_draft, offered=tuple((one.article.id, one.sentence.text) for one in passages))

    def _taken(self, entry_draft: EntryDraft, step: str, said: Said, asking: EntryPrompt) -> tuple[EntryDraft, str]:
        """The draft with what was said, and what is wrong with that, if anything."""
        text, say, what = said.text.strip(), asking.say, step.partition("-")[0]
        text = one_line(text) if what in _ON_ONE_LINE else text
        match what:
            case "id":
                if not is_id(text) or asking.library.find(text):
                    return entry_draft, say("bad-id")
            case "passage":
                offered = search(text, asking.articles.values())
                return replace(entry_draft, offered=offered), "" if offered else say("nothing-found")
            case "quote":
                exact = quoted(text, entry_draft.given[step.replace("quote", "passage")])
                if exact is None:
                    return entry_draft, say("not-verbatim")
                text = exact
            case "section" | "preview":
                return entry_draft, say("press-a-button")
        most = _MOST.get(what, len(text))
        complaint = say("too-long", count=len(text), most=most) if len(text) > most else ""
        return entry_draft.with_given(step, text, said.message), complaint

    async def press(self, press: DeskPress, curator: Curator) -> Message:
        """Do what a button says. A button of another draft, or of a past step, only asks the current question again."""
        opened = await self._open(curator)
        if isinstance(opened, Message):
            return opened
        if opened is None or opened[0].group != press.group:
            return await self.review.show_group(curator, press.group, press.place)
        entry_draft, group = opened
        word, argument = press.word
        asking = self._asking(entry_draft, group, curator)
        match word:
            case "cancel":
                return await self._given_up(entry_draft, curator)
            case "live":
                return await self._publish(asking, curator, _CONSENTS.get(argument, "none"))
            case "view" if argument:
                return _as_read(asking, argument)
            case "field" if not argument:
                return asking.menu()
        entry_draft = await self._offering(self._pressed(asking, word, argument), group)
        return await self._kept(entry_draft, group, curator)

    def _pressed(self, asking: EntryPrompt, word: str | None, argument: str) -> EntryDraft:
        """The draft after a button, if the button belongs to the current step."""
        draft, step = asking.entry_draft, asking.step
        number = int(argument) if argument.isdecimal() and len(argument) < 3 else 0
        at = step.rpartition("-")[2]
        match word, step.partition("-")[0]:
            case "field", _:
                return _changing(asking, argument)
            case "view", _:
                return replace(draft, changing="")
            case "theme", "section" if any(section.id == argument for section in asking.library.sections):
                return draft.with_given("section", argument)
            case "borrow", "question" if argument.isdecimal() and number < len(draft.asked_in(at, asking.group)):
                return draft.with_given(step, one_line(draft.asked_in(at, asking.group)[number]))
            case "passage", "passage" if 0 < number <= len(draft.offered):
                return draft.with_passage(*draft.offered[number - 1], asking.articles)
            case "passage", "quote":
                passage = draft.given[f"passage-{at}"]
                found = sentences_of(asking.articles, draft.given[f"source-{at}"], passage)
                return draft.with_given(step, found[number - 1]) if 0 < number <= len(found) else draft
            case "whole", "quote":
                return draft.with_given(step, draft.given[f"passage-{at}"])
            case "again", "quote":
                return draft.without_quote(int(at))
            case "omit", "question" | "answer" | "phrasings" | "translation":
                return draft.without_language(step)
            case "more", "preview" if draft.quotes < MOST_QUOTES:
                return replace(draft, quotes=draft.quotes + 1)
            case "drop", "passage" if draft.quotes > 1:
                return replace(draft, quotes=draft.quotes - 1, offered=())
        return draft

    async def _publish(self, asking: EntryPrompt, curator: Curator, consent: Consent) -> Message:
        """Publish the entry. If the gate refuses it, the curator can change it and publish again."""
        entry_draft, group = asking.entry_draft, asking.group
        if entry_draft.lacking or asking.step != PREVIEW:
            return asking.message()
        decision = decide(group, "draft", entry_draft.name, draft=entry_draft.new(group))
        names = self.review.names(curator, decision)
        try:
            made = await self.review.desk.carry_out(curator.name, decision, consent)
        except AlreadyDecided as fault:
            await self.entry_drafts.end(curator.name)
            return cards.already(asking.say, fault.made, entry_draft.place, self.review.clock(), names)
        except (StandsElsewhere, NeedsYes) as fault:
            numbers = (entry_draft.group, entry_draft.upto, entry_draft.place)
            agree = ConsentButtons(*(writing(*numbers, "live", argument) for argument in _CONSENTS))
            return agree.asked(asking.say, fault, asking.ways(), self.review.clock(), names)
        except NotDone as fault:
            wrong = tuple(map(_step_of, cards.faulty_fields(fault, entry_draft.name)))
            ways, texts = asking.ways(tuple(dict.fromkeys(wrong))), entry_draft.all_texts
            return cards.refused(asking.say, fault, ways, curator.language, entry_draft.name, texts)
        await self.entry_drafts.close(entry_draft.draft, curator.name, "published", made.number)
        await self.entry_drafts.end(curator.name)
        impact = self.review.desk.impact(made.number)
        return cards.done(asking.say, made, entry_draft.place, impact, names)

    async def cancel(self, curator: Curator) -> Message | None:
        """Leave the unfinished entry; `None` if there is none. What was written of it stays a draft."""
        state = await self.entry_drafts.of(curator.name)
        return await self._given_up(entry_draft_from(state), curator) if is_new(state) else None

    async def _given_up(self, entry_draft: EntryDraft, curator: Curator) -> Message:
        await self.entry_drafts.end(curator.name)
        say = speaks(self.wording, curator.language)
        ways = cards.ways_from(say, entry_draft.group, entry_draft.place)
        kept = await self.entry_drafts.find(entry_draft.draft)
        if kept and not kept.ended and any(name.startswith(_WRITTEN) for name in kept.fields):
            return Message((Heading(say("draft-set-aside")),), (cards.draft_buttons(say, kept.number), *ways))
        await self.entry_drafts.close(entry_draft.draft, curator.name, "thrown")
        return Message((Heading(say("given-up")),), ways)

    async def _open(self, curator: Curator) -> tuple[EntryDraft, Group] | Message | None:
        """The draft and the questions it is for; or what others did meanwhile: the curator sees that first."""
        state = await self.entry_drafts.of(curator.name)
        if not is_new(state):
            return None
        entry_draft, desk = entry_draft_from(state), self.review.desk
        kept = await self.entry_drafts.find(entry_draft.draft)
        if kept and kept.ended:
            await self.entry_drafts.end(curator.name)
            return cards.draft_ended(speaks(self.wording, curator.language), kept, self.review.clock())
        group = await desk.group(entry_draft.group, entry_draft.upto) if entry_draft.group else None
        if group is None and (entry_draft.group or kept is None):
            await self.entry_drafts.end(curator.name)
            return await self.review.settled(curator, entry_draft.group, entry_draft.place)
        group = group or _nobody(kept)
        if kept is None:
            return await self._begun(entry_draft, group, curator), group
        if kept.revision != entry_draft.seen:
            return await self._moved(kept, curator)
        return entry_draft, group

    async def _moved(self, kept: KeptDraft, curator: Curator) -> Message:
        """Somebody has written on meanwhile: show what they wrote, and take nothing over it."""
        say = speaks(self.wording, curator.language)
        return await self.resume(kept, curator, cards.moved_on(say, kept, self.review.clock()))

    def _asking(self, entry_draft: EntryDraft, group: Group, curator: Curator) -> EntryPrompt:
        say = speaks(self.wording, curator.language)
        library, spoken = self.review.desk.library, curator.language
        return EntryPrompt(entry_draft, group, library, say, spoken, self.public, curator.can_edit)

    def _named(self, entry_draft: EntryDraft, group: Group) -> EntryDraft:
        """The draft with the id that is proposed for it now: the question may have changed."""
        texts = {language: entry_draft.given.get(f"question-{language}", "") for language in LANGUAGES}
        return replace(entry_draft, suggested=id_for(group, texts, self.review.desk.library.everything.keys()))

    async def _kept(self, entry_draft: EntryDraft, group: Group, curator: Curator, remark: str = "") -> Message:
        """Save the draft and how far the dialogue has come, and ask for the next step."""
        kept = await self.entry_drafts.find(entry_draft.draft)
        entry_draft = self._named(entry_draft, group)
        others = {name: text for name, text in (kept.fields if kept else {}).items() if not name.startswith(_OURS)}
        fields = others | entry_draft.fields(group, self.review.desk.library.articles)
        after = replace(entry_draft, seen=entry_draft.seen + 1)
        seat = Seat(curator.name, after.state())
        try:
            await self.entry_drafts.write(entry_draft.draft, entry_draft.seen, curator.name, fields, seat=seat)
        except DraftMoved as fault:
            return await self._moved(fault.draft, curator)
        return self._asking(after, group, curator).message(remark)


_WRITTEN = ("question", "answer", "quote")  # steps without which there is nothing to keep
_OURS = ("id", "section", "file", "phrasings", "lead", "short", *_WRITTEN)  # fields that this dialogue writes


def _as_read(asking: EntryPrompt, code: str) -> Message:
    """What people will read in a language, once all of it is written."""
    language = next((one for one in LANGUAGES if one == code), None)
    if language is None or language in asking.entry_draft.lacking or asking.step != PREVIEW:
        return asking.message()
    return asking.as_read(language)


def _changing(asking: EntryPrompt, step: str) -> EntryDraft:
    """The draft whose curator wants to write a step again; of a quote, to find another passage."""
    draft, (what, _, about) = asking.entry_draft, step.partition("-")
    is_whole = draft.changing or asking.step == PREVIEW
    if what == "quote" and about.isdecimal() and 0 < int(about) <= draft.quotes and is_whole:
        return draft.without_quote(int(about))
    can_be_changed = step in ("id", "section") or step in draft.given or (what in CHANGEABLE and about in LANGUAGES)
    return replace(draft, changing=step) if can_be_changed and is_whole else draft


def _step_of(field: str) -> str:
    """The step that gives a field of the console's form: of a quote, and of its translation, they count from 1."""
    what, _, about = field.partition("-")
    if what not in ("quote", "quotes"):
        return field
    number, _, language = about.partition("-")
    at = int(number) + 1 if number.isdecimal() else 1
    return f"translation-{at}-{language}" if language else f"quote-{at}"


def is_new(state: Mapping[str, Any] | None) -> TypeGuard[Mapping[str, Any]]:
    """Whether a curator's dialogue is about a new entry, and not about one that is there already."""
    return state is not None and "entry" not in state


def _nobody(kept: KeptDraft | None) -> Group:
    """What stands for a group where nobody asked, or nobody waits any longer."""
    at = kept.begun if kept else datetime.min
    return Group(0, 0, 0, at, at, 0, ())
