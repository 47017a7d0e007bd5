"""Vectors computed once are kept, and read back as they were."""

from pathlib import Path

import numpy as np
import pytest
from toy_embedder import Counting

from bot.matching import SpellingOnly, VectorCache
from bot.matching.embedding import PackedVectors

TEXTS = ["how many seats", "what is it called", "қанша депутат"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with the vectors of the texts."""
    memory = VectorCache(Counting())
    memory.keep(TEXTS)
    memory.write(tmp_path / "kept" / "vectors.npz", TEXTS)
    return tmp_path / "kept" / "vectors.npz"


def test_vectors_are_read_back_equal_and_nothing_is_computed(file: Path) -> None:
    embedder = Counting()
    memory = VectorCache(embedder, [file])

    assert np.array_equal(memory.keep(TEXTS), VectorCache(Counting()).keep(TEXTS))
    assert memory.knows(TEXTS)
    assert embedder.asked == []


def test_kept_vectors_are_within_half_a_percent_of_the_models_and_of_length_one() -> None:
    kept, exact = VectorCache(Counting()).keep(TEXTS), Counting().embed(TEXTS)

    assert np.abs(kept - exact).max() < 0.005
    assert np.linalg.norm(kept, axis=1) == pytest.approx(np.ones(len(TEXTS)))


def test_packed_vectors_are_as_near_to_another_as_they_were() -> None:
    exact = Counting().embed([f"text {number}" for number in range(600)])  # more than a block
    packed = PackedVectors.of([exact[:1], exact[1:]])

    assert packed.products(exact[7]) == pytest.approx(exact @ exact[7], abs=0.01)
    assert np.array_equal(packed.products(exact[7], 300, 310), packed.products(exact[7])[300:310])
    assert packed.products(exact[7], 5, 5).shape == (0,)


def test_packed_texts_stay_in_memory_once_and_are_what_they_were_whatever_is_kept_beside_them() -> None:
    memory = VectorCache(Counting())
    first = memory.keep(["something else", TEXTS[1], "another thing"])
    packed = memory.packed(TEXTS)
    memory.keep(["newer", "newest"])

    assert np.array_equal(packed.unpacked(), VectorCache(Counting()).keep(TEXTS))
    assert np.array_equal(memory.keep(["something else", TEXTS[1], "another thing"]), first)
    assert np.shares_memory(packed._steps, memory.packed(TEXTS)._steps)
    assert memory.packed([*reversed(TEXTS), TEXTS[0]]).unpacked().shape[0] == 4
    assert np.array_equal(packed.unpacked(), memory.keep(TEXTS))
    assert memory.packed([]).unpacked().shape[0] == 0


def test_nothing_packed_knows_no_meaning() -> None:
    assert not PackedVectors.of([]).know_meaning
    assert not PackedVectors.of([SpellingOnly().embed(TEXTS)]).know_meaning
    assert PackedVectors.of([SpellingOnly().embed(TEXTS)]).products(np.zeros(0, np.float32)).tolist() == [0, 0, 0]


def test_only_what_is_new_is_computed_once_each(file: Path) -> None:
    embedder = Counting()
    vectors = VectorCache(embedder, [file]).keep([*TEXTS, "new", "new", "newer"])

    assert embedder.asked == ["new", "newer"]
    assert np.array_equal(vectors[3], vectors[4])


def test_what_is_kept_is_not_computed_again() -> None:
    embedder = Counting()
    memory = VectorCache(embedder)
    memory.keep(TEXTS)
    memory.keep(TEXTS)
    memory.embed(TEXTS)

    assert embedder.asked == TEXTS


def test_a_message_passes_through_and_leaves_nothing_behind() -> None:
    embedder = Counting()
    memory = VectorCache(embedder)
    first, second = memory.embed(["my name is Aliya"]), memory.embed(["my name is Aliya"])

    assert np.array_equal(first, second)
    assert embedder.asked == ["my name is Aliya"] * 2
    assert not memory.knows(["my name is Aliya"])


def test_many_texts_are_embedded_in_their_order() -> None:
    many = [f"text number {number}" for number in range(150)]
    vectors = VectorCache(Counting()).keep(many)

    assert np.abs(vectors - Counting().embed(many)).max() < 0.005


def test_no_texts_have_no_vectors() -> None:
    assert VectorCache(Counting()).embed([]).shape == (0, 24)
    assert VectorCache(SpellingOnly()).embed([]).shape == (0, 0)


def test_the_vectors_of_no_model_can_be_kept_too(tmp_path: Path) -> None:
    memory = VectorCache(SpellingOnly())

    assert memory.keep(TEXTS).shape == (3, 0)
    memory.write(tmp_path / "vectors.npz", TEXTS)
    assert VectorCache(SpellingOnly(), [tmp_path / "vectors.npz"]).knows(TEXTS)


def test_a_file_keeps_only_the_texts_it_is_given(tmp_path: Path) -> None:
    memory = VectorCache(Counting())
    memory.keep([*TEXTS, "an old text"])
    memory.write(tmp_path / "vectors.npz", TEXTS)

    assert not VectorCache(Counting(), [tmp_path / "vectors.npz"]).knows(["an old text"])
    assert [path.name for path in tmp_path.iterdir()] == ["vectors.npz"]


@pytest.mark.parametrize("kept", [b"", b"PK\x03\x04", b"not a file of vectors", bytes(1000)])
def test_a_file_that_cannot_be_read_counts_for_nothing(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "vectors.npz").write_bytes(kept)

    assert not VectorCache(Counting(), [tmp_path / "vectors.npz", tmp_path / "missing.npz"]).knows(["how many seats"])


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_counts_for_nothing(file: Path, share: float) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: int(share * len(whole))])
    embedder = Counting()

    assert np.array_equal(VectorCache(embedder, [file]).keep(TEXTS), VectorCache(Counting()).keep(TEXTS))
    assert embedder.asked == TEXTS


def test_a_file_of_another_model_counts_for_nothing(file: Path) -> None:
    assert not VectorCache(Counting("another"), [file]).knows(TEXTS)


def test_a_file_of_another_form_counts_for_nothing(tmp_path: Path) -> None:
    np.savez(tmp_path / "vectors.npz", model=np.array("counting"), vectors=np.zeros((2, 2)))

    assert not VectorCache(Counting(), [tmp_path / "vectors.npz"]).knows(TEXTS)
