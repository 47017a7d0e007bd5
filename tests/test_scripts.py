"""Letters of another script than the word is in: look-alikes, Arabic letters, letters set apart, capitals."""

import pytest

from bot.matching.reading import Reader
from bot.matching.spelling import clean, without_arabic, without_gaps, without_look_alikes, without_shouting


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("нoвый пaрк", "новый парк"),  # two Latin letters
        ("Hовый парк", "Новый парк"),
        ("Аstana раrk", "Astana park"),  # three Cyrillic letters
        ("новый park", "новый park"),
        ("новыйpark", "новыйpark"),  # neither script has all its letters
        ("145-й", "145-й"),
        ("a у", "a у"),
    ],
)
def test_each_word_is_in_one_script(typed: str, meant: str) -> None:
    assert without_look_alikes(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("قازاقستان", "қазақстан"),
        ("بولادى", "болады"),
        ("نەشە", "неше"),
        ("كىسى", "кісі"),  # a letter of front words makes its vowels front ones
        ("ٴتىل", "тіл"),  # and so does the mark
        ("ٴالەم", "әлем"),
        ("جاڭا زاڭ؟", "жаңа заң?"),
        ("тіл", "тіл"),
    ],
)
def test_kazakh_in_arabic_letters_is_written_in_cyrillic_ones(typed: str, meant: str) -> None:
    assert without_arabic(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("п а р к", "парк"),
        ("где п-а-р-к?", "где парк?"),
        ("p.a.r.k", "park"),
        ("я и ты", "я и ты"),
        ("а и в", "а и в"),
        ("к чему я", "к чему я"),
    ],
)
def test_letters_set_apart_are_one_word_from_four_on(typed: str, meant: str) -> None:
    assert without_gaps(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("ГДЕ ПАРК?", "где парк?"), ("АЭС", "АЭС"), ("АЭС где", "АЭС где"), ("ПАРК 145", "ПАРК 145")]
)
def test_capitals_alone_are_made_small_in_more_than_one_word(typed: str, meant: str) -> None:
    assert without_shouting(typed) == meant


def test_a_message_is_cleaned_of_all_of_them() -> None:
    assert clean("ГДЕ  П А Р К???? 😀") == "где парк????"


READER = Reader(
    {
        "ru": ["где парк", "когда откроют парк", "референдум", "ко мне", "дума"],
        "kk": ["саябақ қайда", "қашан ашылады"],
        "en": ["where is the park", "when does it open"],
    }
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ре ферен дум", "референдум"),
        ("ко гда откроют па рк?", "когда откроют парк?"),
        ("когда ко мне", "когда ко мне"),  # words of their own
        ("пар где", "пар где"),
    ],
)
def test_pieces_of_a_word_are_joined_if_only_the_whole_is_a_word(typed: str, meant: str) -> None:
    assert READER.read(typed).text == meant
