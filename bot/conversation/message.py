"""What is said, as plain values. An adapter turns them into Telegram HTML, a terminal's lines or a web page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line: the question understood, or the title of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text; line breaks in it stay."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage, word for word. A long one may be shown folded."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said about the text beside it, set apart from it."""

    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a passage is from: the words, of which `linked` leads to `url` if there is one."""

    before: str
    linked: str
    after: str
    url: str | None


Block = Heading | Paragraph | Quotation | Remark | Citation


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message. `press` is what comes back when it is pressed (see `presses`)."""

    label: str
    press: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its blocks from top to bottom, and the rows of buttons under it."""

    blocks: tuple[Block, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
