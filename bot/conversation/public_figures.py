"""What everybody may know of how well the bot does. Each figure is of ten people or more, so none is told by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.conversation.turns import Outcome

_WEEKS = 13  # older answers say little of how the bot does now


def figure_weeks(today: date) -> list[date]:
    """The Mondays of the weeks of which the figures are, the oldest first: the last thirteen that are over."""
    this = today - timedelta(days=today.weekday())
    return [this - timedelta(weeks=number) for number in range(_WEEKS, 0, -1)]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The share of the answers from `first` to `last` that was wrong, 0..1, as curators found in a sample.

    `judged` answers, drawn by chance, were looked at; the true share lies between `low` and `high`, 95 times in 100.
    """

    first: date
    last: date
    judged: int
    wrong: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OutcomeShares:
    """What the bot replied from `first` to `last`: each outcome's share, 0..1; `None` means fewer than ten people."""

    first: date
    last: date
    shares: Mapping[Outcome, float | None]


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """All of them. `began` says whether anything was audited; `corrected` has the day of each entry's correction."""

    began: bool = False
    accuracy: Accuracy | None = None
    outcomes: OutcomeShares | None = None
    corrected: Mapping[str, date] = field(default_factory=dict)


NO_FIGURES = PublicFigures()


def no_figures() -> PublicFigures:
    """What is known where nobody counts."""
    return NO_FIGURES


def percent(share: float) -> int:
    """A share in whole per cent: more would say more than a sample of some dozens knows."""
    return round(100 * share)
