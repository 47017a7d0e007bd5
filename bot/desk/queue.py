"""The curators' queue: unanswered questions in groups that mean the same, and which of them are suddenly urgent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.content import Language

Why = Literal["unknown", "declined", "disliked"]
QueueOrder = Literal["askers", "last", "first"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without a wanted answer. `entries` are the nearest ones, each with the belief in it, 0..1."""

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
    """Gaps that mean the same and wait, or were decided together.

    `askers` counts different people; all who had themselves forgotten count as one. `size` counts the questions, and
    `gaps` are the newest of them, oldest first. `upto` is the log number of the last: a decision on this group leaves
    out questions that come later. `owner` is the curator who takes care of it, `note` what curators say of it.
    """

    number: int
    askers: int
    size: int
    first: datetime
    last: datetime
    upto: int
    gaps: tuple[Gap, ...]
    owner: str | None = None
    note: str = ""

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
        """Its different texts, as people asked them, oldest first."""
        return tuple(dict.fromkeys(gap.text for gap in self.gaps))

    @property
    def whys(self) -> tuple[tuple[Why, str | None], ...]:
        """Why its questions wait, with the reasons that people gave for a 👎; each once."""
        return tuple(dict.fromkeys((gap.why, gap.reason) for gap in self.gaps))

    def wordings(self, language: Language) -> tuple[str, ...]:
        """The different texts in a language, as people asked them, oldest first."""
        return tuple(dict.fromkeys(gap.text for gap in self.gaps if gap.language == language))


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which part of the queue to show; by default all of it.

    `nearest`: the question's nearest entry is one of these. `since`: the earliest time it was asked. `search`: words
    that it contains, in any of their forms, whatever their case and letters. `owner`: the curator who takes care of the
    group, "" for nobody. `order`: by most askers, by the latest question, or by the first one.
    """

    language: Language | None = None
    why: Why | None = None
    nearest: frozenset[str] | None = None
    since: datetime | None = None
    search: str = ""
    owner: str | None = None
    order: QueueOrder = "askers"


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some groups of the queue in order, and how many there are in all."""

    groups: tuple[Group, ...]
    total: int


def _commonest(languages: Iterable[Language]) -> tuple[Language, ...]:
    counts: dict[Language, int] = {}
    for language in languages:
        counts[language] = counts.get(language, 0) + 1
    return tuple(sorted(counts, key=lambda language: -counts[language]))


LIKELY = 0.1
"""The belief from which an entry may well be the one meant. Below it a new entry is."""

HOUR = timedelta(hours=1)
BEFORE = timedelta(days=7)
"""The time before the hour, which says what is usual."""

FEWEST = 5
"""People within the hour who make a rush possible: fewer are often one family or one class."""

_TIMES_THE_USUAL = 4


@dataclass(frozen=True, slots=True)
class Rush:
    """How many different people asked about a group within an hour, and in the week before that."""

    group: int
    people: int
    before: int

    @property
    def usual(self) -> float:
        """How many people ask it in an ordinary hour."""
        return self.before / (BEFORE / HOUR)

    @property
    def is_sudden(self) -> bool:
        """Whether at least five people asked within the hour, and at least four times as many as in an ordinary one."""
        return self.people >= FEWEST and self.people >= _TIMES_THE_USUAL * self.usual
