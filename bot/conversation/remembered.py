"""What is remembered between turns, as plain values: the core names them, a database keeps them.

People and chats are codes here, and an address is sealed (see `bot.identity`): nothing names anybody.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.content import Language

CORRECTING = 30
"""Days for which whoever got an answer is told if it is corrected."""
WAITING = 90
"""Days for which whoever asked to be told of an answer is."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and by whom something was done. `message` is the number of the message that asked, in its chat.

    `address` leads back to the chat; it is there in private chats alone.
    """

    turn: str
    asker: str
    at: datetime
    message: int | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A message of the bot's that stands in a chat: where, to which of the person's messages, and what it shows."""

    place: str
    message: int
    turn: str
    asker: str
    version: str
    replied_to: int | None = None
    entry: str | None = None
    language: Language | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class LastQuestion:
    """What somebody asked last, when, and with which entries it was answered."""

    text: str
    at: datetime
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants to be told when there is an answer. `declined` are the entries they did not mean."""

    turn: str
    text: str
    declined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that is owed to somebody: an answer they asked to be told of, or the correction of one they got."""

    number: int
    kind: Literal["answer", "correction"]
    turn: str
    asker: str
    address: str
    message: int | None
    language: Language
    entry: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept about a person, to be shown to them. `latest` are the newest questions, the newest first."""

    questions: int
    since: date | None
    latest: tuple[str, ...]
    ratings: int
    waiting: int
    language: Language | None
