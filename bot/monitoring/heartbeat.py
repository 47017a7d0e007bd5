"""Whether the bot lives: when what last went well, and how late the event loop is."""

import asyncio
import faulthandler
import time
from collections import deque
from collections.abc import Callable

import structlog

log = structlog.get_logger()

_BEAT = 0.5  # seconds between two looks at the clock
_LATE = 1.0  # seconds of lag that are worth a line in the log
_REMEMBERED = 30.0  # seconds for which a lag counts
DEAD = 30.0
"""Seconds after which a loop that does not turn is given up."""


class Heartbeat:
    """Hears of what goes well and what does not. `now` gives seconds that only grow."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lags: deque[tuple[float, float]] = deque()
        self._reached: float | None = None
        self._failing: tuple[float, str] | None = None
        self._looked: float | None = None
        self._longest = 0.0

    def reached(self) -> None:
        """Telegram has answered."""
        if self._failing:
            log.info("telegram is reached again", after=round(self._now() - self._failing[0], 1))
        self._reached, self._failing = self._now(), None

    def missed(self, fault: str) -> None:
        """Telegram has not, or has refused."""
        self._failing = (self._failing[0] if self._failing else self._now(), fault)

    def looked(self, longest: float) -> None:
        """The worker has looked what there is to do."""
        self._looked, self._longest = self._now(), longest

    def since_reached(self) -> float | None:
        """Seconds since Telegram answered; `None` where it has not yet."""
        return None if self._reached is None else self._now() - self._reached

    def failing(self) -> tuple[float, str] | None:
        """For how many seconds Telegram has failed again and again, and the last fault."""
        return (self._now() - self._failing[0], self._failing[1]) if self._failing else None

    def since_looked(self) -> float | None:
        """Seconds since the worker last looked; `None` where it has not begun."""
        return None if self._looked is None else self._now() - self._looked

    def longest(self) -> float:
        """Seconds that the worker has been at one and the same update."""
        return self._longest + (self.since_looked() or 0.0) if self._longest else 0.0

    def lag(self) -> float:
        """How late the loop was at the worst, in seconds, of the last half minute."""
        while self._lags and self._lags[0][0] < self._now() - _REMEMBERED:
            self._lags.popleft()
        return max((lag for _, lag in self._lags), default=0.0)

    async def beat(self, dead: float = DEAD) -> None:
        """Measure the loop until cancelled; one that stands still for so long ends the process.

        Nobody in the process could help it then, and the inbox has all that is in hand; the log shows where it stood.
        """
        try:
            while True:
                faulthandler.dump_traceback_later(dead, exit=True)
                due = self._now() + _BEAT
                await asyncio.sleep(_BEAT)
                self.late(self._now() - due)
        finally:
            faulthandler.cancel_dump_traceback_later()

    def late(self, lag: float) -> None:
        """The loop was late by so many seconds."""
        self._lags.append((self._now(), lag))
        if lag >= _LATE:
            log.warning("the event loop was blocked", seconds=round(lag, 1))
