"""What can be said to a question: a closed set, so that a type checker sees a forgotten case."""

from dataclasses import dataclass
from typing import Literal

from bot.knowledge import Entry

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
class Chat:
    """Small talk: no question, and no gap in the content."""

    kind: str


Reply = Answer | Choices | Unknown | Chat


def outcome_of(reply: Reply) -> Outcome:
    """The reply's name in the log and in `ask --json`."""
    match reply:
        case Answer():
            return "answer"
        case Choices():
            return "choices"
        case Unknown():
            return "unknown"
        case Chat():
            return "chat"
