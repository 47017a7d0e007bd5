"""What is said, as plain values. An adapter turns them into Telegram HTML, a terminal's lines or a web page."""

from dataclasses import dataclass

from bot.content import Language


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
class Extract:
    """A part of an article, word for word, with the words that an answer quotes to be seen in it.

    It is shown whole: who asks for it wants to read it.
    """

    before: str
    quoted: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said about the text beside it, set apart from it."""

    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """What the quotation below it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a passage is from: the words, of which `linked` leads to `url` if there is one."""

    before: str
    linked: str
    after: str
    url: str | None


Block = Heading | Paragraph | Quotation | Extract | Remark | Label | Citation


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message. `press` is what comes back when it is pressed (see `presses`)."""

    label: str
    press: str


@dataclass(frozen=True, slots=True)
class Share:
    """A button that passes an entry on: to whom, the person says. `text` goes with the link to the entry."""

    label: str
    entry: str
    text: str


@dataclass(frozen=True, slots=True)
class Open:
    """A button that opens an entry in the chat with the bot, from wherever the message stands."""

    label: str
    entry: str


ButtonRows = tuple[tuple[Button | Share | Open, ...], ...]


@dataclass(frozen=True, slots=True)
class Shows:
    """Which entry a message answers with, in which language."""

    entry: str
    language: Language


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its blocks from top to bottom, the rows of buttons under it, and which answer it shows, if one."""

    blocks: tuple[Block, ...]
    buttons: ButtonRows = ()
    shows: Shows | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A message that somebody may choose to send into a chat: by its title and the text under that."""

    title: str
    text: str
    message: Message
