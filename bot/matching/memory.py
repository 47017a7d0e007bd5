"""Vectors computed once are kept: a start, or an edit, computes only those of texts that are new."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.matching.meaning import Embedder, Vectors

Steps = NDArray[np.int8]

_BATCH = 64
_TINY = np.float32(1e-6)  # where there is no model, vectors have no numbers at all


class Memory:
    """Vectors by text, from files and for a file. One byte a number keeps them within half a percent."""

    def __init__(self, embedder: Embedder, files: Iterable[Path] = ()) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}
        for file in files:
            self._read(file)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._embedder.name

    def keep(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, which are known from now on."""
        self._known |= self._computed(texts)
        return self.embed(texts)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, computed where they are not known. Of these nothing stays: messages come this way."""
        computed = self._computed(texts)
        vectors = [computed[key] if key in computed else self._known[key] for key in map(_key, texts)]
        return np.stack(vectors) if texts else self._embedder.embed([""])[:0]

    def _computed(self, texts: Sequence[str]) -> dict[str, Vectors]:
        missing = [text for text in dict.fromkeys(texts) if _key(text) not in self._known]
        found: dict[str, Vectors] = {}
        for start in range(0, len(missing), _BATCH):
            some = missing[start : start + _BATCH]
            found |= zip(map(_key, some), map(_rounded, self._embedder.embed(some)), strict=True)
        return found

    def knows(self, texts: Iterable[str]) -> bool:
        """Whether all of these are known."""
        return all(_key(text) in self._known for text in texts)

    def _read(self, file: Path) -> None:
        try:
            with np.load(file, allow_pickle=False) as kept:
                if str(kept["model"]) == self.name:
                    self._known.update(zip(map(str, kept["keys"]), _unpacked(kept["steps"]), strict=True))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            return  # a disk that filled up, or a file of another form: what it had is computed again

    def write(self, file: Path, texts: Iterable[str]) -> None:
        """Keep the vectors of these texts, and no others, in a file."""
        keys = sorted({_key(text) for text in texts})
        steps = np.stack([_packed(self._known[key]) for key in keys])
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(f".{file.stem}.{secrets.token_hex(4)}.npz")  # two processes may learn the same
        np.savez(partial, model=np.array(self.name), keys=np.array(keys), steps=steps)
        partial.replace(file)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _packed(vector: Vectors) -> Steps:
    steps: Steps = np.round(vector / np.abs(vector).max(initial=_TINY) * 127).astype(np.int8)
    return steps


def _unpacked(steps: Steps) -> Vectors:
    numbers = steps.astype(np.float32)
    vectors: Vectors = numbers / np.maximum(np.linalg.norm(numbers, axis=-1, keepdims=True), _TINY)
    return vectors


def _rounded(vector: Vectors) -> Vectors:
    # Rounded at once, so that a vector is the same whether it was just computed or read from a file.
    return _unpacked(_packed(vector))
