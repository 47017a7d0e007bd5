"""The command that asks the bot: show its reply, print it as JSON, or explain why it matched as it did."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from bot.cli import shell
from bot.cli.shell import AsJson, json_lines, library_or_stop, matcher_or_stop, out, settings_or_stop, stop
from bot.content import Library
from bot.conversation import Conversation, Person
from bot.matching import Explanation, Neighbour, Verdict
from bot.publishing import learned
from bot.settings import KAZAKHSTAN
from bot.telegram.sending import html_of


def ask(
    text: Annotated[str | None, typer.Argument(help="The question.")] = None,
    as_json: AsJson = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help='Read {"text": …} lines from standard input.')] = False,
    why: Annotated[bool, typer.Option("--explain", help="Show why it matched as it did.")] = False,
) -> None:
    """Ask the bot a question, or many from standard input."""
    if (text is None) != jsonl:
        stop("Give either a question or --jsonl.", 2)
    settings = settings_or_stop()
    library = library_or_stop(settings)
    trained = matcher_or_stop(library, settings)
    conversation = learned.conversation_for(library, trained, settings)
    person = Person(datetime.now(KAZAKHSTAN).date())
    if text is None:
        for _, line in json_lines(sys.stdin, "standard input"):
            print(json.dumps(_asked(conversation, line["text"], person), ensure_ascii=False), flush=True)
    elif why:
        explain(conversation.explain(text), library, out)
    elif as_json:
        print(json.dumps(_asked(conversation, text, person), ensure_ascii=False, indent=2))
    else:
        shell.show(conversation.reply(conversation.hear(text), person, "0"), out)


def _asked(conversation: Conversation, text: str, person: Person) -> dict[str, Any]:
    turn = conversation.reply(conversation.hear(text), person, "0")
    asked = turn.asked
    if asked is None:
        raise AssertionError("what is heard is always noted")
    return {
        "text": text,
        "outcome": asked.outcome,
        "entry": asked.answered[0] if asked.answered else None,
        "entries": list(dict.fromkeys([*asked.answered, *(name for name, _ in asked.entries)])),
        "confidence": round(asked.confidence, 4),
        "language": asked.language,
        "reply": "\n\n".join(html_of(message) for message in turn.messages),
    }


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
    """Print why a message gets its outcome."""
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
            return "unknown: the belief in every entry is too low"


def _nearest(neighbours: Iterable[Neighbour]) -> Iterator[str]:
    for neighbour in neighbours:
        yield f"     {neighbour.nearness:5.2f}  {neighbour.text}"
