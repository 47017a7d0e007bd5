"""What people asked most lately, as far as it may be told: never a figure that few people make."""

from dataclasses import dataclass

FEWEST = 10
"""People who must have asked for an entry before it is named among the most asked."""


@dataclass(frozen=True, slots=True)
class MostAsked:
    """An entry, and how many different people it answered in the last seven days: `FEWEST` or more."""

    entry: str
    people: int
