"""Functions that templates call to draw values of the core: a message's blocks, a diff, a passage in its article."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Literal

from bot.content import Edit, Library
from bot.content.text_fragments import linked_to
from bot.conversation import Block, Button, Citation, Message
from bot.conversation.catalogue import around
from bot.desk.drafts import by_field

__all__ = ["around", "by_field", "diff", "kind", "leads_to", "mark", "parts", "percent", "rows", "width"]

Mark = Literal["same", "gone", "new", "place"]

_AROUND = 3  # unchanged lines shown around a change


def kind(block: Block) -> str:
    """The kind of a block, for templates to branch on."""
    return type(block).__name__.lower()


def rows(message: Message) -> list[list[Button]]:
    """The rows of buttons that work on a page. Links into Telegram are left out: they lead nowhere here."""
    pressable = [[button for button in row if isinstance(button, Button)] for row in message.buttons]
    return [row for row in pressable if row]


def leads_to(source: Citation, library: Library) -> str:
    """Where the words of a source lead: to the publisher's page, or to the passage in the console's own page."""
    article = library.articles.get(source.place.article) if source.place else None
    if source.place is None or article is None:
        return source.url or ""
    passage = article.text[source.place.start : source.place.end]
    return linked_to(f"/content/articles/{article.id}", article.text, passage)


def percent(share: float) -> str:
    """A share of 1 in percent, as people read it. Above zero it is never shown as zero, but as "< 1 %"."""
    return "< 1 %" if 0 < share < 0.01 else f"{share:.0%}".replace("%", " %")


def width(share: float) -> str:
    """A share of 1 as the width of a bar, from 0 to 100."""
    return f"{100 * min(1.0, max(0.0, share)):.1f}"


def diff(edit: Edit) -> Iterator[tuple[Mark, str]]:
    """The lines that an edit changes, each with its mark."""
    return marked(_lines(edit.before), _lines(edit.after))


def marked(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    """The lines of a diff between two texts, each with its mark."""
    for line in list(difflib.unified_diff(before, after, lineterm="", n=_AROUND))[2:]:
        yield mark(line), line[1:] if not line.startswith("@@") else line


def mark(line: str) -> Mark:
    """The mark of one line of a unified diff."""
    marks: dict[str, Mark] = {"+": "new", "-": "gone", "@": "place"}
    return marks.get(line[:1], "same")


def _lines(written: bytes) -> list[str]:
    return written.decode("utf-8", "replace").splitlines()


def parts(text: str, quotes: Sequence[str]) -> list[tuple[str, bool]]:
    """Split an article's text into parts, each with whether an entry quotes it."""
    spans = sorted((start, start + len(quote)) for quote in quotes if (start := text.find(quote)) >= 0)
    found, at = [], 0
    for start, end in spans:
        if end > at:
            found += [(text[at : max(at, start)], False), (text[max(at, start) : end], True)]
            at = end
    return [part for part in (*found, (text[at:], False)) if part[0]]
