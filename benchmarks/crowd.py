"""People who ask a bot in another process, over a Bot API server on loopback, and what became of their questions.

They ask questions exactly as the content has them, so that each has one answer and a reply shows which one it is.
"""

import asyncio
import contextlib
import itertools
import socket
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from apart import Fresh, fresh
from bot_api import BotApi
from bot_api_people import Account
from postgres import Postgres

from bot.content import load
from bot.settings import read_settings

SECRET = "made-up_secret_for_a_benchmark"  # noqa: S105 - it opens nothing


def questions(count: int) -> list[str]:
    """Questions that each have an answer of their own."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    texts = [entry.question["en"] for entry in library.entries.values()]
    texts = [
        text for text in texts if text.endswith("?") and not any(text in other for other in texts if other != text)
    ]
    return texts[:count]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of questions: how many were asked, got no answer, got more than one, or got one out of order."""

    asked: int
    lost: int
    doubled: int
    out_of_order: int


@dataclass
class Crowd:
    """People who each ask the same questions in the same order."""

    api: BotApi
    texts: Sequence[str]
    people: list[Account] = field(default_factory=list)
    asked: Counter[int] = field(default_factory=Counter)

    def gather(self, count: int) -> None:
        """Add `count` people."""
        self.people = [self.api.person(f"Person {number}", language_code="en") for number in range(count)]

    async def ask_all(self, apart: float = 0.0) -> None:
        """Everybody asks everything, in turns, `apart` seconds between two questions."""
        for _ in self.texts:
            for person in self.people:
                await self.ask(person)
                if apart:
                    await asyncio.sleep(apart)

    async def ask(self, person: Account) -> None:
        """Let a person ask their next question."""
        text = self.texts[self.asked[person.id] % len(self.texts)]
        self.asked[person.id] += 1
        await person.says(text)

    def replies(self, person: Account) -> list[int]:
        """The numbers of the questions that a person got answers to, in the order in which the answers came."""
        sent = [call.params for call in self.api.calls if call.method == "sendMessage" and call.status == 200]
        return [self._number(params) for params in sent if params["chat_id"] == person.id]

    def _number(self, params: dict[str, Any]) -> int:
        named = [number for number, text in enumerate(self.texts) if f"<b>{text}</b>" in params["text"]]
        return named[0] if named else -1

    def fate(self) -> Fate:
        """What became of all questions asked so far."""
        lost = doubled = disorder = 0
        for person in self.people:
            replies = self.replies(person)
            counts = Counter(replies)
            wanted = range(self.asked[person.id])
            lost += sum(1 for number in wanted if not counts[number])
            doubled += sum(max(0, counts[number] - 1) for number in wanted)
            firsts = list(dict.fromkeys(replies))
            disorder += sum(later < earlier for earlier, later in itertools.pairwise(firsts))
        return Fate(sum(self.asked.values()), lost, doubled, disorder)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def by_webhook(port: int) -> dict[str, str]:
    """The settings that let Telegram post updates to a port of this machine."""
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "PORT": str(port), "WEBHOOK_SECRET": SECRET}


@contextlib.asynccontextmanager
async def bot_on(database: str, by: str, api: BotApi) -> AsyncIterator[Fresh]:
    """A bot over a new "sqlite" or "postgresql" database, served by "polling" or "webhook"."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        settings = by_webhook(free_port()) if by == "webhook" else {}
        if database == "postgresql":
            server = Postgres(Path(folder) / "postgres")
            stack.callback(server.stop)
            settings["DATABASE_URL"] = server.new_database()
        async with fresh(Path(folder), api, **settings) as bot:
            yield bot
