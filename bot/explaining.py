"""Show a curator, in their words, why a message was matched as it was."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from bot.knowledge import Library
from bot.matching import Explanation, Neighbour, Verdict

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


def explain(explanation: Explanation, library: Library, console: Console) -> None:
    """Print why a message gets the outcome it gets."""
    for line in _lines(explanation, library):
        console.print(Text(line))


def _lines(why: Explanation, library: Library) -> Iterator[str]:
    reading = why.reading
    yield f"Read as     {reading.text!r}: {_LANGUAGES[reading.language]}, {_WAYS[reading.way]}"
    yield f"Outcome     {_outcome(why.verdict)}"
    yield ""
    for place, one in enumerate(why.candidates, 1):
        yield f"{place}. {one.entry}  {one.belief:.0%}  {library.entries[one.entry].question.en}"
        yield from _nearest(one.nearest)
    if why.outside:
        yield "–  messages that no entry answers, the nearest:"
        yield from _nearest(why.outside)
    yield ""
    yield f"Why {why.first} is believed at {why.belief:.0%} (+ speaks for it, − against):"
    yield f"    {why.bias:+6.2f}  to begin with"
    for name, pull in why.signs:
        yield f"    {pull:+6.2f}  {_SIGNS[name]}"


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


def _nearest(neighbours: Iterable[Neighbour]) -> Iterator[str]:
    for neighbour in neighbours:
        yield f"     {neighbour.nearness:5.2f}  {neighbour.text}"
