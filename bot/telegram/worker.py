"""Pass updates from the inbox to python-telegram-bot's handlers: in order within a chat, several chats at once."""

import asyncio
import contextlib
from collections.abc import Sequence

import structlog
from telegram import Update
from telegram.ext import Application, ContextTypes

from bot.monitoring import Events
from bot.storage import Inbox, Waiting, Write
from bot.telegram.outbox import Outbox, SendSlots, outbox
from bot.telegram.questions import Continuations
from bot.telegram.retry import passes, report, whom_it_misses
from bot.telegram.timing import USUAL, Pace, StuckError, TimeLimit, first_of, rest

log = structlog.get_logger()

_AT_ONCE = 8  # chats handled at once; the matcher fills two cores long before that
_STUCK = 60.0  # seconds of work on one update after which it is given up; replies take well under one
_IDLE = 5.0  # seconds after which claims are renewed, and the inbox is read even if no update was announced


class Worker:
    """Handles the updates in the inbox, and erases each once handled. `stuck`: seconds of work on one at most."""

    def __init__(
        self,
        application: Application,  # type: ignore[type-arg]
        inbox: Inbox,
        continuations: Continuations,
        news: asyncio.Event,
        events: Events | None = None,
        stuck: float = _STUCK,
        pace: Pace = USUAL,
    ) -> None:
        self._pace = pace
        self._application = application
        self._inbox = inbox
        self._continuations = continuations
        self._news = news
        self._events = events or Events()
        self._stuck = stuck
        self._since: dict[int, float] = {}  # when the work on each update began, if it is not resting
        self._door = SendSlots()
        self._busy: set[int] = set()  # chats with an update that is being handled, or rests after a fault
        self._tasks: set[asyncio.Task[None]] = set()
        self._resting = 0  # how many of the tasks wait for Telegram or the database
        self._failures: dict[int, Exception] = {}
        self._has_refused = False  # an update came since the inbox was last read, and was not started
        self._is_behind = False  # older updates than those coming now may wait in the inbox
        self._begun: set[int] = set()  # updates started since the inbox was last read
        self._broken: BaseException | None = None
        application.add_error_handler(self._remember_failure)

    async def run(self, stopping: asyncio.Event) -> None:
        """Handle updates until told to stop; `drain` then finishes those in hand.

        Raises what keeps the inbox from being read or written: going on would send the same replies again and again.
        """
        while not stopping.is_set():
            self._news.clear()
            self._events.looked(self._longest())
            if self._broken:
                raise self._broken
            try:
                if not await self._start_some():
                    await first_of(_IDLE, self._news, stopping)
            except ConnectionError as fault:
                log.warning("the inbox cannot be read", fault=str(fault), again_in=self._pace.away)
                await rest(stopping, self._pace.away)

    async def renew(self, stopping: asyncio.Event) -> None:
        """Renew the claims on the updates in hand, until told to stop."""
        while not stopping.is_set():
            with contextlib.suppress(ConnectionError):  # then nobody else can claim them either
                await self._inbox.renew()
            await rest(stopping, _IDLE)

    async def drain(self, seconds: float) -> None:
        """Give the updates in hand that many seconds to finish. Those that do not finish stay in the inbox."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    @property
    def at_work(self) -> int:
        """How many chats are being worked on now; those that only wait for something do not count."""
        return len(self._tasks) - self._resting - self._continuations.holding

    def offer(self, updates: Sequence[Waiting]) -> None:
        """Start updates that were just committed without reading them back, if each is the first of its chat.

        Not if others have waited longer: new updates would always overtake them.
        """
        for update in updates:
            if not self._is_behind and update.taken and self._can_begin(update):
                self._begin(update)
            else:
                self._is_behind = self._has_refused = True
                self._news.set()

    def _can_begin(self, update: Waiting) -> bool:
        return self.at_work < _AT_ONCE and update.chat_id not in self._busy

    async def _start_some(self) -> bool:
        """Start as many updates as there is room for, the oldest first; return whether any could be started."""
        self._begun.clear()
        room = _AT_ONCE - self.at_work
        if room <= 0:
            return False
        self._is_behind, self._has_refused = True, False  # updates that come meanwhile must not take the room
        waiting = await self._inbox.waiting(self._busy, room)
        self._is_behind = self._has_refused or len(waiting) >= room
        fitting = [update for update in waiting if update.update_id not in self._begun and self._can_begin(update)]
        for update in fitting:
            self._begin(update)
        return bool(fitting)

    def _begin(self, update: Waiting) -> None:
        self._busy.add(update.chat_id)
        self._begun.add(update.update_id)
        task = asyncio.create_task(self._handle(update), name=f"update {update.update_id}")
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            self._broken = task.exception()
        self._news.set()

    def _longest(self) -> float:
        """For how many seconds the worker has been at the update that it began first."""
        return self._loop_time() - min(self._since.values(), default=self._loop_time())

    @staticmethod
    def _loop_time() -> float:
        return asyncio.get_running_loop().time()

    async def _handle(self, waiting: Waiting) -> None:
        self._since[waiting.update_id] = self._loop_time()
        try:
            fault, kept = await self._tried(waiting)
            if fault:
                self._events.set_aside()
            handled = self._continuations.joined(waiting.update_id)
            try:
                await self._finish_at_last(handled, fault, kept.writes)
            finally:
                kept.free_slot()
        finally:
            self._since.pop(waiting.update_id, None)
            self._busy.discard(waiting.chat_id)

    async def _finish_at_last(self, handled: list[int], fault: BaseException | None, writes: list[Write]) -> None:
        """Mark updates as handled, however long the inbox is away: otherwise their replies would be sent again."""
        while True:
            try:
                return await self._finish(handled, fault, writes)
            except ConnectionError as away:
                log.warning(
                    "a reply cannot be marked yet", update=handled[0], fault=str(away), again_in=self._pace.away
                )
                await asyncio.sleep(self._pace.away)

    async def _finish(self, handled: list[int], fault: BaseException | None, writes: list[Write]) -> None:
        """Mark updates as handled even if their writes fail: their replies are out."""
        try:
            await self._inbox.finish(handled, type(fault).__name__ if fault else None, writes)
        except Exception as unwritten:
            if not writes or isinstance(unwritten, ConnectionError):
                raise
            log.error("a reply could not be noted", update=handled[0], exc_info=unwritten)
            await self._inbox.finish(handled, type(unwritten).__name__)

    async def _tried(self, waiting: Waiting) -> tuple[BaseException | None, Outbox]:
        """Handle an update, and try again for as long as Telegram or the database cannot be reached.

        Returns the fault that it ended with, if any, and the outbox with its writes.
        """
        pause = self._pace.pause
        while True:
            with outbox(self._door) as kept:
                fault = await self._process(waiting)
            if not passes(fault):
                return fault, kept
            kept.free_slot()
            missing = f"{whom_it_misses(fault)} cannot be reached"
            log.warning(missing, update=waiting.update_id, fault=str(fault), again_in=pause)
            await self._rest(waiting.update_id, pause)
            pause = min(pause * 2, self._pace.longest_pause)

    async def _rest(self, update: int, seconds: float) -> None:
        """Wait, and let other chats be handled meanwhile."""
        self._resting += 1
        del self._since[update]
        self._news.set()
        try:
            await asyncio.sleep(seconds)
        finally:
            self._resting -= 1
            self._since[update] = self._loop_time()

    async def _process(self, waiting: Waiting) -> BaseException | None:
        """Handle an update once; return the fault that it ended with, if any."""
        try:
            body = waiting.body | {"received": waiting.received_at.timestamp()}
            update = Update.de_json(body, self._application.bot)
            await self._patiently(update)
        except asyncio.CancelledError as fault:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise  # the bot stops, and the update stays in the inbox
            report(waiting.update_id, fault)
            return fault
        except Exception as fault:  # an update that does not parse must not stop the others
            report(waiting.update_id, fault)
            return fault
        return self._failures.pop(waiting.update_id, None)

    async def _patiently(self, update: Update) -> None:
        """Handle an update within the time limit. If that is exceeded, the bot apologises, as for any fault of ours."""
        try:
            with TimeLimit(self._stuck):
                await self._application.process_update(update)
        except StuckError as fault:
            with TimeLimit(self._stuck):
                await self._application.process_error(update, fault)

    async def _remember_failure(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        if isinstance(update, Update) and isinstance(context.error, Exception):
            self._failures[update.update_id] = context.error
            report(update.update_id, context.error)
