"""A library small enough to have in view, and an understanding that says what a test tells it."""

from collections.abc import Mapping
from datetime import date

from bot.conversation import Guide, Wording
from bot.knowledge import LANGUAGES, Article, Entry, Language, Library, Outside, PartialDate, Quote, Section, Trilingual
from bot.matching import Verdict

LAST_DAY = date(2026, 3, 15)
NOTHING: Mapping[Language, tuple[str, ...]] = dict.fromkeys(LANGUAGES, ())


def said(what: str) -> Trilingual:
    """A text that names itself: "answer to seats, ru"."""
    return Trilingual(f"{what}, kk", f"{what}, ru", f"{what}, en")


def _article(name: str, language: Language, **known: object) -> Article:
    return Article(name, f"text of {name}", language, said(f"description of {name}"), **known)  # type: ignore[arg-type]


def _entry(name: str, section: str, quotes: tuple[Quote, ...], related: tuple[str, ...] = (), **more: object) -> Entry:
    question, answer = said(f"question of {name}"), said(f"answer to {name}")
    return Entry(name, section, question, answer, quotes, NOTHING, NOTHING, related, **more)  # type: ignore[arg-type]


NAMELESS = _article("nameless", "kk")
DATED = _article(
    "dated", "ru", title="Дом", publisher="Газета", url="https://a.kz/?x=1&y=2", published=PartialDate(2026, 3)
)
LATER = _article("later", "en", title="House", publisher="Paper", not_before=date(2026, 2, 10))

RUSSIAN_QUOTE = Quote(DATED, "«145 депутатов»", {"kk": "145 депутат (аударма)", "en": "145 deputies (translated)"})
KAZAKH_QUOTE = Quote(NAMELESS, "Құрылтай деп аталады", {"ru": "называется (перевод)", "en": "is called (translated)"})

SEATS = _entry("seats", "parliament", (RUSSIAN_QUOTE,), related=("name", "removed"))
NAME = _entry("name", "parliament", (KAZAKH_QUOTE,), valid_until=LAST_DAY, note=said("note of name"))
VOTE = _entry("vote", "people", (RUSSIAN_QUOTE, KAZAKH_QUOTE))

LIBRARY = Library(
    sections=tuple(Section(name, said(f"title of {name}")) for name in ("parliament", "people", "empty")),
    entries={entry.id: entry for entry in (SEATS, NAME, VOTE)},
    articles={article.id: article for article in (NAMELESS, DATED, LATER)},
    outside=Outside({}, NOTHING, NOTHING),
    version="0123456789ab",
)


def verdict(outcome: str, *entries: str, language: Language | None = None, chat: str = "") -> Verdict:
    """What a matcher might say of a message."""
    ranking = tuple((name, 0.9 / place) for place, name in enumerate(entries, 1))
    return Verdict(outcome, entries, ranking, ranking[0][1] if ranking else 0.0, language, chat)  # type: ignore[arg-type]


class Told:
    """An understanding that was told what each message means; it knows nothing of any other."""

    def __init__(self, meanings: Mapping[str, Verdict]) -> None:
        self._meanings = meanings

    def understand(self, text: str) -> Verdict:
        """What it was told of this text."""
        return self._meanings.get(text, verdict("unknown"))


MEANINGS = {
    "сколько депутатов": verdict("answer", "seats", language="ru"),
    "неше депутат": verdict("answer", "seats", language="kk"),
    "how many deputies": verdict("answer", "seats", language="en"),
    "145?": verdict("answer", "seats"),
    "what is it called": verdict("answer", "name", language="en"),
    "how many, and what is it called": verdict("answer", "seats", "name", language="en"),
    "parliament": verdict("choices", "seats", "name", language="en"),
    "погода": verdict("unknown", language="ru"),
    "рахмет": verdict("chat", language="kk", chat="thanks"),
    "бла": verdict("chat", language="ru", chat="a-kind-without-words"),
}


def small_guide(library: Library = LIBRARY, retention_days: int = 30) -> Guide:
    """A conversation over the small library."""
    return Guide(library, Told(MEANINGS), Wording(), retention_days)
