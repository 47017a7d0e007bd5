"""Sending at Telegram's pace, by a clock that jumps: the seconds are true, and take no time."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from fakes import FakeTelegram, Refusal, application_over, without_waiting
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.monitoring import Events, Heartbeat, Metrics
from bot.telegram.retry import Retry

AWAY = NetworkError("away")
NOBODY_LISTENS = aiohttp.ClientConnectorError(
    ConnectionKey("127.0.0.1", 9, False, True, None, None, None), ConnectionRefusedError()
)
TOO_MANY = Refusal(429, "Too Many Requests: retry after 3", retry_after=3)


def with_bot(telegram: FakeTelegram, doing: Callable[[Bot], Awaitable[None]]) -> None:
    """Do something with a paced bot, on the jumping clock."""

    async def run() -> None:
        async with application_over(telegram, Retry()).bot as bot:
            telegram.calls.clear()
            await doing(bot)

    without_waiting(run())


def sent(telegram: FakeTelegram) -> list[tuple[str, float]]:
    """What was tried to be sent, and when, from the first try on."""
    begin = telegram.calls[0].at
    return [(call.parameters["text"], round(call.at - begin, 3)) for call in telegram.calls]


def test_what_goes_well_is_sent_once_and_at_once() -> None:
    telegram = FakeTelegram()

    async def doing(bot: Bot) -> None:
        await asyncio.gather(*(bot.send_message(chat, "a") for chat in range(1, 9)))

    with_bot(telegram, doing)
    assert sent(telegram) == [("a", 0.0)] * 8


def test_after_a_429_everybody_waits_the_full_time_that_telegram_asked_for() -> None:
    telegram = FakeTelegram()
    telegram.will_answer("sendMessage", TOO_MANY)

    async def doing(bot: Bot) -> None:
        first = asyncio.create_task(bot.send_message(1, "told to wait"))
        await asyncio.sleep(1)
        second = asyncio.create_task(bot.send_message(2, "another chat"))
        await asyncio.sleep(1)
        await asyncio.gather(first, second, bot.send_message(3, "a third"))

    with_bot(telegram, doing)
    assert sent(telegram)[0] == ("told to wait", 0.0)
    assert sorted(sent(telegram)[1:]) == [("a third", 3.0), ("another chat", 3.0), ("told to wait", 3.0)]


def test_a_request_on_its_way_that_ends_well_does_not_end_the_waiting_of_others() -> None:
    telegram = FakeTelegram()
    telegram.will_answer("sendMessage", TOO_MANY)

    async def doing(bot: Bot) -> None:
        telegram.takes = 0.5
        both = asyncio.gather(bot.send_message(1, "told to wait"), bot.send_message(2, "on its way"))
        await asyncio.sleep(1)
        await asyncio.gather(both, bot.send_message(3, "late"))

    with_bot(telegram, doing)
    assert sent(telegram)[:2] == [("told to wait", 0.0), ("on its way", 0.0)]
    assert sorted(sent(telegram)[2:]) == [("late", 3.5), ("told to wait", 3.5)]


def test_of_two_waits_the_longer_stands() -> None:
    telegram = FakeTelegram()
    telegram.will_answer("sendMessage", Refusal(429, "Too Many Requests", 10), TOO_MANY)

    async def doing(bot: Bot) -> None:
        telegram.takes = 0.5
        await asyncio.gather(bot.send_message(1, "a"), bot.send_message(2, "b"))

    with_bot(telegram, doing)
    assert sorted(sent(telegram)[2:]) == [("a", 10.5), ("b", 10.5)]


@pytest.mark.parametrize("fault", [AWAY, TimedOut("late"), Refusal(502, "Bad Gateway"), Refusal(500, "Internal")])
def test_a_fault_on_the_way_is_tried_again_with_growing_pauses(fault: Exception | Refusal) -> None:
    telegram = FakeTelegram()
    telegram.will_answer("sendMessage", fault, fault, fault)

    async def doing(bot: Bot) -> None:
        await bot.send_message(1, "a")

    with_bot(telegram, doing)
    assert sent(telegram) == [("a", 0.0), ("a", 0.5), ("a", 1.5), ("a", 3.5)]


@pytest.mark.parametrize(("fault", "raised"), [(AWAY, NetworkError), (TOO_MANY, RetryAfter)])
def test_after_five_tries_the_fault_is_handed_on(fault: Exception | Refusal, raised: type[Exception]) -> None:
    telegram = FakeTelegram()
    telegram.will_answer("sendMessage", *[fault] * 9)

    async def doing(bot: Bot) -> None:
        with pytest.raises(raised):
            await bot.send_message(1, "a")

    with_bot(telegram, doing)
    assert len(telegram.calls) == 5


@pytest.mark.parametrize(
    ("refusal", "raised"),
    [
        (Refusal(400, "Bad Request: message is too long"), BadRequest),
        (Refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (Refusal(401, "Unauthorized"), InvalidToken),
        (ChatMigrated(-100), ChatMigrated),
    ],
)
def test_what_telegram_refuses_for_good_is_never_repeated(
    refusal: Exception | Refusal, raised: type[Exception]
) -> None:
    telegram = FakeTelegram()
    telegram.will_answer("sendMessage", refusal)

    async def doing(bot: Bot) -> None:
        with pytest.raises(raised):
            await bot.send_message(1, "a")
        await bot.send_message(1, "next")

    with_bot(telegram, doing)
    assert sent(telegram) == [("a", 0.0), ("next", 0.0)]


def after(fault: Exception, cause: Exception) -> Exception:
    """A fault as python-telegram-bot raises it: with what the request met behind it."""
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "result", "tries"),
    [
        (TOO_MANY, "429", 2),
        (Refusal(500, "Internal Server Error"), "5xx", 2),
        (Refusal(502, "Bad Gateway"), "5xx", 2),
        (Refusal(400, "Bad Request: message is too long"), "4xx", 1),
        (Refusal(401, "Unauthorized"), "4xx", 1),
        (Refusal(403, "Forbidden: bot was blocked by the user"), "4xx", 1),
        (Refusal(409, "Conflict"), "4xx", 1),
        (after(NetworkError("ClientConnectorError"), NOBODY_LISTENS), "unreachable", 2),
        (after(TimedOut(), aiohttp.ConnectionTimeoutError()), "unreachable", 2),
        (after(TimedOut(), aiohttp.SocketTimeoutError()), "unknown", 2),
        (after(NetworkError("ClientOSError"), aiohttp.ClientOSError()), "unknown", 2),
        (after(NetworkError("ServerDisconnectedError"), aiohttp.ServerDisconnectedError()), "unknown", 2),
        (after(NetworkError("ClientPayloadError"), aiohttp.ClientPayloadError()), "unknown", 2),
        (TelegramError("Invalid server response"), "unknown", 1),
    ],
    ids=str,
)
def test_each_try_is_counted_by_how_it_ended_and_what_may_have_been_carried_out_by_itself(
    fault: Exception | Refusal, result: str, tries: int
) -> None:
    telegram, metrics = FakeTelegram(), Metrics()
    telegram.will_answer("sendMessage", fault)

    async def run() -> None:
        async with application_over(telegram, Retry(Events(metrics, Heartbeat()))).bot as bot:
            with contextlib.suppress(TelegramError):
                await bot.send_message(1, "a")

    without_waiting(run())
    counted = [line for line in metrics.written().decode().splitlines() if 'method="sendMessage"' in line]
    ended = [f'bot_requests_total{{method="sendMessage",result="{result}"}} 1.0']
    if tries == 2:
        ended.append('bot_requests_total{method="sendMessage",result="ok"} 1.0')
        ended.append('bot_requests_repeated_total{method="sendMessage"} 1.0')
    assert sorted(line for line in counted if "_created" not in line) == sorted(ended)
