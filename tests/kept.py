"""What is kept of conversations, on a real SQLite file, with a look at its rows and a way to make them older."""

import asyncio
import contextlib
import functools
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.conversation import Asked, Occasion, SentMessage
from bot.storage import Inbox, Records, Sessions, migrate, open_engine, open_sessions
from bot.storage.tables import Table

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

ASKED = Asked(
    text="Когда референдум?",
    outcome="answer",
    answered=("vote",),
    offered=(),
    entries=(("vote", 0.912345), ("name", 0.05)),
    confidence=0.912345,
    language="ru",
    version="0123456789ab",
)


def occasion(turn: str, asker: str = "aliya", message: int | None = 12, address: str | None = "sealed") -> Occasion:
    """A turn of a conversation between the bot and somebody."""
    return Occasion(turn, asker, NOW, message, address)


def letter(message: int, asker: str = "aliya", entry: str | None = "seats", **more: Any) -> SentMessage:
    """A message of the bot's in somebody's private chat, which shows an entry."""
    known: dict[str, Any] = {"entry": entry, "language": "ru", "address": f"address of {asker}", "replied_to": None}
    return SentMessage(f"chat of {asker}", message, "1f", asker, "0123456789ab", **known | more)


@dataclass(frozen=True, slots=True)
class Kept:
    """A database and what the bot does with it."""

    sessions: Sessions
    records: Records
    inbox: Inbox

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """All that stands in a table, in the order of its key: where that is a number, the oldest first."""
        key = ", ".join(column.name for column in Table.metadata.tables[table].primary_key)
        async with self.sessions() as session:
            found = await session.execute(text(f"SELECT * FROM {table} ORDER BY {key or 1}"))  # noqa: S608
            return [dict(row) for row in found.mappings()]

    async def does(self, statement: str, **values: Any) -> None:
        """Change rows past the bot."""
        async with self.sessions.begin() as session:
            await session.execute(text(statement), values)

    async def ages(self, table: str, moment: str, days: float) -> None:
        """Let all rows of a table be so many days old. `moment` is the column that says since when they stand."""
        then = datetime.now(UTC) - timedelta(days=days)
        async with self.sessions.begin() as session:
            await session.execute(Table.metadata.tables[table].update().values({moment: then}))


@functools.cache
def migrated() -> bytes:
    """A SQLite database without rows. Bringing its tables up to date takes longer than most tests."""

    async def make(file: Path) -> None:
        engine = open_engine(f"sqlite+aiosqlite:///{file}")
        await migrate(engine)
        await engine.dispose()

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:  # a test may run in a loop already
        thread.submit(asyncio.run, make(Path(folder) / "bot.db")).result()
        return (Path(folder) / "bot.db").read_bytes()


def kept_in(folder: Path) -> contextlib.AbstractAsyncContextManager[Kept]:
    """A SQLite database in a folder, a new one if there is none."""
    file = folder / "bot.db"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(migrated())
    return kept_at(f"sqlite+aiosqlite:///{file}")


@contextlib.asynccontextmanager
async def kept_at(url: str) -> AsyncIterator[Kept]:
    """A database, brought up to date."""
    engine = open_engine(url)
    await migrate(engine)
    sessions = open_sessions(engine)
    try:
        yield Kept(sessions, Records(sessions), Inbox(sessions))
    finally:
        await engine.dispose()


async def until(ask: Callable[[], Awaitable[Any]], enough: Callable[[Any], bool]) -> None:
    """Ask until the answer is as wanted."""
    async with asyncio.timeout(10):
        while not enough(await ask()):  # noqa: ASYNC110 - a database does not say when it has changed
            await asyncio.sleep(0.005)
