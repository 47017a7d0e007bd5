"""A library small enough to have in view, an understanding that says what a test tells it, and eyes for a reply."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from bot.content import LANGUAGES, Article, Entry, Language, Library, Outside, PartialDate, Quote, Section, Trilingual
from bot.conversation import Button, Conversation, Heading, Message, Paragraph, Remark, Turn, Wording
from bot.matching import Explanation, Verdict
from bot.matching.reading import Reading

SAY = Wording()
LAST_DAY = date(2026, 3, 15)
NOTHING: Mapping[Language, tuple[str, ...]] = dict.fromkeys(LANGUAGES, ())


def said(what: str) -> Trilingual:
    """A text that names itself: "answer to seats, ru"."""
    return Trilingual(f"{what}, kk", f"{what}, ru", f"{what}, en")


def _article(name: str, text: str, language: Language) -> Article:
    return Article(name, text, language, said(f"description of {name}"))


def _entry(name: str, section: str, quotes: tuple[Quote, ...], related: tuple[str, ...] = ()) -> Entry:
    question, answer = said(f"question of {name}"), said(f"answer to {name}")
    return Entry(name, section, question, answer, quotes, NOTHING, NOTHING, related)


NAMELESS = _article("nameless", "Жаңа Парламент: Құрылтай деп аталады.", "kk")
DATED = replace(
    _article(
        "dated",
        "О реформе.\n\nВ новом Парламенте будет «145 депутатов», сказал министр.\n\nБольше он не сказал.",
        "ru",
    ),
    title="Дом",
    publisher="Газета",
    url="https://a.kz/?x=1&y=2",
    published=PartialDate(2026, 3),
)
LATER = replace(
    _article("later", "\n\n".join(f"Paragraph {number}. " + "Words of it. " * 60 for number in range(1, 6)), "en"),
    title="House",
    publisher="Paper",
    not_before=date(2026, 2, 10),
)

RUSSIAN_QUOTE = Quote(DATED, "«145 депутатов»", {"kk": "145 депутат (аударма)", "en": "145 deputies (translated)"})
KAZAKH_QUOTE = Quote(NAMELESS, "Құрылтай деп аталады", {"ru": "называется (перевод)", "en": "is called (translated)"})

SEATS = _entry("seats", "parliament", (RUSSIAN_QUOTE,), related=("name", "removed"))
NAME = replace(_entry("name", "parliament", (KAZAKH_QUOTE,)), valid_until=LAST_DAY, note=said("note of name"))
VOTE = _entry("vote", "people", (RUSSIAN_QUOTE, KAZAKH_QUOTE))

LIBRARY = Library(
    sections=tuple(Section(name, said(f"title of {name}")) for name in ("parliament", "people", "empty")),
    entries={entry.id: entry for entry in (SEATS, NAME, VOTE)},
    articles={article.id: article for article in (NAMELESS, DATED, LATER)},
    outside=Outside({}, NOTHING, NOTHING),
    version="0123456789ab",
)

CORRECTED = replace(
    LIBRARY,
    entries={**LIBRARY.entries, "seats": replace(SEATS, correction=said("correction of seats"))},
    version="corrected",
)
"""What is served once the answer on seats has turned out to have been wrong."""


Understood = Literal["answer", "choices", "unknown", "chat"]


def with_many(count: int) -> Library:
    """The library with so many entries more in its section on people."""
    more = (_entry(f"more-{number}", "people", (RUSSIAN_QUOTE,)) for number in range(1, count + 1))
    return replace(LIBRARY, entries={**LIBRARY.entries, **{entry.id: entry for entry in more}})


def verdict(outcome: Understood, *entries: str, language: Language | None = None, chat: str = "") -> Verdict:
    """What a matcher might say of a message. Of an unknown one, `entries` are the nearest."""
    ranking = tuple((name, 0.9 / place) for place, name in enumerate(entries, 1))
    meant = entries if outcome in ("answer", "choices") else ()
    return Verdict(outcome, meant, ranking, ranking[0][1] if ranking else 0.0, language, chat)


class Told:
    """An understanding that was told what each message means; it knows nothing of any other."""

    def __init__(self, meanings: Mapping[str, Verdict]) -> None:
        self._meanings = meanings

    def remembers(self, text: str) -> bool:
        """Nothing: each is asked for anew."""
        return False

    def understand(self, text: str) -> Verdict:
        """What it was told of this text."""
        return self._meanings.get(text, verdict("unknown"))

    def expecting(self, verdict: Verdict, names: Collection[str]) -> Verdict:
        """What it was told, whatever is expected."""
        return verdict

    def explain(self, text: str) -> Explanation:
        """Nothing spoke for it but that it was told so."""
        meant = self.understand(text)
        reading = Reading(text, meant.language or "en", "plain", 1.0)
        return Explanation(meant, reading, (), (), "", meant.confidence, 0.0, ())


MEANINGS = {
    "сколько депутатов": verdict("answer", "seats", language="ru"),
    "неше депутат": verdict("answer", "seats", language="kk"),
    "how many deputies": verdict("answer", "seats", language="en"),
    "145?": verdict("answer", "seats"),
    "what is it called": verdict("answer", "name", language="en"),
    "how many, and what is it called": verdict("answer", "seats", "name", language="en"),
    "parliament": verdict("choices", "seats", "name", language="en"),
    "park": verdict("choices", "name", language="en"),
    "погода": verdict("unknown", language="ru"),
    "рахмет": verdict("chat", language="kk", chat="thanks"),
    "бла": verdict("chat", language="ru", chat="a-kind-without-words"),
    "delete my data": verdict("chat", language="en", chat="forget"),
    "how many deputies and its name": verdict("answer", "name", language="en"),
    "question of seats, en its name": verdict("answer", "name", language="en"),
    "deputies": verdict("unknown", "seats", language="en"),
    "how many deputies deputies": verdict("answer", "seats", language="en"),
    "tell me please\nhow many deputies": verdict("answer", "seats", language="en"),
}


def small_conversation(library: Library = LIBRARY, retention_days: int = 30, **more: Verdict) -> Conversation:
    """A conversation over the small library. `more`: what a word means beside what all tests know."""
    return Conversation(library, Told(MEANINGS | more), SAY, retention_days)


def title(turn: Turn) -> str:
    """The first line of what comes."""
    first = turn.messages[0].blocks[0]
    assert isinstance(first, Heading | Paragraph | Remark)
    return first.text


def labels(message: Message) -> list[str]:
    """What stands on the buttons."""
    return [button.label for row in message.buttons for button in row]


def presses(message: Message) -> list[str]:
    """What the buttons carry that come back when pressed."""
    return [button.press for row in message.buttons for button in row if isinstance(button, Button)]
