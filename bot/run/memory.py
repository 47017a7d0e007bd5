"""Give memory back to the system: what learning and drawing took for a moment, the C library keeps by itself."""

import asyncio
import contextlib
import ctypes
import gc
import itertools
import sys

_APART = 1 << 20  # bytes; the C library's own limit grows with what is freed, up to 32 MB
_MMAP_THRESHOLD, _HEAPS = -3, -8  # the names of that limit and of the number of heaps, for `mallopt`

EVERY = 15.0
"""Seconds between two times. It takes some milliseconds, in a thread, and returned about 90 MB after a start."""

_COLLECTED = 4  # garbage in cycles is looked for each fourth time: everything else waits a fifth of a second for that


def keep_large_apart() -> None:
    """Let what is large be returned to the system as soon as it is freed, where the C library can do that.

    Among small things in its heap, a matcher's arrays leave holes that the next, larger ones do not fit into. And all
    threads share that heap: each of its own held one to three megabytes of what a text had taken for a moment.
    """
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):
            libc = ctypes.CDLL(None)
            libc.mallopt(_MMAP_THRESHOLD, _APART)
            libc.mallopt(_HEAPS, 1)


def collect_rarely() -> None:
    """Look for garbage in cycles less often than usual: each look at a whole content takes a fifth of a second.

    An edit makes hundreds of thousands of small things, few of them in cycles, and `give_back` looks each minute too.
    """
    gc.set_threshold(100_000, 50, 100)


def give_back(collect: bool = True) -> bool:
    """Give back what is free, and what can be read again; `False` where the C library cannot."""
    from bot.matching.embedding import release_model  # most commands that this file is loaded for match nothing

    release_model()
    if sys.platform != "linux":
        return False
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except AttributeError:  # musl has none, and keeps little
        return False
    if collect:
        gc.collect()
    trim(0)
    return True


async def give_back_regularly(every: float = EVERY) -> None:
    """Give back what is free, until cancelled."""
    for number in itertools.count():
        if not await asyncio.to_thread(give_back, number % _COLLECTED == 0):
            return
        await asyncio.sleep(every)
