"""A thought that comes in several messages: wait a moment for the rest of it, and let all be handled as one."""

import asyncio
from collections.abc import Iterable
from typing import Any

from bot.conversation import is_ended
from bot.storage import Inbox, Waiting
from bot.telegram.time_limit import uncounted

_MOMENT = 1.2  # seconds without another message after which a thought is taken for finished
_LONGEST = 5.0  # seconds after which it is, though more comes
_APART = 2  # seconds between two messages of one thought; Telegram's dates have no parts of seconds
_MOST = 5  # messages that go on where one ended; who writes more in one go is not finishing a thought
_STALE = 10  # seconds after which nobody is still typing


class Continuations:
    """Which messages are handled together with which.

    `holding` counts those that wait for more; `freed` is set when one begins to, for others can be handled meanwhile.
    """

    def __init__(self, inbox: Inbox, freed: asyncio.Event) -> None:
        self._inbox = inbox
        self._freed = freed
        self._joined: dict[int, list[int]] = {}
        self._news: dict[int, asyncio.Event] = {}
        self.holding = 0

    def arrived(self, chats: Iterable[int]) -> None:
        """Something came in these chats."""
        for chat in chats:
            if chat in self._news:
                self._news[chat].set()

    async def more(self, update_id: int, chat: int, date: int, now: float) -> list[dict[str, Any]]:
        """The messages that go on where one ended, if any come within a moment. They are then not handled again.

        `date` is the message's, `now` the time, in seconds since 1970.
        """
        loop = asyncio.get_running_loop()
        patience = 0.0 if now - date > _STALE else _MOMENT
        started, quiet_from = loop.time(), loop.time()
        followed: list[Waiting] = []
        news = self._news.setdefault(chat, asyncio.Event())
        self.holding += 1
        self._freed.set()
        try:
            while True:
                news.clear()
                found, ended = _continuing(await self._inbox.behind(update_id, chat, _MOST), date)
                if len(found) > len(followed):
                    followed, quiet_from = found, loop.time()
                left = min(quiet_from + patience, started + _LONGEST) - loop.time()
                if ended or left <= 0 or not await _within(news, left):
                    break
            self._joined[update_id] = [each.update_id for each in followed]
        finally:
            self.holding -= 1
            self._news.pop(chat, None)
        return [each.body["message"] for each in followed]

    def joined(self, update_id: int) -> list[int]:
        """The updates that were handled together with one, itself among them."""
        return [update_id, *self._joined.pop(update_id, ())]


def _continuing(behind: Iterable[Waiting], date: int) -> tuple[list[Waiting], bool]:
    """The messages that go on, and whether the thought is known to end with them."""
    found: list[Waiting] = []
    for waiting in behind:
        message = waiting.body.get("message", {})
        if "text" not in message or message.get("entities") or message["date"] - date > _APART:
            return found, True
        found.append(waiting)
        date = message["date"]
        if is_ended(message["text"]):
            return found, True
    return found, len(found) == _MOST


async def _within(news: asyncio.Event, seconds: float) -> bool:
    try:
        with uncounted():
            await asyncio.wait_for(news.wait(), seconds)
    except TimeoutError:
        return False
    return True
