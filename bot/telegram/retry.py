"""Make requests to Telegram at its pace: wait when told to, try again where that can help, and never where it cannot.

This file also decides what a fault means for its update: try again, refused by Telegram, or a fault of ours.

The requests are made with aiohttp, which takes a fifth of the CPU time of python-telegram-bot's own: every reply is a
request, and so is every poll, and they were the largest part of what a reply costs.
"""

import asyncio
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

import aiohttp
import structlog
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import BaseRateLimiter
from telegram.request import BaseRequest, RequestData

from bot.monitoring import Events, RequestResult
from bot.telegram.outbox import arrived, free_slot, take_slot
from bot.telegram.timing import USUAL, Pace, uncounted

_CONNECT = 5.0  # seconds
_READ = 5.0  # seconds until the next bytes of an answer; requests that need longer say so

NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Causes of a fault that prove that Telegram received nothing."""

CUT_OFF = aiohttp.ClientError
"""The cause of a fault on the way: Telegram may have done what it was asked to do."""


# Statuses for which python-telegram-bot has its own errors, and those that may go away with a retry: too slow, a
# connection meant for another server, too early, too many at once.
_TOLD_APART = {400, 401, 403, 404, 409}
_PASSING = {408, 421, 425, 429}


class AiohttpRequest(BaseRequest):
    """Makes requests over connections that stay open for the next ones.

    Raises `BadRequest` for every answer that blames the request, where python-telegram-bot would blame the network.
    """

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer, if the request sets no timeout."""
        return _READ

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                # The callers limit how many requests go out at once.
                connector=aiohttp.TCPConnector(limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=True,  # use the machine's proxy, if it has one
            )

    async def shutdown(self) -> None:
        """Close the session."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return an answer's status and body. Raises `TimedOut` or `NetworkError`, without the address: it is secret.

        aiohttp has no timeout for writing, and there is no pool to wait for, so these two limits are ignored.
        """
        if self._session is None:
            raise RuntimeError("requests are made after initialize and before shutdown")
        patience = aiohttp.ClientTimeout(
            total=None,
            sock_connect=_or(connect_timeout, _CONNECT),
            sock_read=_or(read_timeout, _READ),
        )
        try:
            async with self._session.request(method, url, data=_form(request_data), timeout=patience) as answer:
                status, body = answer.status, await answer.read()
        except TimeoutError as fault:
            raise TimedOut from fault
        except (aiohttp.ClientError, OSError) as fault:
            raise NetworkError(type(fault).__name__) from fault
        if 400 <= status < 500 and status not in _TOLD_APART | _PASSING:
            raise BadRequest(f"{_phrase(status)} ({status})")
        return status, body


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Client Error"


def _or(given: Any, otherwise: float) -> float | None:
    if given is BaseRequest.DEFAULT_NONE:
        return otherwise
    return None if given is None else float(given)


def _form(data: RequestData | None) -> dict[str, str] | aiohttp.FormData | None:
    """The body of a request: its fields, and its files if there are any."""
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


log = structlog.get_logger()

# Errors that stay the same however often one tries. All other errors of Telegram may pass, even a rejected token.
_FINAL = (Forbidden, BadRequest, ChatMigrated)


# How Telegram says that the bot may not write in a group, when it does not say 403.
_BARRED = ("not enough rights", "have no rights", "chat not found", "topic_closed", "chat_write_forbidden")


def passes(fault: BaseException | None) -> bool:
    """Whether a fault may pass, so that trying again makes sense: Telegram or the database cannot be reached now."""
    return isinstance(fault, ConnectionError | TelegramError) and not isinstance(fault, _FINAL)


def whom_it_misses(fault: BaseException | None) -> str:
    """Who cannot be reached, given a fault that passes."""
    return "the database" if isinstance(fault, ConnectionError) else "telegram"


