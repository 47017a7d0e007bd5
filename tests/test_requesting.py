"""Requests to Telegram over HTTP: what is sent arrives, and whatever goes wrong is named without the token."""

from collections.abc import AsyncIterator

import pytest
from bot_api import BotApi
from bot_api_people import Account
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.telegram.retry import CUT_OFF, NOT_SENT, AiohttpRequest


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with Bot(
        api.token, base_url=api.base_url, request=AiohttpRequest(), get_updates_request=AiohttpRequest()
    ) as bot:
        yield bot


async def test_a_text_arrives_letter_by_letter(bot: Bot, aliya: Account) -> None:
    text = "Құрылтай: 145 депутат & <бәрі> + 50 % «тізіммен» 👍"

    await bot.send_message(aliya.id, text)

    assert (await aliya.reply()).text == text


async def test_a_picture_arrives_with_its_caption(api: BotApi, bot: Bot, aliya: Account) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))

    sent = await bot.send_photo(aliya.id, picture, caption="Сан: 145")

    assert sent.photo
    (call,) = [call for call in api.calls if call.method == "sendPhoto"]
    assert call.params["caption"] == "Сан: 145"
    assert call.status == 200


async def test_a_connection_serves_one_request_after_another(bot: Bot, aliya: Account) -> None:
    for number in range(20):
        await bot.send_message(aliya.id, f"{number}")

    assert [(await aliya.reply()).text for _ in range(20)] == [f"{number}" for number in range(20)]


async def test_an_answer_that_comes_too_late_is_a_timeout(api: BotApi, bot: Bot, aliya: Account) -> None:
    api.fail("sendMessage", delay=0.3)

    with pytest.raises(TimedOut) as fault:
        await bot.send_message(aliya.id, "x", read_timeout=0.1)

    assert not isinstance(fault.value.__cause__, NOT_SENT)
    assert (await aliya.reply()).text == "x"


async def test_what_is_cut_off_may_have_been_carried_out_and_is_not_sent_again(
    api: BotApi, bot: Bot, aliya: Account
) -> None:
    await bot.get_me()  # so that there is an open connection, on which a request could be tried again
    api.fail("sendMessage", reset=True, carried_out=True)

    with pytest.raises(NetworkError) as fault:
        await bot.send_message(aliya.id, "once")

    assert isinstance(fault.value.__cause__, CUT_OFF)
    assert not isinstance(fault.value.__cause__, NOT_SENT)
    assert [call.method for call in api.calls].count("sendMessage") == 1


async def test_an_answer_cut_in_the_middle_cannot_be_read(api: BotApi, bot: Bot) -> None:
    api.fail("getMe", truncate=True)

    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.get_me()


async def test_where_nobody_listens_nothing_was_sent_and_the_token_stays_unsaid() -> None:
    bot = Bot(
        "123:secret-token",
        base_url="http://127.0.0.1:9/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )

    with pytest.raises(NetworkError) as fault:
        await bot.initialize()

    assert isinstance(fault.value.__cause__, NOT_SENT)
    said = (fault.value, fault.value.__cause__, fault.value.__context__)
    assert not any("secret" in f"{one}{one!r}" for one in said)
    await bot.shutdown()


async def test_an_address_that_is_none_is_a_fault_that_does_not_show_it() -> None:
    bot = Bot("123:secret-token", base_url="nonsense", request=AiohttpRequest(), get_updates_request=AiohttpRequest())

    with pytest.raises(NetworkError) as fault:
        await bot.initialize()

    assert "secret" not in f"{fault.value}{fault.value!r}"
    await bot.shutdown()


async def test_what_is_shut_down_can_start_again(api: BotApi, aliya: Account) -> None:
    bot = Bot(api.token, base_url=api.base_url, request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    async with bot:
        await bot.send_message(aliya.id, "before")
    async with bot:
        await bot.send_message(aliya.id, "after")

    assert [(await aliya.reply()).text for _ in range(2)] == ["before", "after"]
