"""What tests keep of the model's vectors is what the model says, and nothing else."""

from pathlib import Path

import numpy as np
import pytest
from embedded import Kept, known_first, really_embedded

from bot.matching import Embedder
from bot.matching.embedding import E5, Vectors

TEXTS = ["how many seats", "сколько депутатов", "неше депутат болады", "how many seats"]


class Asked:
    """A model that notes what it is asked for."""

    name = "asked"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def _computed(self, *texts: str) -> Vectors:
        self.texts += texts
        return np.array([[len(text) + number / 7 for number in range(384)] for text in texts], dtype=np.float32)


def asking(model: Asked, file: Kept, *texts: str) -> Vectors:
    """What a bot gets."""
    return known_first(Asked._computed, lambda name: file)(model, *texts)


def test_the_vectors_of_the_tests_are_the_models_own(embedder: Embedder) -> None:
    if not isinstance(embedder, E5):
        pytest.skip("the package of the model is not installed")
    exact = really_embedded(TEXTS)

    assert np.array_equal(embedder.embed(TEXTS), exact)
    assert all(np.array_equal(embedder.embed([text])[0], vector) for text, vector in zip(TEXTS, exact, strict=True))
    assert len({vector.tobytes() for vector in exact}) == 3


def test_another_process_is_told_what_one_has_computed(tmp_path: Path) -> None:
    model, other = Asked(), Asked()
    one, two = Kept(tmp_path / "file"), Kept(tmp_path / "file")

    first = asking(model, one, *TEXTS)
    again = asking(other, two, "new", *TEXTS)

    assert model.texts == TEXTS[:3]
    assert other.texts == ["new"]
    assert np.array_equal(again[1:], first)
    assert np.array_equal(first, Asked()._computed(*TEXTS))


def test_what_was_written_in_part_is_computed_again(tmp_path: Path) -> None:
    model, file = Asked(), tmp_path / "file"
    asking(model, Kept(file), "cut", "whole")
    file.write_bytes(file.read_bytes()[:1000] + b"\0" * 568 + file.read_bytes()[1568:])
    model.texts.clear()

    assert np.array_equal(asking(model, Kept(file), "cut", "whole"), Asked()._computed("cut", "whole"))
    assert model.texts == ["cut"]
