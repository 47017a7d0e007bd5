"""Taking turns: serve with the lock, stand by while another has it, and hold on while nobody can tell."""

import asyncio
from pathlib import Path

from chatting import chatting

from bot.monitoring import Events
from bot.telegram.polling import in_turn
from bot.telegram.timing import Pace

PACE = Pace(lock=0.01)


class Lock:
    """A lock whose answers a test sets."""

    def __init__(self, *answers: bool | Exception) -> None:
        self.answers = list(answers)

    async def is_mine(self) -> bool:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


async def turns(folder: Path, lock: Lock, wanted: list[str]) -> list[str]:
    """What happens until as much of it happened as is wanted."""
    happened: list[str] = []
    stopping, news = asyncio.Event(), asyncio.Event()

    async def serve(ended: asyncio.Event) -> None:
        happened.append("serves")
        news.set()
        await ended.wait()
        happened.append("ends")
        news.set()

    async with chatting(folder) as chat:
        going = asyncio.create_task(in_turn(serve, lock.is_mine, chat.application.bot, stopping, Events(), PACE))
        async with asyncio.timeout(20):
            while len(happened) < len(wanted):
                news.clear()
                await news.wait()
        stopping.set()
        await going
    return happened


async def test_who_loses_the_lock_stops_and_serves_again_once_it_is_free(tmp_path: Path) -> None:
    lock = Lock(False, False, True, True, False, False, True)

    assert await turns(tmp_path, lock, ["serves", "ends", "serves"]) == ["serves", "ends", "serves", "ends"]


async def test_while_the_database_is_away_the_turn_goes_on(tmp_path: Path) -> None:
    lock = Lock(True, *[ConnectionError("away")] * 5, False, True)

    assert await turns(tmp_path, lock, ["serves", "ends", "serves"]) == ["serves", "ends", "serves", "ends"]
