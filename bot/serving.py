"""Serve Telegram over a database: the two adapters meet here, and nowhere else."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence

import structlog
from telegram.error import InvalidToken

from bot import assembly
from bot.conversation import Guide, Wording
from bot.settings import Settings
from bot.storage import Inbox, People, Question, QuestionLog, migrate, open_engine, open_sessions
from bot.telegram.handlers import Handlers
from bot.telegram.service import Address
from bot.telegram.service import serve as serve_telegram

_DAY = 24 * 3600  # seconds between two purges


def serve(guide: Guide, settings: Settings) -> str | None:
    """Serve until told to stop. Returns what the operator has to mend, if that is why it ended."""
    _set_up_logging(settings.log_level)
    try:
        asyncio.run(_serve(guide, settings))
    except InvalidToken:
        return "Telegram does not know this TELEGRAM_BOT_TOKEN. Look it up with @BotFather."
    return None


async def _serve(guide: Guide, settings: Settings) -> None:
    engine = open_engine(settings.database_url)
    await migrate(engine)
    sessions = open_sessions(engine)
    log, inbox, people = QuestionLog(sessions), Inbox(sessions), People(sessions)
    handlers = Handlers(lambda: guide, log, people, assembly.pseudonyms(settings))
    purging = asyncio.create_task(_purge_daily(log, inbox, settings.retention_days))
    try:
        await serve_telegram(_address(settings), handlers, inbox, Wording())
    finally:
        purging.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await purging
        await engine.dispose()


async def unanswered(settings: Settings) -> Sequence[Question]:
    """The questions that got no answer."""
    engine = open_engine(settings.database_url)
    try:
        await migrate(engine)
        return await QuestionLog(open_sessions(engine)).unanswered()
    finally:
        await engine.dispose()


async def migrate_only(settings: Settings) -> None:
    """Bring the tables up to date, and nothing else."""
    engine = open_engine(settings.database_url)
    await migrate(engine)
    await engine.dispose()


async def _purge_daily(log: QuestionLog, inbox: Inbox, days: int) -> None:
    while True:
        await log.purge(days)
        await inbox.purge()
        await asyncio.sleep(_DAY)


def _address(settings: Settings) -> Address:
    token, secret = settings.telegram_bot_token, settings.webhook_secret
    return Address(
        token=token.get_secret_value() if token else "",
        base_url=settings.telegram_base_url,
        webhook_url=settings.webhook_url,
        webhook_secret=secret.get_secret_value() if secret else "",
        host=settings.host,
        port=settings.port,
    )


def _set_up_logging(level: str) -> None:
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s")
    # httpx logs each address, and Telegram's addresses hold the token.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
    )
