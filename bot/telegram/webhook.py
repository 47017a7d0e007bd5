"""Receive updates by webhook: 200 only once they are committed. Keep the webhook set, and strangers at bay."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import TelegramError

from bot.monitoring import Events
from bot.telegram.time_limit import rest, unless
from bot.telegram.update_filter import ALLOWED_UPDATES, Intake

log = structlog.get_logger()
_LARGEST_BODY = 1_000_000  # bytes; Telegram's updates have a few thousand


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


_EVERY = 15.0  # seconds


async def set_webhook(bot: Bot, url: str, secret: str) -> None:
    """Have Telegram post updates to an address."""
    await bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)


async def guard_webhook(bot: Bot, url: str, secret: str, stopping: asyncio.Event, events: Events) -> None:
    """Look after the webhook until told to stop.

    Whoever polls with the same token takes it away, and then nothing comes: it is set again. Another address is left
    alone, for that may be the bot's next home, and is said.
    """
    while not stopping.is_set():
        try:
            known = await unless(stopping, bot.get_webhook_info())
            if known and not known.url:
                log.warning("the webhook was taken away, and is set again")
                await unless(stopping, set_webhook(bot, url, secret))
            if known and known.url not in ("", url):
                log.error("telegram posts to another address")
                events.missed("another webhook is set")
            elif known:
                events.reached()
        except TelegramError as fault:
            events.missed(type(fault).__name__)
            log.warning("telegram cannot be reached", fault=str(fault))
        await rest(stopping, _EVERY)


_AT_ONCE = 20.0  # requests; an operator who tries a wrong secret out makes a few
_A_SECOND = 0.5  # requests that come to be free again


class Strangers:
    """Counts all of them together. `now` gives seconds that only grow.

    Not by address: there is always another one, each would have to be remembered, and behind a proxy all have the
    proxy's. Telegram knows the secret and is never counted, so that strangers can use up only what is theirs.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._free = _AT_ONCE
        self._counted = now()
        self._turned_away = False

    def may(self) -> bool:
        """Whether one more is told what is wrong. What it costs is counted."""
        now = self._now()
        self._free = min(self._free + (now - self._counted) * _A_SECOND, _AT_ONCE)
        self._counted = now
        if self._free == _AT_ONCE:
            self._turned_away = False
        if self._free >= 1:
            self._free -= 1
            return True
        if not self._turned_away:
            self._turned_away = True  # one line for all of them, or they fill the log
            log.warning("strangers post to the webhook, and are turned away unread until they stop")
        return False
