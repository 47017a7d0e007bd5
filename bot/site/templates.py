"""Turn the content into pages, of texts cut into paragraphs, lists and words that stand out.

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

from bot.content import LANGUAGES, Article, Language, Library
from bot.conversation import Wording
from bot.conversation.about_bot import NOBODY, Operator
from bot.conversation.public_figures import NO_FIGURES, PublicFigures, percent
from bot.site import addresses, share_card, sources, structured_data, templates

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
            "licence": structured_data.LICENCE,
            "licence_name": structured_data.LICENCE_NAME,
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
