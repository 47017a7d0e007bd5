"""Put a new site in the place of the old one: it is written beside it, and swapped in once all of it is there."""

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

MARK = "version.txt"
"""The file by which a folder is known as a site that may be replaced."""


class NotASiteError(Exception):
    """The folder holds something that is no site, so it is not replaced."""


def replace_folder(out: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files (address, bytes) and let them become the folder `out`. Returns how many bytes were written.

    Whatever is raised meanwhile, `out` stays as it was. Raises `NotASiteError` before anything is written if `out`
    holds anything but a site, and `OSError` if the disk is full, say.
    """
    out = out.resolve()  # where a link leads, what it leads to is replaced
    if (out.exists() and not out.is_dir()) or (out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file()):
        raise NotASiteError(f"{out} holds something else than a site")
    out.parent.mkdir(parents=True, exist_ok=True)
    new = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        written = _write(new, files)
        new.chmod(0o755)
        _swap(out, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return written


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    folder.mkdir()
    written = 0
    for address, content in files:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        written += path.write_bytes(content)
    return written


def _swap(out: Path, new: Path) -> None:
    """Let `new` become `out`, and what `out` was become `new`."""
    if not out.exists():
        new.rename(out)
        return
    old = new.with_name(f"{new.name}.old")
    out.rename(old)
    try:
        new.rename(out)
    except OSError:
        old.rename(out)
        raise
    old.rename(new)
