"""One visit to a page: who comes, in which language, with which form, and what they may be shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.content import Language, Problem
from bot.conversation import Conversation
from bot.desk import Desk
from bot.stats.stats import Stats
from bot.web.forms import Fields
from bot.web.knocks import KnockLimit
from bot.web.pages import Pages, guarded
from bot.web.sessions import Links, Session


@dataclass(frozen=True, slots=True)
class ConsoleParts:
    """What the curators look after.

    `problems` are those of an edit that stands in the files and is not served. `examine` gives all that the gate says
    of the files, or `None` while it is still looking. `look` has them read now.
    `files` are the themes' files for entries ("referendum").
    """

    conversation: Callable[[], Conversation]
    desk: Desk
    problems: Callable[[], Sequence[Problem]]
    examine: Callable[[], Sequence[Problem] | None]
    look: Callable[[], None]
    files: Callable[[], Sequence[str]]
    stats: Stats | None
    now: Callable[[], datetime]
    """The moment, in the zone that the curators' days are of."""


_KNOCKS = (10, 60)  # failed logins of one address, within so many seconds


@dataclass(frozen=True, slots=True)
class Entrance:
    """Who is let in: whoever runs the bot, by a link on its own machine; curators, by what Telegram signs for them.

    `host` is what the console listens on, `operator` the name of whoever comes by a link. Without a token nobody can
    come from elsewhere. `bot` is the bot's username, once it is known. `knocks` bounds failed logins by address.
    """

    host: str
    operator: str
    links: Links
    token: str
    bot: Callable[[], str]
    curators: Callable[[], frozenset[int]]
    knocks: KnockLimit = field(default_factory=lambda: KnockLimit(*_KNOCKS))


_LARGEST = 2**31 - 1  # databases number their rows up to here


@dataclass(frozen=True, slots=True)
class Visit:
    """A curator's visit. `form` is what was posted, `query` what stands in the address."""

    request: Request
    session: Session
    language: Language
    house: ConsoleParts
    pages: Pages
    form: Fields
    query: Fields

    @property
    def conversation(self) -> Conversation:
        """The conversation over the content served now."""
        return self.house.conversation()

    def number(self, name: str) -> int:
        """A number in the address; one that is too large for anything to have it is as good as any other such."""
        return min(int(self.request.path_params[name]), _LARGEST)

    def say(self, name: str, **values: str | int) -> str:
        """A sentence in the curator's language."""
        return self.pages.say(self.language, name, **values)

    def page(self, template: str, tab: str, status: int = 200, **values: Any) -> Response:
        """A page under one of the tabs."""
        known: dict[str, Any] = {
            "tab": tab,
            "proof": self.session.proof,
            "who": self.session.name,
            "problems": self.house.problems(),
            "library": self.conversation.library,
            "here": self.request.url.path,
        }
        return self.pages.page(template, self.language, status, **known | values)

    def missing(self) -> Response:
        """What was asked for is not there."""
        return self.page("missing.html", "", 404)

    def to(self, path: str) -> Response:
        """Send them to another page, once a form was dealt with."""
        return guarded(RedirectResponse(path, 303))
