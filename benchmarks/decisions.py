"""What a curator's decision costs until it is live, and what memory stays. `python -m benchmarks.decisions`

The desk, the gate, the trial on 2,000 past questions and the live content are those of a running bot, over a copy of
the project's content. Labelled messages are added to their entries one after another, then every decision is undone.
"""

import argparse
import asyncio
import json
import os
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.desk import Decision, Desk, Refused
from bot.jobs.live_content import LiveContent
from bot.publishing import learned
from bot.publishing.gate import load_servable
from bot.publishing.publisher import desk_over, publisher_over
from bot.run.memory import collect_rarely, give_back, keep_large_apart
from bot.settings import PROJECT, Settings, read_settings
from bot.storage import Question, Sessions, Versions, migrate, open_engine, open_sessions
from bot.storage.tables import QuestionGroup, searched

_PAST = 2000
_PATIENCE = 120.0  # seconds
_PAGE = 4096  # bytes


@dataclass(frozen=True, slots=True)
class _Spent:
    """What one act took: seconds of the processor and of the clock, and the megabytes of the process after it."""

    processor: float
    clock: float
    megabytes: float


def main() -> None:
    """Print a line for each decision and each undo, and then the medians and the growth."""
    parser = argparse.ArgumentParser(description="Decide, undo, and say what it took.")
    parser.add_argument("--decisions", type=int, default=10)
    keep_large_apart()  # this and the next as every command does
    collect_rarely()
    parser.add_argument("--keep", type=Path, help="a folder for what is computed, so that another run begins sooner")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder: Path = given.keep or Path(name)
        for part in ("faq", "corpus"):
            shutil.rmtree(folder / part, ignore_errors=True)
        for file in folder.glob("bot.db*"):
            file.unlink()
        for part in ("faq", "corpus"):
            shutil.copytree(PROJECT / part, folder / part)
        os.environ |= {
            "FAQ_DIR": str(folder / "faq"),
            "CORPUS_DIR": str(folder / "corpus"),
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bot.db",
        }
        asyncio.run(_measured(read_settings(), given.decisions))


async def _measured(settings: Settings, count: int) -> None:
    engine = open_engine(settings.database_url)
    await migrate(engine)
    sessions = open_sessions(engine)
    library = load_servable(settings.faq_dir, settings.corpus_dir)
    trained = learned.learn(library, learned.state_folder(settings) / "learned")
    conversation = learned.conversation_for(library, trained, settings)
    live = LiveContent(conversation, trained, settings, Versions(sessions).keep)
    publisher = publisher_over(sessions, settings, lambda: live.conversation().library, live.trained, live.offer)
    del library, trained, conversation  # else this function would keep what the bot has let go
    desk = desk_over(sessions, publisher, lambda: live.trained().search)
    messages = _messages()
    waiting = [one for one in messages[_PAST:] if one["accept"]][: 2 * count]
    await _fill(sessions, messages[:_PAST], waiting)
    following = asyncio.create_task(live.follow())
    async for _ in publisher.prepare():
        pass
    await asyncio.sleep(3)
    print(f"{'':24} {'processor s':>12} {'clock s':>8} {'MB':>6}")
    first = _resident()
    print(f"{'ready':24} {'':12} {'':8} {first:6.0f}", flush=True)
    made = await _decisions(desk, live, waiting, count)
    undone = await _undone(desk, live, made)
    print(f"a decision  {_median(spent for _, spent in made)}")
    print(f"an undo     {_median(undone)}")
    print(f"memory after all of them: {undone[-1].megabytes - first:+.0f} MB")
    following.cancel()
    await engine.dispose()


async def _decisions(
    desk: Desk, live: LiveContent, waiting: Sequence[dict[str, Any]], count: int
) -> list[tuple[int, _Spent]]:
    made: list[tuple[int, _Spent]] = []
    for number, one in enumerate(waiting, 1):
        group = await desk.group(number)
        if group is None or len(made) == count:
            break
        text = (one["lang"], one["text"])
        decision = Decision("add", number, group.upto, (text,), one["accept"][0])

        async def decide(decision: Decision = decision) -> int:
            return (await desk.carry_out("saule", decision, "publish")).number

        try:
            result, spent = await _timed(live, decide)
        except Refused as refused:
            print(f"refused: {str(refused).splitlines()[0][-90:]}")
            continue
        made.append((result, spent))
        _print(f"decision {len(made)}", spent)
    return made


async def _undone(desk: Desk, live: LiveContent, made: Sequence[tuple[int, _Spent]]) -> list[_Spent]:
    undone = []
    for number, _ in reversed(made):

        async def undo(number: int = number) -> int:
            await desk.undo("saule", number)
            return number

        _, spent = await _timed(live, undo)
        undone.append(spent)
        _print(f"undo of {number}", spent)
    return undone


async def _timed(live: LiveContent, act: Callable[[], Awaitable[int]]) -> tuple[int, _Spent]:
    """Do something, and wait until what it changes is served."""
    live.changed.clear()
    worked, started = time.process_time(), time.perf_counter()
    result = await act()
    async with asyncio.timeout(_PATIENCE):
        await live.changed.wait()
    worked, started = time.process_time() - worked, time.perf_counter() - started
    await asyncio.sleep(0.2)  # until it is kept
    return result, _Spent(worked, started, _resident())


def _print(name: str, spent: _Spent) -> None:
    print(f"{name:24} {spent.processor:12.2f} {spent.clock:8.2f} {spent.megabytes:6.0f}", flush=True)


def _median(all_spent: Any) -> str:
    some = list(all_spent)
    worked, clock = (sorted(values) for values in zip(*((one.processor, one.clock) for one in some), strict=True))
    half = len(some) // 2
    parts = (("processor", worked), ("clock", clock))
    return ", ".join(f"{name} {values[half]:.2f} s (at most {values[-1]:.2f})" for name, values in parts)


def _resident() -> float:
    give_back()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * _PAGE / 2**20


def _messages() -> list[dict[str, Any]]:
    """Labelled messages, each text once, in the order of the files."""
    found: dict[str, dict[str, Any]] = {}
    for name in ("questions", "messages"):
        for line in (PROJECT / "benchmarks" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            found.setdefault(one["text"], {"accept": [], **one})
    return list(found.values())


async def _fill(sessions: Sessions, past: Sequence[dict[str, Any]], waiting: Sequence[dict[str, Any]]) -> None:
    """A log of past questions, and of some that wait for a decision, each in a group of its own."""
    async with sessions.begin() as session:
        await session.execute(insert(QuestionGroup), [{"id": number} for number in range(1, len(waiting) + 1)])
        await session.execute(insert(Question), list(_rows(past, waiting)))


def _rows(past: Sequence[dict[str, Any]], waiting: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate([*past, *waiting]):
        group = number - len(past) + 1
        yield {
            "turn": f"{number:x}",
            "asked_at": datetime.now(UTC),
            "asker": f"{number:032x}",
            "language": one["lang"],
            "text": one["text"],
            "outcome": "unknown" if group > 0 else "answer",
            "shown": [] if group > 0 else one["accept"][:1],
            "entries": [],
            "confidence": 0.5,
            "version": "0123456789ab",
            "group_id": group if group > 0 else None,
            "nearest": None,
            "searched": searched(one["text"]),
        }


if __name__ == "__main__":
    main()
