"""How fast the curators' queue opens over a hundred thousand logged questions. `python -m benchmarks.queue`

The log is made up: no question got an answer, and the groups have very different sizes. Each page is read from a real
SQLite file, as the desk's interfaces read it, with twenty groups and their newest questions.
"""

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.desk import QueueFilter, QueuePage, decide
from bot.storage import DeskStore, Question, Sessions, migrate, open_engine, open_sessions
from bot.storage.tables import QuestionGroup, searched

_QUESTIONS = 100_000
_GROUPS = 15_000
_PEOPLE = 30_000
_WAITING = 1.0  # share of the questions: the worst case
_ENTRIES = [f"entry-{number}" for number in range(57)]
_WORDS = ("когда", "где", "кто", "сколько", "закон", "выборы", "суд", "налог", "земля", "язык", "школа", "пенсия")
_AT_ONCE = 5_000
_TIMES = 7

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def main() -> None:
    """Print milliseconds for each view of the queue."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measured(Path(folder)))


async def _measured(folder: Path) -> None:
    engine = open_engine(f"sqlite+aiosqlite:///{folder / 'bot.db'}")
    await migrate(engine)
    sessions = open_sessions(engine)
    await _fill(sessions)
    desk = DeskStore(sessions)
    looks: dict[str, QueueFilter] = {
        "the first page": QueueFilter(),
        "one language": QueueFilter(language="kk"),
        "one topic": QueueFilter(nearest=frozenset(_ENTRIES[:8])),
        "the last month": QueueFilter(since=NOW - timedelta(days=30)),
        "a search": QueueFilter(search="ПЕНСИЯ выборы"),
    }
    print(f"{_QUESTIONS:,} questions in {_GROUPS:,} groups{'':8} {'p50 ms':>8} {'most':>8} {'groups':>8}")
    for name, wanted in looks.items():
        await _time(name, partial(desk.waiting, wanted, NOW, 0, 20))
    await _time("the hundredth page", lambda: desk.waiting(QueueFilter(), NOW, 2000, 20))
    group = (await desk.waiting(QueueFilter(), NOW, 0, 1)).groups[0]
    started = time.perf_counter()
    made = await desk.record("saule", decide(group, "spam"), (), True)
    print(f"{f'a decision on {group.size:,} questions':42} {1000 * (time.perf_counter() - started):8.0f}")
    if made is None:
        raise AssertionError("its questions waited")
    await engine.dispose()


async def _time(name: str, look: Callable[[], Awaitable[QueuePage]]) -> None:
    times, page = [], QueuePage((), 0)
    for _ in range(_TIMES):
        started = time.perf_counter()
        page = await look()
        times.append(1000 * (time.perf_counter() - started))
    print(f"{name:42} {statistics.median(times):8.0f} {max(times):8.0f} {page.total:8,}", flush=True)


async def _fill(sessions: Sessions) -> None:
    rows = list(_rows(random.Random(1)))
    async with sessions.begin() as session:
        await session.execute(insert(QuestionGroup), [{"id": number} for number in range(1, _GROUPS + 1)])
        for start in range(0, len(rows), _AT_ONCE):
            await session.execute(insert(Question), rows[start : start + _AT_ONCE])


def _rows(dice: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(_QUESTIONS):
        text = " ".join(dice.choices(_WORDS, k=dice.randint(2, 9)))
        entries = [[name, round(dice.random() / 3, 4)] for name in dice.sample(_ENTRIES, 5)]
        waits = dice.random() < _WAITING
        yield {
            "turn": f"{number:x}",
            "asked_at": NOW - timedelta(minutes=dice.randrange(365 * 24 * 60)),
            "asker": f"{dice.randrange(_PEOPLE):032x}",
            "language": dice.choices(("kk", "ru", "en"), (5, 4, 1))[0],
            "text": text,
            "outcome": "unknown" if waits else "answer",
            "shown": [] if waits else [entries[0][0]],
            "entries": entries,
            "confidence": entries[0][1],
            "version": "0123456789ab",
            "group_id": 1 + int(_GROUPS * dice.random() ** 3) % _GROUPS if waits else None,
            "nearest": entries[0][0],
            "searched": searched(text),
        }


if __name__ == "__main__":
    main()
