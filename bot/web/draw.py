"""What templates call to draw the values of the core: a message's blocks, a diff, a passage in its article."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Literal

from bot.content import Edit
from bot.conversation import Block, Button, Message
from bot.conversation.catalogue import around

__all__ = ["around", "diff", "kind", "mark", "parts", "percent", "rows", "width"]

Mark = Literal["same", "gone", "new", "place"]

_AROUND = 3  # unchanged lines shown beside a change


def kind(block: Block) -> str:
    """A block's kind, by which templates tell them apart."""
    return type(block).__name__.lower()


def rows(message: Message) -> list[list[Button]]:
    """The buttons that can be pressed here: links into Telegram lead nowhere in a page."""
    pressable = [[button for button in row if isinstance(button, Button)] for row in message.buttons]
    return [row for row in pressable if row]


def percent(share: float) -> str:
    """A share as a person reads it; what is nearly nothing is not said to be nothing."""
    return "< 1 %" if 0 < share < 0.01 else f"{share:.0%}".replace("%", " %")


def width(share: float) -> str:
    """A share of the width of a bar that is 100 wide."""
    return f"{100 * min(1.0, max(0.0, share)):.1f}"


def diff(edit: Edit) -> Iterator[tuple[Mark, str]]:
    """What an edit changes, line by line."""
    return marked(_lines(edit.before), _lines(edit.after))


def marked(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    """The lines of a difference, each with what happened to it."""
    for line in list(difflib.unified_diff(before, after, lineterm="", n=_AROUND))[2:]:
        yield mark(line), line[1:] if not line.startswith("@@") else line


def mark(line: str) -> Mark:
    """What a line of a unified diff is."""
    marks: dict[str, Mark] = {"+": "new", "-": "gone", "@": "place"}
    return marks.get(line[:1], "same")


def _lines(written: bytes) -> list[str]:
    return written.decode("utf-8", "replace").splitlines()


def parts(text: str, quotes: Sequence[str]) -> list[tuple[str, bool]]:
    """An article's text in parts, each with whether an entry quotes it."""
    spans = sorted((start, start + len(quote)) for quote in quotes if (start := text.find(quote)) >= 0)
    found, at = [], 0
    for start, end in spans:
        if end > at:
            found += [(text[at : max(at, start)], False), (text[max(at, start) : end], True)]
            at = end
    return [part for part in (*found, (text[at:], False)) if part[0]]
