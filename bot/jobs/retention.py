"""Delete what is older than it may be, once a day: the words of questions, handled updates, abandoned drafts."""

import asyncio
from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.storage import DeskStore, EntryDrafts, Inbox, QueueTending, Records, Sessions, ToldOnce
from bot.storage.audit import AuditStore

log = structlog.get_logger()

EVERY = 24 * 3600.0
"""Seconds between two purges."""
SOON = 600.0
"""Seconds until the next try if the database was away."""


async def purge_daily(sessions: Sessions, inbox: Inbox, days: int) -> None:
    """Purge now and once a day, until cancelled. `days` is how long questions and decisions keep their words."""
    while True:
        try:
            await EntryDrafts(sessions).purge(days)
            await ToldOnce(sessions).purge()
            await Records(sessions).purge(days)
            await DeskStore(sessions).purge(days)
            await QueueTending(sessions).purge(days, datetime.now(UTC))
            await AuditStore(sessions).purge()
            await inbox.purge()
        except OSError as fault:  # the database is away, or another program holds it
            log.warning("what is old cannot be deleted yet", fault=str(fault), again_in=SOON)
            await asyncio.sleep(SOON)
            continue
        except SQLAlchemyError as fault:
            log.error("what is old could not be deleted", exc_info=fault)
        await asyncio.sleep(EVERY)
