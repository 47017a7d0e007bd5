"""What the bot says, as plain values. Adapters turn them into Telegram HTML, a terminal's lines or a web page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.content import Language

# Telegram gives a bot at most 64 of the signs A-Za-z0-9_- from a link. The id of an article has at most 40 of them, and
# no low line; its text has at most 7 digits of characters.
_PLACE_NAME = re.compile(r"([a-z0-9-]{1,40})_(\d{1,7})_(\d{1,7})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line: the question as the bot understood it, or the title of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text. Its line breaks are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What an answer says, in a sentence or two. What was asked for stands between asterisks, and is shown in bold."""

    text: str

    @property
    def parts(self) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it was asked for."""
        for number, part in enumerate(self.text.split("*")):
            if part:
                yield part, number % 2 == 1


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage, word for word. Only its first lines show at once if it `folds`, or is very long.

    If the text is a translation, `mark` stands before it and says so, and `original` follows it below the line `label`.
    """

    text: str
    folds: bool = False
    mark: str = ""
    label: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """A part of an article, word for word. `quoted` holds the words in it that an answer quotes.

    It is shown whole, because people who ask for it want to read it.
    """

    before: str
    quoted: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text, word for word. `marks` says where the words in it that were looked for begin and end."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces, each with whether it is marked."""
        borders = [0, *(place for mark in self.marks for place in mark), len(self.text)]
        pieces = ((self.text[start:end], number % 2 == 1) for number, (start, end) in enumerate(pairwise(borders)))
        return tuple((piece, is_marked) for piece, is_marked in pieces if piece)


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark about the text beside it, set apart from that text."""

    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A line that says what the quotation below it is."""

    text: str


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """The characters of an article's text from `start` to before `end`."""

    article: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.article}_{self.start}_{self.end}"


def place_named(name: str) -> PassagePlace | None:
    """The place with this name; `None` if it is the name of something else."""
    found = _PLACE_NAME.fullmatch(name)
    return PassagePlace(found[1], int(found[2]), int(found[3])) if found else None


def place_of(article: str, text: str, passage: str) -> PassagePlace | None:
    """Where a passage stands in the text of an article; `None` if it does not."""
    start = text.find(passage) if passage else -1
    return PassagePlace(article, start, start + len(passage)) if start >= 0 else None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a passage is from, in words. The words in `linked` are a link to `url`, if there is one.

    Else they are a link to the passage at `place`, as the bot itself shows the article, where that can be linked to.
    """

    before: str
    linked: str
    after: str
    url: str | None
    place: PassagePlace | None = None


Block = Heading | Paragraph | Fact | Quotation | Extract | MarkedText | Remark | Label | Citation


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message. `press` is the text that comes back when somebody presses it (see `buttons`)."""

    label: str
    press: str


@dataclass(frozen=True, slots=True)
class Share:
    """A button that passes an entry on to a chat of the person's choice.

    `text` is its question in the language of the answer above: what is typed there to find it, or goes with its link.
    """

    label: str
    entry: str
    text: str


@dataclass(frozen=True, slots=True)
class Open:
    """A button that opens an entry in the chat with the bot, from whichever chat the message is in."""

    label: str
    entry: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that puts a text of 1 to 256 UTF-16 units into the person's clipboard."""

    label: str
    text: str


AnyButton = Button | Share | Open | Copy
ButtonRows = tuple[tuple[AnyButton, ...], ...]


@dataclass(frozen=True, slots=True)
class Shows:
    """Which entry a message answers with, in which language."""

    entry: str
    language: Language


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its blocks from top to bottom, the rows of buttons under it, and the answer it shows, if any."""

    blocks: tuple[Block, ...]
    buttons: ButtonRows = ()
    shows: Shows | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A message that a person can choose, by its title and the text under the title, and send into a chat."""

    title: str
    text: str
    message: Message


Reaction = Literal["👍", "👌"]

_REACTIONS: Mapping[str, Reaction] = {"thanks": "👍", "farewell": "👍", "agreement": "👌"}


def reaction_to(kind: str, text: str) -> Reaction | None:
    """The reaction to small talk of a kind; `None` if it wants words. A message without words has no kind."""
    if not kind:
        return None if "?" in text else "👌"
    return _REACTIONS.get(kind)
