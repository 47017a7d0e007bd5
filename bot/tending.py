"""Look after a bot that serves: hear what it does, and tell whoever asks how it is."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import Route

from bot.monitoring import Facts, Health, Metrics, Monitor, Pulse, pages
from bot.pausing import Pausing
from bot.storage import Inbox, Records


@dataclass(frozen=True, slots=True)
class Tended:
    """The ear for what happens, the pulse that has to be kept beating, and the pages that tell of both."""

    monitor: Monitor
    pulse: Pulse
    pages: list[Route]


def tend(inbox: Inbox, records: Records, pausing: Pausing, token: str, telegram: bool) -> Tended:
    """Begin to look after a bot. `token` opens the figures to those elsewhere; `telegram`: whether that is served."""
    metrics, pulse = Metrics(), Pulse()
    health = Health(_facts(inbox, records, pausing, telegram), pulse, metrics)
    return Tended(Monitor(metrics, pulse), pulse, pages(health, metrics, token))


def _facts(inbox: Inbox, records: Records, pausing: Pausing, telegram: bool) -> Facts:
    async def backlog() -> tuple[int, float]:
        waiting, oldest = await inbox.backlog()
        return waiting, (datetime.now(UTC) - oldest).total_seconds() if oldest else 0.0

    def version() -> str:
        return pausing.guide().library.version

    return Facts(backlog, records.notices.owed, version, pausing.paused, (SQLAlchemyError, OSError), telegram)
