"""Delete what is older than it may be, once a day: the words of questions, handled updates, abandoned drafts."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.storage import DeskStore, EntryDrafts, Inbox, Records, Sessions, ToldOnce

log = structlog.get_logger()

EVERY = 24 * 3600.0
"""Seconds between two purges."""


async def purge_daily(sessions: Sessions, inbox: Inbox, days: int) -> None:
    """Purge now and once a day, until cancelled. `days` is how long questions and decisions keep their words."""
    while True:
        try:
            await EntryDrafts(sessions).purge()
            await ToldOnce(sessions).purge()
            await Records(sessions).purge(days)
            await DeskStore(sessions).purge(days)
            await inbox.purge()
        except (SQLAlchemyError, OSError) as fault:  # another program may hold the database; tomorrow it may not
            log.error("what is old could not be deleted", exc_info=fault)
        await asyncio.sleep(EVERY)
