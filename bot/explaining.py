"""Show a curator, in their words, why a message was matched as it was."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from bot.knowledge import Library
from bot.matching import OUTSIDE, Match, Matcher, Understanding, Verdict
from bot.matching.belief import SIGNS

_WAYS = {
    "plain": "as typed",
    "folded": "typed without the Kazakh letters",
    "latin": "typed in Latin letters",
    "keys": "typed on the wrong keyboard",
}
_LANGUAGES = {"kk": "Kazakh", "ru": "Russian", "en": "English"}
_SIGNS = {
    "sureness": "how well its words and meaning fit this entry's phrasings as a whole",
    "lead": "how far the runner-up is behind",
    "outside": "how well it fits messages that no entry answers",
    "near-meaning": "how near the nearest phrasing of this entry is in meaning",
    "outside-meaning": "how near the nearest message that no entry answers is in meaning",
    "other-meaning": "how near the nearest phrasing of another entry is in meaning",
}
_SHOWN = 3


def explain(text: str, understanding: Understanding, library: Library, console: Console) -> None:
    """Print why a message gets the outcome it gets."""
    matcher = understanding.matcher
    verdict, match = understanding.understand(text), matcher.match(text)
    for line in _lines(verdict, match, matcher, library):
        console.print(Text(line))


def _lines(verdict: Verdict, match: Match, matcher: Matcher, library: Library) -> Iterator[str]:
    reading = match.reading
    yield f"Read as     {reading.text!r}: {_LANGUAGES[reading.language]}, {_WAYS[reading.way]}"
    yield f"Outcome     {_outcome(verdict)}"
    yield ""
    for place, (entry, belief) in enumerate(match.ranking[:_SHOWN], 1):
        yield f"{place}. {entry}  {belief:.0%}  {library.entries[entry].question.en}"
        yield from _nearest(matcher, match, entry)
    if OUTSIDE in matcher.lessons.meanings:
        yield "–  messages that no entry answers, the nearest:"
        yield from _nearest(matcher, match, OUTSIDE)
    yield ""
    yield f"Why {match.first} is believed at {dict(match.ranking)[match.first]:.0%} (+ speaks for it, − against):"
    yield from _signs(matcher, match)


def _outcome(verdict: Verdict) -> str:
    match verdict.outcome:
        case "answer":
            return f"answer: {' and '.join(verdict.entries)}"
        case "choices":
            return f"choices: {', '.join(verdict.entries)}"
        case "chat":
            return f"small talk: {verdict.chat} ({verdict.confidence:.0%})"
        case "unknown":
            return "unknown: no entry is believed in enough"


def _nearest(matcher: Matcher, match: Match, meaning: str) -> Iterator[str]:
    for neighbour in matcher.nearest(match, meaning):
        yield f"     {neighbour.nearness:5.2f}  {neighbour.text}"


def _signs(matcher: Matcher, match: Match) -> Iterator[str]:
    belief = matcher.learned.calibration.belief
    yield f"    {belief.bias:+6.2f}  to begin with"
    for name, value, weight in zip(SIGNS, match.signs, belief.weights, strict=True):
        yield f"    {value * weight:+6.2f}  {_SIGNS[name]}"
