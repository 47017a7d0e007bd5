"""The parts of a message: what is polite before a question, and two or three questions, one after the other.

The matcher finds questions that stand by themselves. What the second of them leaves out ("and who heads it?") is in the
first; and one that gets no answer is named in the reply.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.content import Library
from bot.conversation.dialogue_acts import ABOUT_BOT, goes_on, slot_of, spoken_command
from bot.conversation.heard import Heard
from bot.conversation.second_reading import SAID, asks, plain, slot_asked_alone
from bot.conversation.turns import Before
from bot.matching import Verdict
from bot.matching.spelling import words_of
from bot.matching.thresholds import MOST_QUESTIONS, WORTH_OFFERING

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
        is_command = spoken_command(after.chat) is not None
        return is_command or slot_of(after.chat) is not None or slot_asked_alone(rest) is not None
    # "All right, and Yermek Kosherbayev" does; "thanks, and so on" does not.
    goes_over = whole.chat == "agreement" and after.outcome == "unknown" and goes_on(rest)
    return whole.outcome == "unknown" or after.outcome == "answer" or "?" in rest or goes_over


_LONG = 310  # characters; of a longer message the parts are not looked at
# Where one question may end and another begin: marks, and the words for "and" and "also".
_PART = re.compile(
    r"(?<=[?!.;\n])\s+|,?\s+(?:and(?: also)?|also|plus|[иа](?: ещё| еще)?|әрі|және|сосын|тағы|ал)\s+",
    re.IGNORECASE,
)
_CLEAR = 0.9  # from this belief on, a message is one question, if nothing that its parts ask for is what it means


def parts_asked(text: str) -> tuple[str, ...]:
    """The two or three questions of a message, one after the other; empty if it asks one thing, or more than three."""
    if len(text) > _LONG:
        return ()
    parts = [part.strip() for part in _PART.split(text) if asks(part) and len(words_of(part)) > 1]
    return tuple(parts) if 2 <= len(parts) <= MOST_QUESTIONS else ()


class SeveralQuestions:
    """Understands the parts of messages by one version of the content."""

    def __init__(
        self, library: Library, hear: Callable[[str], Heard], hear_on: Callable[[Heard, Before], Heard]
    ) -> None:
        """`hear` understands a message by itself, and `hear_on` one as the continuation of another."""
        self._library = library
        self._hear = hear
        self._hear_on = hear_on

    def apart(self, heard: Heard, parts: Sequence[str]) -> Heard:
        """A message whose parts each ask something, with what they ask for and those that get no answer."""
        if (
            heard.verdict.outcome not in ("answer", "choices", "unknown")
            or heard.compares
            or heard.lacking
            or heard.words
        ):
            return heard
        found: list[str] = []
        left: dict[str, Verdict] = {}
        before: Before | None = None
        for part in parts:
            told = self._hear(part)
            if before and told.follows_on:
                told = self._hear_on(told, before)
            if told.verdict.outcome == "answer" and not told.lacking:
                found += [name for name in told.verdict.entries if name not in found]
                before = Before(told.verdict.entries[:1], said=(part,), language=told.language)
            elif told.lacking or told.verdict.outcome in ("unknown", "choices"):
                left[part] = told.verdict
        # "How many parties and how many organizations" has one answer, though its first half alone is not clear.
        unanswered = [part for part, one in left.items() if not _likely(one).intersection(found)]
        verdict = heard.verdict
        is_one = verdict.outcome == "answer" and verdict.confidence >= _CLEAR and verdict.entries[0] not in found
        if is_one or self._library.entries.keys().isdisjoint(found) or not (unanswered or len(found) > 1):
            return heard
        answer = replace(verdict, outcome="answer", entries=tuple(found), chat="")
        return replace(heard, verdict=answer, figure="", unanswered=tuple(unanswered))


def _likely(verdict: Verdict) -> frozenset[str]:
    return frozenset(name for name, belief in verdict.ranking if belief >= WORTH_OFFERING)
