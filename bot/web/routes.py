"""Which address leads to which page."""

import re
from datetime import UTC

import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.content import LANGUAGES
from bot.web import (
    add_article,
    audit,
    chat,
    content,
    decide,
    drafts,
    edit_entry,
    edit_outside,
    edit_people,
    edit_sections,
    entry_quotes,
    new_entry,
    proposals,
    review,
    stats,
)
from bot.web.login import Endpoint, Handler, Login
from bot.web.pages import Pages
from bot.web.request import gone, language_of
from bot.web.visit import ConsoleParts, Entrance, Visit

log = structlog.get_logger()

_SHOWN: dict[str, Handler] = {
    "/try": chat.show,
    "/review": review.queue,
    "/review/out": review.ruled_out,
    "/review/{group:int}": decide.show,
    "/review/{group:int}/draft": new_entry.show,
    "/audit": audit.show,
    "/audit/{case:int}": audit.one,
    "/trail": decide.trail,
    "/trail/{number:int}": proposals.made,
    "/proposals": proposals.show,
    "/content": content.entries,
    "/content/drafts": drafts.listed,
    "/content/faults": content.faults,
    "/content/versions": content.versions,
    "/content/entries/{entry}": content.entry,
    "/content/entries/{entry}/edit": edit_entry.show,
    "/content/entries/{entry}/quotes": entry_quotes.show,
    "/content/sections": edit_sections.show,
    "/content/outside": edit_outside.show,
    "/content/addresses": edit_people.addresses,
    "/content/addresses/{name}": edit_people.address,
    "/content/people": edit_people.people,
    "/content/people/{name}": edit_people.person,
    "/content/new-entry": new_entry.show,
    "/content/new-article": add_article.show,
    "/content/articles/{article}": content.article,
    "/content/articles/{article}/brings": add_article.brings,
    "/numbers": stats.numbers,
    "/numbers/questions": stats.questions,
    "/numbers/picture.svg": stats.picture,
}

_OURS = re.compile(r"/(?![/\\])")  # browsers read // and /\ as the start of another server's name


async def _home(visit: Visit) -> Response:
    return visit.to("/try")


async def _missing(visit: Visit) -> Response:
    return visit.missing()


async def _choose_language(visit: Visit) -> Response:
    """Remember the language for later visits."""
    back = visit.form("back")
    response = visit.to(back if _OURS.match(back) else "/")
    chosen = visit.form("language")
    if any(language == chosen for language in LANGUAGES):
        response.set_cookie("language", chosen, max_age=365 * 24 * 3600, samesite="lax", httponly=True)
    return response


_DONE: dict[str, Handler] = {
    "/try": chat.say,
    "/try/press": chat.press,
    "/try/clear": chat.clear,
    "/review/act": review.act,
    "/review/set-aside": review.set_aside,
    "/review/{group:int}": decide.carry_out,
    "/review/{group:int}/note": review.assign,
    "/review/{group:int}/draft": new_entry.write,
    "/audit/{case:int}": audit.judge,
    "/audit/{case:int}/mend": audit.mend,
    "/audit/{case:int}/undo": audit.undo,
    "/trail/{number:int}/undo": proposals.undo,
    "/trail/{number:int}/accept": proposals.accept,
    "/trail/{number:int}/refuse": proposals.refuse,
    "/content/entries/{entry}/edit": edit_entry.write,
    "/content/entries/{entry}/vouch": content.vouch,
    "/content/entries/{entry}/quotes": entry_quotes.write,
    "/content/sections": edit_sections.write,
    "/content/outside": edit_outside.write,
    "/content/addresses/{name}": edit_people.address,
    "/content/people/{name}": edit_people.person,
    "/content/new-entry": new_entry.write,
    "/content/new-article": add_article.write,
    "/content/articles/{article}/remove": add_article.remove,
    "/content/drafts/{number:int}/throw": drafts.throw,
    "/content/drafts/{number:int}/back": drafts.bring_back,
    "/content/versions/{version}": content.roll_back,
    "/content/look": content.look,
    "/language": _choose_language,
}
"""What a form asks for, by the address that it is sent to."""


def console(entrance: Entrance, house: ConsoleParts) -> Starlette:
    """Build the whole console."""
    pages = Pages(house.now().tzinfo or UTC)
    door = Login(entrance, house, pages)

    async def apologize(request: Request, fault: Exception) -> Response:
        """The page shown after a bug; the traceback is in the log."""
        return pages.page("plain.html", language_of(request), 500, reason="bug")

    async def wait(request: Request, fault: Exception) -> Response:
        """The page shown while the database cannot be reached."""
        log.warning("a page cannot be shown while the database is away", fault=str(fault))
        return pages.page("plain.html", language_of(request), 503, reason="away")

    public = [
        Route("/login", door.login, methods=["GET"]),
        Route("/login/telegram", door.by_widget, methods=["GET"]),
        Route("/login/app", door.by_mini_app, methods=["POST"]),
        Route("/enter/{token}", door.by_link, methods=["GET"]),
        Route("/static/{name}", door.static, methods=["GET"]),
    ]
    shown = [Route(path, door.guard(handler), methods=["GET"]) for path, handler in {"/": _home, **_SHOWN}.items()]
    done = [
        Route(path, door.guard(handler), methods=["POST"]) for path, handler in {**_DONE, "/leave": door.leave}.items()
    ]
    other = [Route("/{path:path}", _Always(door.guard(_missing)))]
    return Starlette(
        routes=[*public, *shown, *done, *other],
        exception_handlers={ClientDisconnect: gone, ConnectionError: wait, Exception: apologize},
    )


class _Always:
    """An endpoint for every method, so that the allowed methods do not reveal whether a page exists."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._endpoint(Request(scope, receive))
        await response(scope, receive, send)
