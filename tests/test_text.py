"""What carries no meaning is taken away, and nothing else."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.spelling import clean, without_look_alikes, words_of

# Letters of the three languages, and what people and phones put between them.
TYPED = st.text(alphabet="абқңіabc  \n\t?!-'’12😀👍🏽🇰🇿\u200b\u200d\ufe0f\u00ad\u202e«»", max_size=60)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("сколько депутатов", "сколько депутатов"),
        ("  сколько \n\t депутатов  ", "сколько депутатов"),
        ("сколько 🤔🤔 депутатов 🇰🇿", "сколько депутатов"),
        ("депутат👍🏽тар", "депутат тар"),
        ("семья 👨‍👩‍👧 и права", "семья и права"),
        ("🤬🤬🔥💩", ""),
        ("", ""),
        (" \n ", ""),
        ("депу\u200bтат\u00adтар", "депутаттар"),
        ("\u202eкогда\u202c\ufeff референдум", "когда референдум"),
        ("при\u0301вет", "при\u0301вет"),
        ("Бай\u0438\u0306", "Байй"),
        ("ｗｈｅｎ ｉｓ ｉｔ", "when is it"),
        ("скоооолько", "сколько"),
        ("қашаааан", "қашан"),
        ("PLEEEEASE", "PLEASE"),
        ("вообще, Россия, class", "вообще, Россия, class"),
        ("10000 тенге", "10000 тенге"),
        ("что???!!!", "что???!!!"),
        ("... ну…", "... ну..."),
        ("«Әділетті Қазақстан» — қандай?", "«Әділетті Қазақстан» — қандай?"),
        ("№ 5, 100 % & C++", "No 5, 100 % & C++"),
        ("a\x00b\x07c", "a b c"),
    ],
)
def test_a_message_is_cleaned(typed: str, meant: str) -> None:
    assert clean(typed) == meant


def test_of_a_very_long_message_the_beginning_and_the_end_are_read() -> None:
    cleaned = clean("когда же " + "бла " * 1000 + "референдум?")

    assert cleaned.startswith("когда же бла")
    assert cleaned.endswith("бла референдум?")
    assert len(cleaned) <= 1001


def test_the_longest_message_telegram_takes_is_cleaned_to_one_letter_if_it_is_one_letter() -> None:
    assert clean("ә" * 4096) == "ә ә"


@given(TYPED)
def test_a_cleaned_message_is_clean(typed: str) -> None:
    once = clean(typed)

    assert clean(once) == once
    assert once == once.strip()
    assert "  " not in once
    assert not set(once) & set("\n\t😀👍🏽🇰🇿\u200b\u200d\ufe0f\u00ad\u202e")


@given(TYPED)
def test_cleaning_loses_no_letter_but_those_stretched(typed: str) -> None:
    kept = [letter for letter in clean(typed) if letter.isalpha()]

    assert _seen(kept) == _seen(letter for letter in typed if letter.isalpha())


def _seen(letters: Iterable[str]) -> set[str]:
    """The letters by how they look: those of both scripts are Cyrillic beside a letter that is nothing else."""
    return {without_look_alikes(f"{letter}ж")[0] for letter in letters}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Сколько депутатов?", ["сколько", "депутатов"]),
        ("бірде-бір, ата-баба", ["бірде-бір", "ата-баба"]),
        ("don't — it’s 145!", ["don't", "it’s", "145"]),
        ("- 'quoted' -", ["quoted"]),
        ("?!…", []),
        ("", []),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words
