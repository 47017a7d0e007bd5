"""What the bot does in the background: over a real database, with Telegram as a stand-in, while others are answered."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from fakes import FakeTelegram, application_over
from kept import Kept, kept_in
from structlog.testing import capture_logs
from telegram import Bot

Work = Callable[[asyncio.Event], Coroutine[Any, Any, None]]
"""Something that goes on until the event is set."""


@dataclass
class Background:
    """What such work reads and writes, and whether it minds those who wait for an answer."""

    kept: Kept
    telegram: FakeTelegram
    bot: Bot
    working: list[bool] = field(default_factory=list)
    """Whether questions are being answered, each time one looks; not any more at the end."""
    sent_while_busy: int = 0

    @classmethod
    @contextlib.asynccontextmanager
    async def over(cls, folder: Path) -> AsyncIterator[Self]:
        """Begin, with a database in a folder and nothing said to Telegram yet."""
        telegram = FakeTelegram()
        async with kept_in(folder) as kept, application_over(telegram) as application:
            telegram.calls.clear()
            yield cls(kept, telegram, application.bot)

    def is_busy(self) -> bool:
        """Whether questions are being answered now; what has been sent by then is counted."""
        self.sent_while_busy += len(self.telegram.texts()) if self.working else 0
        return self.working.pop() if self.working else False


@contextlib.asynccontextmanager
async def going_on(work: Work, stopping: asyncio.Event) -> AsyncIterator[None]:
    """Let something go on until the end of the block. What it logs is not printed."""
    running = asyncio.create_task(work(stopping))
    try:
        with capture_logs():
            yield
    finally:
        stopping.set()
        await running
