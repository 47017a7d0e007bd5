"""Get ready for the next publication: read all wordings, and know the vectors of past questions it is tried on."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.publishing.publisher import Publisher

log = structlog.get_logger()

_FIRST, _EVERY = 10.0, 600.0  # seconds; a start has better things to do, and the first decision may come soon
_REST = 1.0  # seconds after each portion, which takes about one


async def prepare_publishing(publisher: Publisher) -> None:
    """Prepare again and again, until cancelled."""
    await asyncio.sleep(_FIRST)
    while True:
        try:
            async for _ in publisher.prepare():
                await asyncio.sleep(_REST)
        except (ConnectionError, SQLAlchemyError, OSError) as away:
            log.warning("past questions cannot be read yet", fault=type(away).__name__)
        await asyncio.sleep(_EVERY)
