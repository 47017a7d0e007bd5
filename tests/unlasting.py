"""Nothing that tests write has to survive a power cut, and a commit need not wait for the disk.

That what the bot writes does survive one is shown by `test_inbox.py`.
"""

import contextlib
from collections.abc import Iterator

from bot.storage import database

_FULL = database._SYNCHRONOUS


def write_without_waiting() -> None:
    """Let all that runs in this process from now on leave it to the system when to write."""
    database._SYNCHRONOUS = "OFF"


@contextlib.contextmanager
def lasting() -> Iterator[None]:
    """Wait for the disk at each commit of what is opened meanwhile, as an operator's bot does."""
    database._SYNCHRONOUS = _FULL
    try:
        yield
    finally:
        write_without_waiting()
