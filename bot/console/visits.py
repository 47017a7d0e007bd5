"""One visit to a page: who comes, in which language, with which form, and what they may be shown."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.asking import Fields
from bot.console.pages import Pages, guarded
from bot.console.ports import House
from bot.console.sessions import Session
from bot.conversation import Guide
from bot.knowledge import Language

_LARGEST = 2**31 - 1  # databases number their rows up to here


@dataclass(frozen=True, slots=True)
class Visit:
    """A curator's visit. `form` is what was posted, `query` what stands in the address."""

    request: Request
    session: Session
    language: Language
    house: House
    pages: Pages
    form: Fields
    query: Fields

    @property
    def guide(self) -> Guide:
        """The conversation over the content served now."""
        return self.house.guide()

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
            "library": self.guide.library,
            "here": self.request.url.path,
        }
        return self.pages.page(template, self.language, status, **known | values)

    def missing(self) -> Response:
        """What was asked for is not there."""
        return self.page("missing.html", "", 404)

    def to(self, path: str) -> Response:
        """Send them to another page, once a form was dealt with."""
        return guarded(RedirectResponse(path, 303))
