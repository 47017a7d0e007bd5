"""Turn the content into pages. The only place that knows the templates of the site."""

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.content import LANGUAGES, Article, Language, Library
from bot.conversation import Wording
from bot.conversation.public_figures import percent
from bot.site import addresses, prose, share_card, sources, structured_data
from bot.site.options import SiteOptions

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
            "prose": prose.prose,
            "marked": prose.marked,
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
