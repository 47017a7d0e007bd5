"""Note since when each entry says what it says, whenever other content is served."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.content import Library
from bot.content.vouching import whole_sum_of
from bot.storage.versions import EntryAges

log = structlog.get_logger()

EVERY = 5.0
"""Seconds between two looks at the version that is served."""


async def follow_ages(ages: EntryAges, library: Callable[[], Library], every: float = EVERY) -> None:
    """Note what the entries say after each change of the content, until cancelled."""
    noted = ""
    while True:
        served = library()
        if served.version != noted:
            try:
                said = {entry.id: whole_sum_of(entry) for entry in served.entries.values()}
                await ages.note(said, datetime.now(UTC))
                noted = served.version
            except (SQLAlchemyError, OSError) as fault:
                log.warning("the entries' ages cannot be noted", fault=type(fault).__name__)
        await asyncio.sleep(every)
