"""An update that is worked at for too long is given up, and others go on. What waits for good reasons is not."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator

import pytest
from fakes import FakeTelegram, Refusal, application_over, message_update, without_waiting
from running import PROJECT
from structlog.testing import capture_logs
from telegram import Update
from telegram.error import NetworkError, TimedOut
from worker_desk import Desk, Log, desk_over, rows, words

from bot.telegram.retry import Retry
from bot.telegram.timing import StuckError, TimeLimit, uncounted

STUCK = 0.4
"""Seconds for which the worker of these tests lets one update be worked at."""


@pytest.fixture
async def desk(database: str) -> AsyncIterator[Desk]:
    async with desk_over(database, pacing=Retry(), stuck=STUCK) as desk:
        yield desk


@pytest.fixture
def logged() -> Iterator[Log]:
    with capture_logs() as lines:
        yield lines


async def reply_to(update: Update) -> None:
    """Say the same."""
    assert update.effective_message
    await update.effective_message.reply_text(words(update))


async def test_an_update_that_is_stuck_is_set_aside_and_its_chat_and_the_others_go_on(desk: Desk, logged: Log) -> None:
    async def handle(update: Update) -> None:
        if words(update) == "stuck":
            await asyncio.Event().wait()
        await reply_to(update)

    desk.handles_by(handle)
    await desk.gets(message_update(1, "stuck"), message_update(2, "same chat"), message_update(3, "other", chat=8))
    async with desk.at_work():
        await desk.is_done()

    assert desk.telegram.texts() == ["other", "same chat"]
    assert [(number, body, error) for number, body, error in await rows(desk)] == [
        (1, None, "StuckError"),
        (2, None, None),
        (3, None, None),
    ]
    assert [(line["log_level"], line["update"]) for line in logged] == [("error", 1)]
    assert desk.worker.at_work == 0


async def test_whose_update_was_given_up_gets_an_apology_which_must_not_get_stuck_either(
    desk: Desk, logged: Log
) -> None:
    async def apologise(update: object, _: object) -> None:
        assert isinstance(update, Update)
        assert update.effective_message
        if words(update) == "stuck twice":
            await asyncio.Event().wait()
        await update.effective_message.reply_text("sorry")

    desk.handles_by(lambda update: asyncio.Event().wait())
    desk.application.add_error_handler(apologise)
    await desk.gets(message_update(1, "stuck twice", chat=8), message_update(2, "stuck"))
    async with desk.at_work():
        await desk.is_done()

    assert desk.telegram.texts() == ["sorry"]
    assert [error for _, _, error in await rows(desk)] == ["StuckError"] * 2


async def test_who_is_held_back_by_telegram_or_cannot_reach_it_is_not_given_up(desk: Desk, logged: Log) -> None:
    away = NetworkError("away")
    desk.telegram.will_answer("sendMessage", Refusal(429, "Too Many Requests", 1), *[away] * 6)
    desk.handles_by(reply_to)
    await desk.gets(*(message_update(number, str(number), chat=number) for number in range(1, 5)))
    async with desk.at_work():
        await desk.is_done()

    assert [error for _, _, error in await rows(desk)] == [None] * 4
    assert set(desk.telegram.texts()[-4:]) <= set("1234")


async def test_who_is_waited_for_to_finish_a_thought_is_not_given_up(desk: Desk) -> None:
    async def hear_out(update: Update) -> None:
        await desk.continuations.more(update.update_id, 7, int(time.time()), time.time())
        await reply_to(update)

    desk.handles_by(hear_out)
    await desk.gets(message_update(1, "first"))
    async with desk.at_work():
        await desk.is_done()

    assert desk.telegram.texts() == ["first"]


async def test_a_bot_that_stops_leaves_what_is_stuck_in_the_inbox(desk: Desk) -> None:
    begun = asyncio.Event()

    async def stick(_: Update) -> None:
        begun.set()
        await asyncio.Event().wait()

    desk.handles_by(stick)
    await desk.gets(message_update(1, "stuck"))
    working = asyncio.create_task(desk.worker.run(desk.stopping))
    await begun.wait()
    desk.stopping.set()
    await working
    await desk.worker.drain(0)

    assert [waiting.update_id for waiting in await desk.inbox.waiting((), 9)] == [1]


def test_only_work_is_counted_and_only_once_it_is_too_long_is_it_given_up() -> None:
    async def run() -> list[float]:
        clock, ends = asyncio.get_running_loop().time, []
        with TimeLimit(60):
            await asyncio.sleep(50)
            with uncounted():
                await asyncio.gather(rests(600), rests(300))
            await asyncio.sleep(4)
        ends.append(clock())
        with pytest.raises(StuckError), TimeLimit(60):
            with uncounted():
                await asyncio.sleep(100)
            await asyncio.sleep(1000)
        return [*ends, clock()]

    async def rests(seconds: float) -> None:
        with uncounted():
            await asyncio.sleep(seconds)

    well, given_up = without_waiting(run())
    assert well == 654
    assert 60 + 100 <= given_up - well <= 60 + 100 + 5


def test_a_fault_of_the_work_and_a_cancellation_from_outside_stay_what_they_are() -> None:
    async def run() -> None:
        with pytest.raises(ValueError, match="broken"), TimeLimit(60):
            raise ValueError("broken")
        task = asyncio.create_task(works())
        await asyncio.sleep(1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    async def works() -> None:
        with TimeLimit(60):
            await asyncio.sleep(1000)

    without_waiting(run())


FROZEN = """
import asyncio
from bot.telegram.timing import TimeLimit

async def work():
    with TimeLimit(1.2):
        print("begun", flush=True)
        await asyncio.sleep(1)

asyncio.run(work())
"""


def test_a_process_that_stood_still_gives_up_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", FROZEN], cwd=PROJECT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(2)
        os.kill(process.pid, signal.SIGCONT)
        assert process.wait(20) == 0


def test_an_answer_of_telegrams_that_never_ends_is_given_up_and_asked_for_again() -> None:
    telegram = FakeTelegram()

    async def run() -> None:
        async with application_over(telegram, Retry()).bot as bot:
            telegram.calls.clear()
            telegram.takes = 3600
            with pytest.raises(TimedOut):
                await bot.send_message(1, "a")

    without_waiting(run())
    assert [round(call.at - telegram.calls[0].at, 1) for call in telegram.calls] == [0.0, 60.5, 121.5, 183.5, 247.5]
