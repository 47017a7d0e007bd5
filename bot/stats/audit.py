"""What the audit says of the answers: the share that was wrong, how sure that is, and how far curators agree."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Any

from bot.conversation.about_bot import Accuracy

_SIGMAS = statistics.NormalDist().inv_cdf(0.975)  # of an interval that holds the true share 95 times in 100
_WORST_FIRST = ("wrong", "should-ask", "right")
_FOR_KAPPA = 20  # answers that two curators judged, from which their agreement beyond chance is shown
FEWEST = 50
"""Answers of the random part that have to be judged before everybody is told the share that was wrong."""
PEOPLE = 10
"""The smallest group of which anything is told to everybody."""


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """A drawn answer: the Monday of its week, why it was drawn, and what curators said, each (name, verdict)."""

    week: date
    part: str
    verdicts: tuple[tuple[str, str], ...] = ()

    @property
    def verdict(self) -> str | None:
        """What most curators said; of two that differ, the worse for the bot. `None` if nobody said anything."""
        counts = Counter(verdict for _, verdict in self.verdicts)
        return max(counts, key=lambda one: (counts[one], -_WORST_FIRST.index(one)), default=None)


@dataclass(frozen=True, slots=True)
class AuditCounts:
    """What a database knows of the audit: the drawn answers, and how many people each week's answers went to."""

    answers: Sequence[JudgedAnswer] = ()
    people: Mapping[date, int] | None = None


@dataclass(frozen=True, slots=True)
class AuditTally:
    """Answers by what was said of them."""

    right: int = 0
    wrong: int = 0
    should_ask: int = 0

    @property
    def judged(self) -> int:
        return self.right + self.wrong + self.should_ask

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of 95 % for the share that was wrong, 0..1."""
        return wilson(self.wrong, self.judged)


async def nothing_audited(since: date) -> AuditCounts:
    """Where nobody looks at answers."""
    return AuditCounts()


def wilson(count: int, of: int) -> tuple[float, float]:
    """Wilson's score interval of 95 % for a share, 0..1. Of nothing, anything is possible."""
    if not of:
        return 0.0, 1.0
    share, weight = count / of, _SIGMAS**2 / of
    middle = (share + weight / 2) / (1 + weight)
    half = sqrt(share * (1 - share) * weight + weight**2 / 4) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two curators agree: on how many of how many answers. `kappa` is Cohen's, if there are enough for it."""

    same: int
    both: int
    kappa: float | None

    @property
    def share(self) -> float:
        return self.same / self.both


@dataclass(frozen=True, slots=True)
class AuditNumbers:
    """The audit of some weeks: from `first` to `last`, both included, those with a judged answer of the random part.

    `random` alone says what share of all answers was wrong; `parts` has the others too. `drawn` counts all answers that
    were drawn. `people` is the most of them that one of these weeks' answers went to.
    """

    first: date | None
    last: date | None
    random: AuditTally
    parts: Mapping[str, AuditTally]
    drawn: int
    agreement: Agreement | None
    people: int = 0

    @property
    def judged(self) -> int:
        """All answers that were looked at, whyever they were drawn."""
        return sum(tally.judged for tally in self.parts.values())


def audit_numbers(counts: AuditCounts) -> AuditNumbers:
    """Add up what was said."""
    parts = {
        part: _tally(one for one in counts.answers if one.part == part)
        for part in dict.fromkeys(["random", *(one.part for one in counts.answers)])
    }
    weeks = sorted({one.week for one in counts.answers if one.part == "random" and one.verdicts})
    return AuditNumbers(
        first=weeks[0] if weeks else None,
        last=weeks[-1] + timedelta(days=6) if weeks else None,
        random=parts["random"],
        parts=parts,
        drawn=len(counts.answers),
        agreement=agreement(counts.answers),
        people=max(((counts.people or {}).get(week, 0) for week in weeks), default=0),
    )


def _tally(answers: Iterable[JudgedAnswer]) -> AuditTally:
    said = Counter(one.verdict for one in answers)
    return AuditTally(said["right"], said["wrong"], said["should-ask"])


def agreement(answers: Iterable[JudgedAnswer]) -> Agreement | None:
    """How far two curators agree on the answers that both of them looked at; `None` if there are none.

    The two are told apart by their names, so that of the same two curators the kappa is Cohen's. Where all said the
    same of everything, chance explains it as well, and there is no kappa.
    """
    pairs = [tuple(verdict for _, verdict in sorted(one.verdicts[:2])) for one in answers if len(one.verdicts) > 1]
    if not pairs:
        return None
    same = sum(one == other for one, other in pairs)
    firsts, seconds = (Counter(column) for column in zip(*pairs, strict=True))
    chance = sum(firsts[verdict] * seconds[verdict] for verdict in firsts) / len(pairs) ** 2
    kappa = (same / len(pairs) - chance) / (1 - chance) if len(pairs) >= _FOR_KAPPA and chance < 1 else None
    return Agreement(same, len(pairs), kappa)


def accuracy(numbers: AuditNumbers) -> Accuracy | None:
    """What everybody is told; `None` if too few answers were judged, or they went to fewer than ten people."""
    tally = numbers.random
    if numbers.first is None or numbers.last is None or tally.judged < FEWEST or numbers.people < PEOPLE:
        return None
    return Accuracy(numbers.first, numbers.last, tally.judged, tally.wrong / tally.judged, *tally.interval)


def audit_figures(numbers: AuditNumbers) -> dict[str, Any]:
    """The audit as plain values for JSON. `share` and `interval` are of the random part alone."""
    tally, agreed = numbers.random, numbers.agreement
    return {
        "first": numbers.first.isoformat() if numbers.first else None,
        "last": numbers.last.isoformat() if numbers.last else None,
        "drawn": numbers.drawn,
        "judged": tally.judged,
        "wrong": tally.wrong,
        "should_ask": tally.should_ask,
        "share": round(tally.wrong / tally.judged, 4) if tally.judged else None,
        "interval": [round(bound, 4) for bound in tally.interval] if tally.judged else None,
        "parts": {
            part: {"right": one.right, "wrong": one.wrong, "should_ask": one.should_ask}
            for part, one in numbers.parts.items()
        },
        "agreement": {
            "both": agreed.both,
            "same": agreed.same,
            "share": round(agreed.share, 4),
            "kappa": None if agreed.kappa is None else round(agreed.kappa, 3),
        }
        if agreed
        else None,
    }
