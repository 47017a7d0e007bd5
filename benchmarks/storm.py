"""A bad day at Telegram: a fifth of all calls fail in some way while people ask. `python -m benchmarks.storm`"""

import argparse
import asyncio
import random
import time

from bot_api import BotApi
from bot_api_faults import Fault, Faults

from benchmarks.crowd import Crowd, bot_on, questions

_EACH = 10  # questions per person
_KINDS = ("429", "500", "502", "reset", "slow", "truncated")


class Storm(Faults):
    """Makes a share of all calls fail, each with a random fault. `struck` counts the faults by kind."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.struck = dict.fromkeys(_KINDS, 0)
        self._dice = random.Random(1)

    def take(self, method: str, chat_id: str) -> Fault | None:
        """The fault that this call gets, if any."""
        if self._dice.random() >= self.share:
            return super().take(method, chat_id)
        kind = self._dice.choice(_KINDS)
        self.struck[kind] += 1
        match kind:
            case "429":
                return Fault(method, 429, retry_after=1)
            case "500" | "502":
                return Fault(method, int(kind))
            case "reset":
                return Fault(method, reset=True)
            case "slow":
                return Fault(method, delay=1.0)
            case _:
                return Fault(method, truncate=True, carried_out=True)


def main() -> None:
    """Print what became of the questions."""
    parser = argparse.ArgumentParser(description="Let calls fail while people ask.")
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--share", type=float, default=0.2)
    given = parser.parse_args()
    for by in ("polling", "webhook"):
        asyncio.run(_weathered(by, given.questions, given.share))


async def _weathered(by: str, count: int, share: float) -> None:
    async with BotApi() as api, bot_on("sqlite", by, api) as bot:
        bot.errs = True
        crowd = Crowd(api, questions(_EACH))
        crowd.gather(count // _EACH)
        started = time.monotonic()
        storm = Storm(share)
        api.faults = storm
        await crowd.ask_all(apart=0.02)
        await asyncio.sleep(5)
        storm.share = 0.0
        calm = time.monotonic()
        await bot.handled()
        fate = crowd.fate()
        kinds = ", ".join(f"{kind} {times}" for kind, times in storm.struck.items())
        print(f"{by}: {sum(storm.struck.values())} faults ({kinds}) in {calm - started:.0f} s")
        print(
            f"  asked {fate.asked}, lost {fate.lost}, doubled {fate.doubled}, out of order {fate.out_of_order};", end=""
        )
        print(f" all done {time.monotonic() - calm:.0f} s after its end", flush=True)


if __name__ == "__main__":
    main()
