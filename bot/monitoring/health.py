"""Whether the bot is ready, and why not: a named check for each thing it needs; `/healthz`, `/readyz`, `/metrics`.

Only this machine, or a request with the token, may read `/metrics`.
"""

import asyncio
import hmac
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.monitoring.metrics import Heartbeat, Metrics


@dataclass(frozen=True, slots=True)
class Limits:
    """After how many seconds a check fails."""

    failing: float = 5.0
    """Of repeated failures of Telegram; one lost request is no reason to take the bot out of service."""
    silent: float = 40.0
    """Without an answer from Telegram; the slowest, to a poll, takes 25."""
    still: float = 30.0
    """Without a look at the inbox; in this time the worker looks six times when there is nothing to do."""
    stuck: float = 60.0
    """Of the worker's work on one update."""
    lag: float = 5.0
    """By which the event loop is late."""
    database: float = 3.0
    """Of waiting for the database's answer."""
    kept: float = 1.0
    """For which a report is reused, however often it is asked for. This one is not a limit."""


USUAL: Final = Limits()


@dataclass(frozen=True, slots=True)
class Facts:
    """Where the checks get their facts. `backlog`: how many updates wait, and for how many seconds the oldest has.

    `telegram` is false if there is no token, so that only the console is served. `faults` is what `backlog` and `owed`
    raise if the database cannot be reached; it must include `TimeoutError`.
    """

    backlog: Callable[[], Awaitable[tuple[int, float]]]
    owed: Callable[[], Awaitable[int]]
    version: Callable[[], str]
    paused: Callable[[], bool]
    faults: tuple[type[Exception], ...]
    telegram: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check. `detail` says more, but nothing secret. The bot can do without what is not `vital`."""

    ok: bool
    detail: str
    vital: bool = True

    def told(self) -> dict[str, object]:
        """The form in which `/readyz` shows it, as JSON."""
        return {"ok": self.ok, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class HealthReport:
    """The results of all checks at one moment."""

    checks: dict[str, Check]
    paused: bool
    version: str

    @property
    def ready(self) -> bool:
        """Whether all vital checks are fine. A pause that an operator asked for is not a fault."""
        return all(check.ok for check in self.checks.values() if check.vital)

    def told(self) -> dict[str, object]:
        """The form in which `/readyz` shows it, as JSON."""
        checks = {name: check.told() for name, check in self.checks.items()}
        return {"ready": self.ready, "paused": self.paused, "content": self.version, "checks": checks}

    def told_to_strangers(self) -> dict[str, object]:
        """The same without figures and versions: what a platform needs, and nothing of how much is asked."""
        return {"ready": self.ready, "checks": {name: {"ok": check.ok} for name, check in self.checks.items()}}


class Health:
    """Runs all the checks, and sets the gauges while doing so."""

    def __init__(self, facts: Facts, heartbeat: Heartbeat, metrics: Metrics, limits: Limits = USUAL) -> None:
        self._limits = limits
        self._facts = facts
        self._heartbeat = heartbeat
        self._metrics = metrics
        self._alone = asyncio.Lock()
        self._found: tuple[float, HealthReport] | None = None

    async def look(self) -> HealthReport:
        """The current report, or one that is at most a second old."""
        async with self._alone:
            if self._found is None or time.monotonic() - self._found[0] > self._limits.kept:
                self._found = (time.monotonic(), await self._look())
            return self._found[1]

    async def _look(self) -> HealthReport:
        checks = {"database": await self._database()}
        if self._facts.telegram:
            checks |= {"telegram": self._telegram(), "worker": self._worker()}
        refusal = self._heartbeat.curator_chat
        if refusal is not None:
            checks["curators' chat"] = Check(not refusal, refusal or "can be written to", vital=False)
        checks |= {"content": Check(bool(self._facts.version()), "served"), "loop": self._loop()}
        found = HealthReport(checks, self._facts.paused(), self._facts.version())
        self._metrics.ready.set(found.ready)
        self._metrics.paused.set(found.paused)
        self._metrics.lag.set(self._heartbeat.lag())
        self._metrics.content.info({"version": found.version})
        return found

    async def _database(self) -> Check:
        try:
            async with asyncio.timeout(self._limits.database):
                waiting, oldest = await self._facts.backlog()
                owed = await self._facts.owed()
        except self._facts.faults as fault:
            return Check(False, type(fault).__name__)
        self._metrics.waiting.set(waiting)
        self._metrics.oldest.set(oldest)
        self._metrics.owed.set(owed)
        return Check(True, f"{waiting} waiting, {owed} owed")

    def _telegram(self) -> Check:
        failing, silent = self._heartbeat.failing(), self._heartbeat.since_reached()
        if failing and (failing[0] >= self._limits.failing or silent is None):
            return Check(False, f"{failing[1]}, for {failing[0]:.0f} s")
        if silent is None:
            return Check(False, "not reached yet")
        return Check(silent < self._limits.silent, f"reached {silent:.0f} s ago")

    def _worker(self) -> Check:
        since, longest = self._heartbeat.since_looked(), self._heartbeat.longest()
        if since is None:
            return Check(False, "not begun")
        if longest >= self._limits.stuck:
            return Check(False, f"at one update for {longest:.0f} s")
        return Check(since < self._limits.still, f"looked {since:.0f} s ago")

    def _loop(self) -> Check:
        lag = self._heartbeat.lag()
        return Check(lag < self._limits.lag, f"{lag:.2f} s late at the worst")


_FRESH = {"Cache-Control": "no-store"}


def pages(health: Health, metrics: Metrics, token: str, is_local: Callable[[Request], bool]) -> list[Route]:
    """The three pages. Metrics and details are for local requests, and for those with the `token` if one is set."""

    def may_know_more(request: Request) -> bool:
        return is_local(request) or _knows(request, token)

    async def healthz(request: Request) -> Response:
        return JSONResponse({"alive": True}, headers=_FRESH)

    async def readyz(request: Request) -> Response:
        found = await health.look()
        told = found.told() if may_know_more(request) else found.told_to_strangers()
        return JSONResponse(told, 200 if found.ready else 503, headers=_FRESH)

    async def figures(request: Request) -> Response:
        if not may_know_more(request):
            return Response(status_code=403)
        await health.look()
        return Response(metrics.written(), media_type=CONTENT_TYPE_LATEST, headers=_FRESH)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", figures)]


def _knows(request: Request, token: str) -> bool:
    told = request.headers.get("Authorization", "")
    return bool(token) and hmac.compare_digest(told.encode(), f"Bearer {token}".encode())
