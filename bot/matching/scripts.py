"""Letters of another script than the word is in: look-alikes, Kazakh in Arabic letters, letters set apart, capitals.

Each is undone before a message is read, because no model of letters has seen it.
"""

import re
from typing import Final

_WORD = re.compile(r"[^\W\d_]+")

_LATIN_ALIKE = dict(zip("ABCEHIKMOPTXYaceiopxyhkmtb", "АВСЕНІКМОРТХУасеіорхуһкмтв", strict=True))
_CYRILLIC_ALIKE = {cyrillic: latin for latin, cyrillic in _LATIN_ALIKE.items()}


def without_look_alikes(text: str) -> str:
    """Write each word in one script: "нoвoм" with two Latin letters is Cyrillic, "tоkaуev" with two Cyrillic is Latin.

    A word of which neither script has all the other letters stays as it is.
    """
    return _WORD.sub(_in_one_script, text)


def _in_one_script(found: re.Match[str]) -> str:
    word = found.group()
    latin = [letter for letter in word if letter.isascii()]
    if not latin or len(latin) == len(word):
        return word
    if all(letter in _LATIN_ALIKE for letter in latin):
        return "".join(_LATIN_ALIKE.get(letter, letter) for letter in word)
    if all(letter.isascii() or letter in _CYRILLIC_ALIKE for letter in word):
        return "".join(_CYRILLIC_ALIKE.get(letter, letter) for letter in word)
    return word


# The Arabic alphabet of the Kazakhs in China. Four of its vowels stand for a back and a front one: a hamza before the
# word, or one of the letters that occur in front words only, says which.
_ARABIC: Final = dict(
    zip("ابۆگعدەجزيكقلمنڭوپرستۋفحھچشىۇهڤ", "абвгғдежзикқлмнңопрстуфхһчшыұһв", strict=True)
) | {"ئ": "", "ء": "", "ٴ": "", "؟": "?", "،": ",", "؛": ";"}  # fmt: skip
_HAMZA = frozenset("ءٴ")
_IN_FRONT_WORDS = frozenset("ەكگ")
_FRONT = {"و": "ө", "ۇ": "ү", "ى": "і"}
_ARABIC_WORD = re.compile(r"[\u0600-\u06ff]+")


def without_arabic(text: str) -> str:
    """Write Kazakh in Arabic letters in Cyrillic ones: "بولادى" is «болады»."""
    return _ARABIC_WORD.sub(_in_cyrillic, text)


def _in_cyrillic(found: re.Match[str]) -> str:
    word = found.group()
    marked = not _HAMZA.isdisjoint(word)
    front = _FRONT | {"ا": "ә"} if marked else {} if _IN_FRONT_WORDS.isdisjoint(word) else _FRONT
    return "".join(front.get(letter, _ARABIC.get(letter, letter)) for letter in word)


_SET_APART = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-]){3,}[^\W\d_](?!\w)")
_GAPS = re.compile(r"[ .\-]")


def without_gaps(text: str) -> str:
    """Join letters that are set apart: «к у р у л т а й» is one word. Four letters at least."""
    return _SET_APART.sub(lambda found: _GAPS.sub("", found.group()), text)


_SHOUTED = 2  # words; one alone may be an abbreviation


def without_shouting(text: str) -> str:
    """Write a message that is all capitals in small letters."""
    return text.lower() if text.isupper() and len(_WORD.findall(text)) >= _SHOUTED else text
