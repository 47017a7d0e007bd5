"""Who may enter the console: login links, what Telegram signs, sessions, and what strangers see.

What Telegram signs is specified at https://core.telegram.org/widgets/login and https://core.telegram.org/bots/webapps.
"""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

import structlog
from starlette.requests import Request
from starlette.responses import Response

from bot.web.pages import LOGIN_POLICY, Pages
from bot.web.request import Fields, TooLargeError, form_of, is_from_here, is_local, language_of, query_of
from bot.web.sessions import VALID, LoginSessions, Session
from bot.web.visit import ConsoleParts, Entrance, Visit

_DAY = timedelta(days=1)
_AT_ONCE = timedelta(minutes=10)  # a Mini App passes on what was signed as it is opened
_SKEW = timedelta(minutes=2)  # how far Telegram's clock may be ahead of ours
_MOST_FIELDS = 30
_SECONDS = 11  # digits of a Unix time: enough until the year 5138


@dataclass(frozen=True, slots=True)
class TelegramUser:
    """A user whom Telegram vouches for. `signature` is Telegram's proof, valid until `until`."""

    id: int
    name: str
    signature: str
    until: datetime


def by_widget(fields: Mapping[str, str], token: str, now: datetime) -> TelegramUser | None:
    """Who logged in with Telegram's widget; `None` unless Telegram signed that within the last day."""
    key = hashlib.sha256(token.encode()).digest()
    if not _signed(fields, key):
        return None
    return _user(fields, {"id": fields.get("id"), "first_name": fields.get("first_name")}, now, _DAY)


def by_mini_app(init_data: str, token: str, now: datetime) -> TelegramUser | None:
    """Who opened the Mini App, by its `initData`; `None` unless Telegram signed that within the last ten minutes."""
    try:
        pairs = parse_qsl(init_data, keep_blank_values=True, strict_parsing=True, max_num_fields=_MOST_FIELDS)
        fields = dict(pairs)
        user = json.loads(fields.get("user", ""))
    except ValueError:
        return None
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    if len(fields) < len(pairs) or not isinstance(user, dict) or not _signed(fields, key):
        return None
    return _user(fields, user, now, _AT_ONCE)


def _signed(fields: Mapping[str, str], key: bytes) -> bool:
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()) if name != "hash")
    expected = hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), fields.get("hash", "").encode())


def _user(
    fields: Mapping[str, str], user: Mapping[str, object], now: datetime, valid: timedelta
) -> TelegramUser | None:
    """The user in fields that Telegram signed, if it signed them no longer ago than they are valid."""
    number, signed_at = str(user.get("id")), fields.get("auth_date", "")
    if not (_is_number(number) and _is_number(signed_at, _SECONDS)):
        return None
    age = now - datetime.fromtimestamp(int(signed_at), now.tzinfo)
    if not -_SKEW <= age <= valid:
        return None
    return TelegramUser(int(number), str(user.get("first_name") or ""), fields["hash"], now - age + valid)


def _is_number(text: str, digits: int = 16) -> bool:
    """Whether this is a whole number as Telegram writes it: its ids have up to 16 digits."""
    return text.isascii() and text.isdecimal() and len(text) <= digits


log = structlog.get_logger()

Handler = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]

COOKIE = "session"
_DRAFTED = "revision"  # a field of the forms in which curators write for long


