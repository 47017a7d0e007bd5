"""Fetch updates by long polling. The offset only moves past updates that are committed to the inbox.

Of several processes over one database, one at a time polls: to Telegram the others would be a conflict. They handle
what waits in the inbox, and take the polling over when the one that polls is gone.
"""

import asyncio
import contextlib
import warnings
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from telegram import Bot
from telegram.error import EndPointNotFound, RetryAfter, TelegramError
from telegram.warnings import PTBUserWarning

from bot.monitoring import Events
from bot.telegram.timing import USUAL, Pace, first_of, rest, unless
from bot.telegram.update_filter import ALLOWED_UPDATES, Intake

log = structlog.get_logger()

# The warning recommends Bot.get_updates, which gives up on a whole batch when one update in it does not parse.
warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)


async def poll(
    bot: Bot, intake: Intake, stopping: asyncio.Event, events: Events | None = None, pace: Pace = USUAL
) -> None:
    """Fetch updates by long polling until told to stop.

    Raises what keeps them from being committed; if the inbox cannot be reached (`ConnectionError`), it tries again.
    """
    events = events or Events()
    offset: int | None = None
    pause = pace.pause
    while not stopping.is_set():
        try:
            updates = await _fetch(bot, offset, stopping, pace.hold)
            events.reached()
            await intake.take(updates)
        except TelegramError as fault:
            # Even a rejected token may be a passing fault on the way, so polling never gives up.
            pause = _wait_for(fault, min(pause * 2, pace.longest_pause))
            events.missed(_kind(fault))
            log.warning("updates cannot be fetched", fault=str(fault), again_in=pause)
            await rest(stopping, pause)
            continue
        except ConnectionError as fault:
            log.warning("updates cannot be committed, so Telegram keeps them", fault=str(fault), again_in=pace.away)
            await rest(stopping, pace.away)
            continue
        pause = pace.pause
        numbers = [update["update_id"] for update in updates]
        offset = max(numbers) + 1 if numbers else offset


def _kind(fault: TelegramError) -> str:
    # do_api_request raises EndPointNotFound for both of Telegram's ways to say that it does not know the token.
    return "InvalidToken" if isinstance(fault, EndPointNotFound) else type(fault).__name__


def _wait_for(fault: TelegramError, usual: float) -> float:
    if isinstance(fault, RetryAfter):
        asked = fault.retry_after
        return float(asked) if isinstance(asked, int | float) else asked.total_seconds()
    return usual


async def _fetch(bot: Bot, offset: int | None, stopping: asyncio.Event, hold: int) -> list[dict[str, Any]]:
    """Call getUpdates once; an empty list if told to stop meanwhile."""
    arguments: dict[str, Any] = {"timeout": hold, "allowed_updates": ALLOWED_UPDATES}
    if offset is not None:
        arguments["offset"] = offset
    call = bot.do_api_request("getUpdates", api_kwargs=arguments, read_timeout=hold + 10)
    return _numbered(await unless(stopping, call) or [])


def _numbered(fetched: object) -> list[dict[str, Any]]:
    """The updates that have a number. Raises `TelegramError` if none has: asking again at once would bring the same."""
    updates = fetched if isinstance(fetched, list) else [fetched]
    numbered = [each for each in updates if isinstance(each, dict) and isinstance(each.get("update_id"), int)]
    if updates and not numbered:
        raise TelegramError("no update has a number")
    return numbered


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
