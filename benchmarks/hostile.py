"""Whether a few hostile accounts hold everybody else up. `python -m benchmarks.hostile`

In fifteen seconds twelve accounts send 24 messages of 4,096 odd characters each, and one account types 800 inline
queries. Meanwhile, and for fifteen seconds after, citizens ask one ordinary question after another; a question's
latency is the time from when Telegram has it until Telegram has the first message of its reply.
"""

import argparse
import asyncio
import random
import time

from bot_api import BotApi
from bot_api_people import Account

from benchmarks.crowd import Crowd, bot_on, questions
from benchmarks.load import latencies, print_latencies, resident

_ACCOUNTS, _MESSAGES, _QUERIES, _SECONDS = 12, 24, 800, 15.0
_CHARACTERS = 4096
_ALPHABETS = (
    "'\"“”«»0123456789",
    "абвгдежзиклмнопрстуфхцчшщъыьэюя ",
    "abcdefghijklmnopqrstuvwxyz@.-1234567890 ",
    "".join(map(chr, range(0x100, 0x600))),
    "?!., \n1аa",
)


def main() -> None:
    """Print the citizens' latencies while it goes on, and after it."""
    parser = argparse.ArgumentParser(description="Flood a bot, and ask it meanwhile.")
    parser.add_argument("--citizens", type=int, default=60)
    parser.add_argument("--rate", type=float, default=4, help="citizens' questions a second")
    parser.add_argument("--peaceful", action="store_true", help="without the flood, to compare")
    asyncio.run(_flooded(parser.parse_args()))


async def _flooded(given: argparse.Namespace) -> None:
    dice = random.Random(1)
    async with BotApi() as api, bot_on("sqlite", "polling", api) as bot:
        crowd = Crowd(api, questions(40))
        crowd.gather(given.citizens)
        hostile = [api.person(f"Hostile {number}") for number in range(_ACCOUNTS + 1)]
        flood = [] if given.peaceful else [*(_writes(each, dice) for each in hostile[1:]), _types(hostile[0], dice)]
        asked: list[tuple[float, int]] = []
        await asyncio.gather(_ask(crowd, asked, given.rate), *flood)
        ended = asked[0][0] + _SECONDS
        await bot.handled()
        times = latencies(api, asked)
        print(f"{'':>6} {'asked':>7} {'p50 s':>8} {'p95 s':>8} {'p99 s':>8} {'MB':>6}")
        first = asked[0][0]
        print_latencies("during", [each for at, each in times if first + at < ended], resident(bot))
        print_latencies("after", [each for at, each in times if first + at >= ended], resident(bot))
        print(f"lost {len(asked) - len(times)}")


async def _ask(crowd: Crowd, asked: list[tuple[float, int]], rate: float) -> None:
    """Let each citizen ask in turn, twice as long as the flood lasts."""
    started = time.monotonic()
    while (elapsed := time.monotonic() - started) < 2 * _SECONDS:
        if len(asked) < elapsed * rate:
            person = crowd.people[len(asked) % len(crowd.people)]
            asked.append((time.monotonic(), person.id))
            await crowd.ask(person)
        else:
            await asyncio.sleep(0.1 / rate)


async def _writes(account: Account, dice: random.Random) -> None:
    for number in range(_MESSAGES):
        alphabet = _ALPHABETS[number % len(_ALPHABETS)]
        await account.says("".join(dice.choices(alphabet, k=_CHARACTERS)).strip() or "?")
        await asyncio.sleep(_SECONDS / _MESSAGES)


async def _types(account: Account, dice: random.Random) -> None:
    for _ in range(_QUERIES):
        await account.types_inline("".join(dice.choices(_ALPHABETS[1], k=100)))
        await asyncio.sleep(_SECONDS / _QUERIES)


if __name__ == "__main__":
    main()
