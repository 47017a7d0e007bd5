"""What was learned is kept between starts: only what has changed is learned again."""

import functools
import json
from pathlib import Path

import numpy as np
import pytest
from bank import HELD_OUT, PAIRS
from toy_embedder import Counting

from bot.matching import Embedder, Matcher, SpellingOnly, VectorCache
from bot.matching.belief import Calibration, Trials
from bot.matching.cache import learn_kept, read_calibration, write_calibration
from bot.matching.signs import SIGNS


@functools.cache
def calibration() -> Calibration:
    """One whose belief goes by how sure the classifier is, and how near the nearest phrasing."""
    dice = np.random.default_rng(0)
    rows = dice.normal(size=(2000, len(SIGNS))).astype(np.float32) * 3
    odds = rows[:, SIGNS.index("sureness")] + rows[:, SIGNS.index("near-spelling")]
    right = odds + dice.normal(size=2000) > 0
    return Calibration(2.0, Trials(rows, right, right).belief())


ROWS = np.random.default_rng(1).normal(size=(20, len(SIGNS))).astype(np.float32)
# The same with an entry more, and with one phrasing edited.
WITH_ANOTHER = [*PAIRS, ("insurance", "insure my bicycle"), ("insurance", "is my bicycle insured")]
EDITED = [(intent, "I lost my dear card" if text == "I lost my card" else text) for intent, text in PAIRS]


@pytest.fixture
def calibrated(tmp_path: Path) -> Path:
    """A calibration file, so that no test has to find one."""
    write_calibration(tmp_path / "calibration.json", "counting", calibration())
    return tmp_path / "calibration.json"


def start(folder: Path, pairs: list[tuple[str, str]], embedder: Embedder | None = None) -> Matcher:
    """Start with what earlier starts left in the folder."""
    memory = VectorCache(embedder or Counting(), [folder / "cache" / "vectors.npz"])
    texts = [text for _, text in pairs]
    return learn_kept(pairs, {}, {"en": texts}, memory, folder / "cache", folder)


def learned(folder: Path) -> list[Path]:
    """The files of what was learned, one for each content."""
    return sorted((folder / "cache").glob("learned-*.npz"))


def forget(folder: Path) -> None:
    """Lose what was learned."""
    for file in learned(folder):
        file.unlink()


def beliefs(matcher: Matcher) -> list[dict[str, float]]:
    """What the matcher believes of messages it has not seen."""
    return [dict(matcher.rank(text)) for _, text in HELD_OUT]


def test_a_second_start_embeds_nothing_and_learns_nothing(tmp_path: Path, calibrated: Path) -> None:
    first = start(tmp_path, PAIRS)
    (file,) = learned(tmp_path)
    written = file.read_bytes()
    embedder = Counting()
    second = start(tmp_path, PAIRS, embedder)

    assert embedder.asked == []
    assert learned(tmp_path) == [file]
    assert file.read_bytes() == written
    assert np.array_equal(second.learned.head.spelling, first.learned.head.spelling)
    assert second.learned.features.runs == first.learned.features.runs
    assert beliefs(second) == beliefs(first)


def test_after_an_edit_of_one_phrasing_only_that_one_is_embedded(tmp_path: Path, calibrated: Path) -> None:
    start(tmp_path, PAIRS)
    embedder = Counting()
    matcher = start(tmp_path, EDITED, embedder)

    assert embedder.asked == ["I lost my dear card"]
    assert matcher.rank("I lost my dear card")[0][0] == "lost-card"


def test_what_is_learned_after_an_edit_is_what_would_be_learned_anew(tmp_path: Path, calibrated: Path) -> None:
    start(tmp_path, PAIRS)
    after_edit = start(tmp_path, EDITED)
    forget(tmp_path)
    anew = start(tmp_path, EDITED)

    for edited, fresh in zip(beliefs(after_edit), beliefs(anew), strict=True):
        assert edited == pytest.approx(fresh, abs=0.1)
    tops = [[matcher.rank(text)[0][0] for _, text in PAIRS] for matcher in (after_edit, anew)]
    assert tops[0] == tops[1]


def test_a_new_entry_is_learned_beside_the_old_ones(tmp_path: Path, calibrated: Path) -> None:
    start(tmp_path, PAIRS)
    matcher = start(tmp_path, WITH_ANOTHER)

    assert matcher.rank("is my bicycle insured")[0][0] == "insurance"
    assert matcher.rank("how do I reset my password")[0][0] == "forgotten-password"


