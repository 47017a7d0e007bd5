"""What people type instead of pressing a button: a command by its name, or a choice by its number or its place.

Commands have names in three languages, with or without the slash: Telegram marks only Latin words as commands. What
begins with a slash is never a question, whatever its script. Choices are typed as "2", "the second one", "оба",
"ешқайсысы". Only a message that says nothing else is one, and only while choices are on the screen.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from bot.content import Language
from bot.matching.spelling import fold

NamedCommand = Literal[
    "start", "help", "topics", "search", "sources", "language", "about", "privacy", "mydata", "forget", "cancel", "ask",
    "simple", "full", "unknown",
]  # fmt: skip
"""`unknown`: something with a slash that is no command."""

_NAMES: Mapping[Language, Mapping[str, str]] = {
    "kk": {
        "start": "бастау", "help": "көмек анықтама", "topics": "тақырыптар мәзір", "search": "іздеу",
        "sources": "дереккөздер көздер", "language": "тіл", "about": "бот_туралы",
        "privacy": "құпиялық құпиялылық құпиялылық_саясаты",
        "mydata": "деректерім менің_деректерім", "forget": "ұмыту ұмыт", "cancel": "бас_тарту болдырмау тоқта тоқтау",
        "ask": "сұрақ сұрау", "simple": "қысқа қысқаша қарапайым оңай", "full": "толық толығымен",
    },
    "ru": {
        "start": "старт начать", "help": "помощь справка", "topics": "темы меню", "search": "поиск найти",
        "sources": "источники", "language": "язык", "about": "о_боте",
        "privacy": "приватность конфиденциальность политика_конфиденциальности",
        "mydata": "мои_данные", "forget": "забыть забудь", "cancel": "отмена отменить", "ask": "вопрос спросить",
        "simple": "просто коротко кратко проще короче", "full": "полно полностью подробно",
    },
    "en": {
        **{name: name for name in get_args(NamedCommand) if name != "unknown"},
        "topics": "topics menu", "privacy": "privacy privacy_policy",
    },
}  # fmt: skip
_BY_NAME = {
    word: (command, language)
    for language, commands in _NAMES.items()
    for command, words in commands.items()
    for word in words.split()
}
# Without the slash these words may begin a question, or be a cry for help, which the matcher tells apart.
_MAY_MEAN_MORE = ("ask", "search", "about", "help", "simple", "full")
_SLASHED = re.compile(r"\s*/([^\W\d_]\w*)(?:@\w+)?(?:\s+(.*))?\Z", re.DOTALL)
_MARKS = " \t\n.!?…"


def command_in(text: str) -> tuple[NamedCommand, str, Language | None] | None:
    """The command that a text gives, its argument, and the language of its name; `None` if it gives none."""
    slashed = _SLASHED.match(text)
    name = slashed.group(1) if slashed else text.strip(_MARKS)
    found = _BY_NAME.get("_".join(name.casefold().split()))
    if slashed:
        argument = (slashed.group(2) or "").strip()
        if not found and (found := _BY_NAME.get("_".join(f"{name} {argument}".casefold().split()))):
            argument = ""  # a name of two words
        known, language = found or ("unknown", None)
        return _named(known), argument, language
    if found is None or found[0] in _MAY_MEAN_MORE:
        return None
    return _named(found[0]), "", found[1]


def _named(name: str) -> NamedCommand:
    return next(command for command in get_args(NamedCommand) if command == name)


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
    "ok okay ок окей хорошо ладно ну так тогда пусть будет жарайды жақсы онда well then so sure let s go with "
    "ше ши туралы жайлы about more tell подробнее подробней расскажи "
    "таңдаймын деген из этого них них один одно тоже ғой то совсем ол something else"
)


def typed_choice(text: str, count: int) -> tuple[int, ...] | None:
    """Which of `count` choices a message picks, counted from 0; `()` if none of them, `None` if it is no choice."""
    return _chosen(_TOKEN.findall(fold(text)), count)


_TEXTS = 64  # messages, the latest; one is looked at from several sides


@lru_cache(maxsize=_TEXTS)
def may_choose(text: str) -> bool:
    """Whether a message may choose among choices, however many there are."""
    words = _TOKEN.findall(fold(text))
    return any(_chosen(words, count) is not None for count in range(1, _MOST + 1))


def _chosen(words: Sequence[str], count: int) -> tuple[int, ...] | None:
    numbers = [place for word in words for place, names in enumerate(_CARDINALS) if word in names]
    if numbers and all(word in _NUMBERED or any(word in names for names in _CARDINALS) for word in words):
        return _within(numbers, count)
    return _picked(words, count)


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


@dataclass(frozen=True, slots=True)
class Command:
    """A command as somebody typed it: "/ask@some_bot how many deputies". `bot` is the bot it names, or empty."""

    name: str
    bot: str
    argument: str


def command_from(text: str) -> Command | None:
    """Read a command. Returns `None` if the text does not begin with a slash."""
    if not text.startswith("/"):
        return None
    head, *rest = text[1:].split(maxsplit=1) or [""]
    name, _, bot = head.partition("@")
    return Command(name.lower(), bot.lower(), rest[0].strip() if rest else "")
