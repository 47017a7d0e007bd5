"""The articles themselves, word for word: their pages, and the places in them that a search found."""

from collections.abc import Iterator

from bot.content import Language
from bot.conversation.message import Block, Extract, Heading, Label, MarkedText, Message, Paragraph, Remark
from bot.conversation.wording import Wording, citation
from bot.search import ArticlePassage, ArticleSearch, ArticlesFound

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