def test_a_removed_entry_is_forgotten(tmp_path: Path, calibrated: Path) -> None:
    start(tmp_path, WITH_ANOTHER)

    assert "insurance" not in dict(start(tmp_path, PAIRS).rank("is my bicycle insured"))


def test_going_back_to_an_earlier_content_learns_nothing(tmp_path: Path, calibrated: Path) -> None:
    first = start(tmp_path, PAIRS)
    start(tmp_path, EDITED)
    before = {file: file.read_bytes() for file in learned(tmp_path)}
    back = start(tmp_path, PAIRS)

    assert np.array_equal(back.learned.head.spelling, first.learned.head.spelling)
    assert {file: file.read_bytes() for file in learned(tmp_path)} == before


def test_an_edit_begins_with_what_was_used_last(tmp_path: Path, calibrated: Path) -> None:
    for _ in range(3):
        start(tmp_path, PAIRS)
        start(tmp_path, EDITED)
        start(tmp_path, PAIRS)
    start(tmp_path, WITH_ANOTHER)

    assert len(learned(tmp_path)) == 3


def test_of_many_contents_the_latest_stay(tmp_path: Path, calibrated: Path) -> None:
    for number in range(10):
        start(tmp_path, [*PAIRS, ("lost-card", f"my card number {number} is lost")])
    newest = learned(tmp_path)
    start(tmp_path, [*PAIRS, ("lost-card", "my card number 9 is lost")])

    assert len(newest) == 8
    assert learned(tmp_path) == newest


def test_quite_another_content_is_learned_as_if_there_had_been_none(tmp_path: Path, calibrated: Path) -> None:
    start(tmp_path, [("a", "xyz xyzz"), ("b", "qqq qqww")])
    after = start(tmp_path, PAIRS)
    forget(tmp_path)

    assert beliefs(after) == beliefs(start(tmp_path, PAIRS))


@pytest.mark.parametrize("kept", [b"", b"PK\x03\x04", b"no file of weights"])
def test_kept_files_that_cannot_be_read_are_made_anew(tmp_path: Path, calibrated: Path, kept: bytes) -> None:
    before = beliefs(start(tmp_path, PAIRS))
    for file in (*learned(tmp_path), tmp_path / "cache" / "vectors.npz"):
        file.write_bytes(kept)
    embedder = Counting()

    assert beliefs(start(tmp_path, PAIRS, embedder)) == before
    assert len(embedder.asked) == len(PAIRS) + len(HELD_OUT)
    assert (tmp_path / "cache" / "vectors.npz").stat().st_size > 1000


def test_what_another_model_left_is_not_used(tmp_path: Path, calibrated: Path) -> None:
    start(tmp_path, PAIRS)
    embedder = Counting("another")
    matcher = start(tmp_path, PAIRS, embedder)

    assert len(embedder.asked) == len(PAIRS)
    assert matcher.rank("I lost my card")[0][0] == "lost-card"


def test_a_bot_without_a_model_of_meaning_starts_and_starts_again(tmp_path: Path) -> None:
    first, second = (start(tmp_path, PAIRS, SpellingOnly()) for _ in range(2))

    assert first.rank("I lost my card")[0][0] == "lost-card"
    assert beliefs(first) == beliefs(second)


def test_the_calibration_is_the_one_in_the_file(tmp_path: Path, calibrated: Path) -> None:
    used = start(tmp_path, PAIRS).learned.calibration

    assert used.spelling == calibration().spelling
    assert used.belief.predict(ROWS) == pytest.approx(calibration().belief.predict(ROWS), abs=0.01)


def test_a_calibration_is_read_as_it_was_written(calibrated: Path) -> None:
    found = read_calibration(calibrated, "counting")

    assert found
    assert found.spelling == 2.0
    assert found.belief.predict(ROWS) == pytest.approx(calibration().belief.predict(ROWS), abs=0.01)
    assert json.loads(calibrated.read_text(encoding="utf-8"))["signs"] == list(SIGNS)


def test_a_calibration_of_another_model_or_of_other_signs_is_refused(tmp_path: Path, calibrated: Path) -> None:
    written = json.loads(calibrated.read_text(encoding="utf-8"))
    written["signs"] = written["signs"][::-1]
    (tmp_path / "other.json").write_text(json.dumps(written), encoding="utf-8")

    assert read_calibration(calibrated, "another") is None
    assert read_calibration(tmp_path / "other.json", "counting") is None
    assert read_calibration(tmp_path / "missing.json", "counting") is None
