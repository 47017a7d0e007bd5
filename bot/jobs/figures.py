"""Draw each week's sample of answers, and keep the figures that everybody may see up to date."""

import asyncio
from collections.abc import Callable
from datetime import datetime, time, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.content import Library
from bot.conversation.public_figures import NO_FIGURES, PublicFigures, figure_weeks
from bot.desk import Audit
from bot.settings import KAZAKHSTAN
from bot.stats.audit import audit_numbers
from bot.stats.numbers import public_figures
from bot.storage import Sessions
from bot.storage.audit import AuditStore
from bot.storage.counts import Counter
from bot.telegram.notices import correction_name

log = structlog.get_logger()

EVERY = 60.0
"""Seconds between two looks."""


async def figures_from(sessions: Sessions, library: Library, now: datetime) -> PublicFigures:
    """The figures of the last weeks. `now` is the time in Kazakhstan."""
    weeks = figure_weeks(now.date())
    begins, ends = (datetime.combine(day, time(), KAZAKHSTAN) for day in (weeks[0], weeks[-1] + timedelta(days=7)))
    counter = Counter(sessions)
    counts, earliest = await counter.outcomes(begins, ends), await counter.earliest(begins)
    names = {correction_name(entry): entry.id for entry in library.entries.values() if entry.correction}
    seen = await counter.corrections(names)
    corrected = {names[cause]: at.astimezone(KAZAKHSTAN).date() for cause, at in seen.items()}
    audited = audit_numbers(await AuditStore(sessions).judged(weeks[0]))
    kept = [week for week in weeks if earliest and week + timedelta(days=7) > earliest.astimezone(KAZAKHSTAN).date()]
    return public_figures(audited, kept, counts, corrected)


class KnownFigures:
    """The figures as they were looked up last, every so many seconds."""

    def __init__(self, sessions: Sessions, audit: Audit, every: float = EVERY) -> None:
        self._sessions = sessions
        self._audit = audit
        self._every = every
        self._figures = NO_FIGURES

    def __call__(self) -> PublicFigures:
        return self._figures

    async def follow(self, library: Callable[[], Library]) -> None:
        """Draw what is to be drawn while the questions are kept, and look the figures up, until cancelled.

        If the database cannot be reached, the last figures hold.
        """
        while True:
            try:
                await self._audit.draw()
                self._figures = await figures_from(self._sessions, library(), datetime.now(KAZAKHSTAN))
            except (SQLAlchemyError, OSError) as fault:
                log.warning("the figures cannot be looked up", fault=type(fault).__name__)
            await asyncio.sleep(self._every)