def report(update: int, fault: BaseException) -> None:
    """Log a fault that is final; one that passes is tried again instead."""
    if isinstance(fault, ChatMigrated) or (isinstance(fault, Forbidden | BadRequest) and is_barred(fault)):
        log.info("telegram refused a reply", update=update, reason=str(fault))
    elif not passes(fault):
        log.error("an update could not be handled", update=update, exc_info=fault)


def is_barred(fault: TelegramError) -> bool:
    """Whether a chat does not let the bot write. That is the chat's right, not a fault."""
    return isinstance(fault, Forbidden) or any(reason in fault.message.lower() for reason in _BARRED)


_TRIES = 5
_LONGEST = 60.0  # seconds for one try; python-telegram-bot never times out an answer that comes byte by byte

_REFUSED = (BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken)


class Retry(BaseRateLimiter[None]):
    """Delays all requests for as long as Telegram asked, and repeats those that failed on the way."""

    def __init__(self, events: Events | None = None, pace: Pace = USUAL) -> None:
        self._pause = pace.repeat
        self._events = events or Events()
        self._held_until = 0.0

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Make a request to Telegram, and repeat it if that can help. Raises what the last try raised."""
        with uncounted():
            return await self._repeated(callback, args, kwargs, endpoint)

    async def _repeated(
        self, callback: Callable[..., Coroutine[Any, Any, Any]], args: Any, kwargs: Any, endpoint: str
    ) -> Any:
        for attempt in range(_TRIES):
            await self._wait_until_free()
            if attempt:
                self._events.repeats(endpoint)
            try:
                return await self._heard(callback, args, kwargs, endpoint)
            except RetryAfter as error:
                self._hold(_seconds(error))
                if attempt == _TRIES - 1:
                    raise
            except (BadRequest, ChatMigrated):
                raise  # python-telegram-bot counts these among network errors; repeating them never helps
            except NetworkError:
                if attempt == _TRIES - 1:
                    raise
                await asyncio.sleep(self._pause * 2**attempt)
        raise AssertionError("the last try returns or raises")

    async def _heard(self, call: Callable[..., Coroutine[Any, Any, Any]], args: Any, kwargs: Any, endpoint: str) -> Any:
        if endpoint == "sendMessage":  # nobody notices when another request is made twice
            await take_slot()
        started = asyncio.get_running_loop().time()
        try:
            answer = await _in_time(call, args, kwargs)
        except TelegramError as error:
            free_slot()
            self._events.sent(endpoint, _result(error))
            raise
        arrived(asyncio.get_running_loop().time() - started)
        self._events.sent(endpoint, "ok")
        return answer

    async def _wait_until_free(self) -> None:
        # Another request may prolong the pause for all meanwhile, hence the loop; there is no event to wait for.
        while (pause := self._held_until - asyncio.get_running_loop().time()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(pause)

    def _hold(self, seconds: float) -> None:
        # Telegram counts over all chats, so every request waits, and the longest wait asked for applies.
        self._held_until = max(self._held_until, asyncio.get_running_loop().time() + seconds)


async def _in_time(call: Callable[..., Coroutine[Any, Any, Any]], args: Any, kwargs: Any) -> Any:
    """Make a request within a time limit for the whole: by itself it has one only for each of its parts."""
    try:
        async with asyncio.timeout(_LONGEST):
            return await call(*args, **kwargs)
    except TimeoutError as error:
        raise TimedOut from error


def _result(error: TelegramError) -> RequestResult:
    if isinstance(error, RetryAfter):
        return "429"
    if isinstance(error, _REFUSED):
        return "4xx"
    if isinstance(error.__cause__, NOT_SENT):
        return "unreachable"
    if isinstance(error, TimedOut) or isinstance(error.__cause__, CUT_OFF) or type(error) is TelegramError:
        return "unknown"  # cut off in the middle, too late, or unreadable: Telegram may have done it
    return "5xx"


def _seconds(error: RetryAfter) -> float:
    pause = error.retry_after
    return float(pause) if isinstance(pause, int | float) else pause.total_seconds()
