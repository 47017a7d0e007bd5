"""How Kazakh, Russian and English are written when they are not written properly: keyboards, Latin letters, folding.

Each way of writing is a table from what is typed to what may be meant. Which of the meanings it is, is left to
`letter_model`. Tables of one language's spelling, not of any subject.
"""

from collections.abc import Mapping

Options = Mapping[str, tuple[str, ...]]

_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
# The Kazakh layout is the Russian one with nine more letters on the row of digits.
_DIGIT_ROW, _KAZAKH_ROW = "234580-=9", "әіңғүқөһұ"

_RUSSIAN_KEYS = {typed: (meant,) for typed, meant in zip(_QWERTY, _RUSSIAN, strict=True)}
RUSSIAN_KEYS: Options = _RUSSIAN_KEYS
KAZAKH_KEYS: Options = _RUSSIAN_KEYS | {typed: (meant,) for typed, meant in zip(_DIGIT_ROW, _KAZAKH_ROW, strict=True)}
ENGLISH_KEYS: Options = {typed: (meant,) for typed, meant in zip(_RUSSIAN, _QWERTY, strict=True)}

KEYS: Mapping[str, Options] = {"kk": KAZAKH_KEYS, "ru": RUSSIAN_KEYS, "en": ENGLISH_KEYS}

KAZAKH_LETTERS = frozenset("әғқңөұүһі")

# Kazakh typed on a Russian keyboard: the nine letters it lacks become their nearest neighbours.
FOLDING: Mapping[str, str] = {
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
}  # fmt: skip
_FOLDING = str.maketrans(dict(FOLDING))
FOLDED: Options = {
    "а": ("а", "ә"),
    "г": ("г", "ғ"),
    "к": ("к", "қ"),
    "н": ("н", "ң"),
    "о": ("о", "ө"),
    "у": ("у", "ұ", "ү"),
    "х": ("х", "һ"),
    "и": ("и", "і"),
    "ы": ("ы", "і"),
    "э": ("э", "ә"),
}

_BOTH_LATIN: dict[str, tuple[str, ...]] = {
    "a": ("а",), "b": ("б",), "v": ("в",), "d": ("д",), "e": ("е", "э"), "z": ("з",), "l": ("л",), "m": ("м",),
    "p": ("п",), "r": ("р",), "s": ("с",), "t": ("т",), "f": ("ф",), "zh": ("ж",), "j": ("ж", "й"), "sh": ("ш",),
    "ch": ("ч",), "kh": ("х",), "x": ("х", "кс"), "ts": ("ц",), "ya": ("я",), "ja": ("я", "жа"), "ia": ("ия", "я"),
    "yu": ("ю",), "ju": ("ю", "жу"), "iu": ("ю", "иу"), "yo": ("ё", "е"), "jo": ("ё", "жо"), "ye": ("е",),
    "6": ("ш",), "š": ("ш",), "ş": ("ш",), "ž": ("ж",), "č": ("ч",), "â": ("я",), "û": ("ю",),
}  # fmt: skip

RUSSIAN_LATIN: Options = _BOTH_LATIN | {
    "g": ("г",), "i": ("и", "й"), "y": ("ы", "й", "и"), "j": ("й", "ж"), "k": ("к",), "n": ("н", "нь"),
    "o": ("о",), "u": ("у", "ю"), "h": ("х",), "w": ("в", "ш"), "q": ("к",), "c": ("ц", "с", "к"), "4": ("ч",),
    "shch": ("щ",), "sch": ("щ", "сч"), "shh": ("щ",), "iy": ("ий",), "ij": ("ий",), "yj": ("ый",), "yy": ("ый",),
    "l": ("л", "ль"), "t": ("т", "ть"), "s": ("с", "сь"), "d": ("д", "дь"), "r": ("р", "рь"), "z": ("з", "зь"),
    "m": ("м", "мь"), "b": ("б", "бь"), "v": ("в", "вь"), "'": ("ь", "ъ"), "’": ("ь", "ъ"), "e": ("е", "э", "ё"),
    "a": ("а", "я"), "è": ("э",), "é": ("э",), "ë": ("ё",), "sh": ("ш", "шь", "щ"), "ch": ("ч", "чь"),
}  # fmt: skip

KAZAKH_LATIN: Options = _BOTH_LATIN | {
    "a": ("а", "ә"), "ä": ("ә",), "á": ("ә",), "ae": ("ә",), "a'": ("ә",), "g": ("г", "ғ"), "gh": ("ғ",), "ğ": ("ғ",),
    "ǵ": ("ғ",), "g'": ("ғ",), "i": ("і", "и", "й", "ы"), "ı": ("ы",), "y": ("ы", "й", "у", "и"), "ý": ("у",),
    "yi": ("ый", "и"), "iy": ("и",), "k": ("к", "қ"), "q": ("қ",), "kh": ("х", "қ", "кх"), "h": ("х", "һ"),
    "n": ("н", "ң"),
    "ng": ("ң", "нг"), "ñ": ("ң",), "ń": ("ң",), "n'": ("ң",), "o": ("о", "ө"), "ö": ("ө",), "ó": ("ө",), "o'": ("ө",),
    "u": ("у", "ұ", "ү"), "ü": ("ү",), "ú": ("ү",), "ū": ("ұ",), "u'": ("ү",), "w": ("у", "ш", "в"), "uw": ("у",),
    "c": ("ш", "с", "ц"), "s'": ("ш",), "ia": ("ия",), "io": ("ио",), "uy": ("ұй", "үй", "уй"), "yq": ("ық",),
    "ch": ("ш", "ч"), "ia'": ("ия",), "e": ("е", "э", "ә"),
}  # fmt: skip


def swap(text: str, keys: Options) -> str:
    """Put a text on another keyboard, key by key. Capitals stay capitals."""
    swapped = (keys.get(letter.lower(), (letter,))[0] for letter in text)
    return "".join(new.upper() if old.isupper() else new for old, new in zip(text, swapped, strict=True))


def fold(text: str) -> str:
    """Write Kazakh with the letters of a Russian keyboard (lower case)."""
    return text.lower().translate(_FOLDING)
