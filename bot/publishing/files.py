"""Write an edit of the FAQ into its file, whole or not at all, and never over what somebody else has written.

Outside the core, because only `os` brings what was written safely to the disk.
"""

import contextlib
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.content import Edit, EditConflict


def apply(edit: Edit) -> None:
    """Write what the file holds after the edit. Raises `EditConflict` if it does not hold what it held before."""
    _put(edit.file, edit.before, edit.after)


def undo(edit: Edit) -> None:
    """Write what the file held before the edit. Raises `EditConflict` if it does not hold what it held after."""
    _put(edit.file, edit.after, edit.before)


def apply_all(edits: Sequence[Edit]) -> None:
    """Make several edits, or none: where one cannot be made, those before it are taken back."""
    made: list[Edit] = []
    try:
        for edit in edits:
            apply(edit)
            made.append(edit)
    except (EditConflict, OSError):
        for edit in reversed(made):
            undo(edit)
        raise


def _put(file: Path, expected: bytes, wanted: bytes) -> None:
    place = file.resolve()  # a link stays one
    with _alone_in(place.parent) as folder:
        found = place.read_bytes() if place.exists() else b""
        if found != expected:
            raise EditConflict(file, expected, found)
        if wanted and wanted != found:
            _replace(place, wanted)
        elif not wanted:
            place.unlink(missing_ok=True)  # the edit made it
        os.fsync(folder)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[int]:
    """Hold the folder, so that no second edit comes between the look into a file and its replacement."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened
    finally:
        os.close(opened)


def _replace(file: Path, wanted: bytes) -> None:
    """Put a new file in the place of the old one. Its name until then is none that is read as content."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as new:
            new.write(wanted)
            new.flush()
            if file.exists():
                _take_rights(file, beside)
            os.fsync(new.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _take_rights(file: Path, beside: Path) -> None:
    """Whoever may read and write the old file may do so with the new one."""
    owner = file.stat()
    with contextlib.suppress(PermissionError):  # only root may give a file to somebody else
        os.chown(beside, owner.st_uid, owner.st_gid)
    shutil.copymode(file, beside)
