"""Who works at the desk in a conversation: their language, the sentences they are told, what they have said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bot.content import Language
from bot.conversation import Wording

FOLDER = Path(__file__).parent / "wording"

Say = Callable[..., str]
"""A sentence of the desk by its name, in one language: `say("queue-empty")`."""


@dataclass(frozen=True, slots=True)
class Curator:
    """Who works at the desk: the name that stands on the trail ("telegram:123"), and the language to speak in."""

    name: str
    language: Language


def desk_wording() -> Wording:
    """The desk's sentences in the three languages."""
    return Wording(FOLDER)


def speaks(wording: Wording, language: Language) -> Say:
    """The sentences of one language."""

    def say(name: str, **values: str | int) -> str:
        return wording(language, name, **values)

    return say


def day(moment: datetime, like: datetime) -> str:
    """A day as it is written in all three languages, in the zone of another moment."""
    return f"{moment.astimezone(like.tzinfo):%d.%m.%Y}"


def minute(moment: datetime, like: datetime) -> str:
    """A moment, in the zone of another."""
    return f"{moment.astimezone(like.tzinfo):%d.%m.%Y %H:%M}"


def shortened(text: str, most: int) -> str:
    """A text in one line of so many characters at most."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


class EntryDraftsPort(Protocol):
    """Where dialogues are kept, one for each curator by the name on the trail."""

    async def of(self, curator: str) -> dict[str, Any] | None:
        """How far a curator has come; `None` where they write nothing."""

    async def keep(self, curator: str, state: dict[str, Any]) -> None:
        """Keep how far they have come."""

    async def end(self, curator: str) -> None:
        """Forget it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a curator's: its text and its number, and the update that brought it. `again`: it was changed."""

    text: str
    message: int
    update: int
    again: bool = False
