"""What people say of the form of all answers: short and simple from now on, or as before.

The matcher knows "shorter" when it hears it; whether one answer is meant or all are is in a few words: "always", "from
now on". Who says that their eyes are bad, or that they read no English, means all answers too. These words stand in
`reading_wish.yaml`; they are read with and without the Kazakh letters.
"""

import re
from pathlib import Path
from typing import Literal

from bot.conversation.dialogue_acts import needs_what_was_said
from bot.conversation.expressions import Expressions, plain
from bot.matching import Verdict
from bot.matching.spelling import words_of

ReadingWish = Literal["simple", "full"]

_SAID = Expressions(Path(__file__).with_suffix(".yaml"))
_ABOUT_FORM = ("always", "brief", "full", "again", "as-before", "turn-off", "with-original", "no-original", "original")
_QUESTION = re.compile(r"\?|^(?:а|ал|и|and|but)\b")  # "and before?" asks about the time before


def reading_wish(text: str, verdict: Verdict) -> ReadingWish | None:
    """Which form of all answers a message asks for; `None` if it asks for none, or only for that of one answer."""
    said = plain(text)
    if _SAID.found("eyes", said):
        return "simple"
    if not (_is_about_answers(verdict) or _is_nothing_else(said)):
        return None
    if _wants_full(said):
        return "full"
    is_brief = _SAID.found("brief", said) and _SAID.found("always", said)
    return "simple" if is_brief or _SAID.found("no-original", said) else None


def is_surely_for_all(text: str) -> bool:
    """Whether somebody who asks for full answers means all of them, also where they are full already."""
    said = plain(text)
    is_full = _SAID.found("full", said) or (_SAID.found("brief", said) and _SAID.found("turn-off", said))
    return is_full and _SAID.found("always", said)


def asks_something_else(text: str, verdict: Verdict) -> bool:
    """Whether a message that says something of the form of answers asks a question besides."""
    if verdict.outcome == "answer":
        return True
    return verdict.outcome in ("unknown", "choices") and "?" in text


def _wants_full(said: str) -> bool:
    if _SAID.found("turn-off", said) and _SAID.found("brief", said):
        return True
    if _SAID.found("with-original", said) and not _SAID.found("no-original", said):
        return True
    if _SAID.found("brief", said):
        return False
    if _SAID.found("full", said) and (_SAID.found("always", said) or _SAID.found("again", said)):
        return True
    return _SAID.found("as-before", said) and not _QUESTION.search(said) and _is_nothing_else(said)


def _is_about_answers(verdict: Verdict) -> bool:
    """Whether the matcher takes a message for something said of the answer on the screen, or of the language."""
    return verdict.outcome == "chat" and (needs_what_was_said(verdict.chat) or verdict.chat in ("language", "help"))


def _is_nothing_else(said: str) -> bool:
    """Whether all words of a message are about the form of answers."""
    left = said
    for name in _ABOUT_FORM:
        left = _SAID.pattern(name).sub(" ", left)
    beside = _SAID.words("beside")
    return all(word in beside or word.isdecimal() for word in words_of(left))
