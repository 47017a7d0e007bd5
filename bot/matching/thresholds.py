"""What outcomes cost the person who asked, from which the thresholds follow, and the verdict that comes of them."""

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which entries a message means, and how sure that is.

    `entries` holds the ids to answer with (one, or as many as the message asks things), or up to three to choose from.
    It is empty for *unknown* and *chat*. `ranking` holds the nearest ids with the probability that each is meant, best
    first. `confidence` is the probability of the first, or for *chat* the share of small talk.
    """

    outcome: Literal["answer", "choices", "unknown", "chat"]
    entries: tuple[str, ...]
    ranking: tuple[tuple[str, float], ...]
    confidence: float
    language: Literal["kk", "ru", "en"] | None
    chat: str = ""


# What each outcome costs the person who asked, in taps. A false answer misleads, which is the worst that can happen: it
# costs as much as six choices, or more where people quarrel over the difference. A wrong signpost only says that the
# articles lack what they have, and names the entries that come nearest; if they do lack it, and the signpost names
# another theme than was asked for, less is lost. These are the only numbers that decide; the thresholds follow from
# them.
FALSE_ANSWER: Final = 6.0
FALSE_SIGNPOST: Final = 2.5
OTHER_SIGNPOST: Final = 1.5
CAREFUL: Final = 1.5  # times as much
CHOICES: Final = 1.0
CHOICES_WITHOUT_IT: Final = 2.0
UNKNOWN_THOUGH_KNOWN: Final = 4.0
BRUSHED_OFF: Final = 4.0  # a question taken for small talk
COLD: Final = 2.0  # a greeting to which the bot says that it has no answer

EXPECTED: Final = 15.0
"""By how much the odds of an entry rise when an entry related to it has just been answered."""

MOST_CHOICES = 3
MOST_QUESTIONS = 3  # answered in one message
WORTH_OFFERING = 0.1
WORD_FOR_WORD = 0.98  # the least belief in the meaning of a wording that a message repeats

MatchOutcome = Literal["answer", "choices", "unknown", "chat"]
