"""Turn values into pages. The only place that knows the templates, and what a page may load."""

import mimetypes
from datetime import tzinfo
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from bot.content import LANGUAGES, Language, translated
from bot.conversation import Wording
from bot.web import draw

_HERE = Path(__file__).parent
WORDING = _HERE / "wording"

_OURS = "style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
POLICY = f"default-src 'none'; {_OURS}; frame-ancestors 'none'"
# Telegram's login button is a script from telegram.org that shows a frame from oauth.telegram.org.
LOGIN_POLICY = (
    POLICY.replace("script-src 'self'", "script-src 'self' https://telegram.org")
    + "; frame-src https://oauth.telegram.org"
)

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it, browsers would also hide which page a form comes from.
    "Referrer-Policy": "same-origin",
}


class Pages:
    """The templates and the static files, read once. Times are shown in `zone`."""

    def __init__(self, zone: tzinfo) -> None:
        self.say = Wording(WORDING)
        self._static = {file.name: file.read_bytes() for file in (_HERE / "static").iterdir()}
        self._templates = _templates(zone)

    def page(
        self, template: str, language: Language, status: int = 200, policy: str = POLICY, **values: Any
    ) -> Response:
        """Render a template in a language."""
        say = partial(self.say, language)
        day = partial(self.say.date, language)
        html = self._templates.get_template(template).render(say=say, day=day, language=language, **values)
        return guarded(HTMLResponse(html, status), policy)

    def static(self, name: str) -> Response | None:
        """A static file that pages load; `None` if no file has this name."""
        if name not in self._static:
            return None
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        response = guarded(Response(self._static[name], media_type=kind))
        response.headers["Cache-Control"] = "no-cache"
        return response


@cache
def _templates(zone: tzinfo) -> Environment:
    """The templates, each compiled when it is first shown: for all consoles of a process, since that takes a second."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals |= {
        "local": lambda moment: moment.astimezone(zone),
        "languages": LANGUAGES,
        "draw": draw,
        "translated": translated,
    }
    return templates


def guarded(response: Response, policy: str = POLICY) -> Response:
    """Add headers: browsers must not store the response, and it must not load anything from elsewhere."""
    response.headers.update(_HEADERS | {"Content-Security-Policy": policy, "Cache-Control": "no-store"})
    return response
