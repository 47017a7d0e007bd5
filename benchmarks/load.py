"""A busy day: many people ask at a steady rate, for minutes. `python -m benchmarks.load`

They ask the labelled questions of `benchmarks/questions.jsonl`, as they are: answered, offered choices, unknown, small
talk. A question's latency is the time from when Telegram has it until the first message of its reply is with Telegram.
"""

import argparse
import asyncio
import json
import random
import statistics
import time
from pathlib import Path

from bot_api import BotApi
from running import Running

from benchmarks.crowd import Crowd, bot_on
from bot.settings import PROJECT

_PAGE = 4096  # bytes


def main() -> None:
    """Print a line for each minute, and one for all."""
    parser = argparse.ArgumentParser(description="Ask at a steady rate.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=float, default=30, help="questions a second")
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--by", choices=("polling", "webhook"), default="polling")
    asyncio.run(_loaded(parser.parse_args()))


async def _loaded(given: argparse.Namespace) -> None:
    lines = (PROJECT / "benchmarks" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    dice = random.Random(1)
    async with BotApi() as api, bot_on(given.database, given.by, api) as bot:
        crowd = Crowd(api, [json.loads(line)["text"] for line in lines])
        crowd.gather(given.people)
        print(f"{'minute':>6} {'asked':>7} {'MB':>6}", flush=True)
        asked = await _ask(crowd, bot, dice, given)
        await bot.handled()
        _print(api, asked)


async def _ask(crowd: Crowd, bot: Running, dice: random.Random, given: argparse.Namespace) -> list[tuple[float, int]]:
    """Ask at the rate; when, and who."""
    asked: list[tuple[float, int]] = []
    people = dice.sample(crowd.people, len(crowd.people))
    started, minute = time.monotonic(), 0
    while (elapsed := time.monotonic() - started) < 60 * given.minutes:
        if elapsed >= 60 * minute:
            print(f"{minute:6} {len(asked):7} {_resident(bot):6.0f}", flush=True)
            minute += 1
        if len(asked) < elapsed * given.rate:
            person = people[len(asked) % len(people)]
            asked.append((time.monotonic(), person.id))
            await person.says(dice.choice(crowd.texts))
        else:
            await asyncio.sleep(0.5 / given.rate)
    print(f"{minute:6} {len(asked):7} {_resident(bot):6.0f}", flush=True)
    return asked


def _print(api: BotApi, asked: list[tuple[float, int]]) -> None:
    sent: dict[int, list[float]] = {}
    for call in api.calls:
        if call.method == "sendMessage" and call.status == 200:
            sent.setdefault(call.params["chat_id"], []).append(call.time)
    times, lost = [], 0
    for at, person in asked:
        later = [time for time in sent.get(person, ()) if time > at]
        if later:
            times.append(min(later) - at)
        else:
            lost += 1
    cuts = statistics.quantiles(times, n=100)
    print(f"asked {len(asked)}, lost {lost}; p50 {cuts[49]:.3f} s, p95 {cuts[94]:.3f} s, p99 {cuts[98]:.3f} s")


def _resident(bot: Running) -> float:
    """The bot's resident memory in MB."""
    pages = int(Path(f"/proc/{bot.pid}/statm").read_text().split()[1])
    return pages * _PAGE / 1e6


if __name__ == "__main__":
    main()
