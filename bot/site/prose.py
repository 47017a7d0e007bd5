"""Cut texts of the content into what a page sets in its own way: paragraphs, lists, words that stand out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_ITEM = re.compile(r"[—–•-]\s+")
_STRONG = re.compile(r"\*([^*\n]+)\*")


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, which has one line, or a list of several."""

    lines: tuple[str, ...]
    is_list: bool


def prose(text: str) -> Iterator[Prose]:
    """The paragraphs of a text, one for each line. Lines that begin with a dash make a list together."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for is_list, some in groupby(lines, lambda line: bool(_ITEM.match(line))):
        if is_list:
            yield Prose(tuple(_ITEM.sub("", line, count=1) for line in some), is_list=True)
        else:
            yield from (Prose((line,), is_list=False) for line in some)


def marked(lead: str) -> Iterator[tuple[str, bool]]:
    """A lead in pieces: its words, and whether they are strong, because they stand between asterisks."""
    for number, words in enumerate(_STRONG.split(lead)):
        if words:
            yield words, number % 2 == 1
