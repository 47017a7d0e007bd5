"""The commands that ask: the bot, which shows its reply, prints it as JSON or explains it; or the articles."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from bot.cli import shell
from bot.cli.shell import (
    AsJson,
    json_lines,
    language_or_stop,
    library_or_stop,
    matcher_or_stop,
    out,
    settings_or_stop,
    stop,
)
from bot.content import Library
from bot.conversation import Asked, Before, ChoseForm, Conversation, Person, Turn, Wording
from bot.conversation.catalogue import ArticlePlaces
from bot.matching import Explanation, Neighbour, Verdict
from bot.publishing import learned
from bot.run.memory import give_back
from bot.search import ArticlePassage, ArticlesFound
from bot.settings import KAZAKHSTAN
from bot.telegram.html import html_of


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
    give_back()
    person = Person(datetime.now(KAZAKHSTAN).date())
    if text is None:
        for number, line in json_lines(sys.stdin, "standard input"):
            print(json.dumps(_asked_after(conversation, number, line), ensure_ascii=False), flush=True)
    elif why:
        explain(conversation.explain(text), library, out)
    elif as_json:
        print(
            json.dumps(_described(conversation, text, *_said(conversation, text, person)), ensure_ascii=False, indent=2)
        )
    else:
        shell.show(_said(conversation, text, replace(person, tries=True))[1], out)


def _asked_after(conversation: Conversation, number: int, line: dict[str, Any]) -> dict[str, Any]:
    """Ask the question of a line as somebody who wrote `after` before, each replied to, half a minute apart."""
    text, after = line.get("text"), line.get("after") or []
    if not isinstance(text, str) or not isinstance(after, list) or not all(isinstance(one, str) for one in after):
        stop(f"standard input:{number}: it needs a 'text', and 'after' has to be a list of texts.", 1)
    try:
        today = date.fromisoformat(line["today"]) if line.get("today") else datetime.now(KAZAKHSTAN).date()
    except (TypeError, ValueError):
        stop(f"standard input:{number}: 'today' has to be a date such as 2026-03-15.", 1)
    person = Person(today, telegram_language=line.get("language"))
    on_screen: Before | None = None
    for earlier in after:
        asked, turn = _said(conversation, earlier, person, on_screen)
        on_screen = asked.on_screen(on_screen)
        forms = [effect.simple for effect in turn.effects if isinstance(effect, ChoseForm)]
        person = replace(person, simple=[person.simple, *forms][-1])
    return _described(conversation, text, *_said(conversation, text, person, on_screen))


def _said(conversation: Conversation, text: str, person: Person, on_screen: Before | None = None) -> tuple[Asked, Turn]:
    turn = conversation.reply(conversation.hear_after(text, on_screen), person, "0")
    if turn.asked is None:
        raise AssertionError("what is heard is always noted")
    return turn.asked, turn


def _described(conversation: Conversation, text: str, asked: Asked, turn: Turn) -> dict[str, Any]:
    entries, gaps, detail = conversation.library.entries, conversation.library.signposts, asked.detail
    return {
        "text": text,
        "outcome": detail.name if detail else asked.outcome,
        "entry": next((name for name in asked.answered if name in entries), None),
        "entries": list(dict.fromkeys([*asked.answered, *asked.offered, *(name for name, _ in asked.entries)])),
        "gap": next((gaps[name].gap for name in asked.answered if name in gaps), None),
        "slot": detail.which if detail and detail.name == "slot" else None,
        "about": detail.about if detail else None,
        "command": detail.which if detail and detail.name == "command" else None,
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
    "other-signposts": "how well it fits what the articles are known not to say",
    "small-talk": "how well it fits small talk",
    "rivals": "how well it fits the other likely entries together",
    "nearest-three": "how near the three nearest phrasings of this entry are in meaning",
    "signpost-meaning": "how near the nearest wording of a signpost is in meaning",
    "near-spelling": "how near the nearest phrasing of this entry is in spelling",
    "nearest-three-spelling": "how near the three nearest phrasings of this entry are in spelling",
    "other-spelling": "how near the nearest phrasing of another entry is in spelling",
    "outside-spelling": "how near the nearest message that no entry answers is in spelling",
    "signpost-spelling": "how near the nearest wording of a signpost is in spelling",
    "explained": "how much of the message occurs in this entry's phrasings, answer and quotes",
    "explained-elsewhere": "how much of it occurs in those of the best other entry",
    "worst-word": "how much of its least known word occurs there",
    "never-seen": "how much of the message occurs nowhere in the content",
    "length": "how many words the message has",
    "unknown-numbers": "numbers in it that this entry does not have",
    "is-signpost": "whether this is a signpost",
    "is-small-talk": "whether this is small talk",
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
        yield f"{place}. {one.entry}  {one.belief:.0%}  {library.everything[one.entry].question.en}"
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
            return f"small talk: {verdict.chat or 'without words'} ({verdict.confidence:.0%})"
        case "unknown":
            return "unknown: the belief in every entry is too low"


def _nearest(neighbours: Iterable[Neighbour]) -> Iterator[str]:
    for neighbour in neighbours:
        yield f"     {neighbour.nearness:5.2f}  {neighbour.text}"


def search(
    text: Annotated[str, typer.Argument(help="What to look for: words, or a question.")],
    as_json: AsJson = False,
    language: Annotated[
        str | None, typer.Option("--language", help="Of the reply: kk, ru or en; by default that of the question.")
    ] = None,
) -> None:
    """Search the articles: show up to three places that mention it, word for word."""
    spoken = language_or_stop(language) if language else None
    if not text.strip():
        stop("Give the words to look for.", 2)
    settings = settings_or_stop()
    library = library_or_stop(settings)
    articles = matcher_or_stop(library, settings).search
    found = articles.find(text)
    if as_json:
        print(json.dumps(_found_described(text, found), ensure_ascii=False, indent=2))
        return
    places = ArticlePlaces(articles, Wording())
    shell.show(Turn((places.message(found, spoken or found.language),)), out)


def _found_described(text: str, found: ArticlesFound) -> dict[str, Any]:
    return {
        "text": text,
        "language": found.language,
        "passages": [_passage(passage, found) for passage in found.passages],
        "absent": found.absent,
    }


def _passage(passage: ArticlePassage, found: ArticlesFound) -> dict[str, Any]:
    start, end = passage.place
    return {
        "source": passage.article.id,
        "start": start,
        "end": end,
        "text": passage.text,
        "sentence": passage.sentence.text,
        "translations": dict(passage.sentence.translations),
        "words": [passage.text[first:last] for first, last in found.marks(passage.text)],
        "likelihood": round(passage.likelihood, 4),
    }
