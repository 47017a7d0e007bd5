"""Ask a curator for what an entry still lacks, and show it whole before it is published."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.conversation import Block, Button, Heading, Listener, Message, Paragraph, Quotation, Remark, Wording
from bot.conversation.citing import name_of
from bot.conversation.message import Rows
from bot.conversation.speaking import Speaker
from bot.curation import Group
from bot.deskside.dialogue import PREVIEW, Dialogue
from bot.deskside.presses import Word, writing
from bot.deskside.speaking import Say, shortened
from bot.knowledge import LANGUAGES, Article, Language, Library

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
