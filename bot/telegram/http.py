"""Make requests to Telegram with aiohttp: it takes a fifth of the CPU time of python-telegram-bot's own requests.

Every reply is a request, and so is every poll; they were the largest part of what a reply costs.
"""

from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

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
