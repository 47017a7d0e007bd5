"""A question as it comes to the desk."""

from dataclasses import dataclass

import numpy as np

from bot.matching.matcher import Match
from bot.matching.meaning import Vectors
from bot.matching.readings import Language

_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class Written:
    """A question as it was read: its text mended, its language, its vector as the embedder gives it.

    `entries` are those nearest to it, each with the belief that it is meant, as the matcher ranked them.
    """

    text: str
    language: Language
    vector: Vectors
    entries: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(cls, match: Match) -> "Written":
        """From what the matcher made of a message."""
        # Rounded as it is kept, so that a question lies at the same place after a restart.
        vector: Vectors = match.vector.astype(np.float16).astype(np.float32)
        entries = tuple((entry, round(belief, 4)) for entry, belief in match.ranking[:_ENTRIES])
        return cls(match.reading.text, match.reading.language, vector, entries)
