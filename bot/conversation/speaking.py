"""Put a reply into words: which blocks a message has, in which language, with which buttons."""

from collections.abc import Iterator
from datetime import date

from bot.conversation.message import Block, Button, Citation, Heading, Message, Paragraph, Quotation, Remark
from bot.conversation.presses import Press
from bot.conversation.replies import Answer, Chat, Choices, Reply, Unknown
from bot.conversation.wording import Wording
from bot.knowledge import LANGUAGES, Article, Entry, Language, Library, Quote, Section

LANGUAGE_NAMES: dict[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

Rows = tuple[tuple[Button, ...], ...]


class Speaker:
    """Says things in three languages. Knows the content and the wording, not who listens."""

    def __init__(self, library: Library, wording: Wording) -> None:
        self._library = library
        self._wording = wording

    def reply(self, reply: Reply, language: Language, today: date, turn: str) -> tuple[Message, ...]:
        """The messages of a reply. `turn` comes back with "none of these", to tell what was offered."""
        match reply:
            case Answer(entries):
                return tuple(self.answer(entry, language, today) for entry in entries)
            case Choices(entries):
                return (self._choices(entries, language, turn),)
            case Unknown():
                return (self.notice("unknown", language, self._to_topics(language)),)
            case Chat(kind):
                name = f"chat-{kind}" if self._wording.has(language, f"chat-{kind}") else "chat-other"
                return (self.plain(name, language),)

    def answer(self, entry: Entry, language: Language, today: date) -> Message:
        """An entry's answer with the passages that carry it, and related questions as buttons."""
        blocks: list[Block] = [Heading(entry.question[language]), Paragraph(entry.answer[language])]
        if entry.note and entry.valid_until and today > entry.valid_until:
            blocks.append(Remark(entry.note[language]))
        for quote in entry.quotes:
            blocks += self._quoted(quote, language)
        related = [self._library.entries[name] for name in entry.related if name in self._library.entries]
        return Message(tuple(blocks), self._entry_buttons(related, language))

    def _quoted(self, quote: Quote, language: Language) -> Iterator[Block]:
        if language == quote.article.language:
            yield Quotation(quote.text)
        else:
            yield Remark(self._wording(language, f"quoted-in-{quote.article.language}"))
            yield Quotation(quote.text)
            yield Remark(self._wording(language, "translation"))
            yield Quotation(quote.translations[language])
        yield self.citation(quote.article, language)

    def citation(self, article: Article, language: Language) -> Citation:
        """Title, publisher, link and date of an article; what is not known is said to be unknown."""
        say = self._wording
        title = article.title or say(language, "untitled", description=article.description[language])
        name = article.publisher or say(language, "publisher-unknown")
        if article.published:
            end = say(language, "source-published", name=name, date=say.date(language, article.published))
        elif article.not_before:
            end = say(language, "source-not-before", name=name, date=say.date(language, article.not_before))
        else:
            end = say(language, "source-undated", name=name)
        return Citation("— ", title, f" · {end}", article.url)

    def _choices(self, entries: tuple[Entry, ...], language: Language, turn: str) -> Message:
        none = Button(self._wording(language, "none-of-these"), str(Press("none", turn, language)))
        buttons = (*self._entry_buttons(entries, language), (none,))
        return Message((Paragraph(self._wording(language, "choices")),), buttons)

    def _entry_buttons(self, entries: tuple[Entry, ...] | list[Entry], language: Language) -> Rows:
        return tuple((Button(entry.question[language], str(Press("answer", entry.id, language))),) for entry in entries)

    def _to_topics(self, language: Language) -> Rows:
        return ((Button(self._wording(language, "see-topics"), str(Press("topics", under=language))),),)

    def notice(self, name: str, language: Language, buttons: Rows = ()) -> Message:
        """A title and a text of the wording: `unknown-title` and `unknown`."""
        return Message(
            (Heading(self._wording(language, f"{name}-title")), Paragraph(self._wording(language, name))),
            buttons,
        )

    def plain(self, name: str, language: Language) -> Message:
        """One text of the wording."""
        return Message((Paragraph(self._wording(language, name)),))

    def gone(self, language: Language) -> Message:
        """Said where a button leads to an entry that is no longer there."""
        return self.notice("entry-gone", language, self._to_topics(language))

    def welcome(self, language: Language) -> Message:
        """The first thing a person reads."""
        return self._with_more(
            self.notice("welcome", language, self._to_topics(language)), "welcome-examples", language
        )

    def help(self, language: Language) -> Message:
        """How to ask, and the commands."""
        return self._with_more(self.notice("help", language, self._to_topics(language)), "help-commands", language)

    def _with_more(self, message: Message, name: str, language: Language) -> Message:
        return Message((*message.blocks, Paragraph(self._wording(language, name))), message.buttons)

    def topics(self, language: Language) -> Message:
        """The sections, a button each."""
        counted = ((section, len(self._library.in_section(section.id))) for section in self._library.sections)
        return self.notice("topics", language, tuple((self._topic(s, n, language),) for s, n in counted if n))

    def _topic(self, section: Section, count: int, language: Language) -> Button:
        label = self._wording(language, "topic-button", title=section.title[language], count=count)
        return Button(label, str(Press("section", section.id, language)))

    def section(self, section: Section, language: Language) -> Message:
        """The questions of a section, a button each, and the way back."""
        back = Button(self._wording(language, "back-to-topics"), str(Press("topics", under=language)))
        rows = (*self._entry_buttons(self._library.in_section(section.id), language), (back,))
        return Message((Heading(section.title[language]), Paragraph(self._wording(language, "section"))), rows)

    def sources(self, language: Language) -> Message:
        """The articles quoted, with what is known of each."""
        articles = self._library.articles.values()
        head = Heading(self._wording(language, "sources-title"))
        text = Paragraph(self._wording(language, "sources", count=len(articles)))
        return Message((head, text, *(self.citation(article, language) for article in articles)))

    def languages(self, language: Language) -> Message:
        """The choice of a language, each under its own name."""
        row = tuple(Button(LANGUAGE_NAMES[one], str(Press("language", one))) for one in LANGUAGES)
        ask = Paragraph(self._wording(language, "language-ask"))
        return Message((Heading(self._wording(language, "language-title")), ask), (row,))

    def privacy(self, language: Language, days: int) -> Message:
        """What is kept, and for how many days."""
        text = Paragraph(self._wording(language, "privacy", days=days))
        return Message((Heading(self._wording(language, "privacy-title")), text))
