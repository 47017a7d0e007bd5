"""Keep in view what people ask most, for the topics and for inline mode. It is counted now and then."""

import asyncio
from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.conversation import MostAsked
from bot.storage import Sessions, most_asked

log = structlog.get_logger()

EVERY = 300.0
"""Seconds between two counts."""


class Popularity:
    """The entries asked most in the last seven days, as counted last."""

    def __init__(self, sessions: Sessions, every: float = EVERY) -> None:
        self._sessions = sessions
        self._every = every
        self._latest: tuple[MostAsked, ...] = ()

    def latest(self) -> tuple[MostAsked, ...]:
        return self._latest

    async def follow(self) -> None:
        """Count now and again, until cancelled. If the database cannot be reached, the last count stands."""
        while True:
            try:
                self._latest = await most_asked(self._sessions, datetime.now(UTC))
            except (SQLAlchemyError, OSError) as fault:
                log.warning("what is asked most cannot be counted", fault=type(fault).__name__)
            await asyncio.sleep(self._every)
