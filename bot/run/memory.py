"""Give memory back to the system: what learning and drawing took for a moment, the C library keeps by itself."""

import asyncio
import ctypes
import gc
import sys

EVERY = 60.0
"""Seconds between two times. It takes some milliseconds, in a thread, and returned about 90 MB after a start."""


def give_back() -> bool:
    """Give back what is free; `False` where the C library cannot."""
    if sys.platform != "linux":
        return False
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except AttributeError:  # musl has none, and keeps little
        return False
    gc.collect()
    trim(0)
    return True


async def give_back_regularly(every: float = EVERY) -> None:
    """Give back what is free, until cancelled."""
    can_give_back = True
    while can_give_back:
        can_give_back = await asyncio.to_thread(give_back)
        await asyncio.sleep(every)
