"""A copy of a SQLite database that a bot is writing to: whole, of one moment, and checked before it is there."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from bot.storage.database import DatabaseError

_PAGES = 1000  # copied between two words on how far it is
_BUSY = 10.0  # seconds


def back_up(source: Path, target: Path, tell: Callable[[int, int], None]) -> None:
    """Copy a database into a new file, which takes the place of any before it once it is whole.

    `tell` hears how many pages of how many are copied. Raises `DatabaseError`; then the target is as it was.
    """
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)  # what people asked is in it
        _copy(source, partial, tell)
        _make_durable(partial)
        partial.replace(target)
        _make_durable(target.parent)
    except (sqlite3.Error, OSError) as fault:
        raise DatabaseError(f"{target}: {fault}") from fault
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _copy(source: Path, partial: Path, tell: Callable[[int, int], None]) -> None:
    with (
        contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY)) as read,
        contextlib.closing(sqlite3.connect(partial)) as written,
    ):
        # From here on one moment is held on to: what is written meanwhile neither gets in nor makes it start anew.
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        read.backup(written, pages=_PAGES, progress=lambda _, left, pages: tell(pages - left, pages))
        written.execute("PRAGMA journal_mode=DELETE")  # one file, whoever opens it
        faults = [row[0] for row in written.execute("PRAGMA integrity_check")]
        if faults != ["ok"]:
            raise sqlite3.DatabaseError(f"the copy is damaged, and so is the database: {'; '.join(faults[:3])}")


def _make_durable(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
