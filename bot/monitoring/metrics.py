"""What happens in the bot: counted for Prometheus, and remembered for the health checks; the heartbeat of its loop.

The metrics have a registry of their own, so that nothing from other libraries gets in. If the loop stands still for
good, the process ends.
"""

import asyncio
import faulthandler
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Literal

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest

log = structlog.get_logger()

_BEAT = 0.5  # seconds between two looks at the clock
_LATE = 1.0  # seconds of lag that are worth a line in the log
_REMEMBERED = 30.0  # seconds for which a lag counts
DEAD = 30.0
"""Seconds after which a loop that stands still ends the process."""


class Heartbeat:
    """Remembers when Telegram, the worker and the event loop last gave a sign of life. `now` is a monotonic clock."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lags: deque[tuple[float, float]] = deque()
        self._reached: float | None = None
        self._failing: tuple[float, str] | None = None
        self._looked: float | None = None
        self._longest = 0.0
        self.curator_chat: str | None = None
        """Why the curators' chat cannot be written to; empty if it can, `None` if that is not known."""

    def reached(self) -> None:
        """Telegram has answered."""
        if self._failing:
            log.info("telegram is reached again", after=round(self._now() - self._failing[0], 1))
        self._reached, self._failing = self._now(), None

    def missed(self, fault: str) -> None:
        """Telegram has not answered, or has refused."""
        self._failing = (self._failing[0] if self._failing else self._now(), fault)

    def looked(self, longest: float) -> None:
        """The worker has looked for work. `longest`: seconds that it has spent on its oldest update."""
        self._looked, self._longest = self._now(), longest

    def since_reached(self) -> float | None:
        """Seconds since Telegram last answered; `None` if it never did."""
        return None if self._reached is None else self._now() - self._reached

    def failing(self) -> tuple[float, str] | None:
        """For how many seconds Telegram has kept failing, and the last fault; `None` if it answers."""
        return (self._now() - self._failing[0], self._failing[1]) if self._failing else None

    def since_looked(self) -> float | None:
        """Seconds since the worker last looked for work; `None` if it has not started."""
        return None if self._looked is None else self._now() - self._looked

    def longest(self) -> float:
        """Seconds that the worker has spent on its oldest update."""
        return self._longest + (self.since_looked() or 0.0) if self._longest else 0.0

    def lag(self) -> float:
        """How late the loop was at worst in the last half minute, in seconds."""
        while self._lags and self._lags[0][0] < self._now() - _REMEMBERED:
            self._lags.popleft()
        return max((lag for _, lag in self._lags), default=0.0)

    async def beat(self, dead: float | None = DEAD) -> None:
        """Measure the loop until cancelled. If it stands still for `dead` seconds, end the process; `None`: never.

        The inbox still has all updates in hand then, and the log shows where the loop stood.
        """
        watch = StandstillWatch(dead) if dead else None
        try:
            while True:
                if watch:
                    watch.beat()
                due = self._now() + _BEAT
                await asyncio.sleep(_BEAT)
                self.late(self._now() - due)
        finally:
            if watch:
                watch.end()

    def late(self, lag: float) -> None:
        """Note that the loop was late, and by how many seconds."""
        self._lags.append((self._now(), lag))
        if lag >= _LATE:
            log.warning("the event loop was blocked", seconds=round(lag, 1))


