"""One process at a time over a SQLite file: it is held while the bot serves, and while a backup takes its place."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # the bot does not run on such a system
    fcntl = None  # type: ignore[assignment]


class InUseError(Exception):
    """Another process holds the file; says which file."""


@contextlib.contextmanager
def sole_use_of(database: Path) -> Iterator[None]:
    """Hold a database file. The system lets go of it however the process ends. Raises `InUseError` if another has it.

    The lock is on a file of its own beside it: SQLite has its own locks on the database, and a restore replaces it.
    """
    if fcntl is None:
        yield
        return
    database.parent.mkdir(parents=True, exist_ok=True)
    opened = os.open(database.with_name(f"{database.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUseError(str(database)) from None
        yield
    finally:
        os.close(opened)
