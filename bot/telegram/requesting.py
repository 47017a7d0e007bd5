"""Make requests to Telegram, and tell a refusal for good from a fault on the way."""

from http import HTTPStatus
from typing import Any

from telegram.error import BadRequest
from telegram.request import HTTPXRequest

# Statuses that python-telegram-bot has an error of its own for, and those that another try may change: too slow, on a
# connection meant for another server, too early, too much at once.
_TOLD_APART = {400, 401, 403, 404, 409}
_PASSING = {408, 421, 425, 429}


class Requests(HTTPXRequest):
    """Raises `BadRequest` for every answer that blames the request, where python-telegram-bot blames the network."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request; returns the status and the body."""
        status, body = await super().do_request(*args, **kwargs)
        if 400 <= status < 500 and status not in _TOLD_APART | _PASSING:
            raise BadRequest(f"{_phrase(status)} ({status})")
        return status, body


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Client Error"
