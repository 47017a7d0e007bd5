"""Collect an update's writes until its reply is out, and limit how many replies are on their way at once.

The writes are committed together with the mark that the update is handled. The less time there is between the reply
and the mark, the less often a power cut makes the bot reply twice. So if Telegram is near, one reply at a time is on
its way or about to be marked, and a kill doubles that one alone. If Telegram is far away, as many replies are on
their way as it takes to answer everybody on a busy day.
"""

import asyncio
import contextlib
import math
from collections import deque
from collections.abc import Iterator
from contextvars import ContextVar

from bot.storage import Write

_A_SECOND = 40  # replies a second to allow: a third more than Telegram accepts from one bot, so that none queue
_PATIENCE = 2.0  # seconds to wait for a slot; after that, the request ahead must be hanging
_LATELY = 20  # requests whose durations tell how far away Telegram is


class SendSlots:
    """Lets as many replies go out at once as it takes to send forty a second, given Telegram's distance."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._free = asyncio.Semaphore(1)
        self._room = 1
        self._took: deque[float] = deque(maxlen=_LATELY)

    async def enter(self) -> bool:
        """Wait for a slot, at most `patience` seconds; return whether one was free."""
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            return False
        return True

    def arrived(self, seconds: float) -> None:
        """Note how many seconds passed until Telegram answered."""
        self._took.append(seconds)

    def leave(self) -> None:
        """Give the slot back."""
        # The fastest of many: the others also waited for the CPU, and more slots would not help with that.
        wanted = math.ceil(_A_SECOND * min(self._took)) if len(self._took) == _LATELY else 1
        change = (wanted > self._room) - (wanted < self._room and self._room > 1)
        self._room += change
        for _ in range(1 + change):
            self._free.release()


class Outbox:
    """The writes of one update, and the slot in which its reply goes out."""

    def __init__(self, door: SendSlots) -> None:
        self.writes: list[Write] = []
        self._door = door
        self._has_turn = False

    async def take_slot(self) -> None:
        """Wait for a slot, but not for long, unless this update has one already."""
        if not self._has_turn:
            self._has_turn = await self._door.enter()

    def arrived(self, seconds: float) -> None:
        self._door.arrived(seconds)

    def free_slot(self) -> None:
        """Give the slot back: the reply is marked as sent, or did not get out."""
        if self._has_turn:
            self._has_turn = False
            self._door.leave()


_open: ContextVar[Outbox | None] = ContextVar("outbox", default=None)


@contextlib.contextmanager
def outbox(door: SendSlots) -> Iterator[Outbox]:
    """Collect the writes made meanwhile. The caller carries them out and then frees the slot."""
    opened = Outbox(door)
    mark = _open.set(opened)
    try:
        yield opened
    finally:
        _open.reset(mark)


async def write(what: Write) -> None:
    """Write something when the update is done, or at once if no outbox is open."""
    collecting = _open.get()
    if collecting is None:
        await what()
    else:
        collecting.writes.append(what)


async def take_slot() -> None:
    """Wait for a slot before a reply to an update goes out; does nothing if no outbox is open."""
    if collecting := _open.get():
        await collecting.take_slot()


def arrived(seconds: float) -> None:
    """Note how many seconds passed until Telegram answered, if an outbox is open."""
    if collecting := _open.get():
        collecting.arrived(seconds)


def free_slot() -> None:
    """Give the slot back, because the reply did not get out."""
    if collecting := _open.get():
        collecting.free_slot()
