"""Kill the bot at random moments while people ask, and count what is lost. `python -m benchmarks.kills`

Each time it is a `kill -9`, like a power cut, and a new start; by polling and by webhook, over SQLite and PostgreSQL.
"""

import argparse
import asyncio
import random
import time

from bot_api import BotApi

from benchmarks.crowd import Crowd, Fate, bot_on, questions

_EACH = 10  # questions per person, few enough that nobody hits the rate limit


def main() -> None:
    """Print a line for each way of serving."""
    parser = argparse.ArgumentParser(description="Kill the bot while people ask.")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    parser.add_argument("--by", choices=("polling", "webhook"), action="append")
    given = parser.parse_args()
    print(f"{'':24} {'asked':>6} {'kills':>6} {'lost':>6} {'doubled':>8} {'out of order':>13} {'seconds':>8}")
    for database in given.database or ("sqlite", "postgresql"):
        for by in given.by or ("polling", "webhook"):
            started = time.monotonic()
            fate = asyncio.run(_killed(database, by, given.kills, given.questions))
            seconds = time.monotonic() - started
            name = f"{database}, {by}"
            row = f"{fate.asked:6} {given.kills:6} {fate.lost:6} {fate.doubled:8} {fate.out_of_order:13} {seconds:8.0f}"
            print(f"{name:24} {row}", flush=True)


async def _killed(database: str, by: str, kills: int, count: int) -> Fate:
    dice = random.Random(1)
    async with BotApi() as api, bot_on(database, by, api) as bot:
        crowd = Crowd(api, questions(_EACH))
        crowd.gather(count // _EACH)
        asking = asyncio.create_task(crowd.ask_all())
        for _ in range(kills):
            await asyncio.sleep(dice.uniform(0.05, 3.0))
            await bot.kill()
            await bot.start()
        await asking
        await bot.handled()
        return crowd.fate()


if __name__ == "__main__":
    main()
