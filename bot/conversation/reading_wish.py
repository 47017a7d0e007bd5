"""The wish for another form of all answers: short and simple, or full.

The matcher knows "shorter" when it hears it; whether one answer is meant or all are is in a few words: "always", "from
now on". Who says that their eyes are bad, or that they read no English, means all answers too. The words stand in
`reading_wish.yaml`.
"""

import re
from pathlib import Path
from typing import Literal

from bot.conversation.dialogue_acts import needs_what_was_said
from bot.conversation.second_reading import Expressions, asks_why, plain
from bot.matching import Verdict
from bot.matching.spelling import words_of

_WORD = re.compile(r"\w+")
ReadingWish = Literal["simple", "full"]

_WISHED = Expressions(Path(__file__).with_name("reading_wish.yaml"))
_ABOUT_FORM = ("always", "brief", "full", "again", "as-before", "turn-off", "with-original", "no-original", "original")
_QUESTION = re.compile(r"\?|^(?:а|ал|и|and|but)\b")  # "and before?" asks about the time before


def reading_wish(text: str, verdict: Verdict) -> ReadingWish | None:
    """Which form of all answers a message asks for; `None` if it asks for none, or only for that of one answer."""
    said = plain(text)
    if _WISHED.found("eyes", said):
        return "simple"
    if asks_why(said):
        return None
    if not (_is_about_answers(verdict) or _is_nothing_else(said)):
        return None
    if _wants_full(said):
        return "full"
    is_brief = _WISHED.found("brief", said) and _WISHED.found("always", said)
    return "simple" if is_brief or _WISHED.found("no-original", said) else None


def besides_wish(text: str) -> str:
    """What a message that says something of the form of answers asks besides; empty if it asks nothing."""
    left = _WISHED.without(plain(text), ("eyes", *_ABOUT_FORM))
    words = [word for word in words_of(left) if word not in _WISHED.words("beside")]
    return " ".join(words) if len(words) > 1 else ""


def is_surely_for_all(text: str) -> bool:
    """Whether somebody who asks for full answers means all of them, also where they are full already."""
    said = plain(text)
    is_full = _WISHED.found("full", said) or (_WISHED.found("brief", said) and _WISHED.found("turn-off", said))
    return is_full and _WISHED.found("always", said)


def asks_something_else(text: str, verdict: Verdict) -> bool:
    """Whether a message that says something of the form of answers asks a question besides."""
    if verdict.outcome == "answer":
        return True
    return verdict.outcome in ("unknown", "choices") and "?" in text


def _wants_full(said: str) -> bool:
    if _WISHED.found("turn-off", said) and _WISHED.found("brief", said):
        return True
    if _WISHED.found("with-original", said) and not _WISHED.found("no-original", said):
        return True
    if _WISHED.found("brief", said):
        return False
    if _WISHED.found("full", said) and (_WISHED.found("always", said) or _WISHED.found("again", said)):
        return True
    return _WISHED.found("as-before", said) and not _QUESTION.search(said) and _is_nothing_else(said)


def _is_about_answers(verdict: Verdict) -> bool:
    """Whether the matcher takes a message for something said of the answer on the screen, or of the language."""
    return verdict.outcome == "chat" and (needs_what_was_said(verdict.chat) or verdict.chat in ("language", "help"))


def _is_nothing_else(said: str) -> bool:
    """Whether all words of a message are about the form of answers."""
    beside, left = _WISHED.words("beside"), _WISHED.without(said, _ABOUT_FORM)
    return all(word in beside or word.isdecimal() for word in _WORD.findall(left))
