"""What a curator is asked and shown while they write a new entry: the next step, all of it, what can be changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.content import LANGUAGES, Article, Language, Library
from bot.conversation import (
    Block,
    Button,
    Fact,
    Heading,
    Label,
    Message,
    Paragraph,
    Person,
    Quotation,
    Remark,
    Wording,
)
from bot.conversation.message import ButtonRows
from bot.conversation.speaker import Speaker
from bot.conversation.wording import name_of
from bot.desk import Group
from bot.desk.passages import in_own_words
from bot.desk_chat.cards import ButtonRow
from bot.desk_chat.desk_press import Say, Word, field_label, lacking_told, shortened, writing
from bot.desk_chat.entry_draft import PREVIEW, EntryDraft, sentences_of

CHANGEABLE = ("question", "answer", "lead", "short", "phrasings")
"""What can be written again once all is there, in each language."""
MOST_QUOTES = 3
_PASSAGES = 2400  # characters of all passages that are offered, and what they say in the curator's language
_ASKED = 5  # questions shown above the first step
_PROPOSED = 3  # of them as buttons
_LABEL = 45  # characters of a button's label
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

    @property
    def step(self) -> str:
        """The step to ask for next."""
        return self.entry_draft.step(self.group, self.articles)

    def message(self, remark: str = "") -> Message:
        """Ask for the next step. `remark` says above it what was wrong with the last input."""
        if self.step == PREVIEW:
            return self.preview(remark)
        above: list[Block] = [Remark(remark)] if remark else []
        blocks, rows = self._asked(self.step)
        ends = [Remark(self.say("end-with-empty-line"))] if self._takes_lines else []
        below: list[Block] = [*ends, Remark(self.say("write-how-to-leave"))]
        back = self.entry_draft.changing and self._button("button-preview", "view")
        leave = self._button("button-cancel", "cancel")
        return Message((*above, *self._head(), *blocks, *below), (*rows, (back, leave) if back else (leave,)))

    @property
    def _takes_lines(self) -> bool:
        """Whether a terminal takes several lines for the step; in Telegram they come as one message."""
        return self.step.startswith("phrasings") and not self.can_edit

    def _head(self) -> Iterator[Block]:
        """How far the curator has come; at the beginning, what was asked."""
        draft = self.entry_draft
        if draft.changing:
            yield Heading(field_label(self.say, draft.changing) or self.say("ask-id-title"))
            return
        steps = [one for one in draft.steps(self.group, self.articles) if one != "section" or self.step == one]
        title, number = self.say("ask-id-title"), steps.index(self.step) + 1
        yield Heading(f"{title} · {self.say('write-step', number=number, total=len(steps))}")
        if not any(step.startswith("question") and text for step, text in draft.given.items()) and self.group.texts:
            yield Quotation("\n".join(f"• {shortened(text, 200)}" for text in list(self.group.texts)[:_ASKED]))

    def _asked(self, step: str) -> tuple[list[Block], ButtonRows]:
        what, _, about = step.partition("-")
        match what:
            case "id":
                return [Paragraph(self.say("ask-id", id=self.entry_draft.name))], ()
            case "section":
                return [Paragraph(self.say("ask-section"))], self._sections()
            case "question" | "answer" | "phrasings":
                asked = self._as_asked(about) if what == "question" else ()
                return [*self._stands(step), Paragraph(self.say(f"ask-{what}-{about}"))], (*asked, *self._left(about))
            case "lead" | "short":
                return [*self._stands(step), Paragraph(self.say(f"ask-{what}"))], ()
            case "passage":
                return self._passages(int(about))
            case "quote":
                return self._passage(int(about))
            case _:
                number, _, language = about.partition("-")
                quote = Quotation(self.entry_draft.given[f"quote-{number}"])
                return [quote, Paragraph(self.say(f"ask-translation-{language}"))], self._left(language)

    def _stands(self, step: str) -> list[Block]:
        """What stands in a field that is to be changed, or is proposed for it."""
        if not self.entry_draft.changing:
            return []
        what, _, language = step.partition("-")
        draft = self.entry_draft
        if what == "phrasings":
            text = "\n".join(next(texts for one, texts in draft.phrasings(self.group).items() if one == language))
        else:
            text = next(text for one, text in draft.texts(what).items() if one == language)
        return [Quotation(text)] if text else []

    def _as_asked(self, language: str) -> ButtonRows:
        """Buttons that take a question as somebody has asked it."""
        asked = self.entry_draft.asked_in(language, self.group)[:_PROPOSED]
        return tuple(
            (Button(f"“{shortened(text, _LABEL)}”", self._press("borrow", str(number))),)
            for number, text in enumerate(asked)
        )

    def _left(self, language: str) -> ButtonRows:
        """A button that leaves a language to other curators, as long as it is not the only one."""
        others = set(LANGUAGES) - {language, *self.entry_draft.lacking}
        can_be_left = others and not self.entry_draft.changing
        return ((self._button(f"button-omit-{language}", "omit"),),) if can_be_left else ()

    def _sections(self) -> ButtonRows:
        sections = self.library.sections
        return tuple((Button(one.title[self.language], self._press("theme", one.id)),) for one in sections)

    def _passages(self, number: int) -> tuple[list[Block], ButtonRows]:
        """Ask for words to search for, or which of the passages found to quote."""
        offered = self.entry_draft.offered
        drop = ((self._button("button-drop-quote", "drop"),),) if number > 1 else ()
        if not offered:
            return [Paragraph(self.say("ask-words"))], drop
        blocks: list[Block] = [Paragraph(self.say("ask-passage"))]
        most = _PASSAGES // (2 * len(offered))
        for place, (source, text) in enumerate(offered, 1):
            name = name_of(self.articles[source], self.language) if source in self.articles else source
            own = self._in_own_words(source, text)
            blocks += [Paragraph(f"{place}. {name}"), Quotation(shortened(text, most if own else 2 * most))]
            if own:
                blocks.append(Remark(shortened(own, most)))
        numbers = tuple(Button(str(place), self._press("passage", str(place))) for place in range(1, len(offered) + 1))
        return blocks, (numbers, *drop)

    def _in_own_words(self, source: str, text: str) -> str:
        """What a passage says in the curator's language, as far as it is translated and that is not its own."""
        article = self.articles.get(source)
        return in_own_words(article, text, self.language) if article else ""

    def _passage(self, number: int) -> tuple[list[Block], ButtonRows]:
        """Ask which of a passage's sentences to quote."""
        given = self.entry_draft.given
        source, passage = given[f"source-{number}"], given[f"passage-{number}"]
        blocks: list[Block] = [Paragraph(self.say("ask-quote"))]
        sentences = sentences_of(self.articles, source, passage)
        for place, text in enumerate(sentences, 1):
            blocks.append(Quotation(f"{place}. {text}"))
            if own := self._in_own_words(source, text):
                blocks.append(Remark(own))
        numbers = tuple(
            Button(str(place), self._press("passage", str(place))) for place in range(1, len(sentences) + 1)
        )
        return blocks, (numbers, (self._button("button-whole", "whole"), self._button("button-again", "again")))

    def preview(self, remark: str = "") -> Message:
        """All that the entry says, in all languages, with the buttons that publish it or change something."""
        draft = self.entry_draft
        above: list[Block] = [Remark(remark)] if remark else []
        title = Heading(self.say("preview-title", question=draft.texts("question")[self._written[0]]))
        waits = lacking_told(self.say, draft.empty)
        how = self.say("draft-waits-for", fields=waits) if waits else self.say("preview")
        blocks = (*above, title, Remark(how), *self._texts(), *self._quotes(), *self._below())
        views = tuple(Button(self.say(f"in-{one}"), self._press("view", one)) for one in self._written)
        more = (self._button("button-more", "more"),) if draft.quotes < MOST_QUOTES else ()
        live = () if waits else ((self._button("button-live", "live"),),)
        rows = (*live, views, (self._button("button-change", "field"), *more), (self._set_aside,))
        return Message(blocks, rows)

    @property
    def _written(self) -> list[Language]:
        """The languages in which all is written, the curator's own first."""
        return [one for one in self.entry_draft.languages if one not in self.entry_draft.lacking]

    @property
    def _set_aside(self) -> Button:
        return self._button("button-set-aside", "cancel")

    def _texts(self) -> Iterator[Block]:
        """The texts in each language, also those that were only proposed."""
        draft = self.entry_draft
        spoken = {what: draft.texts(what) for what in ("question", "lead", "answer", "short")}
        for language in self._written:
            yield Label(self.say(f"in-{language}"))
            yield Paragraph(spoken["question"][language])
            if lead := spoken["lead"][language]:
                yield Fact(lead)
            yield Paragraph(spoken["answer"][language])
            if short := spoken["short"][language]:
                yield Remark(f"{self.say('field-short')}: {short}")
        if not all(spoken["lead"][language] for language in self._written):
            yield Remark(self.say("no-fact"))

    def _quotes(self) -> Iterator[Block]:
        """The passages as citizens will read them."""
        entry = self.entry_draft.entry(self.group, self.articles)
        _, _, *blocks = self._speaker.more(entry, self._written[0], Person(_FAR_FUTURE)).blocks
        yield from blocks

    def _below(self) -> Iterator[Block]:
        """What nobody reads: the topic, the id, and how people ask."""
        draft = self.entry_draft
        topics = (one.title[self.language] for one in self.library.sections if one.id == draft.given["section"])
        yield Remark(self.say("preview-below", section=next(topics, draft.given["section"]), id=draft.name))
        yield Label(self.say("field-phrasings"))
        asked = (text for texts in draft.phrasings(self.group).values() for text in texts)
        yield Quotation("\n".join(f"• {text}" for text in asked), folds=True)

    def as_read(self, language: Language) -> Message:
        """The answer in a language, just as people will get it."""
        entry = self.entry_draft.entry(self.group, self.articles)
        blocks = self._speaker.answer(entry, language, Person(_FAR_FUTURE), "0").blocks
        return Message(blocks, ((self._button("button-back", "view"),),))

    @property
    def _speaker(self) -> Speaker:
        entry = self.entry_draft.entry(self.group, self.articles)
        return Speaker(replace(self.library, entries={**self.library.entries, entry.id: entry}), self.public)

    def menu(self) -> Message:
        """A button for each part that can be changed."""
        rows: list[ButtonRow] = []
        for what in CHANGEABLE:
            label = field_label(self.say, what)
            rows.append(tuple(self._change(f"{label}: {one}", f"{what}-{one}") for one in self.entry_draft.languages))
        numbers = range(1, self.entry_draft.quotes + 1)
        quotes = tuple(self._change(f"{self.say('field-quotes')}: {number}", f"quote-{number}") for number in numbers)
        others = (self._change(self.say("field-section"), "section"), self._change(self.say("field-id"), "id"))
        return Message((Paragraph(self.say("change-what")),), (*rows, quotes, others, self._back))

    @property
    def _back(self) -> ButtonRow:
        return (self._button("button-back", "view"),)

    def ways(self, steps: tuple[str, ...] = ()) -> ButtonRows:
        """The buttons under what keeps it from being published: to the fields that are wrong, and to the others."""
        labels = ((step, field_label(self.say, step)) for step in steps)
        mend = tuple((self._change(f"✎ {label}", step),) for step, label in labels if label)
        return (*mend, (self._button("button-change", "field"), *self._back), (self._set_aside,))

    def _change(self, label: str, step: str) -> Button:
        return Button(label, self._press("field", step))

    def _button(self, name: str, word: Word) -> Button:
        return Button(self.say(name), self._press(word))

    def _press(self, word: Word, argument: str = "") -> str:
        return writing(self.entry_draft.group, self.entry_draft.upto, self.entry_draft.place, word, argument)
