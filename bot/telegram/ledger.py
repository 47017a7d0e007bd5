"""What has to be written of an update once its reply is out. It is written together with the mark that it is handled:
the less time between the two, the less often a reply is doubled after a power cut.
"""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

from bot.telegram.ports import Write

_open: ContextVar[list[Write] | None] = ContextVar("ledger", default=None)


@contextlib.contextmanager
def ledger() -> Iterator[list[Write]]:
    """What comes to be written meanwhile; whoever opened it writes it."""
    writes: list[Write] = []
    mark = _open.set(writes)
    try:
        yield writes
    finally:
        _open.reset(mark)


async def write(what: Write) -> None:
    """Write something when the update is done; at once, where nobody collects."""
    writes = _open.get()
    if writes is None:
        await what()
    else:
        writes.append(what)
