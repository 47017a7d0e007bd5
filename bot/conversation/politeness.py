"""What is polite before a question, and the question after it: "thanks, and the date?", "hello there what is new"."""

import re

from bot.conversation.dialogue_acts import ABOUT_BOT, slot_of
from bot.conversation.second_reading import SAID, plain, slot_asked_alone
from bot.matching import Verdict
from bot.matching.spelling import words_of

_AFTER = re.compile(r"[^,.!;:–—-]{1,40}[,.!;:–—-]+\s*(.+)", re.DOTALL)


def after_politeness(text: str, verdict: Verdict) -> str:
    """What a message asks after its thanks or its greeting; empty if nothing, or if it is clear as a whole."""
    if verdict.outcome == "answer" or (verdict.outcome == "chat" and verdict.chat in ("distress", *ABOUT_BOT)):
        return ""
    rest = text
    while (parted := _AFTER.match(rest)) and SAID.pattern("polite").match(plain(rest)):
        rest = parted[1]
    rest = _without_greeting(rest)
    return rest if rest != text and len(words_of(rest)) > 1 else ""


def _without_greeting(text: str) -> str:
    """A text without the greeting or the thanks before it that no mark parts from it: "hello there what is new"."""
    words, at = text.split(), 0
    while at < len(words):
        polite = SAID.pattern("polite").match(plain(" ".join(words[at : at + 2])))
        if not polite and not (at and plain(words[at]).strip("?!.") in SAID.words("polite-with")):
            break
        at += len(polite.group().split()) if polite else 1
    return " ".join(words[at:])


def begins_with_greeting(text: str) -> bool:
    """Whether a message begins with a greeting, and not with thanks or with a word that takes up what was said."""
    return SAID.pattern("greets").match(plain(text)) is not None


def asks_after(whole: Verdict, after: Verdict, rest: str) -> bool:
    """Whether the verdict on what stands after thanks or a greeting is to be used instead of that on the whole."""
    if after.outcome == "chat":
        return slot_of(after.chat) is not None or slot_asked_alone(rest) is not None
    return whole.outcome == "unknown" or after.outcome == "answer" or "?" in rest
