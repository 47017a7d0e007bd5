"""What the matcher makes of a message."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which entries a message means, and how sure that is.

    `entries` holds the ids to answer with (one, or two where the message asks two things), or up to three to choose
    from; it is empty for *unknown* and *chat*. `ranking` holds the nearest ids with the probability that each is meant,
    best first. `confidence` is the probability of the first.
    """

    outcome: Literal["answer", "choices", "unknown", "chat"]
    entries: tuple[str, ...]
    ranking: tuple[tuple[str, float], ...]
    confidence: float
    language: Literal["kk", "ru", "en"] | None
    chat: str = ""
