"""What people look through: topics and their questions, articles and their pages, word for word.

Each list is one message, which changes when somebody presses its buttons. What people asked most is told only as far as
it may be: never a figure that few people make.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.content import Article, Entry, Language, Library, Section
from bot.conversation.buttons import ButtonVerb, Press, label_of
from bot.conversation.message import (
    Block,
    Button,
    ButtonRows,
    Extract,
    Heading,
    Label,
    MarkedText,
    Message,
    Paragraph,
    PassagePlace,
    Remark,
)
from bot.conversation.wording import Wording, citation, name_of
from bot.search import ArticlePassage, ArticleSearch, ArticlesFound

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


_PAGE = 1800  # characters; about two screens of a phone
_AROUND = 1000  # characters of a passage; an entry quotes three articles at most, and a message holds 4,096 in all
_BETWEEN = "\n\n"  # paragraphs

_Span = tuple[int, int]


def pages(text: str) -> tuple[str, ...]:
    """Cut an article into pages of whole paragraphs. A paragraph longer than a page is cut between words."""
    return tuple(_joined(text, page) for page in _pages(text))


def page_with(text: str, start: int, end: int) -> tuple[int, Extract]:
    """The number of the page on which a passage begins, and the page with as much of the passage marked as it has."""
    cut = _pages(text)
    number = max((number for number, page in enumerate(cut) if page[0][0] <= start), default=0)
    shown = _joined(text, cut[number])
    first, last = (_position(cut[number], place) for place in (start, end))
    return number, Extract(shown[:first], shown[first:last], shown[last:])


def _pages(text: str) -> list[list[_Span]]:
    """The paragraphs of each page, as parts of the text."""
    found: list[list[_Span]] = []
    length = _PAGE + 1
    for start, end in _paragraphs(text):
        length += len(_BETWEEN) + end - start
        if length > _PAGE:
            found.append([])
            length = end - start
        found[-1].append((start, end))
    return found


def _joined(text: str, page: list[_Span]) -> str:
    return _BETWEEN.join(text[start:end] for start, end in page)


def _position(page: list[_Span], place: int) -> int:
    """Where a place of the text is on a page; at its beginning or end, if it is on another."""
    position = 0
    for start, end in page:
        if place <= end:
            return position + max(0, place - start)
        position += end - start + len(_BETWEEN)
    return position - len(_BETWEEN)


def _paragraphs(text: str) -> list[_Span]:
    """The paragraphs of a text, without blank lines. Paragraphs longer than a page are cut between words."""
    found = []
    after = 0
    for line in text.splitlines(keepends=True):
        start, end = after + len(line) - len(line.lstrip()), after + len(line.rstrip())
        after += len(line)
        while end - start > _PAGE:
            space = text.rfind(" ", start, start + _PAGE)
            cut = space if space > start else start + _PAGE
            found.append((start, cut))
            start = end - len(text[cut:end].lstrip())
        if start < end:
            found.append((start, end))
    return found


def around(text: str, quote: str) -> Extract:
    """The paragraphs that a quote is in. If it fills them, the paragraphs before and after are shown too.

    Very long paragraphs are cut to what fits around the quote. Raises `ValueError` if the quote is not in the text.
    """
    start = text.index(quote)
    end = start + len(quote)
    first, last = _whole_lines(text, start, end)
    if text[first:last].strip() == quote.strip():
        above, below = text[:first].rstrip(), text[last:].lstrip()
        first, last = _whole_lines(text, len(above), len(text) - len(below))
    room = max(0, _AROUND - len(quote)) // 2
    return Extract(_last_words(text[first:start].lstrip(), room), quote, _first_words(text[end:last].rstrip(), room))


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """The start and the end of the lines that hold a part of a text."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, last if last >= 0 else len(text)


def _first_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return text[: max(0, text.rfind(" ", 0, most))] + " …"


def _last_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text.find(" ", len(text) - most)
    return "… " + (text[cut + 1 :] if cut >= 0 else "")


class ArticlePlaces:
    """Says what a search in the articles found."""

    def __init__(self, search: ArticleSearch, wording: Wording) -> None:
        self._search = search
        self._wording = wording

    def search(self, text: str) -> ArticlesFound:
        """Look for what the articles say on a question. Takes tens of milliseconds of processor time."""
        return self._search.find(text)

    def message(self, found: ArticlesFound, language: Language, translated_only: bool = False) -> Message:
        """The passages that were found, each with its source and date, and the words that stand in no article.

        `translated_only`: without the original of a passage that has a translation into the reader's language.
        """
        if not found.passages:
            absent = [Paragraph(line) for line in self._absent(found, language)]
            said = Paragraph(self._wording(language, "search-none", count=self._count))
            return Message((Heading(self._wording(language, "search-none-title")), *(absent or [said])))
        passages = (self._passage(passage, found, language, translated_only) for passage in found.passages)
        blocks = [block for passage in passages for block in passage]
        absent_too = map(Remark, self._absent(found, language))
        return Message((Heading(self._wording(language, "search-title")), *blocks, *absent_too))

    @property
    def _count(self) -> int:
        return len(self._search.index.articles)

    def _passage(
        self, passage: ArticlePassage, found: ArticlesFound, language: Language, translated_only: bool
    ) -> Iterator[Block]:
        article, translated = passage.article, passage.sentence.translations.get(language)
        if not (translated and translated_only):
            if language != article.language:
                yield Label(self._wording(language, f"quoted-in-{article.language}"))
            yield MarkedText(passage.text, found.marks(passage.text))
        if translated:
            yield Label(self._wording(language, "search-translation"))
            yield MarkedText(translated, found.marks(translated))
        yield citation(self._wording, article, language, passage.text)

    def _absent(self, found: ArticlesFound, language: Language) -> Iterator[str]:
        """Which words stand in no article. In a language that is not the articles' own, our translations count too."""
        if found.absent:
            own = all(article.language == found.language for article in self._search.index.articles)
            words = ", ".join(self._wording(language, "in-quotes", text=word) for word in found.absent)
            numbers = {"number": len(found.absent), "count": self._count}
            if own:
                yield self._wording(language, "search-absent", words=words, **numbers)
            else:
                yield self._wording(language, "search-absent-translated", words=words, **numbers)
