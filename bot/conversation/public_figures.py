"""What everybody may know of how well the bot does, and how that is put into words.

Each figure is of ten people or more, so none is told by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.content import Entry, Language
from bot.conversation.turns import Outcome
from bot.conversation.wording import Wording

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


_CORRECTIONS = 3  # of the latest, as /about is one message


def how_often_wrong(
    say: Wording, language: Language, figures: PublicFigures, entries: Iterable[Entry]
) -> Iterator[str]:
    """The paragraphs of it; none about what is not known. `entries` are all of the content."""
    if figures.accuracy:
        yield accuracy_sentence(say, language, figures.accuracy)
    if figures.outcomes:
        yield _shares(say, language, figures.outcomes)
    corrected = [entry for entry in entries if entry.correction]
    corrected.sort(key=lambda entry: str(figures.corrected.get(entry.id, "")), reverse=True)
    if corrected:
        lines = (_corrected(say, language, entry, figures) for entry in corrected[:_CORRECTIONS])
        yield "\n".join([say(language, "about-corrected", count=len(corrected)), *lines])


def accuracy_sentence(say: Wording, language: Language, accuracy: Accuracy) -> str:
    """The share that was wrong, with its interval and its period."""
    return say(
        language,
        "about-wrong",
        judged=accuracy.judged,
        first=say.date(language, accuracy.first),
        last=say.date(language, accuracy.last),
        wrong=percent(accuracy.wrong),
        low=percent(accuracy.low),
        high=percent(accuracy.high),
    )


def _shares(say: Wording, language: Language, outcomes: OutcomeShares) -> str:
    first, last = say.date(language, outcomes.first), say.date(language, outcomes.last)
    few = say(language, "about-few")
    told = {name: few if share is None else f"{percent(share)} %" for name, share in outcomes.shares.items()}
    lines = (
        say(language, "about-answer", share=told["answer"]),
        say(language, "about-choices", share=told["choices"]),
        say(language, "about-gap", share=told["gap"]),
        say(language, "about-unknown", share=told["unknown"]),
    )
    return "\n".join([say(language, "about-shares", first=first, last=last), *(f"• {line}" for line in lines)])


def _corrected(say: Wording, language: Language, entry: Entry, figures: PublicFigures) -> str:
    day = figures.corrected.get(entry.id)
    when = f" ({say.date(language, day)})" if day else ""
    correction = entry.correction[language] if entry.correction else ""
    return f"• {entry.question[language]}{when}: {correction}"
