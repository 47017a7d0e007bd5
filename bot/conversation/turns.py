"""What passes between the conversation and whoever carries it: who listens, what is said, what has to be kept."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.content import LANGUAGES, Entry, Language
from bot.conversation.buttons import Reason
from bot.conversation.message import Message

Outcome = Literal["answer", "choices", "unknown", "chat"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry is clearly meant; two where the message asks two things."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Up to three entries are close, none clearly meant."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No entry is near the question. Said plainly, never guessed."""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Small talk: no question, and no gap in the content."""

    kind: str


Reply = Answer | Choices | Unknown | SmallTalk


def outcome_of(reply: Reply) -> Outcome:
    """The reply's name in the log and in `ask --json`."""
    match reply:
        case Answer():
            return "answer"
        case Choices():
            return "choices"
        case Unknown():
            return "unknown"
        case SmallTalk():
            return "chat"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is spoken to: the language chosen, if any, Telegram's own for them, the day.

    `private`: nobody reads along. `reachable`: they can be written to later.
    """

    today: date
    chosen: Language | None = None
    telegram_language: str | None = None
    private: bool = True
    reachable: bool = True

    @property
    def can_be_told(self) -> bool:
        """Whether to offer to tell them of an answer later."""
        return self.private and self.reachable

    def language(self, heard: Language | None = None) -> Language:
        """The language to answer in: the one chosen, else the message's own, else Telegram's, else Kazakh."""
        code = (self.telegram_language or "").split("-")[0].lower()
        offered = next((language for language in LANGUAGES if language == code), None)
        return self.chosen or heard or offered or "kk"


@dataclass(frozen=True, slots=True)
class Command:
    """A command as somebody typed it: "/ask@some_bot how many deputies". `bot` is whom it is for, if that is said."""

    name: str
    bot: str
    argument: str


def command_from(text: str) -> Command | None:
    """Read a command; `None` for a text that does not begin with a slash."""
    if not text.startswith("/"):
        return None
    head, *rest = text[1:].split(maxsplit=1) or [""]
    name, _, bot = head.partition("@")
    return Command(name.lower(), bot.lower(), rest[0].strip() if rest else "")


@dataclass(frozen=True, slots=True)
class Before:
    """What a message goes on from: an answer that it replies to, or what the same person wrote a moment ago.

    `text` is empty for the former. `entries` are those answered with.
    """

    entries: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the log keeps of a question: what was answered with or offered, and the nearest entries with belief."""

    text: str
    outcome: Outcome
    answered: tuple[str, ...]
    offered: tuple[str, ...]
    entries: tuple[tuple[str, float], ...]
    confidence: float
    language: Language
    version: str


@dataclass(frozen=True, slots=True)
class Declined:
    """None of the choices offered in that turn was meant."""

    turn: str


@dataclass(frozen=True, slots=True)
class Chose:
    """A language was chosen, for all that follows."""

    language: Language


@dataclass(frozen=True, slots=True)
class Liked:
    """The answer given in a turn with an entry was good (`True`), not good, or is no longer judged (`None`)."""

    turn: str
    entry: str
    liked: bool | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class WantedNotice:
    """The asker of that turn wants to be told when there is an answer, or no longer wants to."""

    turn: str
    wanted: bool
    language: Language


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The person wants all that is kept about them deleted."""


Effect = Asked | Declined | Chose | Liked | WantedNotice | Forgotten

# Where a reply goes: below what was said last, in place of the message whose button was pressed, or only into its
# buttons.
ReplyPlace = Literal["below", "instead", "buttons"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What the bot says to one thing a person did, and what has to be kept of it.

    `toast` is a short line that shows for a moment where a button was pressed (at most 200 characters).
    """

    messages: tuple[Message, ...]
    place: ReplyPlace = "below"
    effects: tuple[Effect, ...] = ()
    toast: str = ""

    @property
    def asked(self) -> Asked | None:
        """What was asked, if this replies to a question."""
        return next((effect for effect in self.effects if isinstance(effect, Asked)), None)
