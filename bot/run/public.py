"""What the bot serves to everybody beside the console, as far as the settings turn it on: the API, and the site."""

import asyncio
import hashlib
import mimetypes
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.api.finding import Finder
from bot.api.http_api import api_routes
from bot.conversation import Conversation
from bot.conversation.about_bot import PublicFigures
from bot.publishing.learned import operator_of
from bot.settings import KAZAKHSTAN, Settings
from bot.site import SiteFile, SiteOptions, pages_of

ROOT = "/site/"
_KEPT = 64_000_000  # bytes of files that are kept; all of them are 14 MB
_HEADERS = {
    "Cache-Control": "public, max-age=300",  # an edit is seen after five minutes at the latest
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_MISSING = "404.html"


def public_routes(
    conversation: Callable[[], Conversation], bot: Callable[[], str], settings: Settings
) -> Iterator[Route]:
    """The routes that are on. `conversation` is the one to use now, `bot` the bot's user name once it is known."""
    site_url = settings.site_address
    operator = operator_of(settings)
    if settings.api:
        yield from api_routes(Finder(conversation, lambda: datetime.now(KAZAKHSTAN).date(), site_url))

    if settings.site:

        def options() -> SiteOptions:
            today, figures = datetime.now(KAZAKHSTAN).date(), conversation().figures()
            return SiteOptions(today, site_url, bot(), operator, ROOT, figures)

        site = ServedSite(conversation, options)
        yield Route(ROOT + "{address:path}", site.show, methods=["GET"])
        yield Route(ROOT.rstrip("/"), site.to_start, methods=["GET"])


def serves_site(settings: Settings) -> bool:
    """Whether the bot itself serves the site at the site's address, rather than another server."""
    return settings.site and settings.site_address.endswith(ROOT)


@dataclass(frozen=True, slots=True)
class _Edition:
    """The site over one version of the content and on one day: its files by their addresses, and its name."""

    name: str
    options: SiteOptions
    files: dict[str, SiteFile]


class ServedSite:
    """Makes each file when it is asked for first, and keeps it until the content, the day or the bot's name changes."""

    def __init__(self, conversation: Callable[[], Conversation], options: Callable[[], SiteOptions]) -> None:
        self._conversation = conversation
        self._options = options
        self._edition: _Edition | None = None
        self._made: OrderedDict[str, bytes] = OrderedDict()

    async def to_start(self, request: Request) -> Response:
        """Lead to the folder, from which links are relative."""
        return RedirectResponse(ROOT, 308)

    async def show(self, request: Request) -> Response:
        """A file of the site, or the page that says that there is none."""
        conversation = self._conversation()
        if not conversation.answers:
            return PlainTextResponse("The bot is paused.", 503, {"Retry-After": "60", "Cache-Control": "no-store"})
        edition, address = self._current(conversation), request.path_params["address"]
        if f"{address}/index.html" in edition.files:
            return RedirectResponse(f"{ROOT}{address}/", 308)
        name = f"{address}index.html" if not address or address.endswith("/") else address
        if name not in edition.files:
            return Response(await self._file(edition, _MISSING), 404, {"Cache-Control": "no-store"}, "text/html")
        tag = f'"{edition.name}"'
        headers = _HEADERS | {"ETag": tag}
        if tag in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        return Response(await self._file(edition, name), headers=headers, media_type=_kind(name))

    def _current(self, conversation: Conversation) -> _Edition:
        options, library = self._options(), conversation.library
        name = f"{library.version}-{options.today}-{options.bot}-{_sum(options.figures)}"
        if self._edition is None or self._edition.name != name:
            files = {file.address: file for file in pages_of(library, options)}
            self._edition = _Edition(name, options, files)
            self._made.clear()
        return self._edition

    async def _file(self, edition: _Edition, name: str) -> bytes:
        made = self._made.get(name)
        if made is None:
            made = await asyncio.to_thread(edition.files[name].make)
            if self._edition is edition:
                self._keep(name, made)
        return made

    def _keep(self, name: str, made: bytes) -> None:
        self._made[name] = made
        while sum(map(len, self._made.values())) > _KEPT:
            self._made.popitem(last=False)


def _sum(figures: PublicFigures) -> str:
    return hashlib.sha256(repr(figures).encode()).hexdigest()[:8]


def _kind(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else kind
