"""Put a reply into words: which blocks a message has, in which language, with which buttons."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.content import Entry, Language, Library, Quote
from bot.conversation.buttons import Keyboards, Press, Rated
from bot.conversation.catalogue import Catalogue, around
from bot.conversation.message import (
    Block,
    Button,
    ButtonRows,
    Card,
    Heading,
    Label,
    Message,
    Open,
    Paragraph,
    Quotation,
    Remark,
    Shows,
)
from bot.conversation.personal_data import PersonalData
from bot.conversation.turns import Answer, Choices, Person, Reply, ReplyPlace, SmallTalk, Turn, Unknown
from bot.conversation.wording import Wording, citation


class Speaker:
    """Says things in three languages. Knows the content and the wording, and about the person only what it is told."""

    def __init__(self, library: Library, wording: Wording) -> None:
        self._wording = wording
        self.keyboards = Keyboards(library, wording)

    def reply(self, reply: Reply, language: Language, person: Person, turn: str) -> tuple[Message, ...]:
        """The messages of a reply. Their buttons carry `turn`, so that a press says which reply it is about."""
        match reply:
            case Answer(entries):
                return tuple(self.answer(entry, language, person, turn) for entry in entries)
            case Choices(entries):
                return (self._choices(entries, language, turn),)
            case Unknown():
                buttons = self.keyboards.unanswered(turn, language, offered=person.can_be_told)
                return (self.notice("unknown", language, buttons),)
            case SmallTalk(kind):
                name = f"chat-{kind}" if self._wording.has(language, f"chat-{kind}") else "chat-other"
                return (self.plain(name, language),)

    def answer(self, entry: Entry, language: Language, person: Person, turn: str, page: int | None = None) -> Message:
        """An entry's answer with the passages that support it. `page`: the page of the list whose place it takes."""
        blocks: list[Block] = [Heading(entry.question[language]), Paragraph(entry.answer[language])]
        if entry.note and entry.valid_until and person.today > entry.valid_until:
            blocks.append(Remark(entry.note[language]))
        for quote in entry.quotes:
            blocks += self._quoted(quote, language)
        buttons = self.keyboards.answer(Rated(turn, entry.id, page), language, private=person.private)
        return Message(tuple(blocks), buttons, Shows(entry.id, language))

    def _quoted(self, quote: Quote, language: Language) -> Iterator[Block]:
        if language == quote.article.language:
            yield Quotation(quote.text)
        else:
            yield Label(self._wording(language, f"quoted-in-{quote.article.language}"))
            yield Quotation(quote.text)
            yield Label(self._wording(language, "translation"))
            yield Quotation(quote.translations[language])
        yield citation(self._wording, quote.article, language)

    def told(self, entry: Entry, language: Language, person: Person, turn: str) -> Message:
        """The answer that a person asked to be told of."""
        answer = self.answer(entry, language, person, turn)
        return replace(answer, blocks=(Remark(self._wording(language, "now-answered")), *answer.blocks))

    def corrected(self, entry: Entry, language: Language, person: Person, turn: str) -> Message:
        """The answer as it is now, for a person who got an earlier one, with what was wrong with the earlier one."""
        answer = self.answer(entry, language, person, turn)
        wrong = [Paragraph(entry.correction[language])] if entry.correction else []
        return replace(answer, blocks=(Heading(self._wording(language, "corrected")), *wrong, *answer.blocks))

    def context(self, entry: Entry, language: Language) -> Message:
        """The entry's quotes in their articles: the paragraph around each quote, with the quote marked in it."""
        blocks: list[Block] = [Heading(entry.question[language])]
        if any(quote.article.language != language for quote in entry.quotes):
            blocks.append(Remark(self._wording(language, "context-in-original")))
        for quote in entry.quotes:
            blocks += [around(quote.article.text, quote.text), citation(self._wording, quote.article, language)]
        sources = Button(self._wording(language, "see-sources"), str(Press("sources", under=language)))
        return Message(tuple(blocks), ((sources,),))

    def card(self, entry: Entry, language: Language, person: Person) -> Card:
        """An answer that a person can send into any chat, with the title and the text by which they choose it."""
        answer = self.answer(entry, language, replace(person, private=False), "")
        opening = ((Open(self._wording(language, "open-bot"), entry.id),),)
        return Card(entry.question[language], entry.answer[language], replace(answer, buttons=opening))

    def _choices(self, entries: tuple[Entry, ...], language: Language, turn: str) -> Message:
        none = Button(self._wording(language, "none-of-these"), str(Press("none", turn, language)))
        buttons = (*self.keyboards.entries(entries, language), (none,))
        return Message((Paragraph(self._wording(language, "choices")),), buttons)

    def notice(self, name: str, language: Language, buttons: ButtonRows = ()) -> Message:
        """A title and a text of the wording: for "unknown", `unknown-title` and `unknown`."""
        return Message(
            (Heading(self._wording(language, f"{name}-title")), Paragraph(self._wording(language, name))),
            buttons,
        )

    def plain(self, name: str, language: Language, **values: int) -> Message:
        """One text of the wording, as a message."""
        return Message((Paragraph(self._wording(language, name, **values)),))

    def line(self, name: str, language: Language, **values: int) -> str:
        """One text of the wording, for places where only a line fits."""
        return self._wording(language, name, **values)

    def gone(self, language: Language) -> Message:
        """What the bot says if a button leads to an entry that no longer exists."""
        return self.notice("entry-gone", language, self.keyboards.to_topics(language))

    def welcome(self, language: Language) -> Message:
        """The first thing a person reads."""
        return self._with_more("welcome", "welcome-examples", language)

    def help(self, language: Language) -> Message:
        """How to ask, and the commands."""
        return self._with_more("help", "help-commands", language)

    def _with_more(self, name: str, more: str, language: Language) -> Message:
        message = self.notice(name, language, self.keyboards.to_topics(language))
        return replace(message, blocks=(*message.blocks, Paragraph(self._wording(language, more))))


@dataclass(frozen=True, slots=True)
class Voice:
    """The library and everything that speaks about it: answers, lists, the person's own data."""

    library: Library
    speaker: Speaker
    catalogue: Catalogue
    about_you: PersonalData

    def show(
        self,
        entry: str,
        language: Language,
        person: Person,
        turn: str,
        page: int | None = None,
        place: ReplyPlace = "below",
    ) -> Turn:
        """Show an entry by its id, as a button or a link asks for it. Says so if the entry no longer exists."""
        if entry not in self.library.entries:
            return Turn((self.speaker.gone(language),))
        answer = self.speaker.answer(self.library.entries[entry], language, person, turn, page)
        return Turn((answer,), place)

    def say(self, name: str, language: Language) -> Turn:
        """Say one sentence of the wording."""
        return Turn((self.speaker.plain(name, language),))


def voice_over(library: Library, wording: Wording, retention_days: int) -> Voice:
    speaker, catalogue = Speaker(library, wording), Catalogue(library, wording)
    return Voice(library, speaker, catalogue, PersonalData(wording, retention_days))
