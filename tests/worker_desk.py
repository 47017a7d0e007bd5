"""A worker of the bot's with what lies around it: real updates, a real inbox, handlers of python-telegram-bot."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from dataclasses import dataclass, replace
from typing import Any

from fakes import AnyApplication, FakeTelegram, application_over
from kept import Kept, kept_at, until
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.storage import Inbox, Sessions
from bot.telegram.questions import Continuations
from bot.telegram.retry import Retry
from bot.telegram.timing import USUAL
from bot.telegram.worker import Worker

_PACE = replace(USUAL, pause=0.5, away=0.3, moment=1.0)

Log = list[MutableMapping[str, Any]]
"""Lines that were logged."""

Doing = Callable[[Update], Awaitable[object]]


@dataclass
class Desk:
    """The worker, and what it works with."""

    telegram: FakeTelegram
    application: AnyApplication
    kept: Kept
    inbox: Inbox
    news: asyncio.Event
    continuations: Continuations
    worker: Worker
    stopping: asyncio.Event

    async def gets(self, *updates: dict[str, Any]) -> None:
        """Updates come in."""
        chats = [update.get("message", {}).get("chat", {}).get("id", 7) for update in updates]
        self.worker.offer(await self.inbox.put(list(updates), chats))
        self.continuations.arrived(chats)

    async def is_done(self) -> None:
        """Wait until nothing waits any more."""
        await until(self.inbox.depth, lambda depth: depth == 0)

    def handles_by(self, doing: Doing) -> None:
        """What to do with a message."""

        async def handle(update: Update, _: object) -> None:
            await doing(update)

        self.application.add_handler(MessageHandler(filters.ALL, handle))

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Work until the end of the block."""
        working = asyncio.create_task(self.worker.run(self.stopping))
        try:
            yield
        finally:
            self.stopping.set()
            await working
            await self.worker.drain(0.2)


@contextlib.asynccontextmanager
async def desk_over(
    url: str, kind: Callable[[Sessions], Inbox] = Inbox, pacing: Retry | None = None, **manner: Any
) -> AsyncIterator[Desk]:
    """A desk over a database. `kind` of inbox: one with faults, say. `manner` is the worker's."""
    telegram, news = FakeTelegram(), asyncio.Event()
    async with kept_at(url) as kept, application_over(telegram, pacing) as application:
        inbox = kind(kept.sessions)
        continuations = Continuations(inbox, news, _PACE)
        worker = Worker(application, inbox, continuations, news, pace=_PACE, **manner)
        yield Desk(telegram, application, kept, inbox, news, continuations, worker, asyncio.Event())


async def echo(update: Update) -> None:
    """Reply with what was written."""
    assert update.effective_message is not None
    await update.effective_message.reply_text(words(update))


def words(update: Update) -> str:
    """What somebody wrote."""
    assert update.message
    return update.message.text or ""


async def rows(desk: Desk) -> list[tuple[int, object, str | None]]:
    """Number, body and error of every update in the inbox."""
    kept = await desk.kept.rows("inbox")
    return sorted((row["update_id"], row["body"], row["error"]) for row in kept)
