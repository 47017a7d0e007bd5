"""What has to be written of an update once its reply is out, together with the mark that it is handled.

The less there is between the two, the less often a reply is doubled after a power cut. So one reply at a time is on its
way or about to be marked: a kill doubles that one alone. Where Telegram takes long, others do not wait for it for long.
"""

import asyncio
import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

from bot.telegram.ports import Write

_PATIENCE = 0.7  # seconds; eight replies take half of that where Telegram is near


class Ledger:
    """The writes of one update, and its turn at the door through which replies go out."""

    def __init__(self, door: asyncio.Lock) -> None:
        self.writes: list[Write] = []
        self._door = door
        self._has_turn = False

    async def step_out(self) -> None:
        """Wait for one's turn, but not for long."""
        if not self._has_turn:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE):
                    await self._door.acquire()
                    self._has_turn = True

    def step_back(self) -> None:
        """Let others have their turn: the reply is marked, or did not get out."""
        if self._has_turn:
            self._has_turn = False
            self._door.release()


_open: ContextVar[Ledger | None] = ContextVar("ledger", default=None)


@contextlib.contextmanager
def ledger(door: asyncio.Lock) -> Iterator[Ledger]:
    """Collects what comes to be written meanwhile; whoever opened it writes it, and steps back then."""
    opened = Ledger(door)
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


async def step_out() -> None:
    """A reply goes out: wait for its turn, if it is one to an update."""
    if collecting := _open.get():
        await collecting.step_out()


def step_back() -> None:
    """It did not get out."""
    if collecting := _open.get():
        collecting.step_back()
