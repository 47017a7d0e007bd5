"""What people say of the form of all answers: short and simple from now on, or as before.

The matcher knows "shorter" when it hears it; whether one answer is meant or all are is in a few words: "always", "from
now on". Who says that their eyes are bad, or that they read no English, means all answers too. These words stand in
`reading_wish.yaml`; they are read with and without the Kazakh letters.
"""

import re
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from bot.content import LANGUAGES, Language
from bot.content.yaml_reader import LOADER
from bot.conversation.dialogue_acts import needs_what_was_said
from bot.matching import Verdict
from bot.matching.spelling import fold, words_of

ReadingWish = Literal["simple", "full"]

_FILE = Path(__file__).with_suffix(".yaml")
_ABOUT_FORM = ("always", "brief", "full", "again", "as-before", "turn-off", "with-original", "no-original", "original")
_QUESTION = re.compile(r"\?|^(?:а|ал|и|and|but)\b")  # "and before?" asks about the time before


def reading_wish(text: str, verdict: Verdict) -> ReadingWish | None:
    """Which form of all answers a message asks for; `None` if it asks for none, or only for that of one answer."""
    said = _plain(text)
    if said in _list("simple-command"):
        return "simple"
    if said in _list("full-command"):
        return "full"
    if _has("eyes", said):
        return "simple"
    if not (_is_about_answers(verdict) or _is_nothing_else(said)):
        return None
    if _wants_full(said):
        return "full"
    return "simple" if _has("no-original", said) or (_has("brief", said) and _has("always", said)) else None


def is_surely_for_all(text: str) -> bool:
    """Whether somebody who asks for full answers means all of them, also where they are full already."""
    said = _plain(text)
    is_full = _has("full", said) or (_has("brief", said) and _has("turn-off", said))
    return said in _list("full-command") or (is_full and _has("always", said))


def asks_something_else(text: str, verdict: Verdict) -> bool:
    """Whether a message that says something of the form of answers asks a question besides."""
    if verdict.outcome == "answer":
        return True
    return verdict.outcome in ("unknown", "choices") and "?" in text


def _wants_full(said: str) -> bool:
    if _has("turn-off", said) and _has("brief", said):
        return True
    if _has("with-original", said) and not _has("no-original", said):
        return True
    if _has("brief", said):
        return False
    if _has("full", said) and (_has("always", said) or _has("again", said)):
        return True
    return _has("as-before", said) and not _QUESTION.search(said) and _is_nothing_else(said)


def _is_about_answers(verdict: Verdict) -> bool:
    """Whether the matcher takes a message for something said of the answer on the screen, or of the language."""
    return verdict.outcome == "chat" and (needs_what_was_said(verdict.chat) or verdict.chat in ("language", "help"))


def _is_nothing_else(said: str) -> bool:
    """Whether all words of a message are about the form of answers."""
    left = said
    for name in _ABOUT_FORM:
        left = _expression(name).sub(" ", left)
    beside = _list("beside")
    return all(word in beside or word.isdecimal() for word in words_of(left))


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("ё", "е").split())


def _has(name: str, said: str) -> bool:
    return bool(_expression(name).search(said))


@cache
def _expression(name: str) -> re.Pattern[str]:
    """What matches each expression of a list, and the rest of its last word."""
    lists = _written()[name]
    return re.compile("|".join(rf"\b(?:{fold(one)})\w*" for language in LANGUAGES for one in lists[language]))


@cache
def _list(name: str) -> frozenset[str]:
    lists = _written()[name]
    return frozenset(fold(word) for language in LANGUAGES for one in lists[language] for word in one.split())


@cache
def _written() -> dict[str, dict[Language, list[str]]]:
    text = _FILE.read_text(encoding="utf-8")
    # LOADER builds plain values only.
    read: dict[str, dict[Language, list[str]]] = yaml.load(text, Loader=LOADER)  # noqa: S506  # nosec B506
    return read
