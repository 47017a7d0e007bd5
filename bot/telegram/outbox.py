"""What has to be written of an update once its reply is out, together with the mark that it is handled.

The less there is between the two, the less often a reply is doubled after a power cut. So where Telegram is near, one
reply at a time is on its way or about to be marked, and a kill doubles that one alone. Where Telegram is far away, as
many are as it takes to reply to those who ask on a busy day.
"""

import asyncio
import contextlib
import math
from collections import deque
from collections.abc import Iterator
from contextvars import ContextVar

from bot.storage import Write

_A_SECOND = 40  # replies that could get out: a third more than Telegram takes of one bot, so that none queue
_PATIENCE = 2.0  # seconds; who waited so long waits behind a request that hangs
_LATELY = 20  # requests whose times say how far away Telegram is


class SendSlots:
    """Lets out as many replies at a time as it takes for forty a second, at Telegram's distance."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._free = asyncio.Semaphore(1)
        self._room = 1
        self._took: deque[float] = deque(maxlen=_LATELY)

    async def enter(self) -> bool:
        """Wait for one's turn, but not for long. Whether it has come."""
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            return False
        return True

    def arrived(self, seconds: float) -> None:
        """A reply has reached Telegram, and its answer has come back, in so many seconds."""
        self._took.append(seconds)

    def leave(self) -> None:
        """Let others have their turn."""
        # The quickest of many: the others waited for the processor as well, and more at a time would not help that.
        wanted = math.ceil(_A_SECOND * min(self._took)) if len(self._took) == _LATELY else 1
        change = (wanted > self._room) - (wanted < self._room and self._room > 1)
        self._room += change
        for _ in range(1 + change):
            self._free.release()


class Outbox:
    """The writes of one update, and its turn at the door through which replies go out."""

    def __init__(self, door: SendSlots) -> None:
        self.writes: list[Write] = []
        self._door = door
        self._has_turn = False

    async def take_slot(self) -> None:
        """Wait for one's turn, but not for long."""
        if not self._has_turn:
            self._has_turn = await self._door.enter()

    def arrived(self, seconds: float) -> None:
        """What went out has reached Telegram, in so many seconds there and back."""
        self._door.arrived(seconds)

    def free_slot(self) -> None:
        """Let others have their turn: the reply is marked, or did not get out."""
        if self._has_turn:
            self._has_turn = False
            self._door.leave()


_open: ContextVar[Outbox | None] = ContextVar("outbox", default=None)


@contextlib.contextmanager
def outbox(door: SendSlots) -> Iterator[Outbox]:
    """Collects what comes to be written meanwhile; whoever opened it writes it, and steps back then."""
    opened = Outbox(door)
    mark = _open.set(opened)
    try:
        yield opened
    finally:
        _open.reset(mark)


async def write(what: Write) -> None:
    """Write something when the update is done; at once, where nobody collects."""
    collecting = _open.get()
    if collecting is None:
        await what()
    else:
        collecting.writes.append(what)


async def take_slot() -> None:
    """A reply goes out: wait for its turn, if it is one to an update."""
    if collecting := _open.get():
        await collecting.take_slot()


def arrived(seconds: float) -> None:
    """It has reached Telegram, in so many seconds there and back."""
    if collecting := _open.get():
        collecting.arrived(seconds)


def free_slot() -> None:
    """It did not get out."""
    if collecting := _open.get():
        collecting.free_slot()
