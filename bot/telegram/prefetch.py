"""Begin to understand a question while it is being committed to the inbox. Nobody is replied to before that."""

import asyncio
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from bot.conversation import Guide, Heard

_AT_ONCE = 8  # questions understood ahead; under more load than that there is a queue anyway
# More threads than cores compute no faster, and each lets the loop wait longer for its turn.
_MATCHING = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="matching")
_KEPT = 10.0  # seconds; what nobody has asked for by then came a second time, or was too much


@dataclass(frozen=True, slots=True)
class _Begun:
    guide: Guide
    text: str
    hearing: asyncio.Future[Heard]


class Ahead:
    """The questions that the matcher has begun with before they were safe, by the numbers of their updates."""

    def __init__(self, guide: Callable[[], Guide]) -> None:
        self._guide = guide
        self._begun: dict[int, _Begun] = {}

    def begin(self, updates: Iterable[dict[str, Any]]) -> None:
        """Begin with the plain questions among slimmed updates."""
        for update in updates:
            number, text = update["update_id"], _question(update)
            if text and number not in self._begun and len(self._begun) < _AT_ONCE:
                guide = self._guide()
                self._begun[number] = _Begun(guide, text, hearing(guide, text))
                asyncio.get_running_loop().call_later(_KEPT, self._begun.pop, number, None)

    def hear(self, update_id: int, guide: Guide, text: str) -> asyncio.Future[Heard]:
        """Understand a question: what was begun ahead goes on, where neither text nor content has changed since."""
        known = self._begun.pop(update_id, None)
        if known and known.guide is guide and known.text == text:
            return known.hearing
        return hearing(guide, text)


def hearing(guide: Guide, text: str) -> asyncio.Future[Heard]:
    """Understand a text: at once where it was understood before, so that it waits for no thread."""
    if not guide.remembers(text):
        return in_thread(guide.hear, text)
    done = asyncio.get_running_loop().create_future()
    done.set_result(guide.hear(text))
    return done


def in_thread(work: Callable[..., Heard], *arguments: object) -> asyncio.Future[Heard]:
    """The matcher computes for tens of milliseconds, in a thread; meanwhile others are served and records looked up."""
    return asyncio.get_running_loop().run_in_executor(_MATCHING, work, *arguments)


def _question(update: dict[str, Any]) -> str:
    """What is asked in private, in words and without a command."""
    message = update.get("message", {})
    if message.get("chat", {}).get("type") != "private" or message.get("entities"):
        return ""
    return str(message.get("text", ""))
