"""Take updates from the inbox through python-telegram-bot's handlers: in order within a chat, chats side by side."""

import asyncio

import structlog
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter
from telegram.ext import Application, ContextTypes

from bot.telegram.ports import InboxPort, WaitingUpdate

log = structlog.get_logger()

_AT_ONCE = 8  # chats handled side by side; the matcher fills two cores long before
_LOOK_AHEAD = 200  # updates read from the inbox at a time
_LONGEST_PAUSE = 60.0  # seconds between two tries of an update while Telegram cannot be reached
_IDLE = 5.0  # seconds after which the inbox is looked at even if nobody said that something came


class Worker:
    """Handles what waits in the inbox, and erases it once handled."""

    def __init__(self, application: Application, inbox: InboxPort, news: asyncio.Event) -> None:  # type: ignore[type-arg]
        self._application = application
        self._inbox = inbox
        self._news = news
        self._busy: set[int] = set()  # chats of which an update is being handled, or rests after a fault
        self._tasks: set[asyncio.Task[None]] = set()
        self._failures: dict[int, Exception] = {}
        application.add_error_handler(self._remember_failure)

    async def run(self, stopping: asyncio.Event) -> None:
        """Handle updates until told to stop; what is in hand then is finished by `drain`."""
        while not stopping.is_set():
            self._news.clear()
            if not await self._start_some():
                await _either(self._news, stopping)

    async def drain(self, seconds: float) -> None:
        """Let what is in hand finish, for so long. What does not stays in the inbox."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _start_some(self) -> bool:
        started = False
        for update in await self._inbox.waiting(self._busy, _LOOK_AHEAD):
            if len(self._tasks) >= _AT_ONCE:
                break
            if update.chat_id not in self._busy:
                self._busy.add(update.chat_id)
                self._begin(update)
                started = True
        return started

    def _begin(self, update: WaitingUpdate) -> None:
        task = asyncio.create_task(self._handle(update), name=f"update {update.update_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: self._news.set())

    async def _handle(self, waiting: WaitingUpdate) -> None:
        try:
            await self._until_done(waiting)
        finally:
            self._busy.discard(waiting.chat_id)

    async def _until_done(self, waiting: WaitingUpdate) -> None:
        pause = 1.0
        while True:
            fault = await self._process(waiting)
            if fault is None or isinstance(fault, Forbidden | BadRequest):
                if fault:
                    log.info("telegram refused a reply", update=waiting.update_id, reason=type(fault).__name__)
                return await self._inbox.finish(waiting.update_id)
            if not isinstance(fault, NetworkError | RetryAfter):
                log.error("an update could not be handled", update=waiting.update_id, exc_info=fault)
                return await self._inbox.finish(waiting.update_id, error=repr(fault)[:500])
            log.warning("telegram cannot be reached", update=waiting.update_id, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _process(self, waiting: WaitingUpdate) -> Exception | None:
        """Handle an update; the fault that it ended with, if it did."""
        try:
            update = Update.de_json(waiting.body, self._application.bot)
            await self._application.process_update(update)
        except Exception as fault:  # an update that does not parse must not stop the others
            return fault
        return self._failures.pop(waiting.update_id, None)

    async def _remember_failure(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        if isinstance(update, Update) and isinstance(context.error, Exception):
            self._failures[update.update_id] = context.error


async def _either(*events: asyncio.Event) -> None:
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, timeout=_IDLE, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