RequestResult = Literal["ok", "429", "4xx", "5xx", "unreachable", "unknown"]
"""How a request to Telegram ended. `unreachable`: it never got there. `unknown`: it may have been carried out."""

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Metrics:
    """The bot's metrics. Gauges are set just before they are read."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        count, state = self._counter, self._gauge
        self.questions = count("questions", "Questions replied to, by outcome.", "outcome")
        self.inline_queries = count(
            "inline_queries", "What was typed in other chats, at each pause: whether anything was offered.", "offered"
        )
        self.inline_chosen = count(
            "inline_chosen", "Answers sent into other chats: from what was typed, or shared by a button.", "way"
        )
        self.requests = count("requests", "Requests to Telegram: each try, by how it ended.", "method", "result")
        self.repeats = count("requests_repeated", "Requests to Telegram that were made again.", "method")
        self.set_aside = count("updates_set_aside", "Updates that could not be handled.")
        self.lateness = Histogram(
            "bot_reply_seconds",
            "From an update's arrival until the reply has reached its person.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.waiting = state("inbox_waiting", "Updates that wait in the inbox.")
        self.oldest = state("inbox_oldest_seconds", "How long the oldest of them has waited.")
        self.owed = state("notices_owed", "Notices that people are still to be sent.")
        self.lag = state("loop_lag_seconds", "How late the event loop lately was at the worst.")
        self.ready = state("ready", "1 where /readyz says 200.")
        self.paused = state("paused", "1 while the bot is paused.")
        self.content = Info("bot_content", "The version of the content that is served.", registry=self._registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"bot_{name}", about, labels, registry=self._registry)

    def _gauge(self, name: str, about: str) -> Gauge:
        return Gauge(f"bot_{name}", about, registry=self._registry)

    def written(self) -> bytes:
        """All metrics, in Prometheus' text format."""
        return generate_latest(self._registry)


class Events:
    """Takes the other parts' reports, to count them and for the health checks. They never say whose they were."""

    def __init__(self, metrics: Metrics | None = None, heartbeat: Heartbeat | None = None) -> None:
        self._metrics = metrics or Metrics()
        self._heartbeat = heartbeat or Heartbeat()

    def asked(self, outcome: str) -> None:
        """A question was replied to."""
        self._metrics.questions.labels(outcome).inc()

    def inline_query(self, offered: bool) -> None:
        """What somebody typed in another chat was replied to, with answers to choose from or with none."""
        self._metrics.inline_queries.labels("some" if offered else "none").inc()

    def inline_chosen(self, shared: bool) -> None:
        """Somebody has sent an answer into a chat, from what they typed or with the button to share it."""
        self._metrics.inline_chosen.labels("shared" if shared else "typed").inc()

    def replied(self, seconds: float) -> None:
        """A reply has reached its person, that many seconds after the update came in."""
        self._metrics.lateness.observe(seconds)

    def sent(self, method: str, result: RequestResult) -> None:
        """A request to Telegram has ended."""
        self._metrics.requests.labels(method, result).inc()

    def repeats(self, method: str) -> None:
        """A request that failed is made again."""
        self._metrics.repeats.labels(method).inc()

    def set_aside(self) -> None:
        """An update could not be handled, and is not tried again."""
        self._metrics.set_aside.inc()

    def reached(self) -> None:
        """Telegram has answered."""
        self._heartbeat.reached()

    def missed(self, fault: str) -> None:
        """Telegram has not answered, or has refused."""
        self._heartbeat.missed(fault)

    def curator_chat(self, refusal: str) -> None:
        """The curators' chat could be written to, or not, and why. Empty: it could."""
        self._heartbeat.curator_chat = refusal

    def looked(self, longest: float) -> None:
        """The worker has looked for work. `longest`: seconds that it has spent on its oldest update."""
        self._heartbeat.looked(longest)


_TICKS = 20  # looks within the time after which the loop counts as dead
_AT_LAST = 20  # times as long: then the process ends even where no thread of Python gets its turn


class StandstillWatch:
    """A thread that expects a beat of the loop within `dead` seconds of the process's own time."""

    def __init__(self, dead: float) -> None:
        self._dead = dead
        self._tick = dead / _TICKS
        self._has_beaten = threading.Event()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="standstill", daemon=True).start()

    def beat(self) -> None:
        """The loop turns."""
        self._has_beaten.set()
        faulthandler.dump_traceback_later(self._dead * _AT_LAST, exit=True)

    def end(self) -> None:
        """Watch no more."""
        self._ended.set()
        faulthandler.cancel_dump_traceback_later()

    def _watch(self) -> None:
        stood, last = 0.0, time.monotonic()
        while not self._ended.wait(self._tick):
            now = time.monotonic()
            # A look that comes much too late was frozen, and the loop with it.
            stood, last = stood + min(now - last, 2 * self._tick), now
            if self._has_beaten.is_set():
                self._has_beaten.clear()
                stood = 0.0
            elif stood >= self._dead:
                faulthandler.dump_traceback(all_threads=True)
                os._exit(1)
