"""What curators do to the queue beside deciding: owners, notes, old groups set aside, what is new since last time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot.content import Language
from bot.conversation.turns import Outcome
from bot.desk.decision import Made

OLD = timedelta(days=90)
"""After so long without another asker, what one person alone has asked may be set aside."""

AWAY = timedelta(hours=1)
"""After so long without a look at the queue, the next look is another visit."""

ListedQuestions = Literal["all"] | Outcome


@dataclass(frozen=True, slots=True)
class LoggedQuestion:
    """A question in the log, and what became of it; `shown` are the entries that it got or was offered."""

    text: str
    language: Language
    at: datetime
    outcome: Outcome
    shown: tuple[str, ...]
    group: int | None


class TendingPort(Protocol):
    """Looks after the queue. `now` is the current time."""

    async def assign(self, group: int, owner: str | None, note: str, now: datetime) -> None:
        """Note who takes care of a group (`None`: nobody), and what curators want to say on it."""

    async def lone(self, before: datetime, now: datetime) -> int:
        """How many waiting groups one person alone has asked, the last time before a moment."""

    async def set_aside(self, curator: str, before: datetime, now: datetime) -> Made | None:
        """Take these groups off the queue, in one decision; `None` if there are none. New questions come back."""

    async def visited(self, curator: str, now: datetime) -> datetime | None:
        """Note that a curator looks at the queue. Returns when they looked on their last visit; `None` on the first."""

    async def settled(self, search: str) -> int:
        """How many questions with these words have been decided, or were ruled out."""

    async def logged(self, outcome: ListedQuestions, since: datetime, limit: int) -> Sequence[LoggedQuestion]:
        """The questions since a moment that had an outcome, the newest first."""
