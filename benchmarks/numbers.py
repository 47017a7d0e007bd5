"""How long it takes to count a month and a year of 100,000 questions. `python -m benchmarks.numbers`

The SQLite file holds a year's questions, a tenth of them rated and a thousand decisions, with the FAQ's entries.
"""

import asyncio
import random
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from bot.content import LANGUAGES, Library, load
from bot.settings import read_settings
from bot.stats.numbers import Period, numbers_of
from bot.storage import Question, Sessions, migrate, open_engine, open_sessions
from bot.storage.counts import Counter
from bot.storage.tables import MadeDecision, Rating

_QUESTIONS = 100_000
_DAYS = 365
_LAST = date(2026, 12, 31)
_ZONE = ZoneInfo("Asia/Almaty")
_OUTCOMES = {"answer": 60, "choices": 15, "unknown": 15, "chat": 10}


def main() -> None:
    """Print seconds of wall time and of processor time."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(Path(folder), library))


async def _measure(folder: Path, library: Library) -> None:
    engine = open_engine(f"sqlite+aiosqlite:///{folder / 'bot.db'}")
    await migrate(engine)
    sessions = open_sessions(engine)
    await _fill(sessions, list(library.entries))
    for days in (30, _DAYS, 30, _DAYS):
        period = Period.until(_LAST, days, _ZONE)
        started, working = time.perf_counter(), time.process_time()
        numbers = numbers_of(period, await Counter(sessions).counts(period), library)
        taken, worked = time.perf_counter() - started, time.process_time() - working
        messages = numbers.overall.questions + numbers.overall.chat
        print(f"{messages:8,} messages of {days:3} days: {taken:.2f} s, of the processor {worked:.2f} s")
    await engine.dispose()


async def _fill(sessions: Sessions, entries: list[str]) -> None:
    dice = random.Random(1)
    end = datetime(2026, 12, 31, 18, tzinfo=UTC)
    moments = sorted(end - timedelta(seconds=dice.randrange(_DAYS * 24 * 3600)) for _ in range(_QUESTIONS))
    questions = [_question(number, dice, at, entries) for number, at in enumerate(moments)]
    answered = [row for row in questions if row["outcome"] == "answer"]
    ratings = [
        {"turn": row["turn"], "entry": row["shown"][0], "asker": row["asker"], "liked": dice.random() < 0.7}
        | {"reason": None, "rated_at": row["asked_at"]}
        for row in dice.sample(answered, _QUESTIONS // 10)
    ]
    unknown = [row for row in questions if row["outcome"] == "unknown"]
    decisions = [
        {"decided_at": end, "curator": "saule", "verb": "outside", "turns": [row["turn"] for row in few], "texts": []}
        for few in zip(*[iter(unknown[:5000])] * 5, strict=True)
    ]
    async with sessions.begin() as session:
        for table, rows in ((Question, questions), (Rating, ratings), (MadeDecision, decisions)):
            await session.execute(insert(table), rows)


def _question(number: int, dice: random.Random, at: datetime, entries: list[str]) -> dict[str, Any]:
    [outcome] = dice.choices(list(_OUTCOMES), list(_OUTCOMES.values()))
    many = {"answer": dice.choice((1, 1, 1, 2)), "choices": 3}.get(outcome, 0)
    return {
        "turn": f"{number:x}",
        "asked_at": at,
        "asker": f"person {dice.randrange(20_000)}",
        "language": dice.choice(LANGUAGES),
        "text": "Когда референдум?",
        "outcome": outcome,
        "shown": dice.sample(entries, many),
        "entries": [[dice.choice(entries), 0.9]],
        "confidence": 0.9,
        "version": "0123456789ab",
    }


if __name__ == "__main__":
    main()
