"""Give back the memory in which a library has mapped a file, of which it looks at a little here and a little there."""

import contextlib
import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

_DONT_NEED = 4  # `MADV_DONTNEED`


def release_pages(file: str) -> None:
    """Give back the pages of a mapped file whose path ends like this, where the system is Linux.

    They only held what stands in the file: when one is read again, the system takes it from its cache of the disk, 16
    pages at a time. Pages that were written to are left alone, since what was written would be lost.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None)
    with contextlib.suppress(OSError):
        for start, end in _read_only(file):
            libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _DONT_NEED)


def _read_only(file: str) -> Iterator[tuple[int, int]]:
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        place, rights, *_ = line.split(maxsplit=2)
        if line.endswith(file) and rights == "r--p":
            start, end = place.split("-")
            yield int(start, 16), int(end, 16)
