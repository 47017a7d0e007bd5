"""Write a whole entry in Telegram: take in what a curator says and presses, step by step, and publish it.

How far they have come is kept after each step. What comes a second time, as after a crash, is not taken in twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.content import LANGUAGES, Article, Language, Library
from bot.conversation import Block, Button, Heading, Listener, Message, Paragraph, Quotation, Remark, Wording
from bot.conversation.catalogue import name_of
from bot.conversation.message import Rows
from bot.conversation.speaker import Speaker
from bot.desk import AlreadyDecided, Group, decide
from bot.desk.passages import quoted, search
from bot.desk_chat import cards
from bot.desk_chat.curator import Curator, DialoguesPort, Said, Say, shortened, speaks
from bot.desk_chat.desk_buttons import DeskPress, Word, writing
from bot.desk_chat.entry_draft import PREVIEW, Dialogue, dialogue_from, is_id, suggested
from bot.desk_chat.review import Review

_PASSAGE = 500  # characters of a passage that is offered among others
_MOST_QUOTES = 3
_FAR_FUTURE = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Asking:
    """Speaks to one curator about one dialogue. `public` has the sentences that citizens will read."""

    dialogue: Dialogue
    group: Group
    library: Library
    say: Say
    language: Language
    public: Wording

    @property
    def articles(self) -> Mapping[str, Article]:
        """What can be quoted."""
        return self.library.articles

    def message(self, remark: str = "") -> Message:
        """Ask for what comes next. `remark` says above it what was wrong with what was given."""
        step = self.dialogue.step(self.group, self.articles)
        if step == PREVIEW:
            return self.preview(self.language, remark)
        above: list[Block] = [Remark(remark)] if remark else []
        blocks, rows = self._asked(step)
        below = Remark(self.say("write-how-to-leave"))
        return Message((*above, *blocks, below), (*rows, (self._button("button-cancel", "cancel"),)))

    def _asked(self, step: str) -> tuple[list[Block], Rows]:
        what, _, about = step.partition("-")
        match what:
            case "id":
                text = shortened(self.group.texts[0], 200)
                label = self.say("button-take-id", id=self.dialogue.suggested)
                return [Heading(self.say("ask-id-title")), Quotation(text), Paragraph(self.say("ask-id"))], (
                    (Button(label, self._press("id")),),
                )
            case "kind":
                rows = ((self._button("button-here", "here"),), (self._button("button-stub", "stub"),))
                return [Heading(self.dialogue.given["id"]), Paragraph(self.say("ask-kind"))], rows
            case "section":
                return [Paragraph(self.say("ask-section"))], self._sections()
            case "question" | "answer" | "phrasings":
                return [Paragraph(self.say(f"ask-{what}-{about}"))], ()
            case "passage":
                return self._passages()
            case "quote":
                return self._passage(int(about))
            case _:
                number, _, language = about.partition("-")
                quote = Quotation(self.dialogue.given[f"quote-{number}"])
                return [quote, Paragraph(self.say(f"ask-translation-{language}"))], ()

    def _sections(self) -> Rows:
        sections = self.library.sections
        return tuple((Button(one.title[self.language], self._press("theme", one.id)),) for one in sections)

    def _passages(self) -> tuple[list[Block], Rows]:
        """Ask for words to search for, or which of the passages found is meant."""
        offered = self.dialogue.offered
        if not offered:
            return [Paragraph(self.say("ask-words"))], ()
        blocks: list[Block] = [Paragraph(self.say("ask-passage"))]
        for number, (source, text) in enumerate(offered, 1):
            name = name_of(self.articles[source], self.language) if source in self.articles else source
            blocks += [Paragraph(f"{number}. {name}"), Quotation(shortened(text, _PASSAGE))]
        numbers = tuple(
            Button(str(number), self._press("passage", str(number))) for number in range(1, len(offered) + 1)
        )
        return blocks, (numbers,)

    def _passage(self, number: int) -> tuple[list[Block], Rows]:
        passage = Quotation(self.dialogue.given[f"passage-{number}"])
        rows = ((self._button("button-whole", "whole"), self._button("button-again", "again")),)
        return [passage, Paragraph(self.say("ask-quote"))], rows

    def preview(self, language: Language, remark: str = "") -> Message:
        """The entry as citizens will read it in a language, with the button that publishes it."""
        entry = self.dialogue.entry(self.group, self.articles)
        library = replace(self.library, entries={**self.library.entries, entry.id: entry})
        blocks = Speaker(library, self.public).answer(entry, language, Listener(_FAR_FUTURE), "0").blocks
        above: list[Block] = [Remark(remark)] if remark else []
        head = (Heading(self.say("preview-title", id=entry.id)), Remark(self.say("preview")))
        views = tuple(Button(self.say(f"in-{one}"), self._press("view", one)) for one in LANGUAGES if one != language)
        more = ((self._button("button-more", "more"),),) if self.dialogue.quotes < _MOST_QUOTES else ()
        rows = ((self._button("button-live", "live"),), views, *more, (self._button("button-cancel", "cancel"),))
        return Message((*above, *head, *blocks), rows)

    def _button(self, name: str, word: Word) -> Button:
        return Button(self.say(name), self._press(word))

    def _press(self, word: Word, argument: str = "") -> str:
        return writing(self.dialogue.group, self.dialogue.upto, self.dialogue.place, word, argument)


@dataclass(frozen=True, slots=True)
class Writing:
    """The dialogue. `public` has the sentences that citizens will read."""

    review: Review
    dialogues: DialoguesPort
    wording: Wording
    public: Wording

    async def begin(self, press: DeskPress, curator: Curator) -> Message:
        """Begin to write an entry for a group; where one is being written already, go on with that."""
        office = self.review.office
        state = await self.dialogues.of(curator.name)
        if state is not None:
            group = await office.group(state["group"], state["upto"])
            say = speaks(self.wording, curator.language)
            remark = say("still-writing") if state["group"] != press.group else ""
            if group is not None:
                return self._asking(dialogue_from(state), group, curator).message(remark)
        group = await office.group(press.group, press.upto)
        if group is None:
            return await self.review.settled(curator, press.group, press.place)
        name = suggested(group, office.library.entries.keys())
        dialogue = Dialogue(press.group, press.upto, press.place, name)
        await self._keep(dialogue, curator)
        return self._asking(dialogue, group, curator).message()

    async def hear(self, said: Said, curator: Curator) -> Message | None:
        """Take in what a curator has written; `None` where they write no entry."""
        opened = await self._open(curator)
        if opened is None or isinstance(opened, Message):
            return opened
        dialogue, group = opened
        if dialogue.update == said.update:
            return self._asking(dialogue, group, curator).message()
        asking = self._asking(dialogue, group, curator)
        step = dialogue.step(group, asking.articles)
        if said.again:
            step = dialogue.messages.get(str(said.message), PREVIEW)
        dialogue, complaint = self._taken(dialogue, step, said, asking)
        dialogue = replace(dialogue, update=said.update)
        await self._keep(dialogue, curator)
        return self._asking(dialogue, group, curator).message(complaint)

    def _taken(self, dialogue: Dialogue, step: str, said: Said, asking: Asking) -> tuple[Dialogue, str]:
        """The dialogue with what was said, and what is wrong with that, if anything is."""
        text, say = said.text.strip(), asking.say
        match step.partition("-")[0]:
            case "id":
                if not is_id(text) or text in asking.library.entries:
                    return dialogue, say("bad-id")
            case "passage":
                offered = search(text, asking.articles.values())
                return replace(dialogue, offered=offered), "" if offered else say("nothing-found")
            case "quote":
                exact = quoted(text, dialogue.given[step.replace("quote", "passage")])
                if exact is None:
                    return dialogue, say("not-verbatim")
                text = exact
            case "kind" | "section" | "preview":
                return dialogue, say("press-a-button")
        return dialogue.with_given(step, text, said.message), ""

    async def press(self, press: DeskPress, curator: Curator) -> Message:
        """Do what a button of the dialogue says. One of another dialogue, or of a step that is over, asks anew."""
        opened = await self._open(curator)
        if isinstance(opened, Message):
            return opened
        if opened is None or opened[0].group != press.group:
            return await self.review.show_group(curator, press.group, press.place)
        dialogue, group = opened
        word, argument = press.word
        match word:
            case "cancel":
                return await self._given_up(dialogue, curator)
            case "stub" if "id" in dialogue.given:
                return await self._stub(dialogue, group, curator)
            case "live":
                return await self._publish(dialogue, group, curator)
            case "view":
                return self._viewed(dialogue, group, curator, argument)
        dialogue = self._pressed(dialogue, group, word, argument)
        await self._keep(dialogue, curator)
        return self._asking(dialogue, group, curator).message()

    def _pressed(self, dialogue: Dialogue, group: Group, word: str | None, argument: str) -> Dialogue:
        """The dialogue after a button, if that belongs to the step it is at."""
        library = self.review.office.library
        step = dialogue.step(group, library.articles)
        number = dialogue.quotes
        match word, step.partition("-")[0]:
            case "id", "id":
                return dialogue.with_given("id", dialogue.suggested)
            case "here", "kind":
                return dialogue.with_given("kind", "here")
            case "theme", "section" if any(section.id == argument for section in library.sections):
                return dialogue.with_given("section", argument)
            case "passage", "passage" if argument.isdecimal() and 0 < int(argument) <= len(dialogue.offered):
                source, passage = dialogue.offered[int(argument) - 1]
                chosen = dialogue.with_given(f"source-{number}", source).with_given(f"passage-{number}", passage)
                return replace(chosen, offered=())
            case "whole", "quote":
                return dialogue.with_given(f"quote-{number}", dialogue.given[f"passage-{number}"])
            case "again", "quote":
                return dialogue.without_passage()
            case "more", "preview":
                return replace(dialogue, quotes=number + 1)
        return dialogue

    def _viewed(self, dialogue: Dialogue, group: Group, curator: Curator, code: str) -> Message:
        asking = self._asking(dialogue, group, curator)
        language = next((one for one in LANGUAGES if one == code), None)
        if language is None or dialogue.step(group, asking.articles) != PREVIEW:
            return asking.message()
        return asking.preview(language)

    async def _stub(self, dialogue: Dialogue, group: Group, curator: Curator) -> Message:
        """Leave the entry to be written in the files."""
        made = await self.review.carry_out(decide(group, "draft", dialogue.given["id"]), dialogue.place, curator)
        if await self.review.office.group(dialogue.group, dialogue.upto) is None:
            await self.dialogues.end(curator.name)
        return made

    async def _publish(self, dialogue: Dialogue, group: Group, curator: Curator) -> Message:
        """Publish the entry. Where the gate refuses it, it can be changed and published again."""
        asking = self._asking(dialogue, group, curator)
        if dialogue.step(group, asking.articles) != PREVIEW:
            return asking.message()
        name = dialogue.given["id"]
        decision = decide(group, "draft", name, draft=dialogue.draft(group))
        try:
            made = await self.review.office.carry_out(curator.name, decision)
        except AlreadyDecided as fault:
            await self.dialogues.end(curator.name)
            return cards.already(asking.say, fault.made, dialogue.place, self.review.clock())
        except cards.NOT_DONE as fault:
            return cards.refused(asking.say, fault, asking.message().buttons)
        await self.dialogues.end(curator.name)
        return cards.done(asking.say, made, dialogue.place)

    async def cancel(self, curator: Curator) -> Message | None:
        """Give up the entry that is being written; `None` where none is."""
        state = await self.dialogues.of(curator.name)
        return await self._given_up(dialogue_from(state), curator) if state is not None else None

    async def _given_up(self, dialogue: Dialogue, curator: Curator) -> Message:
        await self.dialogues.end(curator.name)
        say = speaks(self.wording, curator.language)
        ways = cards.ways_from(say, dialogue.group, dialogue.place)
        return Message((Heading(say("given-up")),), ways)

    async def _open(self, curator: Curator) -> tuple[Dialogue, Group] | Message | None:
        """What is being written and the questions it is for; or what was decided of them meanwhile, which ends it."""
        state = await self.dialogues.of(curator.name)
        if state is None:
            return None
        dialogue = dialogue_from(state)
        group = await self.review.office.group(dialogue.group, dialogue.upto)
        if group is None:
            await self.dialogues.end(curator.name)
            return await self.review.settled(curator, dialogue.group, dialogue.place)
        return dialogue, group

    def _asking(self, dialogue: Dialogue, group: Group, curator: Curator) -> Asking:
        say = speaks(self.wording, curator.language)
        return Asking(dialogue, group, self.review.office.library, say, curator.language, self.public)

    async def _keep(self, dialogue: Dialogue, curator: Curator) -> None:
        await self.dialogues.keep(curator.name, dialogue.state())
