"""Which words count as forms of one word, in three languages."""

import pytest

from bot.search.word_forms import Vocabulary, plain_word, plain_words, same_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Карин", "Кариным"),
        ("Карин", "Қаринге"),
        ("депутат", "депутаттардың"),
        ("партия", "партий"),
        ("партия", "партиясының"),
        ("заң", "заңдары"),
        ("наука", "науке"),
        ("сценарий", "сценариях"),
        ("народ", "народный"),
        ("Тоқаев", "Токаевтың"),
        ("amendment", "amended"),
        ("vote", "voters"),
        ("president", "presidential"),
        ("Kazakhstan’s", "Kazakhstan"),
        ("ещё", "еще"),
        ("құқық", "құқығы"),
        ("құқығы", "құқықтары"),
        ("мектеп", "мектебі"),
    ],
)
def test_two_forms_of_a_word(one: str, other: str) -> None:
    assert same_word(plain_word(one), plain_word(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("форма", "формула"),
        ("party", "participants"),
        ("land", "language"),
        ("министр", "министерство"),
        ("пен", "пенсии"),
        ("совет", "советник"),
        ("война", "воинский"),
        ("2024", "2025"),
        ("vote", "veto"),
        ("нога", "нокаут"),
    ],
)
def test_two_different_words(one: str, other: str) -> None:
    assert not same_word(plain_word(one), plain_word(other))


def test_a_vocabulary_knows_the_forms_of_a_word_and_no_parts_of_numbers() -> None:
    vocabulary = Vocabulary(plain_words("Сенат, сената; о Сенате и сенаторах. 197 и 1970, да"))

    assert [vocabulary.words[place] for place in vocabulary.forms_of("сенату")] == ["сенат", "сената", "сенате"]
    assert [vocabulary.words[place] for place in vocabulary.forms_of("197")] == ["197"]
    assert vocabulary.forms_of("да") == [vocabulary.words.index("да")]
    assert vocabulary.forms_of("министр") == []
