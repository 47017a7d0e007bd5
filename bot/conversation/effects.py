"""What has to be stored of what a person did, besides a question: a choice, a rating, a wish."""

from dataclasses import dataclass

from bot.content import Language
from bot.conversation.buttons import Reason


@dataclass(frozen=True, slots=True)
class Declined:
    """The person meant none of the choices offered in that turn."""

    turn: str


@dataclass(frozen=True, slots=True)
class Chose:
    """The person chose a language, for everything that follows."""

    language: Language


@dataclass(frozen=True, slots=True)
class ChoseForm:
    """The person chose the form of all answers that follow: short and simple, or full."""

    simple: bool


@dataclass(frozen=True, slots=True)
class Shortened:
    """The person asked for a shorter form of one answer."""


@dataclass(frozen=True, slots=True)
class Liked:
    """The person rated the answer that a turn gave with an entry: good, not good, or (`None`) took the rating back."""

    turn: str
    entry: str
    liked: bool | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class WantedNotice:
    """The person who asked in that turn wants to be told when there is an answer, or no longer wants to."""

    turn: str
    wanted: bool
    language: Language


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The person wants everything that is stored about them deleted."""
