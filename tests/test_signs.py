"""The signs for and against each meaning that a message may have."""

import numpy as np
import pytest
from toy_embedder import Counting

from bot.matching import OUTSIDE, SpellingOnly, VectorCache, chat_meaning, gap_meaning
from bot.matching.embedding import Embedder, PackedVectors
from bot.matching.features import Features, TrainingTexts
from bot.matching.signs import DIRECTIONS, SIGNS, Signed, SignReader

PAIRS = [
    ("parks", "where is a park"),
    ("parks", "parks in town"),
    ("parks", "a park for dogs"),
    ("taxes", "how much tax do we pay"),
    ("taxes", "the tax of 2026"),
    (gap_meaning("prices"), "what do apples cost"),
    (chat_meaning("greeting"), "hello there"),
    (OUTSIDE, "who won the match"),
]
PASSAGES = {"parks": ["There are 12, and no tax."], "taxes": ["It is 10 percent."]}
TRAINING = TrainingTexts.of(PAIRS)
NUMBER = {meaning: number for number, meaning in enumerate(TRAINING.meanings)}


def signed(text: str, embedder: Embedder | None = None, **shares: float) -> Signed:
    """The signs of a text of which the classifier gave these shares to the meanings."""
    embedder = VectorCache(embedder or Counting())
    vectors = embedder.embed(TRAINING.texts)
    features, evidence = Features.learn(TRAINING.texts, vectors, 2.0)
    reader = SignReader(TRAINING, features, features.taught(PackedVectors.of([vectors]), evidence.spelling), PASSAGES)
    of_meanings = np.full(len(TRAINING.meanings), 0.01, np.float32)
    for name, share in shares.items():
        of_meanings[NUMBER[name]] = share
    return reader.read(text, features.of([text], embedder.embed([text])), of_meanings)


def of(meaning: str, found: Signed) -> dict[str, float]:
    """The signs by name for one meaning."""
    place = found.likely.tolist().index(NUMBER[meaning])
    return dict(zip(SIGNS, found.signs[place].tolist(), strict=True))


def test_each_sign_has_its_direction_and_its_place() -> None:
    found = signed("where is a park", parks=0.9)

    assert list(DIRECTIONS) == list(SIGNS)
    assert set(DIRECTIONS.values()) <= {-1, 0, 1}
    assert found.signs.shape == (len(found.likely), len(SIGNS))
    assert found.signs.dtype == np.float32


def test_the_likely_meanings_come_with_the_largest_share_first_and_none_is_outside() -> None:
    found = signed("the tax of a park", taxes=0.5, parks=0.3)
    names = [TRAINING.meanings[number] for number in found.likely]

    assert names[:2] == ["taxes", "parks"]
    assert OUTSIDE not in names
    assert {gap_meaning("prices"), chat_meaning("greeting")} <= set(names)


def test_a_known_phrasing_is_near_and_explained() -> None:
    signs = of("parks", signed("where is a park", parks=0.9))

    assert signs["near-spelling"] == pytest.approx(1, abs=1e-3)
    assert signs["near-meaning"] == pytest.approx(1, abs=1e-3)


def test_what_a_meanings_phrasings_say_is_explained_by_it() -> None:
    signs = of("parks", signed("a park", parks=0.9))

    assert signs["explained"] == pytest.approx(1)
    assert signs["worst-word"] == pytest.approx(1)
    assert signs["never-seen"] == 0


def test_what_is_said_about_an_entry_explains_a_message_too() -> None:
    found = signed("tax", parks=0.5, taxes=0.4)

    assert of("parks", found)["explained"] == pytest.approx(1)
    assert of(gap_meaning("prices"), found)["explained"] == 0
    assert of(gap_meaning("prices"), found)["explained-elsewhere"] == pytest.approx(1)


def test_a_word_that_stands_nowhere_counts_against_every_meaning() -> None:
    signs = of("parks", signed("where is a zzyzzx", parks=0.9))

    assert signs["worst-word"] == 0
    assert signs["never-seen"] > 0.3


def test_a_number_that_an_entry_does_not_have_is_noticed() -> None:
    found = signed("tax of 2026 and 1995", taxes=0.5, parks=0.4)

    assert of("taxes", found)["unknown-numbers"] == 1
    assert of("parks", found)["unknown-numbers"] == 2


def test_the_kind_of_a_meaning_is_a_sign() -> None:
    found = signed("hello")
    kinds = {
        name: (of(name, found)["is-signpost"], of(name, found)["is-small-talk"]) for name in NUMBER if name != OUTSIDE
    }

    assert kinds == {
        "parks": (0, 0),
        "taxes": (0, 0),
        gap_meaning("prices"): (1, 0),
        chat_meaning("greeting"): (0, 1),
    }


def test_the_signs_are_finite_however_sure_the_classifier_is() -> None:
    for share in (0.0, 1.0):
        assert np.isfinite(signed("where is a park", parks=share).signs).all()


@pytest.mark.parametrize("text", ["", "?!", "😀"])
def test_a_message_without_a_word_has_signs(text: str) -> None:
    assert np.isfinite(signed(text).signs).all()


def test_without_a_model_of_meaning_no_sign_speaks_of_it() -> None:
    signs = of("parks", signed("where is a park", SpellingOnly(), parks=0.9))

    assert [signs[name] for name in SIGNS if name.endswith("-meaning") and name != "signpost-meaning"] == [0, 0, 0]
