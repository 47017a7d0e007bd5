"""The tables of keyboards, Latin letters and folded letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import spelling
from bot.matching.spelling import ENGLISH_KEYS, KAZAKH_KEYS, KAZAKH_LATIN, RUSSIAN_KEYS, RUSSIAN_LATIN, Options

RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
KAZAKH = RUSSIAN + "әғқңөұүһі"


@pytest.mark.parametrize(
    ("typed", "keys", "meant"),
    [
        ("ghbdtn", RUSSIAN_KEYS, "привет"),
        ("Ghbdtn, 5!", RUSSIAN_KEYS, "Приветб 5!"),
        ("j,]zdktybt", RUSSIAN_KEYS, "объявление"),
        ("`krf b ;er", RUSSIAN_KEYS, "ёлка и жук"),
        ("ukfdf 5", RUSSIAN_KEYS, "глава 5"),
        ("0fyif", KAZAKH_KEYS, "қанша"),
        ("234580-=9", KAZAKH_KEYS, "әіңғүқөһұ"),
        ("9kn 167", KAZAKH_KEYS, "ұлт 167"),
        ("рщц ьфтн вузгешуы", ENGLISH_KEYS, "how many deputies"),
        ("Цщкдв", ENGLISH_KEYS, "World"),
        ("", RUSSIAN_KEYS, ""),
    ],
)
def test_a_text_is_put_on_another_keyboard(typed: str, keys: Options, meant: str) -> None:
    assert spelling.swap(typed, keys) == meant


@given(st.text(alphabet="qwertyuiop[]asdfghjkl;'zxcvbnm,.` QWERTY 167!?"))
def test_the_russian_keyboard_undoes_the_english_one(typed: str) -> None:
    assert spelling.swap(spelling.swap(typed, RUSSIAN_KEYS), ENGLISH_KEYS) == typed


def test_no_two_keys_give_the_same_letter() -> None:
    for keys in spelling.KEYS.values():
        meant = [letter for (letter,) in keys.values()]
        assert len(set(meant)) == len(meant)


@pytest.mark.parametrize(("keys", "alphabet"), [(RUSSIAN_KEYS, RUSSIAN), (KAZAKH_KEYS, KAZAKH)])
def test_every_letter_of_a_language_has_its_key(keys: Options, alphabet: str) -> None:
    assert set(alphabet) <= {letter for meant in keys.values() for letter in meant}


@pytest.mark.parametrize(("latin", "alphabet"), [(RUSSIAN_LATIN, RUSSIAN), (KAZAKH_LATIN, KAZAKH)])
def test_every_letter_of_a_language_can_be_typed_in_latin(latin: Options, alphabet: str) -> None:
    reachable = {letter for meant in latin.values() for spelling in meant for letter in spelling}

    # Kazakh has ё, ъ, ь, ч and щ in borrowed words alone; in Latin letters they are left out or written otherwise.
    assert set(alphabet) - reachable <= (set("ёъьщ") if "ә" in alphabet else set())


@pytest.mark.parametrize(
    ("proper", "folded"),
    [
        ("Қазақстан халқы", "казакстан халкы"),
        ("әғқңөұүһі", "агкноуухи"),
        ("Сколько депутатов?", "сколько депутатов?"),
        ("How many?", "how many?"),
    ],
)
def test_kazakh_is_folded_to_the_letters_of_a_russian_keyboard(proper: str, folded: str) -> None:
    assert spelling.fold(proper) == folded
    assert spelling.fold(folded) == folded


def test_every_folded_letter_can_be_unfolded() -> None:
    for proper, plain in spelling.FOLDING.items():
        assert proper in spelling.FOLDED[plain]
        assert plain in spelling.FOLDED[plain]
