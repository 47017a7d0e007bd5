"""Faults: what the bot hears on a bad day, and what Telegram did all the same."""

import httpx
import pytest
from bot_api import BotApi
from bot_api_people import Account
from conftest import Raw
from telegram import Bot
from telegram.error import Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut


async def test_a_429_says_when_to_come_back_and_is_gone_then(api: BotApi, bot: Bot, raw: Raw, aliya: Account) -> None:
    api.fail("sendMessage", status=429, retry_after=2, times=2)
    with pytest.raises(RetryAfter, match="Retry in 0:00:02"):
        await bot.send_message(aliya.id, "x")

    body = await raw("sendMessage", chat_id=aliya.id, text="x")
    assert body["parameters"] == {"retry_after": 2}
    assert body["description"] == "Too Many Requests: retry after 2"
    await bot.send_message(aliya.id, "x")
    assert api.refusals == []


@pytest.mark.parametrize(
    ("status", "error"), [(500, NetworkError), (502, NetworkError), (403, Forbidden), (401, InvalidToken)]
)
async def test_a_status_is_injected(api: BotApi, bot: Bot, aliya: Account, status: int, error: type[Exception]) -> None:
    api.fail("sendMessage", status=status)

    with pytest.raises(error):
        await bot.send_message(aliya.id, "x")
    assert [call.status for call in api.calls][-1] == status
    assert await api.silence(aliya, 0.02)


async def test_a_fault_may_concern_one_chat_only(api: BotApi, bot: Bot, aliya: Account) -> None:
    boris = api.person("Boris")
    api.fail("*", status=403, chat=boris, times=None)

    await bot.send_message(aliya.id, "x")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(boris.id, "x")
    api.mend()
    await bot.send_message(boris.id, "x")


async def test_a_connection_is_reset(api: BotApi, raw: Raw, caplog: pytest.LogCaptureFixture) -> None:
    api.fail("getMe", reset=True)

    with pytest.raises(httpx.ReadError):
        await raw("getMe")
    assert (await raw("getMe"))["ok"]
    assert not caplog.records or all(record.levelname != "ERROR" for record in caplog.records)


async def test_an_answer_is_cut_in_the_middle(api: BotApi, bot: Bot) -> None:
    api.fail("getMe", truncate=True)

    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.get_me()


async def test_an_answer_is_lost_though_the_call_was_carried_out(api: BotApi, bot: Bot, aliya: Account) -> None:
    api.fail("sendMessage", reset=True, carried_out=True)

    with pytest.raises(NetworkError):
        await bot.send_message(aliya.id, "delivered all the same")
    assert (await aliya.reply()).text == "delivered all the same"


async def test_an_answer_comes_late(api: BotApi, bot: Bot, aliya: Account) -> None:
    api.fail("sendMessage", delay=0.3)

    with pytest.raises(TimedOut):
        await bot.send_message(aliya.id, "x", read_timeout=0.1)
    assert (await aliya.reply()).text == "x"
