"""How long the Telegram room waits, and how long one update may take.

Waiting for Telegram, or for a person to finish a thought, is not counted for an update; nor is the time in which the
whole process stood still: the update was not stuck then.
"""

import asyncio
import contextlib
from collections.abc import Coroutine, Iterator
from contextvars import ContextVar, Token
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self, TypeVar


@dataclass(frozen=True, slots=True)
class Pace:
    """Waiting times, all in seconds."""

    repeat: float = 0.5
    """Before a request that failed on the way is repeated; doubled after each try: 0.5, 1, 2, 4; in all under 8 s."""
    pause: float = 1.0
    """Before work is tried again if Telegram cannot be reached even so; doubled after each try,"""
    longest_pause: float = 15.0
    """up to this many seconds."""
    hold: int = 25
    """For how long Telegram holds a request for updates open while nothing comes."""
    away: float = 2.0
    """Between two tries to read or write the inbox while it cannot be reached."""
    lock: float = 5.0
    """Between two times that the one process that polls renews its lock on that, and that the others ask for it."""
    webhook: float = 15.0
    """Between two checks whether the webhook is still set."""
    moment: float = 3.3
    """If no other message comes for this long, a thought counts as finished: many need three seconds for the next."""
    notices: float = 1.0
    """Before the same person gets the next notice."""
    reports: float = 10.0
    """Between two checks for something to report to the curators' chat; a faulty edit is reported within that time."""


USUAL: Final = Pace()


Brought = TypeVar("Brought")


async def unless(stopping: asyncio.Event, call: Coroutine[Any, Any, Brought]) -> Brought | None:
    """Return a call's result; if told to stop first, cancel the call and return `None`."""
    task = asyncio.create_task(call)
    stop = asyncio.create_task(stopping.wait())
    await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if not task.done():
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return None
    return task.result()


async def rest(stopping: asyncio.Event, seconds: float) -> None:
    """Wait that many seconds, or until told to stop."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)


async def first_of(seconds: float, *events: asyncio.Event) -> None:
    """Wait until one of the events is set, but at most `seconds`."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()


_STEPS = 12  # steps in which the time is counted; a standstill of the process costs one, however long it was


class StuckError(Exception):
    """An update took too long, and was given up."""


class TimeLimit:
    """A context whose code may take that many seconds; then its task is cancelled, and it raises `StuckError`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._left = _STEPS
        self._waits = 0
        self._is_over = False

    def __enter__(self) -> Self:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("only a task can be cancelled")
        self._task, self._cancelled_before = task, task.cancelling()
        self._mark: Token[TimeLimit | None] = _running.set(self)
        self._wait_a_step()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        self._timer.cancel()
        _running.reset(self._mark)
        if self._is_over:
            is_ours = self._task.uncancel() <= self._cancelled_before  # otherwise the bot is stopping as well
            if is_ours and isinstance(fault, asyncio.CancelledError):
                raise StuckError(f"given up after {self._seconds:.0f} s") from fault

    def _wait_a_step(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._seconds / _STEPS, self._count)

    def _count(self) -> None:
        self._left -= not self._waits
        if self._left:
            self._wait_a_step()
        else:
            self._is_over = True
            self._task.cancel()

    @contextlib.contextmanager
    def resting(self) -> Iterator[None]:
        """Do not count the time that passes inside."""
        self._waits += 1
        try:
            yield
        finally:
            self._waits -= 1


_running: ContextVar[TimeLimit | None] = ContextVar("patience", default=None)


@contextlib.contextmanager
def uncounted() -> Iterator[None]:
    """Do not count the time that passes inside against the update's limit, if there is one."""
    patience = _running.get()
    with patience.resting() if patience else contextlib.nullcontext():
        yield
