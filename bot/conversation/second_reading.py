"""What a few words say more exactly than the kind of talk that the matcher takes a message for.

It knows that somebody asks about the bot; whether they doubt it or want a person is in their words. Word for word, a
wording of a kind is of that kind.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from bot.content import LANGUAGES, Language
from bot.conversation.dialogue_acts import ABOUT_BOT, ELLIPSIS, SPOKEN_COMMANDS, dialogue_acts, slot_of
from bot.conversation.expressions import Expressions, plain
from bot.matching import Verdict
from bot.matching.spelling import words_of

_SAID = Expressions(Path(__file__).with_suffix(".yaml"))
_ENOUGH = 4  # words of a message that says what is wrong, and not only that something is
_AFTER = re.compile(r"[^,.!;:–—-]{1,40}[,.!;:–—-]+\s*(.+)", re.DOTALL)
_MARK = re.compile(r"\W*[:,.!–—-]")


def more_exactly(text: str, verdict: Verdict) -> Verdict:
    """The verdict with the kind of talk that a message is, if it is talk."""
    if verdict.outcome == "chat":
        return replace(verdict, chat=_kind(text, verdict))
    if verdict.outcome in ("unknown", "choices") and _is_all("is-it-true", _plain(text)):
        return replace(verdict, outcome="chat", entries=(), chat="slot-quote")
    return verdict


def after_politeness(text: str, verdict: Verdict) -> str:
    """What a message asks after its thanks or its greeting; empty if nothing, or if it is clear as a whole."""
    if verdict.outcome not in ("chat", "unknown") or verdict.chat in ("distress", *ABOUT_BOT):
        return ""
    rest = text
    while (parted := _AFTER.match(rest)) and _SAID.pattern("polite").match(plain(rest)):
        rest = parted[1]
    rest = _without_greeting(text) if rest == text else rest
    return rest if rest != text and len(words_of(rest)) > 1 else ""


def _without_greeting(text: str) -> str:
    """A text without the greeting or the thanks before it that no mark parts from it: "hello there what is new"."""
    words, at = text.split(), 0
    while at < len(words):
        polite = _SAID.pattern("polite").match(plain(" ".join(words[at : at + 2])))
        if not polite and not (at and plain(words[at]).strip("?!.") in _SAID.words("polite-with")):
            break
        at += len(polite.group().split()) if polite else 1
    return " ".join(words[at:])


def asks_after(whole: Verdict, after: Verdict, rest: str) -> bool:
    """Whether the verdict on what stands after thanks or a greeting is to be used instead of that on the whole."""
    if after.outcome == "chat":
        return slot_of(after.chat) is not None
    return whole.outcome == "unknown" or after.outcome == "answer" or "?" in rest


def language_named(text: str) -> Language | None:
    """The language that somebody wants to change to; `None` if they name none or several, or say what they cannot."""
    said = _plain(text)
    named = [language for language in LANGUAGES if _SAID.found(f"to-{language}", said)]
    return named[0] if len(named) == 1 and not _SAID.found("negated", said) else None


def _kind(text: str, verdict: Verdict) -> str:
    said = _plain(text)
    if verdict.chat not in SPOKEN_COMMANDS and (command := _commands().get(said)):
        return command
    if verdict.chat in ("about", "who-are-you"):
        return next((kind for kind in ("insult", "person", "trust") if _SAID.found(kind, said)), verdict.chat)
    if verdict.chat in ABOUT_BOT:
        return verdict.chat
    if _is_all("confused", said):
        return "slot-short"
    doubts = verdict.chat == ELLIPSIS or (verdict.chat == "agreement" and "?" in text)
    return "slot-quote" if doubts and _is_all("is-it-true", said) else verdict.chat


def reports_error(text: str, verdict: Verdict) -> bool:
    """Whether a message says what is wrong in an answer, and does not only ask where to say so."""
    said = _plain(text)
    begins = _SAID.pattern("begins").match(said)
    rest = said[begins.end() :] if begins else said
    if begins and len(words_of(rest)) >= 2 and (verdict.outcome != "chat" or _MARK.match(rest)):
        return True
    is_enough = verdict.outcome != "chat" and "?" not in said and len(words_of(rest)) >= _ENOUGH
    return is_enough and _SAID.found("reports", said)


@cache
def _commands() -> Mapping[str, str]:
    """What is a command word for word, with the command."""
    known = dialogue_acts()
    spoken = ((command, texts) for command in SPOKEN_COMMANDS for texts in known.get(command, {}).values())
    return MappingProxyType({_plain(text): command for command, texts in spoken for text in texts})


def _is_all(name: str, said: str) -> bool:
    """Whether a message says what a list does, and nothing besides."""
    left = words_of(_SAID.pattern(name).sub(" ", said))
    return _SAID.found(name, said) and _SAID.words("beside").issuperset(left)


def _plain(text: str) -> str:
    return plain(text).strip(" .!…")
