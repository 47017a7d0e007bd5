"""The queue of a curator: what people asked and got no answer to, in groups that mean the same; the pressing first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.content import Language

Why = Literal["unknown", "declined", "disliked"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that got no answer, or none that was wanted. `entries` are the nearest with the belief in each."""

    turn: str
    text: str
    asker: str
    language: Language
    at: datetime
    why: Why
    entries: tuple[tuple[str, float], ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Gaps that mean the same and wait, or were dealt with together.

    `askers` counts different people, those who had themselves forgotten as one; `size` the questions; `gaps` are its
    newest ones, the oldest of them first. `upto` is the number in the log of the last: what comes later is not decided
    with it.
    """

    number: int
    askers: int
    size: int
    first: datetime
    last: datetime
    upto: int
    gaps: tuple[Gap, ...]

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it was asked in, the commonest first."""
        return _commonest(gap.language for gap in self.gaps)

    @property
    def nearest(self) -> tuple[tuple[str, float], ...]:
        """The entries nearest to any of its questions, with the highest belief in each, best first."""
        beliefs: dict[str, float] = {}
        for gap in self.gaps:
            for entry, belief in gap.entries:
                beliefs[entry] = max(belief, beliefs.get(entry, 0.0))
        return tuple(sorted(beliefs.items(), key=lambda pair: -pair[1]))

    @property
    def texts(self) -> tuple[str, ...]:
        """Its different texts, as they were asked, the oldest first."""
        return tuple(dict.fromkeys(gap.text for gap in self.gaps))

    @property
    def whys(self) -> tuple[tuple[Why, str | None], ...]:
        """Why its questions wait, with the reasons that people gave for a 👎; each once."""
        return tuple(dict.fromkeys((gap.why, gap.reason) for gap in self.gaps))

    def wordings(self, language: Language) -> tuple[str, ...]:
        """The different texts in a language, as they were asked, the oldest first."""
        return tuple(dict.fromkeys(gap.text for gap in self.gaps if gap.language == language))


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which part of the queue somebody wants to see; all of it where nothing is said.

    `nearest` are entries one of which the question came nearest to; `since` when it was asked at the earliest; `search`
    words that stand in it, whatever their case and letters.
    """

    language: Language | None = None
    why: Why | None = None
    nearest: frozenset[str] | None = None
    since: datetime | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some groups of the queue in their order, and how many there are in all."""

    groups: tuple[Group, ...]
    total: int


def _commonest(languages: Iterable[Language]) -> tuple[Language, ...]:
    counts: dict[Language, int] = {}
    for language in languages:
        counts[language] = counts.get(language, 0) + 1
    return tuple(sorted(counts, key=lambda language: -counts[language]))


HOUR = timedelta(hours=1)
BEFORE = timedelta(days=7)
"""The time before the hour that says what is usual."""

FEWEST = 5
"""Different people within the hour, from which it may be a rush: fewer are often one family or one class."""

_TIMES_THE_USUAL = 4


@dataclass(frozen=True, slots=True)
class Rush:
    """So many different people asked a group within an hour, and so many in the week before that."""

    group: int
    people: int
    before: int

    @property
    def usual(self) -> float:
        """How many ask it in an ordinary hour."""
        return self.before / (BEFORE / HOUR)

    @property
    def is_sudden(self) -> bool:
        """At least five people within the hour, and at least four times as many as in an ordinary one."""
        return self.people >= FEWEST and self.people >= _TIMES_THE_USUAL * self.usual
