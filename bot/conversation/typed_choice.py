"""Choices that are typed instead of pressed: "2", "the second one", "оба", "ешқайсысы".

Only a message that says nothing else is one, and only while choices are on the screen.
"""

import re
from collections.abc import Sequence

from bot.matching.spelling import fold

_MOST = 3  # choices that are ever offered
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_ORDINALS = tuple(
    map(
        _words,
        (
            "первый первая первое первого первую первом первым перв бірінші біріншісі біріншісін біріншіні біріншіге "
            "біріншісіне first 1st",
            "второй вторая второе второго вторую втором вторым екінші екіншісі екіншісін екіншіні екіншіге екіншісіне "
            "second 2nd",
            "третий третья третье третьего третью третьем третьим үшінші үшіншісі үшіншісін үшіншіні үшіншіге "
            "үшіншісіне third 3rd",
        ),
    )
)
# "One" alone is a choice; "one question" is not.
_CARDINALS = tuple(map(_words, ("один одна одно раз бір one", "два две екі two", "три үш three")))
_LAST = _words("последний последняя последнее последнего последнюю соңғы соңғысы соңғысын соңғыны last")
_BOTH = _words("оба обе обоих екеуі екеуін екеуіне екеуін both")
_ALL = _words("все всё бәрі бәрін бәріне барлығы барлығын үшеуі үшеуін all")
_NONE = _words(
    "ни никакой никакое ничего нет неа другое ешқайсысы ешқайсысын ешбірі бірде жоқ басқа none neither no nope"
)
_NOT = _words("не емес not")
_YES = _words("да ага угу верно именно точно иә ия дұрыс солай yes yeah yep right exactly correct")
_NUMBERED = _words("вариант варианта пункт номер цифра нұсқа нұсқаны нұсқасы нөмір нөмірі option number variant choice")
_BESIDE = _NUMBERED | _words(
    "а и или про мне меня я давай давайте покажи покажите можно пожалуйста пж хочу выбираю это этот эта тот "
    "вопрос вопроса имел имела в виду й я е ый ой го ші шы інші сі "
    "ал және мен мына осы керек көрсетші көрсетіңіз айтыңыз айтшы айтыңызшы бірі сұрақ сұрағы де да болсын "
    "the a and i meant mean please one ones show me pick choose take this that question st nd rd th of them these from "
    "таңдаймын деген из этого них них один одно тоже ғой то совсем ол something else"
)


def typed_choice(text: str, count: int) -> tuple[int, ...] | None:
    """Which of `count` choices a message picks, counted from 0; `()` if none of them, `None` if it is no choice."""
    words = _TOKEN.findall(fold(text))
    numbers = [place for word in words for place, names in enumerate(_CARDINALS) if word in names]
    if numbers and all(word in _NUMBERED or any(word in names for names in _CARDINALS) for word in words):
        return _within(numbers, count)
    return _picked(words, count)


def may_choose(text: str) -> bool:
    """Whether a message may choose among choices, however many there are."""
    return any(typed_choice(text, count) is not None for count in range(1, _MOST + 1))


def _picked(words: Sequence[str], count: int) -> tuple[int, ...] | None:
    picked: list[int] = []
    for word in words:
        places = _places_of(word, count)
        if places is None and word not in _BESIDE | _NONE | _NOT | _YES:
            return None
        picked += places or ()
    is_denied = any(word in _NOT for word in words)
    if picked:
        return None if is_denied else _within(picked, count)  # "not the first": of three, either of the others
    if is_denied or any(word in _NONE for word in words):
        return ()
    return (0,) if count == 1 and any(word in _YES for word in words) else None


def _places_of(word: str, count: int) -> tuple[int, ...] | None:
    """Which choices a word means; `None` if it means none of them."""
    if word.isdecimal():
        return (int(word) - 1,)
    if word in _LAST:
        return (count - 1,)
    if word in _ALL or (word in _BOTH and count == 2):
        return tuple(range(count))
    return next(((place,) for place, names in enumerate(_ORDINALS) if word in names), None)


def _within(places: Sequence[int], count: int) -> tuple[int, ...] | None:
    """The places, each once, if there are so many choices."""
    if not places or not all(0 <= place < count for place in places):
        return None
    return tuple(dict.fromkeys(places))
