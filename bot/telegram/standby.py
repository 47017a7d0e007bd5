"""Of several processes over one database, let one at a time poll: to Telegram the others would be a conflict.

The others handle what waits in the inbox, and take the polling over when the one that polls is gone.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.monitoring import Events
from bot.telegram.pace import Pace
from bot.telegram.time_limit import first_of, rest

log = structlog.get_logger()

POLLING = "polling"
"""The name of the lock on it."""


async def in_turn(
    serve: Callable[[asyncio.Event], Coroutine[Any, Any, None]],
    is_mine: Callable[[], Awaitable[bool]],
    bot: Bot,
    stopping: asyncio.Event,
    events: Events,
    pace: Pace,
) -> None:
    """Run `serve` while the lock is this process's, until told to stop. `serve` gets the event that ends its turn.

    `is_mine` takes or renews the lock. It holds for 15 seconds, and is renewed every few (`pace.lock`).
    """
    stands_by = False
    while not stopping.is_set():
        if await _is_mine_or_unknown(is_mine):
            await _turn(serve, is_mine, stopping, pace)
            stands_by = False
            continue
        if not stands_by:
            log.info("another process polls; this one handles what comes, and stands by")
            stands_by = True
        await _show_life(bot, events)
        await rest(stopping, pace.lock)


async def _turn(
    serve: Callable[[asyncio.Event], Coroutine[Any, Any, None]],
    is_mine: Callable[[], Awaitable[bool]],
    stopping: asyncio.Event,
    pace: Pace,
) -> None:
    ended = asyncio.Event()
    serving = asyncio.create_task(serve(ended))
    serving.add_done_callback(lambda _: ended.set())
    try:
        while not (stopping.is_set() or ended.is_set()):
            await first_of(pace.lock, stopping, ended)
            if not await _is_mine_or_unknown(is_mine):
                log.warning("another process polls now, so this one stops")
                break
    finally:
        ended.set()
        await serving


async def _is_mine_or_unknown(is_mine: Callable[[], Awaitable[bool]]) -> bool:
    """While the database is away nobody can take the lock, and nothing that is polled is confirmed."""
    with contextlib.suppress(ConnectionError):
        return await is_mine()
    return True


async def _show_life(bot: Bot, events: Events) -> None:
    """Ask Telegram something, since this process does not poll: its health is judged by the answers."""
    try:
        await bot.get_me()
    except TelegramError as fault:
        events.missed(type(fault).__name__)
    else:
        events.reached()
