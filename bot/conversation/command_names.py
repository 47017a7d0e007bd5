"""The commands by the names that people type: in three languages, with or without the slash.

Telegram marks only Latin words as commands. What begins with a slash is never a question, whatever its script.
"""

import re
from collections.abc import Mapping
from typing import Literal, get_args

from bot.content import Language

NamedCommand = Literal[
    "start", "help", "topics", "search", "sources", "language", "about", "privacy", "mydata", "forget", "cancel", "ask",
    "simple", "full", "unknown",
]  # fmt: skip
"""`unknown`: something with a slash that is no command."""

_NAMES: Mapping[Language, Mapping[str, str]] = {
    "kk": {
        "start": "бастау", "help": "көмек анықтама", "topics": "тақырыптар мәзір", "search": "іздеу",
        "sources": "дереккөздер көздер", "language": "тіл", "about": "бот_туралы", "privacy": "құпиялық",
        "mydata": "деректерім менің_деректерім", "forget": "ұмыту ұмыт", "cancel": "бас_тарту болдырмау",
        "ask": "сұрақ сұрау", "simple": "қысқа қысқаша қарапайым оңай", "full": "толық толығымен",
    },
    "ru": {
        "start": "старт начать", "help": "помощь справка", "topics": "темы меню", "search": "поиск найти",
        "sources": "источники", "language": "язык", "about": "о_боте", "privacy": "приватность конфиденциальность",
        "mydata": "мои_данные", "forget": "забыть забудь", "cancel": "отмена отменить", "ask": "вопрос спросить",
        "simple": "просто коротко кратко проще короче", "full": "полно полностью подробно",
    },
    "en": {name: name for name in get_args(NamedCommand) if name != "unknown"} | {"topics": "topics menu"},
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
