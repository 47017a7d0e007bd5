"""Decide what to do with a belief: answer, offer choices, or say that no answer is known.

The bot does what is expected to cost the person least.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which entries a message means, and how sure that is.

    `entries` holds the ids to answer with (one, or two if the message asks two things), or up to three to choose from.
    It is empty for *unknown* and *chat*. `ranking` holds the nearest ids with the probability that each is meant, best
    first. `confidence` is the probability of the first, or for *chat* the share of small talk.
    """

    outcome: Literal["answer", "choices", "unknown", "chat"]
    entries: tuple[str, ...]
    ranking: tuple[tuple[str, float], ...]
    confidence: float
    language: Literal["kk", "ru", "en"] | None
    chat: str = ""


# What each outcome costs the person who asked, in taps. A false answer misleads, which is the worst that can happen:
# it costs as much as ten choices. These are the only numbers that decide; the thresholds follow from them.
FALSE_ANSWER: Final = 10.0
CHOICES: Final = 1.0
CHOICES_WITHOUT_IT: Final = 2.0
UNKNOWN_THOUGH_KNOWN: Final = 4.0

MOST_CHOICES = 3

MatchOutcome = Literal["answer", "choices", "unknown"]


def decide(beliefs: Sequence[float]) -> MatchOutcome:
    """Choose the outcome that is expected to cost least.

    `beliefs` are the probabilities of the entries, best first. They add up to at most one; the rest is the probability
    that no entry is meant.
    """
    if not beliefs:
        return "unknown"
    offered = sum(beliefs[:MOST_CHOICES])
    costs: dict[MatchOutcome, float] = {
        "unknown": UNKNOWN_THOUGH_KNOWN * sum(beliefs),
        "choices": CHOICES * offered + CHOICES_WITHOUT_IT * (1 - offered),
        "answer": FALSE_ANSWER * (1 - beliefs[0]),
    }
    return min(costs, key=lambda decision: costs[decision])


def worth_offering(beliefs: Sequence[float]) -> int:
    """How many choices to show: two, and a third if that may well be the one."""
    return sum(1 for place, belief in enumerate(beliefs[:MOST_CHOICES]) if place < 2 or belief >= 0.02)
