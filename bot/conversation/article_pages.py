"""Cut articles, into pages or around a quote. Every word stays as the article has it."""

from bot.conversation.message import Extract

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
