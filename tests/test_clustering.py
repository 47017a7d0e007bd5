"""Which unanswered questions mean the same, on the project's own content: across languages, scripts and slips."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from project_matcher import background_of

from bot.clustering import Background, Groups, ReadQuestion, Similarity, read_similarity
from bot.clustering.similarity import Other, Seen
from bot.content import Library
from bot.jobs.grouping import SHIPPED
from bot.matching import Embedder, Matcher, SpellingOnly

SALARY = [
    "Какая зарплата у депутата?",
    "сколько получают депутаты парламента",
    "Депутаттың жалақысы қанша?",
    "депутаттар канша айлык алады",
    "What is the salary of a deputy?",
]
PENSION = [
    "будет ли повышен пенсионный возраст",
    "пенсионный возраст изменится?",
    "Зейнетақы жасы өзгере ме?",
    "zeinetaqy zhasy ozgere me",
    "Will the retirement age change?",
]
PENALTY = [
    "введут ли смертную казнь",
    "вернётся ли смертная кзнь",
    "cvthnyfz rfpym dthytncz&",
    "өлім жазасы қайтарыла ма",
    "olim zhazasy kaitaryla ma",
    "Is the death penalty coming back?",
]
ALL = [*SALARY, *PENSION, *PENALTY]


class Desk:
    """Puts questions into groups one after another, and numbers the groups as they are opened."""

    def __init__(self, matcher: Matcher, background: Background, embedder: Embedder) -> None:
        self._matcher, self._has_meaning = matcher, not isinstance(embedder, SpellingOnly)
        self._new = partial(Groups, background, read_similarity(SHIPPED, embedder.name))
        self.groups = self._new()
        self.placed: list[tuple[ReadQuestion, int]] = []

    def restarts(self) -> None:
        """Forget all but what was kept."""
        self.groups = self._new()
        self.groups.show(self.placed)

    def reads(self, text: str) -> ReadQuestion:
        """A question as the matcher reads it."""
        written = ReadQuestion.of(self._matcher.match(text))
        return written if self._has_meaning else replace(written, vector=np.zeros(0, np.float32))

    def puts(self, *texts: str) -> list[int]:
        """The groups of questions that are put into them."""
        return [self._put(self.reads(text)) for text in texts]

    def _put(self, written: ReadQuestion) -> int:
        placement = self.groups.find(written)
        group = placement.group or 1 + max((group for _, group in self.placed), default=0)
        if placement.shown:
            self.placed.append((written, group))
            self.groups.show([(written, group)])
        self.groups.remember(written.text, group)
        return group


@pytest.fixture
def desk(matcher: Matcher, background: Background) -> Desk:
    return Desk(matcher, background, matcher.embedder)


@pytest.fixture
def blind(library: Library, matcher: Matcher, blind_background: Background) -> Desk:
    """Where there is no embedding model."""
    return Desk(matcher, blind_background, SpellingOnly())


@pytest.fixture(scope="module")
def blind_background(library: Library) -> Background:
    return background_of(library, SpellingOnly())


@pytest.mark.parametrize("texts", [SALARY, PENSION, PENALTY])
def test_a_question_is_one_group_in_three_languages_and_scripts_and_with_slips(desk: Desk, texts: list[str]) -> None:
    assert set(desk.puts(*texts)) == {1}


def test_different_questions_are_different_groups(desk: Desk) -> None:
    texts = [
        SALARY[0],
        PENSION[0],
        PENALTY[0],
        "какая погода в Алматы",
        "Who will win the football cup?",
        "курс доллара",
    ]

    assert desk.puts(*texts) == [1, 2, 3, 4, 5, 6]


def test_the_few_that_is_believed_in_any_entry_makes_no_two_questions_alike(desk: Desk, background: Background) -> None:
    def agreement(*beliefs: float) -> float:
        nearest = tuple(zip(("kurultai", "marriage", "overview"), beliefs, strict=True))
        questions = [replace(desk.reads(text), entries=nearest) for text in (SALARY[0], PENSION[0])]
        one, other = Seen.of(questions, background)
        return Other.of(one, other).agreement

    assert agreement(0.0002, 0.0001, 0.0001) == 0
    assert agreement(0.4, 0.0001, 0.0001) == pytest.approx(1)


def test_where_numbers_differ_questions_do_in_any_language_and_spelt_out(desk: Desk) -> None:
    fives = ["что в статье 5", "5-бапта не жазылған", "what is in article 5", "что написано в пятой статье"]
    sixes = ["что в статье 6", "6-бапта не жазылған", "what does article 6 say"]

    assert set(desk.puts(*fives)) == {1}
    assert set(desk.puts(*sixes)) == {2}


def test_near_copies_are_one_group_whatever_was_asked_in_between(desk: Desk) -> None:
    copies = ["какая погода в Алматы", "Какая погода в алматы??", "погода в Алматы какая", "какая пагода в Алматы"]
    found = [desk.puts(copy, *SALARY)[0] for copy in copies]

    assert found == [1, 1, 1, 1]


def test_questions_that_come_in_another_order_are_the_same_groups(desk: Desk) -> None:
    texts = [*PENALTY, *PENSION][::-1]

    assert desk.puts(*texts) == [1] * len(PENSION) + [2] * len(PENALTY)


def test_a_question_asked_again_goes_where_it_went(desk: Desk) -> None:
    before = desk.puts(*ALL)

    assert desk.puts(*ALL) == before


def test_after_a_restart_questions_go_where_they_would_have_gone(desk: Desk) -> None:
    desk.puts(*ALL[::2])
    placed = [*desk.placed]
    before = desk.puts(*ALL[1::2], "какая погода в Алматы")

    desk.placed = placed
    desk.restarts()

    assert desk.puts(*ALL[1::2], "какая погода в Алматы") == before


def test_a_group_keeps_six_of_its_questions_to_compare_others_with(desk: Desk) -> None:
    texts = [
        f"какая погода в Алматы {when}" for when in ("сегодня", "завтра", "вчера", "днём", "ночью", "утром", "зимой")
    ]
    assert set(desk.puts(*texts)) == {1}

    assert len(desk.placed) == 6


def test_signs_without_words_are_like_nothing_but_their_copies(desk: Desk) -> None:
    texts = ["🤷", "👍"]
    for number, text in enumerate(texts, 1):
        assert desk.groups.find(desk.reads(text)).group is None
        desk.groups.remember(text, number)

    assert [desk.groups.copy_of(text) for text in texts] == [1, 2]


def test_without_an_embedding_model_it_goes_by_spelling(blind: Desk) -> None:
    copies = ["какая погода в Алматы", "Какая погода в алматы??", "погода в Алматы какая", "какая пагода в Алматы"]

    assert set(blind.puts(*copies)) == {1}
    assert blind.puts(PENSION[0], PENALTY[0], "что в статье 5", "что в статье 6") == [2, 3, 4, 5]


def test_words_that_languages_borrow_from_each_other_are_seen_without_a_model_too(blind: Desk) -> None:
    assert (
        len(set(blind.puts("где скачать проект конституции", "конституция жобасын қайдан скачать етуге болады"))) == 1
    )


def test_weights_of_another_model_are_not_used(tmp_path: Path) -> None:
    spelling: Similarity = read_similarity(SHIPPED, SpellingOnly().name)

    assert read_similarity(SHIPPED, "a model to come").written() == spelling.written()
