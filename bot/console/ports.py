"""What the console needs of the rest, as whoever composes the bot hands it over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.console.links import Links
from bot.conversation import Guide
from bot.curation import Office
from bot.curation.numbers import Numbers
from bot.knowledge import Language, Problem


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
