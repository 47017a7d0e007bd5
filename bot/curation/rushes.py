"""When many people suddenly ask the same, which no entry answers: the rule for what is sudden."""

from dataclasses import dataclass
from datetime import timedelta

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
