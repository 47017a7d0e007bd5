"""Mistype messages as people do, so that a way of typing can be measured on the same messages."""

import random
from collections.abc import Callable

from bot.matching import spelling

_LATIN_RU = dict(
    zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
         "f", "h", "c", "ch", "sh", "sh", "", "y", "", "e", "yu", "ya"], strict=True)
)  # fmt: skip
_LATIN_KK = _LATIN_RU | {
    "ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i", "ж": "j", "у": "u",
    "х": "h", "щ": "sh", "ц": "ts",
}  # fmt: skip
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшыьэюя"


def with_typing_errors(text: str, dice: random.Random) -> str:
    """One wrong, missing, doubled or swapped letter in every third word of five or more letters."""
    words = text.split(" ")
    for number, word in enumerate(words):
        if len(word) >= 5 and dice.random() < 1 / 3:
            words[number] = _mistyped(word, dice)
    return " ".join(words)


def _mistyped(word: str, dice: random.Random) -> str:
    place = dice.randrange(1, len(word) - 2)
    alphabet = _CYRILLIC if any(letter.lower() in _CYRILLIC for letter in word) else "abcdefghijklmnopqrstuvwxyz"
    before, letter, after = word[:place], word[place], word[place + 1 :]
    changed = (after[0] + letter + after[1:], after, letter + letter + after, dice.choice(alphabet) + after)
    return before + dice.choice(changed)


def folded(text: str, dice: random.Random) -> str:
    """Kazakh as typed on a Russian keyboard."""
    return spelling.fold(text)


def in_latin(text: str, dice: random.Random) -> str:
    """Russian or Kazakh in Latin letters, as most people type them."""
    table = _LATIN_KK if any(letter in spelling.KAZAKH_LETTERS for letter in text.lower()) else _LATIN_RU
    return "".join(table.get(letter, letter) for letter in text.lower())


def on_the_wrong_keyboard(text: str, dice: random.Random) -> str:
    """Kazakh and Russian typed on the English keyboard, English on the Russian one."""
    if any("а" <= letter <= "я" for letter in text.lower()):
        return spelling.swap(text, {meant[0]: (typed,) for typed, meant in spelling.KAZAKH_KEYS.items()})
    return spelling.swap(text, spelling.RUSSIAN_KEYS)


# Each way of mistyping, and the languages it applies to.
DISTORTIONS: dict[str, tuple[Callable[[str, random.Random], str], tuple[str, ...]]] = {
    "typing errors": (with_typing_errors, ("kk", "ru", "en")),
    "folded letters": (folded, ("kk",)),
    "Latin letters": (in_latin, ("kk", "ru")),
    "wrong keyboard": (on_the_wrong_keyboard, ("kk", "ru", "en")),
}
