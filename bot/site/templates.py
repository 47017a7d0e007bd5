"""Turn the content into pages, of texts cut into paragraphs, lists and words that stand out; lay out articles.

The only place that knows the templates of the site.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.content import LANGUAGES, Article, Entry, Language, Library
from bot.content.quotes import places_of
from bot.conversation import Wording
from bot.conversation.about_bot import NO_FIGURES, NOBODY, Operator, PublicFigures, percent
from bot.site import addresses, feeds, share_card, sources, templates
from bot.site.addresses import anchor, sentences_of

_ITEM = re.compile(r"[—–•-]\s+")
_STRONG = re.compile(r"\*([^*\n]+)\*")


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, which has one line, or a list of several."""

    lines: tuple[str, ...]
    is_list: bool


def prose(text: str) -> Iterator[Prose]:
    """The paragraphs of a text, one for each line. Lines that begin with a dash make a list together."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for is_list, some in groupby(lines, lambda line: bool(_ITEM.match(line))):
        if is_list:
            yield Prose(tuple(_ITEM.sub("", line, count=1) for line in some), is_list=True)
        else:
            yield from (Prose((line,), is_list=False) for line in some)


def marked(lead: str) -> Iterator[tuple[str, bool]]:
    """A lead in pieces: its words, and whether they are strong, because they stand between asterisks."""
    for number, words in enumerate(_STRONG.split(lead)):
        if words:
            yield words, number % 2 == 1


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """Where a site will be, and who is behind it.

    `url` is where it will be, ending in `/`, or empty; `bot` is the name of the bot in Telegram, or empty. `today` says
    whether answers are out of date. `root` is the path under which a server has the site, such as `/site/`, for where
    `url` is not known. `figures` are what everybody may know of how well the bot does.
    """

    today: date
    url: str = ""
    bot: str = ""
    operator: Operator = NOBODY
    root: str = ""
    figures: PublicFigures = NO_FIGURES


_HERE = Path(__file__).parent
WORDING = _HERE / "wording"
MISSING = "404.html"
_FIRST: Language = "kk"  # of a page that stands above the languages


class SiteTemplates:
    """The templates, read once, over a library."""

    def __init__(self, library: Library, options: SiteOptions) -> None:
        self.say = Wording(WORDING)
        self._top = options.url or options.root
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # Data in a page: Kazakh and Russian as they are, in a third of the bytes. The filter escapes what HTML knows.
        self._templates.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
        self._templates.globals |= {
            "library": library,
            "languages": LANGUAGES,
            "address": addresses,
            "prose": templates.prose,
            "marked": templates.marked,
            "percent": percent,
            "licence": feeds.LICENCE,
            "licence_name": feeds.LICENCE_NAME,
            "url": options.url,
            "bot": options.bot,
            "is_official": options.operator.is_official,
            "say_in": self.say,
            "card_file": addresses.CARD,
            "card_size": (share_card.WIDTH, share_card.HEIGHT),
        }

    def page(self, template: str, language: Language | None, place: str, **values: Any) -> str:
        """Render a template as the page at a place; without a language, as one that stands above the languages."""
        here = addresses.within(language, place)
        spoken = language or _FIRST

        def to(place: str, other: Language | None = language) -> str:
            page, mark, anchor = place.partition("#")
            return self._link(here, addresses.within(other, page)) + mark + anchor

        return self._templates.get_template(template).render(
            say=partial(self.say, spoken),
            day=partial(self.say.date, spoken),
            dated=lambda article: sources.dated(article, spoken, self.say),
            title_of=lambda article: _title(article, spoken),
            language=spoken,
            place=place,
            here=here,
            above=language is None,
            to=to,
            file=partial(self._link, here),
            **values,
        )

    def _link(self, here: str, target: str) -> str:
        # A server shows the page for what it does not have at any address, so its links cannot be relative.
        return self._top + target if here == MISSING and self._top else addresses.link(here, target)


def _title(article: Article, language: Language) -> tuple[str, Language]:
    """What to call an article, and the language that this is in."""
    return (article.title, article.language) if article.title else (article.description[language], language)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an article as they stand there. `anchor` names a sentence; what is no sentence has none."""

    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleParagraph:
    """A line of an article, its translation (empty if it has none), and the entries that quote from it."""

    pieces: tuple[Piece, ...]
    translation: str
    entries: tuple[Entry, ...]


def quoting(library: Library, article: Article) -> dict[int, list[Entry]]:
    """The entries that quote each sentence of an article, by its number."""
    found: dict[int, list[Entry]] = {}
    for entry in library.entries.values():
        numbers = {
            number
            for quote in entry.quotes
            if quote.article.id == article.id
            for number in sentences_of(article, quote.text)
        }
        for number in numbers:
            found.setdefault(number, []).append(entry)
    return found


def paragraphs(library: Library, article: Article, language: Language) -> Iterator[ArticleParagraph]:
    """The whole article, in its order; each of its words is in one piece."""
    quoted = quoting(library, article)
    line: list[tuple[Piece, int | None]] = []
    for text, number in _cut(article):
        for count, part in enumerate(text.split("\n") if number is None else [text]):
            if count and line:
                yield _paragraph(article, language, line, quoted)
                line = []
            if part.strip():
                piece = Piece(part, None if number is None else anchor(number))
                line.append((piece, number))
    if line:
        yield _paragraph(article, language, line, quoted)


def _cut(article: Article) -> Iterator[tuple[str, int | None]]:
    """The sentences by number, and what stands between them."""
    after = 0
    for number, (start, end) in enumerate(places_of(article.text, [one.text for one in article.sentences])):
        if start < after:  # not found: the sentence stays part of what stands between others
            continue
        yield article.text[after:start], None
        yield article.text[start:end], number
        after = end
    yield article.text[after:], None


def _paragraph(
    article: Article, language: Language, line: list[tuple[Piece, int | None]], quoted: dict[int, list[Entry]]
) -> ArticleParagraph:
    numbers = [number for _, number in line if number is not None]
    translations = [article.sentences[number].translations.get(language, "") for number in numbers]
    entries = {entry.id: entry for number in numbers for entry in quoted.get(number, ())}
    return ArticleParagraph(
        tuple(piece for piece, _ in line), " ".join(filter(None, translations)), (*entries.values(),)
    )