class Login:
    """Lets curators in, and nobody else."""

    def __init__(self, entrance: Entrance, house: ConsoleParts, pages: Pages) -> None:
        self._entrance = entrance
        self._house = house
        self._pages = pages
        self._sessions = LoginSessions(house.now, entrance.logins)
        self._knocks = entrance.knocks

    def guard(self, handler: Handler) -> Endpoint:
        """Let only curators see a page, and accept its forms only from our own pages."""

        async def endpoint(request: Request) -> Response:
            session = await self._session(request)
            form = Fields({})
            if request.method == "POST" and (session or is_from_here(request)):
                try:
                    form = await form_of(request)
                except TooLargeError:
                    return self._pages.page("plain.html", language_of(request), 413, reason="too-large")
                if session is None or not _same(form("proof"), session.proof) or not is_from_here(request):
                    return self._unsent(request, form, session)
            if session is None:
                return self.refusal(request)
            query = query_of(request)
            return await handler(Visit(request, session, language_of(request), self._house, self._pages, form, query))

        return endpoint

    def _unsent(self, request: Request, form: Fields, session: Session | None) -> Response:
        """A form that was typed in before a log-out or a restart: hold it in a page, to be sent after logging in."""
        if is_from_here(request) and form("proof") and _DRAFTED in form.names():
            fields = [(name, text) for name in form.names() if name != "proof" for text in form.all(name)]
            proof, path = session.proof if session else "-", request.url.path
            return self._pages.page("unsent.html", language_of(request), 403, fields=fields, proof=proof, path=path)
        if session is None:
            return self.refusal(request)
        return self._pages.page("plain.html", language_of(request), 403, reason="not-from-here")

    def refusal(self, request: Request) -> Response:
        """The page that strangers see, whatever address they ask for."""
        return self._pages.page("plain.html", language_of(request), 403, reason="strangers")

    async def _session(self, request: Request) -> Session | None:
        """The visitor's session, if they may still come in: from this machine, or as a listed curator."""
        session = await self._sessions.find(request.cookies.get(COOKIE, ""))
        if session is None:
            return None
        if session.telegram is None:
            return session if self._is_local(request) else None
        return session if session.telegram in self._entrance.curators() else None

    def _is_local(self, request: Request) -> bool:
        return is_local(request, self._entrance.host)

    async def login(self, request: Request) -> Response:
        """Show how to log in from where the visitor is."""
        local = self._is_local(request)
        bot = "" if local else self._entrance.bot()
        return self._pages.page("login.html", language_of(request), policy=LOGIN_POLICY, local=local, bot=bot)

    async def by_link(self, request: Request) -> Response:
        """Let in a visitor with a valid link, once, and only on this machine."""
        token = request.path_params["token"]
        if request.method != "GET" or not self._is_local(request) or not self._entrance.links.use(token):
            return self._turned_away(request)
        return await self._let_in(request, self._entrance.operator, None)

    async def by_widget(self, request: Request) -> Response:
        """Let in a curator whom Telegram's login widget sends here."""
        fields = query_of(request).single()
        user = by_widget(fields, self._entrance.token, self._house.now()) if fields and self._entrance.token else None
        return await self._let_in_once(request, user)

    async def by_mini_app(self, request: Request) -> Response:
        """Let in a curator who opened the Mini App."""
        try:
            form = await form_of(request)
        except TooLargeError:
            return self._turned_away(request)
        if not is_from_here(request) or not self._entrance.token:
            return self._turned_away(request)
        user = by_mini_app(form("init_data"), self._entrance.token, self._house.now())
        return await self._let_in_once(request, user)

    async def _let_in_once(self, request: Request, user: TelegramUser | None) -> Response:
        """Let in a curator whom Telegram vouches for. What it signed stays in a browser's history, so it works once."""
        if user is None or user.id not in self._entrance.curators():
            return self._turned_away(request)
        if not await self._sessions.is_first_use(user.signature, user.until):
            return self._turned_away(request)
        return await self._let_in(request, f"{user.name} ({user.id})".strip()[-64:], user.id)

    async def _let_in(self, request: Request, name: str, telegram: int | None) -> Response:
        log.info("somebody logged into the console", telegram=telegram is not None)
        # No redirect: a browser that another site sent here would not send this strict cookie along with it.
        response = self._pages.page("welcome.html", language_of(request))
        response.set_cookie(
            COOKIE,
            await self._sessions.open(name, telegram),
            max_age=int(VALID.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=not self._is_local(request),
        )
        return response

    def _turned_away(self, request: Request) -> Response:
        """Refuse a failed attempt. Only failures are counted: behind a proxy strangers have the curators' address."""
        if not self._knocks.failed(request.client.host if request.client else ""):
            return self._pages.page("plain.html", language_of(request), 429, reason="too-often")
        log.warning("somebody was not let into the console")
        return self._pages.page("plain.html", language_of(request), 403, reason="turned-away")

    async def leave(self, visit: Visit) -> Response:
        """Log a curator out."""
        await self._sessions.close(visit.request.cookies.get(COOKIE, ""))
        response = self._pages.page("plain.html", visit.language, reason="left")
        response.delete_cookie(COOKIE)
        return response

    async def static(self, request: Request) -> Response:
        """Serve a file that pages load. Strangers may load it too, for the login page."""
        return self._pages.static(request.path_params["name"]) or self.refusal(request)


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())
