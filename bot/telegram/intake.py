"""Bring updates in: each is committed to the inbox before Telegram is told that we have it."""

import asyncio
import hashlib
import hmac
import json
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import EndPointNotFound, RetryAfter, TelegramError
from telegram.warnings import PTBUserWarning

from bot.telegram.hearing import UNHEARD, Ear
from bot.telegram.ports import InboxPort, WaitingUpdate
from bot.telegram.slimming import Me, slim
from bot.telegram.stopping import rest, unless
from bot.telegram.strangers import Strangers

log = structlog.get_logger()

# It advises Bot.get_updates, which gives up on a whole batch when one update in it does not parse.
warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]

_POLL = 25  # seconds that Telegram holds a request open while nothing comes
_LONGEST_PAUSE = 15.0  # seconds between two tries while Telegram cannot be reached
_AWAY = 2.0  # seconds between two tries while what came cannot be committed
_LARGEST_BODY = 1_000_000  # bytes; Telegram's updates have a few thousand


class Intake:
    """Puts raw updates into the inbox, then tells what came. `me` is the bot, as groups name it.

    `expect` hears of updates before they are safe: to get ready for them, and to do nothing that can be seen.
    """

    def __init__(
        self,
        inbox: InboxPort,
        me: Me,
        tell: Callable[[Sequence[WaitingUpdate]], None],
        expect: Callable[[list[dict[str, Any]]], None] = lambda _: None,
    ) -> None:
        self._inbox = inbox
        self._me = me
        self._tell = tell
        self._expect = expect

    async def take(self, updates: list[dict[str, Any]]) -> None:
        """Commit what the bot reacts to. Returns once it is safe."""
        kept = [cut for update in updates if (cut := _slim_or_none(update, self._me))]
        bodies = [body for body, _ in kept]
        self._expect(bodies)
        new = await self._inbox.put(bodies, [chat for _, chat in kept])
        if new:
            self._tell(new)


def _slim_or_none(update: dict[str, Any], me: Me) -> tuple[dict[str, Any], int] | None:
    try:
        return slim(update, me)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        log.error("an update is not in Telegram's form", update=update.get("update_id"), fault=repr(fault))
        return None


async def poll(bot: Bot, intake: Intake, stopping: asyncio.Event, ear: Ear = UNHEARD) -> None:
    """Fetch updates by long polling until told to stop. The offset moves only over what is committed.

    Raises what keeps them from being committed, but for an inbox that cannot be reached now.
    """
    offset: int | None = None
    pause = 1.0
    while not stopping.is_set():
        try:
            updates = await _fetch(bot, offset, stopping)
            ear.reached()
            await intake.take(updates)
        except TelegramError as fault:
            # A wrong token too may be a passing fault on the way; polling never ends for good.
            pause = _wait_for(fault, pause)
            ear.missed(_kind(fault))
            log.warning("updates cannot be fetched", fault=str(fault), again_in=pause)
            await rest(stopping, pause)
            continue
        except ConnectionError as fault:
            log.warning("updates cannot be committed, so that Telegram keeps them", fault=str(fault), again_in=_AWAY)
            await rest(stopping, _AWAY)
            continue
        pause = 1.0
        numbers = [update["update_id"] for update in updates]
        offset = max(numbers) + 1 if numbers else offset


def _kind(fault: TelegramError) -> str:
    # This is how do_api_request calls both of Telegram's ways to say that it does not know the token.
    return "InvalidToken" if isinstance(fault, EndPointNotFound) else type(fault).__name__


def _wait_for(fault: TelegramError, pause: float) -> float:
    if isinstance(fault, RetryAfter):
        asked = fault.retry_after
        return float(asked) if isinstance(asked, int | float) else asked.total_seconds()
    return min(pause * 2, _LONGEST_PAUSE)


async def _fetch(bot: Bot, offset: int | None, stopping: asyncio.Event) -> list[dict[str, Any]]:
    """One getUpdates; empty when told to stop meanwhile."""
    arguments: dict[str, Any] = {"timeout": _POLL, "allowed_updates": ALLOWED_UPDATES}
    if offset is not None:
        arguments["offset"] = offset
    call = bot.do_api_request("getUpdates", api_kwargs=arguments, read_timeout=_POLL + 10)
    return _numbered(await unless(stopping, call) or [])


def _numbered(fetched: object) -> list[dict[str, Any]]:
    """The updates that can be told apart. If there are only others, asking again at once would bring the same."""
    updates = fetched if isinstance(fetched, list) else [fetched]
    numbered = [each for each in updates if isinstance(each, dict) and isinstance(each.get("update_id"), int)]
    if updates and not numbered:
        raise TelegramError("no update has a number")
    return numbered


def webhook_address(url: str, secret: str) -> tuple[str, str]:
    """The whole address to give to Telegram, and its path. Without a path of its own one is made of the secret."""
    path = urlsplit(url).path.rstrip("/")
    if not path:
        path = f"/telegram/{hashlib.sha256(secret.encode()).hexdigest()[:32]}"
        return url.rstrip("/") + path, path
    return url, urlsplit(url).path


def webhook_route(path: str, secret: str, intake: Intake, now: Callable[[], float] = time.monotonic) -> Route:
    """The page that Telegram posts updates to: 200 only once they are committed. `now`: seconds that only grow."""
    strangers = Strangers(now)

    async def receive(request: Request) -> Response:
        told = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(told.encode(), secret.encode()):
            # Closed, the connection brings no more of a body that nobody reads, and no next request.
            return Response(status_code=403 if strangers.may() else 429, headers={"Connection": "close"})
        if _length_told(request) > _LARGEST_BODY:
            return Response(status_code=413)
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST_BODY:
                return Response(status_code=413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return Response(status_code=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return Response(status_code=400)
        try:
            await intake.take([update])
        except ConnectionError as fault:
            log.warning("an update cannot be committed, so that Telegram keeps it", fault=str(fault))
            return Response(status_code=503)
        return Response(status_code=200)

    return Route(path, receive, methods=["POST"])


def _length_told(request: Request) -> int:
    """How long a body is said to be, in bytes; 0 where that is not said. The server lets no other length through."""
    return int(request.headers.get("Content-Length", 0))
