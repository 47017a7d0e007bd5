"""What is proposed for a new entry: its label from the question, its fact from the answer."""

import pytest
from small_library import LIBRARY

from bot.content import Language
from bot.content.entries import LONGEST_LABEL
from bot.desk.entry_fields import fact_for, label_for, proposed


@pytest.mark.parametrize(
    ("language", "question", "label"),
    [
        ("ru", "Кто вошёл в коалицию?", "Кто вошёл в коалицию"),
        ("ru", "Что говорилось об образовании и науке?", "Об образовании и науке"),
        ("ru", "Что говорили о том, как готовили проект?", "Как готовили проект"),
        ("ru", "Когда представили первый вариант проекта и где?", "Когда представили первый"),
        ("kk", "Қоғамдық шарт туралы не айтылды?", "Қоғамдық шарт"),
        ("kk", "Жоба мемлекеттің қандай негіздерін сақтайды делінді?", "Жоба мемлекеттің қандай"),
        ("en", "What was said about shared responsibility?", "Shared responsibility"),
        ("en", "What did the draft say about secularism?", "Secularism"),
        ("en", "How many amendments had been made before?", "How many amendments"),
        ("en", "Antidisestablishmentarianism everywhere?", "Antidisestablishmentarian"),
    ],
)
def test_a_label_is_what_the_question_asks_about_cut_between_words(
    language: Language, question: str, label: str
) -> None:
    assert label_for(question, language) == label
    assert len(label) <= LONGEST_LABEL


def test_every_question_has_a_label_that_fits() -> None:
    for entry in LIBRARY.entries.values():
        for language in ("kk", "ru", "en"):
            assert 0 < len(label_for(entry.question[language], language)) <= LONGEST_LABEL


@pytest.mark.parametrize(
    ("question", "answer", "fact"),
    [
        ("сколько мест", "В Курултае 145 депутатов. Их изберут.", "В Курултае *145 депутатов*."),
        ("когда?", "Референдум назначили на 15 марта 2026 года.", "Референдум назначили на *15 марта 2026 года*."),
        ("қашан?", "Референдум 2026 жылғы 15 наурызға белгіленді.", "Референдум *2026 жылғы 15 наурызға* белгіленді."),
        ("кто?", "Об этом сказал Карин 9 февраля 2026 года.", "Об этом сказал Карин 9 февраля 2026 года."),
        ("what?", "He named “a new formula” in 2026. And more.", "He named *“a new formula”* in 2026."),
        ("what?", "It is *bold* already.", "It is bold already."),
        ("what?", "One sentence\nover two lines.", "One sentence over two lines."),
        ("what?", f"{'too long ' * 20}.", ""),
    ],
)
def test_a_fact_is_the_first_sentence_with_what_was_asked_for_marked(question: str, answer: str, fact: str) -> None:
    assert fact_for(answer, question) == fact


def test_nothing_is_proposed_for_what_is_written_and_a_fact_in_all_languages_or_in_none() -> None:
    fields = {"question-en": "Who?", "answer-en": "We. All.", "answer-ru": "Мы."}
    assert proposed(fields) == {"short-en": "Who", "lead-en": "We.", "lead-ru": "Мы."}
    assert proposed(fields | {"short-en": "Mine", "lead-ru": "Я."}) == {"lead-en": "We."}
    assert proposed(fields | {"answer-ru": "слишком длинно " * 20}) == {"short-en": "Who"}
