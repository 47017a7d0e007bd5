"""What the site says of a source: its name, its day as far as it is known, and how fresh an answer is."""

from collections.abc import Iterable
from datetime import date

from bot.content import Article, Entry, Language, Library, PartialDate, Quote, Trilingual
from bot.conversation import Wording


def day_of(article: Article) -> PartialDate | date | None:
    """The day of an article, or the earliest that it can have; `None` if nothing is known of it."""
    return article.published or article.not_before


def dated(article: Article, language: Language, say: Wording) -> str:
    """The day of an article in words."""
    if article.published:
        return say.date(language, article.published)
    if article.not_before:
        return say(language, "published-not-before", date=say.date(language, article.not_before))
    return say(language, "date-unknown")


def named(quote: Quote, language: Language, library: Library, say: Wording) -> str:
    """Who said a passage, where it stands and since when, in one line; and that it is translated, if it is."""
    article, figure = quote.article, library.figures.get(quote.said_by or "")
    source = f"{article.publisher or say(language, 'publisher-unknown')}, {dated(article, language, say)}"
    if figure:
        source = f"{figure.name[language]} · {source}"
    return source if article.language == language else say(language, "card-translated", source=source)


def latest(articles: Iterable[Article]) -> Article | None:
    """The article that was published last, as far as that is known."""
    return max((one for one in articles if day_of(one)), key=lambda one: iso(one), default=None)


def iso(article: Article) -> str:
    """The day of an article as `2026-02-10`, `2026-02` or `2026`; empty if nothing is known of it."""
    day = day_of(article)
    if day is None:
        return ""
    if day.month is None:
        return f"{day.year:04}"
    return f"{day.year:04}-{day.month:02}" + (f"-{day.day:02}" if day.day else "")


def as_of(entry: Entry, language: Language, say: Wording) -> str | None:
    """How fresh an answer is: the day of the latest article that it quotes; `None` if no day is known."""
    article = latest(quote.article for quote in entry.quotes)
    if article is None:
        return None
    if article.published:
        return say(language, "as-of", date=say.date(language, article.published))
    if article.not_before:
        return say(language, "as-of-not-before", date=say.date(language, article.not_before))
    return None


def note_on(library: Library, entry: Entry, today: date) -> Trilingual | None:
    """What an answer adds because time has passed: the entry's own note, or the one for all of them."""
    if entry.note and entry.valid_until:
        return entry.note if today > entry.valid_until else None
    return library.era.note if library.era and today > library.era.valid_until else None
