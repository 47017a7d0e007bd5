"""Write a whole entry in Telegram: process what a curator says and presses, step by step, and publish it.

The draft, which all curators share, is saved after each step, and with it where this curator's dialogue has come to. A
message that arrives twice, as after a crash, is processed only once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeGuard

from bot.content import LANGUAGES, Article, Language, Library, NotDone
from bot.conversation import Block, Button, Heading, Message, Paragraph, Person, Quotation, Remark, Wording
from bot.conversation.message import ButtonRows
from bot.conversation.speaker import Speaker
from bot.conversation.wording import name_of
from bot.desk import AlreadyDecided, Consent, Group, NeedsYes, StandsElsewhere, decide
from bot.desk.drafts import DraftMoved, DraftSubject, KeptDraft, Seat
from bot.desk.passages import in_own_words, quoted, search
from bot.desk_chat import cards, group_card
from bot.desk_chat.cards import Curator, EntryDraftsPort, Said, Say, shortened, speaks
from bot.desk_chat.consent import ConsentButtons
from bot.desk_chat.desk_press import DeskPress, Word, writing
from bot.desk_chat.entry_draft import PREVIEW, EntryDraft, entry_draft_from, is_id, suggested
from bot.desk_chat.review import Review

_PASSAGE = 500  # characters of a passage that is offered among others
_MOST_QUOTES = 3
_CONSENTS: dict[str, Consent] = {"take": "move", "yes": "publish"}  # what the button to publish may carry
_FAR_FUTURE = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class EntryPrompt:
    """What to say to one curator about one draft. `public` has the sentences that citizens will read."""

    entry_draft: EntryDraft
    group: Group
    library: Library
    say: Say
    language: Language
    public: Wording
    can_edit: bool = True

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles that can be quoted."""
        return self.library.articles

    def message(self, remark: str = "") -> Message:
        """Ask for the next step. `remark` says above it what was wrong with the last input."""
        step = self.entry_draft.step(self.group, self.articles)
        if step == PREVIEW:
            lacking = self.entry_draft.lacking
            written = [one for one in (self.language, *LANGUAGES) if one not in lacking]
            return self.preview(written[0], remark)
        above: list[Block] = [Remark(remark)] if remark else []
        blocks, rows = self._asked(step)
        below = Remark(self.say("write-how-to-leave") if self.can_edit else self.say("write-how-to-stop"))
        return Message((*above, *blocks, below), (*rows, (self._button("button-cancel", "cancel"),)))

    def _asked(self, step: str) -> tuple[list[Block], ButtonRows]:
        what, _, about = step.partition("-")
        match what:
            case "kind":
                rows = ((self._button("button-here", "here"),), (self._button("button-stub", "stub"),))
                text = shortened(next(iter(self.group.texts), "…"), 200)
                proposed = Remark(self.say("ask-id", id=self.entry_draft.given["id"]))
                head = Heading(self.say("ask-id-title"))
                return [head, Quotation(text), Paragraph(self.say("ask-kind")), proposed], rows
            case "section":
                return [Paragraph(self.say("ask-section"))], self._sections()
            case "question" | "answer" | "phrasings":
                return [Paragraph(self.say(f"ask-{what}-{about}"))], self._left(about)
            case "passage":
                return self._passages()
            case "quote":
                return self._passage(int(about))
            case _:
                number, _, language = about.partition("-")
                quote = Quotation(self.entry_draft.given[f"quote-{number}"])
                return [quote, Paragraph(self.say(f"ask-translation-{language}"))], self._left(language)

    def _left(self, language: str) -> ButtonRows:
        """A button that leaves a language to other curators, as long as it is not the only one."""
        others = set(LANGUAGES) - {language, *self.entry_draft.lacking}
        return ((self._button(f"button-omit-{language}", "omit"),),) if others else ()

    def _sections(self) -> ButtonRows:
        sections = self.library.sections
        return tuple((Button(one.title[self.language], self._press("theme", one.id)),) for one in sections)

    def _passages(self) -> tuple[list[Block], ButtonRows]:
        """Ask for words to search for, or which of the passages found to quote."""
        offered = self.entry_draft.offered
        if not offered:
            return [Paragraph(self.say("ask-words"))], ()
        blocks: list[Block] = [Paragraph(self.say("ask-passage"))]
        for number, (source, text) in enumerate(offered, 1):
            name = name_of(self.articles[source], self.language) if source in self.articles else source
            blocks += [Paragraph(f"{number}. {name}"), Quotation(shortened(text, _PASSAGE))]
            if own := self._in_own_words(source, text):
                blocks.append(Remark(shortened(own, _PASSAGE)))
        numbers = tuple(
            Button(str(number), self._press("passage", str(number))) for number in range(1, len(offered) + 1)
        )
        return blocks, (numbers,)

    def _in_own_words(self, source: str, text: str) -> str:
        """What a passage says in the curator's language, as far as it is translated and that is not its own."""
        article = self.articles.get(source)
        return in_own_words(article, text, self.language) if article else ""

    def _passage(self, number: int) -> tuple[list[Block], ButtonRows]:
        passage = Quotation(self.entry_draft.given[f"passage-{number}"])
        rows = ((self._button("button-whole", "whole"), self._button("button-again", "again")),)
        own = self._in_own_words(self.entry_draft.given[f"source-{number}"], passage.text)
        said = [Remark(own)] if own else []
        return [passage, *said, Paragraph(self.say("ask-quote"))], rows

    def preview(self, language: Language, remark: str = "") -> Message:
        """All that citizens can read of the entry in a language, with the button that publishes it."""
        entry = self.entry_draft.entry(self.group, self.articles)
        library = replace(self.library, entries={**self.library.entries, entry.id: entry})
        blocks = Speaker(library, self.public).more(entry, language, Person(_FAR_FUTURE)).blocks
        above: list[Block] = [Remark(remark)] if remark else []
        how = self.say("preview") if self.can_edit else self.say("preview-in-terminal")
        head = (Heading(self.say("preview-title", id=entry.id)), Remark(how))
        written = [one for one in LANGUAGES if one not in self.entry_draft.lacking]
        views = tuple(Button(self.say(f"in-{one}"), self._press("view", one)) for one in written if one != language)
        more = ((self._button("button-more", "more"),),) if self.entry_draft.quotes < _MOST_QUOTES else ()
        if lacking := self.entry_draft.lacking:
            names = ", ".join(self.say(f"in-{one}") for one in lacking)
            waits = Remark(self.say("draft-waits-for", languages=names))
            rows = (views, *more, (self._button("button-set-aside", "cancel"),))
            return Message((*above, head[0], waits, *blocks), tuple(filter(None, rows)))
        rows = ((self._button("button-live", "live"),), views, *more, (self._button("button-cancel", "cancel"),))
        return Message((*above, *head, *blocks), rows)

    def _button(self, name: str, word: Word) -> Button:
        return Button(self.say(name), self._press(word))

    def _press(self, word: Word, argument: str = "") -> str:
        return writing(self.entry_draft.group, self.entry_draft.upto, self.entry_draft.place, word, argument)


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
        unseen = set(group.texts) - set(group_card.seen(group, press.page))
        if unseen and await desk.split(group, unseen) is not None:
            group = await desk.group(press.group, press.upto) or group
        name = suggested(group, desk.library.everything.keys())
        entry_draft = EntryDraft(press.group, press.upto, press.place, name, {"id": name})
        entry_draft = await self._begun(entry_draft, group, curator)
        return self._asking(entry_draft, group, curator).message()

    async def _begun(self, entry_draft: EntryDraft, group: Group, curator: Curator) -> EntryDraft:
        """Share a dialogue that has just begun, or that was begun before drafts were shared."""
        fields = entry_draft.fields(group, self.review.desk.library.articles)
        kept = await self.entry_drafts.begin(DraftSubject(entry_draft.group, entry_draft.upto), curator.name, fields)
        entry_draft = replace(entry_draft, draft=kept.number, seen=kept.revision)
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
        name = suggested(group, desk.library.everything.keys())
        entry_draft = EntryDraft(group.number, group.upto, 0, name).resumed(kept, desk.library.articles)
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
        step = entry_draft.step(group, asking.articles)
        if said.again:
            step = entry_draft.messages.get(str(said.message), PREVIEW)
        entry_draft, complaint = self._taken(entry_draft, step, said, asking)
        entry_draft = await self._offering(replace(entry_draft, update=said.update), group)
        return await self._kept(entry_draft, group, curator, complaint)

    async def _offering(self, entry_draft: EntryDraft, group: Group) -> EntryDraft:
        """When a passage is to be found, offer those that may answer the group, until the curator sends words."""
        asked = entry_draft.step(group, self.review.desk.library.articles).partition("-")[0]
        if asked != "passage" or entry_draft.offered:
            return entry_draft
        passages = await self.review.desk.passages(group)
        return replace(entry_draft, offered=tuple((one.article.id, one.sentence.text) for one in passages))

    def _taken(self, entry_draft: EntryDraft, step: str, said: Said, asking: EntryPrompt) -> tuple[EntryDraft, str]:
        """The draft with what was said, and what is wrong with that, if anything."""
        text, say = said.text.strip(), asking.say
        match step.partition("-")[0]:
            case "kind":
                if not is_id(text) or asking.library.find(text):
                    return entry_draft, say("bad-id")
                return entry_draft.with_given("id", text, said.message), ""
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
        return entry_draft.with_given(step, text, said.message), ""

    async def press(self, press: DeskPress, curator: Curator) -> Message:
        """Do what a button says. A button of another draft, or of a past step, only asks the current question again."""
        opened = await self._open(curator)
        if isinstance(opened, Message):
            return opened
        if opened is None or opened[0].group != press.group:
            return await self.review.show_group(curator, press.group, press.place)
        entry_draft, group = opened
        word, argument = press.word
        match word:
            case "cancel":
                return await self._given_up(entry_draft, curator)
            case "stub" if "id" in entry_draft.given:
                return await self._stub(entry_draft, group, curator)
            case "live":
                return await self._publish(entry_draft, group, curator, _CONSENTS.get(argument, "none"))
            case "view":
                return self._viewed(entry_draft, group, curator, argument)
        entry_draft = await self._offering(self._pressed(entry_draft, group, word, argument), group)
        return await self._kept(entry_draft, group, curator)

    def _pressed(self, entry_draft: EntryDraft, group: Group, word: str | None, argument: str) -> EntryDraft:
        """The draft after a button, if the button belongs to the current step."""
        library = self.review.desk.library
        step = entry_draft.step(group, library.articles)
        number = entry_draft.quotes
        match word, step.partition("-")[0]:
            case "here", "kind":
                return entry_draft.with_given("kind", "here")
            case "theme", "section" if any(section.id == argument for section in library.sections):
                return entry_draft.with_given("section", argument)
            case "passage", "passage" if argument.isdecimal() and 0 < int(argument) <= len(entry_draft.offered):
                source, passage = entry_draft.offered[int(argument) - 1]
                chosen = entry_draft.with_given(f"source-{number}", source).with_given(f"passage-{number}", passage)
                return replace(chosen, offered=())
            case "whole", "quote":
                return entry_draft.with_given(f"quote-{number}", entry_draft.given[f"passage-{number}"])
            case "again", "quote":
                return entry_draft.without_passage()
            case "omit", "question" | "answer" | "phrasings" | "translation":
                return entry_draft.without_language(step)
            case "more", "preview":
                return replace(entry_draft, quotes=number + 1)
        return entry_draft

    def _viewed(self, entry_draft: EntryDraft, group: Group, curator: Curator, code: str) -> Message:
        asking = self._asking(entry_draft, group, curator)
        language = next((one for one in LANGUAGES if one == code), None)
        if language is None or language in entry_draft.lacking or entry_draft.step(group, asking.articles) != PREVIEW:
            return asking.message()
        return asking.preview(language)

    async def _stub(self, entry_draft: EntryDraft, group: Group, curator: Curator) -> Message:
        """Save a stub, so that the entry can be written in the files."""
        decision = decide(group, "draft", entry_draft.given["id"])
        made = await self.review.carry_out(decision, entry_draft.place, curator, ConsentButtons("", ""))
        if await self.review.desk.group(entry_draft.group, entry_draft.upto) is None:
            await self.entry_drafts.close(entry_draft.draft, curator.name, "published")
            await self.entry_drafts.end(curator.name)
        return made

    async def _publish(self, entry_draft: EntryDraft, group: Group, curator: Curator, consent: Consent) -> Message:
        """Publish the entry. If the gate refuses it, the curator can change it and publish again."""
        asking = self._asking(entry_draft, group, curator)
        if entry_draft.lacking or entry_draft.step(group, asking.articles) != PREVIEW:
            return asking.message()
        name = entry_draft.given["id"]
        decision = decide(group, "draft", name, draft=entry_draft.new(group))
        try:
            made = await self.review.desk.carry_out(curator.name, decision, consent)
        except AlreadyDecided as fault:
            await self.entry_drafts.end(curator.name)
            return cards.already(asking.say, fault.made, entry_draft.place, self.review.clock())
        except (StandsElsewhere, NeedsYes) as fault:
            numbers = (entry_draft.group, entry_draft.upto, entry_draft.place)
            agree = ConsentButtons(*(writing(*numbers, "live", argument) for argument in _CONSENTS))
            return agree.asked(asking.say, fault, asking.message().buttons, self.review.clock())
        except NotDone as fault:
            texts = entry_draft.given
            return cards.refused(asking.say, fault, asking.message().buttons, curator.language, name, texts)
        await self.entry_drafts.close(entry_draft.draft, curator.name, "published", made.number)
        await self.entry_drafts.end(curator.name)
        return cards.done(asking.say, made, entry_draft.place, self.review.desk.impact(made.number))

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

    async def _kept(self, entry_draft: EntryDraft, group: Group, curator: Curator, remark: str = "") -> Message:
        """Save the draft and how far the dialogue has come, and ask for the next step."""
        kept = await self.entry_drafts.find(entry_draft.draft)
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
_OURS = ("id", "section", "file", "phrasings", *_WRITTEN)  # fields that this dialogue writes


def is_new(state: Mapping[str, Any] | None) -> TypeGuard[Mapping[str, Any]]:
    """Whether a curator's dialogue is about a new entry, and not about one that is there already."""
    return state is not None and "entry" not in state


def _nobody(kept: KeptDraft | None) -> Group:
    """What stands for a group where nobody asked, or nobody waits any longer."""
    at = kept.begun if kept else datetime.min
    return Group(0, 0, 0, at, at, 0, ())
