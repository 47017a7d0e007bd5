"""A busy day: many people ask at a steady rate, for minutes. `python -m benchmarks.load`

They ask the labelled questions of `benchmarks/questions.jsonl` as they are: answered, offered choices, unknown, small
talk. A question's latency is the time from when Telegram has it until Telegram has the first message of its reply. The
bot deliberately waits 1.2 s for a message that may continue: `bot/telegram/questions.py`.
"""

import argparse
import asyncio
import json
import random
import statistics
import time
from pathlib import Path

from apart import Fresh
from bot_api import BotApi

from benchmarks.crowd import Crowd, bot_on
from bot.settings import PROJECT

_PAGE = 4096  # bytes


def main() -> None:
    """Print a line per minute, and one for all: latencies of the questions asked in it, and memory at its end."""
    parser = argparse.ArgumentParser(description="Ask at a steady rate.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=float, default=30, help="questions a second")
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--away", type=float, default=0.0, help="seconds that Telegram takes for each call")
    parser.add_argument("--by", choices=("polling", "webhook"), default="polling")
    asyncio.run(_loaded(parser.parse_args()))


async def _loaded(given: argparse.Namespace) -> None:
    lines = (PROJECT / "benchmarks" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    dice = random.Random(1)
    async with BotApi() as api, bot_on(given.database, given.by, api) as bot:
        crowd = Crowd(api, [json.loads(line)["text"] for line in lines])
        crowd.gather(given.people)
        if given.away:
            api.fail("*", delay=given.away, times=None)
        print(f"{resident(bot):.0f} MB before the first question", flush=True)
        asked, memory = await _ask(crowd, bot, dice, given)
        await bot.handled()
        times = latencies(api, asked)
    print(f"{'minute':>6} {'asked':>7} {'p50 s':>8} {'p95 s':>8} {'p99 s':>8} {'MB':>6}")
    for minute, megabytes in enumerate(memory):
        print_latencies(
            f"{minute + 1}", [time for at, time in times if 60 * minute <= at < 60 * (minute + 1)], megabytes
        )
    print_latencies("all", [time for _, time in times], memory[-1])
    print(f"lost {len(asked) - len(times)}")


async def _ask(
    crowd: Crowd, bot: Fresh, dice: random.Random, given: argparse.Namespace
) -> tuple[list[tuple[float, int]], list[float]]:
    """Ask at the rate. Returns when and who asked (Telegram id), and the bot's memory in MB after each minute."""
    asked: list[tuple[float, int]] = []
    memory: list[float] = []
    people = dice.sample(crowd.people, len(crowd.people))
    started = time.monotonic()
    while (elapsed := time.monotonic() - started) < 60 * given.minutes:
        if elapsed >= 60 * (len(memory) + 1):
            memory.append(resident(bot))
        if len(asked) < elapsed * given.rate:
            person = people[len(asked) % len(people)]
            asked.append((time.monotonic(), person.id))
            await person.says(dice.choice(crowd.texts))
        else:
            await asyncio.sleep(0.5 / given.rate)
    return asked, [*memory, resident(bot)]


def latencies(api: BotApi, asked: list[tuple[float, int]]) -> list[tuple[float, float]]:
    """For each answered question, the seconds from the first question to it, and from it to the reply."""
    sent: dict[int, list[float]] = {}
    for call in api.calls:
        if call.method == "sendMessage" and call.status == 200:
            sent.setdefault(call.params["chat_id"], []).append(call.time)
    times, first = [], asked[0][0]
    for at, person in asked:
        later = [time for time in sent.get(person, ()) if time > at]
        if later:
            times.append((at - first, min(later) - at))
    return times


def print_latencies(name: str, times: list[float], megabytes: float) -> None:
    """A line of the table: how many were answered, and how soon."""
    if len(times) > 1:
        cuts = statistics.quantiles(times, n=100)
        print(f"{name:>6} {len(times):7} {cuts[49]:8.3f} {cuts[94]:8.3f} {cuts[98]:8.3f} {megabytes:6.0f}", flush=True)


def resident(bot: Fresh) -> float:
    """The bot's resident memory in MB."""
    pages = int(Path(f"/proc/{bot.pid}/statm").read_text().split()[1])
    return pages * _PAGE / 1e6


if __name__ == "__main__":
    main()
