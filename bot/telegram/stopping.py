"""Wait for something, but no longer than until the bot is told to stop."""

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any, TypeVar

Brought = TypeVar("Brought")


async def unless(stopping: asyncio.Event, call: Coroutine[Any, Any, Brought]) -> Brought | None:
    """What a call brings; `None` when told to stop first, and the call is then given up."""
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
    """Wait so long, or until told to stop."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)


async def first_of(seconds: float, *events: asyncio.Event) -> None:
    """Wait until one of some events happens, or so long."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
