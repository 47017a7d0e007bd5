"""Keep the webhook that Telegram was given: look now and then whether it is still there, and whether Telegram is."""

import asyncio

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.telegram.hearing import Ear
from bot.telegram.intake import ALLOWED_UPDATES
from bot.telegram.stopping import rest, unless

log = structlog.get_logger()

_EVERY = 15.0  # seconds


async def set_webhook(bot: Bot, url: str, secret: str) -> None:
    """Have Telegram post updates to an address."""
    await bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)


async def guard_webhook(bot: Bot, url: str, secret: str, stopping: asyncio.Event, ear: Ear) -> None:
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
                ear.missed("another webhook is set")
            elif known:
                ear.reached()
        except TelegramError as fault:
            ear.missed(type(fault).__name__)
            log.warning("telegram cannot be reached", fault=str(fault))
        await rest(stopping, _EVERY)
