"""Numbers in the bot's sentences: each language counts in its own way, and nothing is said as nothing."""

from itertools import product

import pytest
from every_case import every_case

from bot.content import LANGUAGES, Language
from bot.conversation import Wording

say = Wording()

DAY = "1 марта"
COUNTS = (0, 1, 2, 5, 11, 21, 22, 101, 365)
GIVEN: dict[str, dict[str, str | int]] = {
    "privacy": {"days": 365, "correcting": 30, "waiting": 90},
    "told-later-toast": {"days": 90},
    "cancelled": {"count": 5},
    "sources": {"count": 5},
    "mydata-questions": {"count": 5, "date": DAY},
    "mydata-ratings": {"count": 5},
    "mydata-waiting": {"count": 5},
}
"""What each sentence with a number in it needs to be said."""


def said(language: Language, name: str, **numbers: int) -> str:
    """A sentence with some numbers in place of the usual ones."""
    return say(language, name, **GIVEN[name] | numbers)


RUSSIAN = {
    ("privacy", "days"): ("через {} день.", "через {} дня.", "через {} дней."),
    ("privacy", "correcting"): (": {} день ", ": {} дня ", ": {} дней "),
    ("privacy", "waiting"): ("не дольше {} дня.", "не дольше {} дней.", "не дольше {} дней."),
    ("told-later-toast", "days"): ("жду {} день", "жду {} дня", "жду {} дней"),
    ("sources", "count"): ("из {} статьи", "из {} статей", "из {} статей"),
    ("mydata-questions", "count"): ("{} вопрос,", "{} вопроса,", "{} вопросов,"),
    ("mydata-ratings", "count"): ("{} оценка ", "{} оценки ", "{} оценок "),
    ("mydata-waiting", "count"): ("{} просьба ", "{} просьбы ", "{} просьб "),
}


def test_russian_has_three_forms() -> None:
    forms = [(1, 0), (2, 1), (5, 2), (11, 2), (21, 0), (22, 1), (101, 0), (365, 2)]
    with every_case() as case:
        for (name, value), (number, form) in product(RUSSIAN, forms):
            with case(name, value, number):
                assert RUSSIAN[name, value][form].format(number) in said("ru", name, **{value: number})


ENGLISH = {
    ("privacy", "days"): ("after {} day.", "after {} days."),
    ("privacy", "correcting"): ("for {} day after", "for {} days after"),
    ("privacy", "waiting"): ("longer than {} day.", "longer than {} days."),
    ("told-later-toast", "days"): ("within {} day,", "within {} days,"),
    ("sources", "count"): ("{} article.", "{} articles."),
    ("mydata-questions", "count"): ("{} question,", "{} questions,"),
    ("mydata-ratings", "count"): ("{} answer rated", "{} answers rated"),
    ("mydata-waiting", "count"): ("{} request ", "{} requests "),
}


def test_english_has_two_forms() -> None:
    with every_case() as case:
        for (name, value), (number, form) in product(ENGLISH, [(1, 0), (2, 1), (11, 1), (21, 1), (101, 1)]):
            with case(name, value, number):
                assert ENGLISH[name, value][form].format(number) in said("en", name, **{value: number})


KAZAKH = {
    ("privacy", "days"): "{} күннен кейін",
    ("privacy", "correcting"): "{} күн;",
    ("privacy", "waiting"): "{} күннен асырмай",
    ("told-later-toast", "days"): "{} күн күтемін",
    ("sources", "count"): "{} мақаладан",
    ("mydata-questions", "count"): "{} сұрақ,",
    ("mydata-ratings", "count"): "{} баға",
    ("mydata-waiting", "count"): "{} өтініш",
}


def test_kazakh_counts_without_another_form() -> None:
    with every_case() as case:
        for (name, value), number in product(KAZAKH, [1, 2, 5, 21]):
            with case(name, value, number):
                assert KAZAKH[name, value].format(number) in said("kk", name, **{value: number})


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "на ваш вопрос"),
        (2, "на 2 ваших вопроса"),
        (5, "на 5 ваших вопросов"),
        (11, "на 11 ваших вопросов"),
        (21, "на 21 ваш вопрос"),
        (22, "на 22 ваших вопроса"),
    ],
)
def test_of_how_many_questions_one_hears_no_more_in_russian(number: int, words: str) -> None:
    assert words in said("ru", "cancelled", count=number)


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [("en", "your question is", "your 2 questions are"), ("kk", " сұрағыңызға", " 2 сұрағыңызға")],
)
def test_of_how_many_questions_one_hears_no_more_elsewhere(language: Language, one: str, two: str) -> None:
    assert one in said(language, "cancelled", count=1)
    assert "1" not in said(language, "cancelled", count=1)
    assert two in said(language, "cancelled", count=2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["mydata-ratings", "mydata-waiting"])
def test_nothing_is_said_as_nothing(language: Language, name: str) -> None:
    assert not any(map(str.isdecimal, said(language, name, count=0)))
    assert "10" in said(language, name, count=10)


def test_since_when_questions_are_kept_is_said_with_how_many() -> None:
    with every_case() as case:
        for language, count in product(LANGUAGES, COUNTS):
            with case(language, count):
                assert DAY in said(language, "mydata-questions", count=count)


def test_every_number_has_a_form() -> None:
    with every_case() as case:
        for language, name, count in product(LANGUAGES, GIVEN, COUNTS):
            with case(language, name, count):
                assert said(language, name, **{value: count for value, usual in GIVEN[name].items() if usual != DAY})


def test_what_shows_for_a_moment_stays_short_whatever_the_number() -> None:
    with every_case() as case:
        for language, count in product(LANGUAGES, COUNTS):
            with case(language, count):
                assert len(said(language, "told-later-toast", days=count)) <= 200
