"""Lists to look through, each one message that changes: topics and their questions, articles and their pages."""

from bot.content import Article, Entry, Language, Library, Section
from bot.conversation.article_text import citation, name_of, pages
from bot.conversation.buttons import Press, Verb
from bot.conversation.message import Block, Button, Heading, Message, Paragraph, Passage, Remark, Rows
from bot.conversation.wording import Wording

PAGE = 8
"""Questions on a page of a section: as many buttons as a phone shows without scrolling."""


class Catalogue:
    """Shows what there is."""

    def __init__(self, library: Library, wording: Wording) -> None:
        self._library = library
        self._wording = wording

    def topics(self, language: Language) -> Message:
        """The sections, a button each."""
        counted = ((section, len(self._library.in_section(section.id))) for section in self._library.sections)
        buttons = tuple((self._topic(section, count, language),) for section, count in counted if count)
        head = (Heading(self._wording(language, "topics-title")), Paragraph(self._wording(language, "topics")))
        return Message(head, buttons)

    def _topic(self, section: Section, count: int, language: Language) -> Button:
        label = self._wording(language, "topic-button", title=section.title[language], count=count)
        return Button(label, str(Press("section", section.id, language)))

    def section(self, name: str, page: int, language: Language) -> Message:
        """A page of a section's questions, a button each, and the way back. One that is not there shows the topics."""
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
        return Button(entry.question[language], str(Press("open", f"{entry.id}.{page}", language)))

    def _turning(self, verb: Verb, name: str, page: int, last: int, language: Language) -> Rows:
        """The buttons to the page before and after, with where one is between them."""
        if last == 0:
            return ()
        shown = self._wording(language, "page", page=page + 1, pages=last + 1)
        leaves = ((page - 1, "‹"), (page, shown), (page + 1, "›"))
        presses = ((label, Press(verb, f"{name}.{to}", language)) for to, label in leaves if 0 <= to <= last)
        return (tuple(Button(label, str(press)) for label, press in presses),)

    def sources(self, language: Language) -> Message:
        """The articles quoted, with what is known of each, and a button to read it."""
        articles = self._library.articles.values()
        head = Heading(self._wording(language, "sources-title"))
        text = Paragraph(self._wording(language, "sources", count=len(articles)))
        buttons = tuple((self._article(article, language),) for article in articles)
        return Message((head, text, *(citation(self._wording, article, language) for article in articles)), buttons)

    def _article(self, article: Article, language: Language) -> Button:
        return Button(name_of(article, language), str(Press("article", f"{article.id}.0", language)))

    def article(self, name: str, page: int, language: Language) -> Message:
        """A page of an article, word for word. One that is not there shows the list of them."""
        if name not in self._library.articles:
            return self.sources(language)
        article = self._library.articles[name]
        leaves = pages(article.text)
        page = min(page, len(leaves) - 1)
        blocks: list[Block] = [Heading(name_of(article, language))]
        if article.language != language:
            blocks.append(Remark(self._wording(language, f"only-in-{article.language}")))
        blocks += [Passage(leaves[page]), citation(self._wording, article, language)]
        back = Button(self._wording(language, "back-to-sources"), str(Press("sources", under=language)))
        return Message(tuple(blocks), (*self._turning("article", name, page, len(leaves) - 1, language), (back,)))
