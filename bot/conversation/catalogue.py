"""The lists that people look through: topics and their questions, articles and their pages.

Each list is one message, which changes when somebody presses its buttons. What people asked most is told only as far as
it may be: never a figure that few people make.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content import Article, Entry, Language, Library, Section
from bot.conversation.article_pages import page_with, pages
from bot.conversation.buttons import ButtonVerb, Press, label_of
from bot.conversation.message import (
    Block,
    Button,
    ButtonRows,
    Extract,
    Heading,
    Message,
    Paragraph,
    PassagePlace,
    Remark,
)
from bot.conversation.wording import Wording, citation, name_of

FEWEST = 10
"""People who must have asked for an entry before it is named among the most asked."""


@dataclass(frozen=True, slots=True)
class MostAsked:
    """An entry, and how many different people it answered in the last seven days: `FEWEST` or more."""

    entry: str
    people: int


_MOST_ASKED = 3  # questions named above the topics: five would push these off a phone's screen

PAGE = 8
"""Questions on a page of a section: as many buttons as a phone shows without scrolling."""


class Catalogue:
    """Builds the messages that list topics, questions, sources and pages of articles."""

    def __init__(self, library: Library, wording: Wording) -> None:
        self._library = library
        self._wording = wording

    def topics(self, language: Language, most_asked: Sequence[MostAsked] = ()) -> Message:
        """What most people asked this week, if that may be told, and all sections with entries, one button each."""
        counted = ((section, len(self._library.in_section(section.id))) for section in self._library.sections)
        sections = tuple((self._topic(section, count, language),) for section, count in counted if count)
        blocks: list[Block] = [Heading(self._wording(language, "topics-title"))]
        known = [one for one in most_asked if one.entry in self._library.entries][:_MOST_ASKED]
        if known:
            lines = (self._asked(number, one, language) for number, one in enumerate(known, 1))
            blocks.append(Paragraph("\n".join([self._wording(language, "topics-asked"), *lines])))
        blocks.append(Paragraph(self._wording(language, "topics")))
        asked = tuple((self._question(self._library.entries[one.entry], 0, language),) for one in known)
        return Message(tuple(blocks), (*asked, *sections))

    def _asked(self, number: int, one: MostAsked, language: Language) -> str:
        question = self._library.entries[one.entry].question[language]
        return self._wording(language, "topics-asked-by", number=number, question=question, people=one.people)

    def _topic(self, section: Section, count: int, language: Language) -> Button:
        label = self._wording(language, "topic-button", title=section.title[language], count=count)
        return Button(label, str(Press("section", section.id, language)))

    def section(self, name: str, page: int, language: Language) -> Message:
        """One page of a section's questions, one button each, and a button back. An unknown section shows the topics.

        Pages count from 0; a number past the last page shows the last.
        """
        section = next((one for one in self._library.sections if one.id == name), None)
        entries = self._library.in_section(name)
        if section is None or not entries:
            return self.topics(language)
        last = (len(entries) - 1) // PAGE
        page = min(page, last)
        shown = entries[page * PAGE : (page + 1) * PAGE]
        questions = tuple((self._question(entry, page, language),) for entry in shown)
        back = Button(self._wording(language, "back-to-topics"), str(Press("topics", under=language)))
        head = (Heading(section.title[language]), Paragraph(self._wording(language, "section")))
        return Message(head, (*questions, *self._turning("section", name, page, last, language), (back,)))

    def _question(self, entry: Entry, page: int, language: Language) -> Button:
        return Button(label_of(entry, language), str(Press("open", f"{entry.id}.{page}", language)))

    def _turning(self, verb: ButtonVerb, name: str, page: int, last: int, language: Language) -> ButtonRows:
        """The buttons to the previous and the next page, with the current page's number between them."""
        if last == 0:
            return ()
        shown = self._wording(language, "page", page=page + 1, pages=last + 1)
        leaves = ((page - 1, "‹"), (page, shown), (page + 1, "›"))
        presses = ((label, Press(verb, f"{name}.{to}", language)) for to, label in leaves if 0 <= to <= last)
        return (tuple(Button(label, str(press)) for label, press in presses),)

    def sources(self, language: Language) -> Message:
        """All articles, with what is known about each, and a button to read it."""
        articles = self._library.articles.values()
        head = Heading(self._wording(language, "sources-title"))
        text = Paragraph(self._wording(language, "sources", count=len(articles)))
        buttons = tuple((self._article(article, language),) for article in articles)
        return Message((head, text, *(citation(self._wording, article, language) for article in articles)), buttons)

    def _article(self, article: Article, language: Language) -> Button:
        return Button(name_of(article, language), str(Press("article", f"{article.id}.0", language)))

    def article(self, name: str, page: int, language: Language) -> Message:
        """One page of an article, word for word. An unknown article shows the list of sources."""
        if name not in self._library.articles:
            return self.sources(language)
        article = self._library.articles[name]
        leaves = pages(article.text)
        page = min(page, len(leaves) - 1)
        return self._page(article, page, len(leaves), Extract(leaves[page]), language)

    def passage(self, place: PassagePlace, language: Language) -> Message:
        """The page of an article that a passage begins on, with the passage marked."""
        if place.article not in self._library.articles:
            return self.sources(language)
        article = self._library.articles[place.article]
        number, shown = page_with(article.text, place.start, place.end)
        return self._page(article, number, len(pages(article.text)), shown, language)

    def _page(self, article: Article, page: int, count: int, shown: Extract, language: Language) -> Message:
        blocks: list[Block] = [Heading(name_of(article, language))]
        if article.language != language:
            blocks.append(Remark(self._wording(language, f"only-in-{article.language}")))
        blocks += [shown, citation(self._wording, article, language)]
        back = Button(self._wording(language, "back-to-sources"), str(Press("sources", under=language)))
        return Message(tuple(blocks), (*self._turning("article", article.id, page, count - 1, language), (back,)))
