"""What the console needs of the rest, as whoever composes the bot hands it over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.console.links import Links
from bot.conversation import Guide
from bot.curation import Office
from bot.knowledge import Language, Problem


class Received(Protocol):
    """How often an entry was the answer, and how it was received; 👎 by their reasons."""

    @property
    def entry(self) -> str:
        """Its id."""

    @property
    def asked(self) -> int:
        """How many questions it was the answer to."""

    @property
    def liked(self) -> int:
        """All 👍."""

    @property
    def disliked(self) -> int:
        """All 👎."""


class Tally(Protocol):
    """Messages by their outcome, and what was said of them."""

    @property
    def answer(self) -> int:
        """Answered."""

    @property
    def choices(self) -> int:
        """Offered a choice."""

    @property
    def unknown(self) -> int:
        """Without an answer."""

    @property
    def liked(self) -> int:
        """All 👍."""

    @property
    def disliked(self) -> int:
        """All 👎."""


class Numbers(Protocol):
    """The numbers of a period; `closing` is the median of how long a gap waited for its decision."""

    @property
    def overall(self) -> Tally:
        """Of all of it."""

    @property
    def days(self) -> Mapping[date, Tally]:
        """By day, the oldest first."""

    @property
    def languages(self) -> Mapping[Language, Tally]:
        """By language."""

    @property
    def sections(self) -> Mapping[str, Tally]:
        """By section, by its id."""

    @property
    def entries(self) -> Sequence[Received]:
        """By entry, those asked most first."""

    @property
    def people(self) -> int:
        """How many asked."""

    @property
    def closed(self) -> int:
        """Decisions made."""

    @property
    def closing(self) -> timedelta | None:
        """How long a gap waited."""

    @property
    def waiting(self) -> int:
        """Questions that wait now."""


class NumbersPort(Protocol):
    """Counts what people asked."""

    async def numbers(self, days: int) -> Numbers:
        """The numbers of so many days, today the last."""

    async def picture(self, days: int, language: Language, dark: bool) -> bytes:
        """A picture of them, as SVG."""


@dataclass(frozen=True, slots=True)
class House:
    """What the curators look after.

    `problems` are those of an edit that stands in the files and is not served. `examine` gives all that the gate says
    of the files, or `None` while it is still looking. `look` has them read now.
    `files` are the themes' files for entries ("referendum").
    """

    guide: Callable[[], Guide]
    office: Office
    problems: Callable[[], Sequence[Problem]]
    examine: Callable[[], Sequence[Problem] | None]
    look: Callable[[], None]
    files: Callable[[], Sequence[str]]
    numbers: NumbersPort | None
    now: Callable[[], datetime]
    """The moment, in the zone that the curators' days are of."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """Who is let in: whoever runs the bot, by a link on its own machine; curators, by what Telegram signs for them.

    `host` is what the console listens on, `operator` the name of whoever comes by a link. Without a token nobody can
    come from elsewhere. `bot` is the bot's username, once it is known.
    """

    host: str
    operator: str
    links: Links
    token: str
    bot: Callable[[], str]
    curators: Callable[[], frozenset[int]]
