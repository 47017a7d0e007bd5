"""Which address leads to which page."""

import re

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.console import counting, deciding, drafting, reading, reviewing, trying
from bot.console.asking import language_of
from bot.console.door import Door, Endpoint, Handler
from bot.console.pages import Pages
from bot.console.ports import Entrance, House
from bot.console.visits import Visit
from bot.knowledge import LANGUAGES

_SHOWN: dict[str, Handler] = {
    "/try": trying.show,
    "/review": reviewing.queue,
    "/review/out": reviewing.ruled_out,
    "/review/{group:int}": deciding.show,
    "/review/{group:int}/draft": drafting.show,
    "/trail": deciding.trail,
    "/trail/{number:int}": deciding.made,
    "/content": reading.entries,
    "/content/faults": reading.faults,
    "/content/entries/{entry}": reading.entry,
    "/content/articles/{article}": reading.article,
    "/numbers": counting.numbers,
    "/numbers/picture.svg": counting.picture,
}

_OURS = re.compile(r"/(?![/\\])")  # browsers take // and /\ for the beginning of another server's name


async def _home(visit: Visit) -> Response:
    return visit.to("/try")


async def _missing(visit: Visit) -> Response:
    return visit.missing()


async def _choose_language(visit: Visit) -> Response:
    """Speak this language from now on."""
    back = visit.form("back")
    response = visit.to(back if _OURS.match(back) else "/")
    chosen = visit.form("language")
    if any(language == chosen for language in LANGUAGES):
        response.set_cookie("language", chosen, max_age=365 * 24 * 3600, samesite="lax", httponly=True)
    return response


def console(entrance: Entrance, house: House) -> Starlette:
    """The whole console."""
    pages = Pages()
    door = Door(entrance, house, pages)
    posted: dict[str, Handler] = {
        "/try": trying.say,
        "/try/press": trying.press,
        "/try/clear": trying.clear,
        "/review/{group:int}": deciding.carry_out,
        "/review/{group:int}/draft": drafting.write,
        "/trail/{number:int}/undo": deciding.undo,
        "/content/look": reading.look,
        "/language": _choose_language,
        "/leave": door.leave,
    }

    async def apologize(request: Request, fault: Exception) -> Response:
        """Said after a bug; its traceback is in the log."""
        return pages.page("plain.html", language_of(request), 500, reason="bug")

    public = [
        Route("/login", door.login, methods=["GET"]),
        Route("/login/telegram", door.by_widget, methods=["GET"]),
        Route("/login/app", door.by_mini_app, methods=["POST"]),
        Route("/enter/{token}", door.by_link, methods=["GET"]),
        Route("/static/{name}", door.static, methods=["GET"]),
    ]
    shown = [Route(path, door.guard(handler), methods=["GET"]) for path, handler in {"/": _home, **_SHOWN}.items()]
    done = [Route(path, door.guard(handler), methods=["POST"]) for path, handler in posted.items()]
    other = [Route("/{path:path}", _Always(door.guard(_missing)))]
    return Starlette(routes=[*public, *shown, *done, *other], exception_handlers={Exception: apologize})


class _Always:
    """An endpoint for every method: whether a page is there cannot be told from which it takes."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._endpoint(Request(scope, receive))
        await response(scope, receive, send)
