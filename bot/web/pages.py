"""Turn values into pages. The only place that knows templates, and what a page may load."""

import mimetypes
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from bot.content import LANGUAGES, Language
from bot.conversation import Wording
from bot.web import draw

_HERE = Path(__file__).parent
WORDING = _HERE / "wording"

_OURS = "style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
POLICY = f"default-src 'none'; {_OURS}; frame-ancestors 'none'"
# Telegram's login button is a script of theirs that shows a frame of theirs.
LOGIN_POLICY = (
    POLICY.replace("script-src 'self'", "script-src 'self' https://telegram.org")
    + "; frame-src https://oauth.telegram.org"
)

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it, browsers would not say either from which page a form comes.
    "Referrer-Policy": "same-origin",
}


class Pages:
    """The templates and the files beside them, read once. Times are shown by the clock of `zone`."""

    def __init__(self, zone: tzinfo) -> None:
        self.say = Wording(WORDING)
        self._static = {file.name: file.read_bytes() for file in (_HERE / "static").iterdir()}
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {
            "local": lambda moment: moment.astimezone(zone),
            "languages": LANGUAGES,
            "draw": draw,
        }

    def page(
        self, template: str, language: Language, status: int = 200, policy: str = POLICY, **values: Any
    ) -> Response:
        """A page in a language."""
        say = partial(self.say, language)
        day = partial(self.say.date, language)
        html = self._templates.get_template(template).render(say=say, day=day, language=language, **values)
        return guarded(HTMLResponse(html, status), policy)

    def static(self, name: str) -> Response | None:
        """A file that pages load; `None` where there is none of this name."""
        if name not in self._static:
            return None
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        response = guarded(Response(self._static[name], media_type=kind))
        response.headers["Cache-Control"] = "no-cache"
        return response


def guarded(response: Response, policy: str = POLICY) -> Response:
    """A response that a browser keeps to itself, and loads nothing from elsewhere for."""
    response.headers.update(_HEADERS | {"Content-Security-Policy": policy, "Cache-Control": "no-store"})
    return response
