"""The bot's own sentences in three languages, from the Fluent files beside this one, and how the bot names a source.

If something about a source is not known, the bot says so.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from fluent.runtime import FluentBundle, FluentResource

from bot.content import LANGUAGES, Article, Language, PartialDate
from bot.content.text_fragments import linked_to
from bot.conversation.message import Citation, PassagePlace, place_of

_LONG_NAME = 24  # characters of a publisher's name that leave room for the date on one line of a phone

FOLDER = Path(__file__).parent / "wording"


class Wording:
    """The sentences by their names: `wording("ru", "choices")`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._bundles = {language: _bundle(folder, language) for language in LANGUAGES}

    def __call__(self, language: Language, name: str, /, **values: str | int) -> str:
        """Say the sentence `name` in a language. Raises `KeyError` if the name is unknown or a value is missing."""
        bundle = self._bundles[language]
        message = bundle.get_message(name) if bundle.has_message(name) else None
        if message is None or message.value is None:
            raise KeyError(f"{name} ({language})")
        text, errors = bundle.format_pattern(message.value, values)
        if errors:
            raise KeyError(f"{name} ({language}): {errors}")
        return str(text)

    def has(self, language: Language, name: str) -> bool:
        return bool(self._bundles[language].has_message(name))

    def brief_date(self, language: Language, day: date | PartialDate) -> str:
        """A date as short as it can be written, as exact as it is known."""
        if day.month is None:
            return str(day.year)
        month = self(language, "brief-month", month=day.month, year=str(day.year))
        return self(language, "brief-day", day=day.day, month=month) if day.day else month

    def date(self, language: Language, day: date | PartialDate) -> str:
        """A date as people write it in that language, as exact as it is known."""
        year = str(day.year)
        if day.month is None:
            return year
        if day.day is None:
            return self(language, "month-of-year", month=day.month, year=year)
        return self(language, "day-of-year", day=str(day.day), month=day.month, year=year)


@cache
def _bundle(folder: Path, language: Language) -> FluentBundle:
    # Isolation marks are for mixing left-to-right with right-to-left scripts; the bot writes only the former.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((folder / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


def citation(say: Wording, article: Article, language: Language, passage: str = "") -> Citation:
    """Where a passage is from: the article's title, its publisher and its date; a link leads to the passage."""
    title = article.title or say(language, "untitled", description=article.description[language])
    publisher = article.publisher or say(language, "publisher-unknown")
    after = f" · {publisher} · {_published(say, article, language, say.date)}"
    return Citation("— ", title, after, *way_to(article, passage))


def brief_citation(say: Wording, article: Article, language: Language, passage: str = "") -> Citation:
    """The same in a line: the publisher, or its site if the name is long, and the date in figures."""
    publisher = _short_publisher(say, article, language)
    after = f" · {_published(say, article, language, say.brief_date)}"
    return Citation("— ", publisher, after, *way_to(article, passage))


def way_to(article: Article, passage: str) -> tuple[str | None, PassagePlace | None]:
    """The address of a passage on its publisher's page; where none is known, its place in the article.

    The passage is in the article's own words. If it is empty, the address is that of the whole article.
    """
    if article.url:
        return linked_to(article.url, article.text, passage) if passage else article.url, None
    return None, place_of(article.id, article.text, passage)


def publisher_of(say: Wording, article: Article, language: Language) -> tuple[str, str]:
    """The publisher, or its site if the name is long, and the date in words."""
    return _short_publisher(say, article, language), _published(say, article, language, say.date)


def _short_publisher(say: Wording, article: Article, language: Language) -> str:
    publisher = article.publisher or say(language, "publisher-unknown")
    is_long = len(publisher) > _LONG_NAME and article.url
    return urlsplit(article.url or "").netloc if is_long else publisher


def _published(
    say: Wording, article: Article, language: Language, written: Callable[[Language, date | PartialDate], str]
) -> str:
    if article.published:
        return written(language, article.published)
    if article.not_before:
        return say(language, "source-not-before", date=written(language, article.not_before))
    return say(language, "source-undated")


def name_of(article: Article, language: Language) -> str:
    """What to call an article: its title, or its description if the title is not known."""
    return article.title or article.description[language]
