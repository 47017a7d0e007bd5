"""Texts as numbers: what their runs of letters weigh, and what is left of their vectors."""

import numpy as np
import pytest
from toy_embedder import Counting

from bot.matching import SpellingOnly, VectorCache
from bot.matching.embedding import PackedVectors, Vectors
from bot.matching.features import Features

NO_MEANING = np.zeros((0, 0), dtype=np.float32)


def learned(*texts: str, weight: float = 1.0) -> Features:
    """Features of spelling alone."""
    return Features.learn(texts, SpellingOnly().embed(texts), weight)[0]


def spelling(features: Features, text: str) -> dict[str, float]:
    """What each run of a text weighs."""
    row = features.of([text], SpellingOnly().embed([text])).spelling.toarray()[0]
    return {run: float(row[number]) for run, number in features.runs.items() if row[number]}


def test_runs_are_four_letters_with_the_borders_of_the_word() -> None:
    assert list(learned("House!", "a house").runs) == [" hou", "hous", "ouse", "use "]


def test_a_short_word_is_one_run() -> None:
    assert list(learned("is it", "it is").runs) == [" is ", " it "]


def test_a_run_that_stands_in_one_text_alone_is_not_learned() -> None:
    assert list(learned("cat dog", "cat cow", "hen hen").runs) == [" cat", "cat "]


def test_kazakh_letters_are_folded() -> None:
    assert learned("қаза", "қаза").runs == learned("каза", "каза").runs


def test_what_is_common_weighs_less_than_what_is_rare() -> None:
    weights = spelling(learned("it cat", "it cat", "it dog", "it hen"), "it cat")

    assert weights[" it "] < weights[" cat"] == weights["cat "]


def test_the_spelling_of_every_text_weighs_the_same_in_all() -> None:
    features = learned("the cat sat", "the cat", "the dog sat", weight=2.0)

    for text in ("the cat sat", "cat", "the the the the cat"):
        assert np.linalg.norm(list(spelling(features, text).values())) == pytest.approx(2.0, rel=1e-5)


def test_a_text_without_a_known_run_has_no_spelling() -> None:
    features = learned("the cat", "the cat")

    assert spelling(features, "xyz") == spelling(features, "") == {}


def test_the_evidence_of_the_texts_learned_is_the_one_found_again() -> None:
    texts = ["the cat sat", "the cat", "the dog sat"]
    vectors = Counting().embed(texts)
    features, evidence = Features.learn(texts, vectors, 1.0)
    again = features.of(texts, vectors)

    assert np.array_equal(evidence.meaning, again.meaning)
    assert np.array_equal(evidence.spelling.toarray(), again.spelling.toarray())


def test_what_all_vectors_share_is_taken_away() -> None:
    vectors: Vectors = np.array([[1, 3], [1, -3]], dtype=np.float32)
    _, evidence = Features.learn(["a", "b"], vectors, 1.0)

    assert evidence.meaning.tolist() == [[0, 1], [0, -1]]


def test_the_texts_learned_are_as_near_to_a_message_as_their_meanings() -> None:
    texts = ["where is a park", "parks in town", "how much tax", "the tax of 2026"]
    vectors = VectorCache(Counting()).embed(texts)
    features, evidence = Features.learn(texts, vectors, 2.0)
    message = features.of(["a park"], Counting().embed(["a park"])).meaning[0]
    taught = features.taught(PackedVectors.of([vectors]), evidence.spelling).meaning

    assert taught.nearness(message) == pytest.approx(evidence.meaning @ message, abs=1e-5)
    assert taught.nearness(message, 1, 3) == pytest.approx(evidence.meaning[1:3] @ message, abs=1e-5)


def test_a_vector_in_the_very_middle_has_no_meaning() -> None:
    vectors: Vectors = np.array([[1, 3], [1, -3]], dtype=np.float32)
    features, _ = Features.learn(["a", "b"], vectors, 1.0)

    assert features.meaning(np.array([[1, 0]], dtype=np.float32)).tolist() == [[0, 0]]


def test_no_texts_have_no_evidence() -> None:
    features, evidence = Features.learn([], NO_MEANING, 1.0)

    assert evidence.spelling.shape == (0, 1)
    assert features.of(["cat"], SpellingOnly().embed(["cat"])).spelling.shape == (1, 1)
