"""One visit to a page: who comes, in which language, with which form, and what they may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.content import Language, Problem
from bot.conversation import Conversation
from bot.desk import Audit, Desk
from bot.desk.answerable import EffectsPort
from bot.desk.drafts import DraftsPort
from bot.desk.history import AgesPort, RollbackPort
from bot.desk.tending import TendingPort
from bot.stats.stats import Stats
from bot.web.pages import Pages, guarded
from bot.web.request import Fields, KnockLimit
from bot.web.sessions import KeptLogins, Links, Session


@dataclass(frozen=True, slots=True)
class ConsoleParts:
    """What the console works on.

    `problems` are those of an edit that is in the files but not served. `examine` gives every problem that the gate
    finds in the files, or `None` while it is still looking. `look` has the files read now. `files` are the names of the
    files for entries ("referendum").
    """

    conversation: Callable[[], Conversation]
    desk: Desk
    drafts: DraftsPort
    rollback: RollbackPort
    problems: Callable[[], Sequence[Problem]]
    examine: Callable[[], Sequence[Problem] | None]
    look: Callable[[], None]
    files: Callable[[], Sequence[str]]
    stats: Stats | None
    now: Callable[[], datetime]
    """The current time, in the zone of the curators' days."""
    effects: EffectsPort | None = None
    """Finds out what an article brings."""
    is_locked: Callable[[], bool] = lambda: False
    """Whether the bot may not write into the content's folders."""
    tending: TendingPort | None = None
    """Looks after the queue."""
    ages: AgesPort | None = None
    """Knows since when each entry says what it says."""
    audit: Audit | None = None
    """The queue of answers to look at; without it there is no such page."""


_KNOCKS = (10, 60)  # failed logins from one address, and the seconds they are counted for


@dataclass(frozen=True, slots=True)
class Entrance:
    """Who is let in: the operator, by a link on the bot's own machine; curators, by Telegram's signature.

    `host` is what the console listens on, `operator` the name of a person who comes by a link. Without a token nobody
    can log in from elsewhere. `bot` is the bot's username, once it is known. `knocks` limits failed logins by address.
    """

    host: str
    operator: str
    links: Links
    token: str
    bot: Callable[[], str]
    curators: Callable[[], frozenset[int]]
    logins: KeptLogins
    knocks: KnockLimit = field(default_factory=lambda: KnockLimit(*_KNOCKS))


_LARGEST = 2**31 - 1  # the largest row number in our databases


@dataclass(frozen=True, slots=True)
class Visit:
    """A curator's visit. `form` holds what was posted, `query` what the address carries."""

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
        """A number from the address, cut off at the largest row number, so that no database query fails on it."""
        return min(int(self.request.path_params[name]), _LARGEST)

    def say(self, name: str, **values: str | int) -> str:
        """A sentence in the curator's language."""
        return self.pages.say(self.language, name, **values)

    def page(self, template: str, tab: str, status: int = 200, **values: Any) -> Response:
        """Render a page under one of the tabs."""
        known: dict[str, Any] = {
            "tab": tab,
            "proof": self.session.proof,
            "who": self.session.name,
            "problems": self.house.problems(),
            "locked": self.house.is_locked(),
            "library": self.conversation.library,
            "here": self.request.scope["path"],
        }
        return self.pages.page(template, self.language, status, **known | values)

    def missing(self) -> Response:
        """The page for something that does not exist."""
        return self.page("missing.html", "", 404)

    def to(self, path: str) -> Response:
        """Redirect to another page after a form."""
        return guarded(RedirectResponse(path, 303))
