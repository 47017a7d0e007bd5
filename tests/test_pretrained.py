"""The same content gives the same answers, whatever was edited before: each fit begins with shipped weights."""

import random
from pathlib import Path

import numpy as np
import pytest
from bank import HELD_OUT, PAIRS
from toy_embedder import Counting

from bot.matching import Matcher, VectorCache
from bot.matching.belief import Belief, Calibration, Trees
from bot.matching.cache import Pretrained, learn_kept, read_pretrained, write_calibration, write_pretrained
from bot.matching.features import training_texts_from

Pairs = list[tuple[str, str]]
EDITS = 40


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What comes with the bot: a calibration, and weights for the content as it was."""
    folder = tmp_path_factory.mktemp("shipped")
    write_calibration(folder / "calibration.json", "counting", Calibration(2.0, Belief(Trees.none())))
    training = training_texts_from(PAIRS, {})
    fitted = Pretrained.fitted(training, VectorCache(Counting()).keep(training.texts), 2.0)
    write_pretrained(folder / "pretrained.npz", "counting", fitted)
    return folder


def start(pairs: Pairs, shipped: Path, cache: Path, memory: VectorCache | None = None) -> Matcher:
    return learn_kept(pairs, {}, {"en": [text for _, text in pairs]}, memory or VectorCache(Counting()), cache, shipped)


def edited(pairs: Pairs, dice: random.Random, number: int) -> Pairs:
    """One edit: a wording is added, taken out, or moved to another entry."""
    name, text = dice.choice(pairs)
    others = [pair for pair in pairs if pair != (name, text)]
    match dice.choice(["add", "add", "remove", "move"]):
        case "add":
            return [*pairs, (name, f"{text} {dice.choice(pairs)[1]} {number}")]
        case "remove":
            return others if any(other == name for other, _ in others) else pairs
    return [*others, (dice.choice(pairs)[0], text)]


def test_after_any_edits_the_answers_are_those_of_a_cold_start(shipped: Path, tmp_path: Path) -> None:
    dice, pairs, memory = random.Random(1), list(PAIRS), VectorCache(Counting())
    for number in range(EDITS):
        pairs = edited(pairs, dice, number)
        there = start(pairs, shipped, tmp_path / "edited", memory)
        if number % 8 == 7:
            cold = start(pairs, shipped, tmp_path / f"cold {number}")
            for part in ("meaning", "spelling", "bias"):
                assert np.array_equal(getattr(there.learned.head, part), getattr(cold.learned.head, part))
            assert [there.rank(text) for _, text in HELD_OUT] == [cold.rank(text) for _, text in HELD_OUT]


def test_a_wording_added_and_taken_out_again_leaves_nothing_behind(shipped: Path, tmp_path: Path) -> None:
    before = start(PAIRS, shipped, tmp_path / "one")
    start([*PAIRS, (PAIRS[0][0], "is there a way of doing it by post")], shipped, tmp_path / "two")
    after = start(PAIRS, shipped, tmp_path / "two")

    assert [after.rank(text) for _, text in HELD_OUT] == [before.rank(text) for _, text in HELD_OUT]


def test_content_unlike_what_was_shipped_is_learned_from_nothing(shipped: Path, tmp_path: Path) -> None:
    renamed = [(f"other-{name}", text) for name, text in PAIRS]
    with_shipped = start(renamed, shipped, tmp_path / "one")
    (shipped / "pretrained.npz").rename(tmp_path / "pretrained.npz")
    without = start(renamed, shipped, tmp_path / "two")
    (tmp_path / "pretrained.npz").rename(shipped / "pretrained.npz")

    assert np.array_equal(with_shipped.learned.head.spelling, without.learned.head.spelling)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not weights"])
def test_a_file_that_cannot_be_read_counts_for_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pretrained.npz").write_bytes(content)

    assert read_pretrained(tmp_path / "pretrained.npz", "counting") is None
    assert read_pretrained(tmp_path / "missing.npz", "counting") is None


def test_weights_of_another_model_count_for_nothing(shipped: Path) -> None:
    assert read_pretrained(shipped / "pretrained.npz", "counting") is not None
    assert read_pretrained(shipped / "pretrained.npz", "another") is None
