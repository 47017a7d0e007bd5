"""Receive updates by webhook: 200 only once they are committed. Keep the webhook set, and strangers at bay."""

import asyncio
import hashlib
import hmac
import json
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import TelegramError

from bot.monitoring import Events
from bot.telegram.timing import USUAL, Pace, rest, unless
from bot.telegram.update_filter import ALLOWED_UPDATES, Intake
from bot.web.request import KnockLimit

log = structlog.get_logger()
_STRANGERS = (20, 40)  # requests without the secret, in how many seconds; an operator who tries it out makes a few
_LARGEST_BODY = 1_000_000  # bytes; Telegram's updates have a few thousand


def webhook_address(url: str, secret: str) -> tuple[str, str]:
    """The full address to give to Telegram, and its path. If the address has no path, one is made from the secret."""
    path = urlsplit(url).path.rstrip("/")
    if not path:
        path = f"/telegram/{hashlib.sha256(secret.encode()).hexdigest()[:32]}"
        return url.rstrip("/") + path, path
    return url, urlsplit(url).path


def webhook_route(path: str, secret: str, intake: Intake, strangers: KnockLimit | None = None) -> Route:
    """The route that Telegram posts updates to: it answers 200 only once they are committed.

    `strangers` limits all requests without the secret together: an attacker always has another address, and behind a
    proxy everybody has the proxy's. Telegram knows the secret and is never counted.
    """
    stranger = _Strangers(strangers or KnockLimit(*_STRANGERS))

    async def receive(request: Request) -> Response:
        told = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(told.encode(), secret.encode()):
            # Closing the connection keeps out the rest of a body that nobody reads, and the next request.
            return Response(status_code=stranger.status(), headers={"Connection": "close"})
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
            log.warning("an update cannot be committed, so Telegram keeps it", fault=str(fault))
            return Response(status_code=503)
        return Response(status_code=200)

    return Route(path, receive, methods=["POST"])


class _Strangers:
    """Refuses requests without the secret, with one line in the log however many come."""

    def __init__(self, limit: KnockLimit) -> None:
        self._limit = limit
        self._turned_away = False

    def status(self) -> int:
        """403, or 429 once there are too many of them."""
        if self._limit.failed():
            self._turned_away = False
            return 403
        if not self._turned_away:
            self._turned_away = True
            log.warning("strangers post to the webhook, and are turned away unread until they stop")
        return 429


def _length_told(request: Request) -> int:
    """The body's declared length in bytes; 0 if it is not declared. The server refuses malformed lengths."""
    return int(request.headers.get("Content-Length", 0))


async def set_webhook(bot: Bot, url: str, secret: str) -> None:
    await bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)


async def guard_webhook(
    bot: Bot, url: str, secret: str, stopping: asyncio.Event, events: Events, pace: Pace = USUAL
) -> None:
    """Check the webhook regularly until told to stop.

    If another program polls with the same token, that removes the webhook and no updates come, so it is set again. A
    different address is left alone, because it may be the bot's next home, but it is logged.
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
        await rest(stopping, pace.webhook)
