"""The linear model: its gradient is the slope of its loss, and a fit finds what can be found."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.classifier import Classifier, Objective, fit, refit, softmax
from bot.matching.features import Evidence

CLASSES = np.array([0, 1, 1, 2], dtype=np.intp)


def made_up(meaning: int = 3, runs: int = 5) -> Evidence:
    """Evidence of four texts, of chance."""
    dice = np.random.default_rng(0)
    vectors = dice.normal(size=(4, meaning)).astype(np.float32)
    return Evidence(vectors, csr_matrix(dice.normal(size=(4, runs)).astype(np.float32)))


def test_softmax_makes_shares_of_one() -> None:
    shares = softmax(np.array([[0, 0], [1000, 0], [-1000, 0], [0, np.log(3)]], dtype=np.float32))

    assert shares == pytest.approx(np.array([[0.5, 0.5], [1, 0], [0, 1], [0.25, 0.75]]))


@pytest.mark.parametrize("evidence", [made_up(), made_up(meaning=0), made_up(runs=1)])
def test_the_gradient_is_the_slope_of_the_loss(evidence: Evidence) -> None:
    problem = Objective(evidence, CLASSES, 3)
    size = 3 * (evidence.meaning.shape[1] + evidence.spelling.shape[1] + 1)
    place = np.random.default_rng(1).normal(size=size).astype(np.float32)
    _, gradient = problem.loss(place)
    step = 1e-2

    for number in range(size):
        aside = np.zeros(size, dtype=np.float32)
        aside[number] = step
        slope = (problem.loss(place + aside)[0] - problem.loss(place - aside)[0]) / (2 * step)
        assert gradient[number] == pytest.approx(slope, abs=1e-3)


def test_weights_are_packed_and_unpacked() -> None:
    problem = Objective(made_up(), CLASSES, 3)
    numbers = np.arange(27, dtype=np.float32)
    head = problem.unpacked(numbers)

    assert (head.meaning.shape, head.spelling.shape, head.bias.shape) == ((3, 3), (5, 3), (3,))
    assert np.array_equal(problem.packed(head), numbers)


def test_a_fit_tells_apart_what_can_be_told_apart() -> None:
    evidence = made_up()
    head = fit(evidence, CLASSES, 3)

    assert softmax(head.scores(evidence)).argmax(axis=1).tolist() == CLASSES.tolist()


def test_a_fit_without_meaning_goes_by_spelling() -> None:
    evidence = made_up(meaning=0)

    assert fit(evidence, CLASSES, 3).scores(evidence).argmax(axis=1).tolist() == CLASSES.tolist()


def test_texts_score_the_same_alone_and_together() -> None:
    evidence = made_up()
    head = fit(evidence, CLASSES, 3)
    together = head.scores(evidence)

    for row in range(4):
        alone = head.scores(Evidence(evidence.meaning[row : row + 1], evidence.spelling[row : row + 1]))
        assert alone[0] == pytest.approx(together[row], abs=1e-5)


def test_with_no_evidence_the_commoner_class_is_likelier() -> None:
    nothing = Evidence(np.zeros((4, 2), np.float32), csr_matrix((4, 2), dtype=np.float32))
    head = fit(nothing, CLASSES, 3)

    assert softmax(head.scores(nothing))[0] == pytest.approx([0.25, 0.5, 0.25], abs=1e-3)


def test_a_fit_that_goes_on_from_a_finished_one_changes_nothing() -> None:
    evidence = made_up()
    finished = fit(evidence, CLASSES, 3, steps=1000)
    again = refit(evidence, CLASSES, finished)

    assert softmax(again.scores(evidence)) == pytest.approx(softmax(finished.scores(evidence)), abs=1e-3)


@pytest.mark.parametrize("evidence", [made_up(), made_up(meaning=0), made_up(runs=1)])
def test_a_fit_that_goes_on_from_nothing_ends_where_every_fit_ends(evidence: Evidence) -> None:
    nothing = fit(evidence, CLASSES, 3, steps=0)
    there, here = fit(evidence, CLASSES, 3, steps=1000), refit(evidence, CLASSES, nothing, steps=1000, slope=0.0)

    assert softmax(here.scores(evidence)) == pytest.approx(softmax(there.scores(evidence)), abs=5e-3)


def test_a_text_that_is_new_is_learned_and_what_it_does_not_bear_upon_stays_as_it_is() -> None:
    # Three classes of two texts; the runs of the third stand in no other text.
    rows = np.array([[1, 0, 0, 0], [1, 1, 0, 0], [0, 1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 1]], np.float32)
    classes = np.array([0, 0, 1, 1, 2, 2], dtype=np.intp)
    old = Evidence(np.zeros((6, 0), np.float32), csr_matrix(rows))
    finished = fit(old, classes, 3, steps=1000)
    more = Evidence(np.zeros((7, 0), np.float32), csr_matrix(np.vstack([rows, [[0, 0, 1, 0]]]).astype(np.float32)))
    after = refit(more, np.append(classes, 0), finished)

    assert softmax(after.scores(more))[6, 0] > softmax(finished.scores(more))[6, 0] + 0.2
    assert np.array_equal(after.spelling[3], finished.spelling[3])


@dataclass(frozen=True)
class Grown:
    """Texts of classes of many sizes, of which a fifth is new; what was fitted before, and where the loss is least."""

    texts: Evidence
    classes: NDArray[np.intp]
    start: Classifier
    least: NDArray[np.float32]

    def away(self, head: Classifier) -> float:
        """How far the shares of the texts are from where the loss is least."""
        return float(np.abs(softmax(head.scores(self.texts)) - self.least).sum(axis=1).mean())


@pytest.fixture(scope="module")
def grown() -> Grown:
    dice = np.random.default_rng(5)
    sizes = np.array([400, 100, 40, 20, 10, 10, 10, 10])
    classes = np.repeat(np.arange(len(sizes)), sizes).astype(np.intp)
    middles = dice.normal(size=(len(sizes), 24))
    vectors = middles[classes] + 1.5 * dice.normal(size=(len(classes), 24))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    runs = csr_matrix((dice.random((len(classes), 60)) < 0.05).astype(np.float32))
    texts = Evidence(vectors, runs)
    old = dice.random(len(classes)) < 0.8
    start = fit(Evidence(vectors[old], csr_matrix(runs[old])), classes[old], len(sizes), steps=1000)
    return Grown(texts, classes, start, softmax(fit(texts, classes, len(sizes), steps=1000).scores(texts)))


def test_a_few_steps_go_most_of_the_way_where_many_texts_are_new_and_the_classes_differ_in_size(grown: Grown) -> None:
    found = refit(grown.texts, grown.classes, grown.start, steps=8, slope=0.1, doubt=0.0)

    assert grown.away(found) < 0.2 * grown.away(grown.start)


def test_texts_hardly_in_doubt_are_not_computed_in_each_step_and_hold_back_what_moves(grown: Grown) -> None:
    found = refit(grown.texts, grown.classes, grown.start, steps=8, slope=0.1)
    shares = softmax(grown.start.scores(grown.texts))
    right = shares[np.arange(len(grown.classes)), grown.classes]
    doubted = np.flatnonzero(right < 1 - 0.05)
    alone = Evidence(grown.texts.meaning[doubted], csr_matrix(grown.texts.spelling[doubted]))
    without = refit(alone, grown.classes[doubted], grown.start, steps=8, slope=0.1)

    assert len(doubted) < 0.3 * len(grown.classes)
    assert grown.away(found) < 0.35 * grown.away(grown.start)
    assert grown.away(found) < 0.5 * grown.away(without)


def test_where_many_texts_stray_from_the_parabola_all_are_computed_in_each_step() -> None:
    dice = np.random.default_rng(3)
    classes = np.repeat([0, 1, 2], [60, 60, 30]).astype(np.intp)
    vectors = (np.eye(3)[classes] + 0.1 * dice.normal(size=(len(classes), 3))).astype(np.float32)
    texts = Evidence(vectors, csr_matrix((len(classes), 2), dtype=np.float32))
    known = Classifier(
        np.diag([9.0, 9.0, 0.0]).astype(np.float32), np.zeros((2, 3), np.float32), np.zeros(3, np.float32)
    )
    start = Classifier(known.meaning, known.spelling, np.array([0, 0, -4], np.float32))  # the third is new

    found, careful = (refit(texts, classes, start, steps=8, slope=0.1, doubt=doubt) for doubt in (0.05, 0.0))
    sure = np.abs(softmax(start.scores(texts)) - np.eye(3)[classes]).max(axis=1) < 0.05

    assert sure.sum() > 100
    assert np.array_equal(found.meaning, careful.meaning)
    assert (softmax(found.scores(texts)).argmax(axis=1) == classes).all()
