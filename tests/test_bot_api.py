"""The server itself: what people and the bot see of each other, what it injects and what it remembers."""

import asyncio
import time
from typing import Any

import httpx
import pytest
from bot_api import BotApi
from bot_api_people import Account
from conftest import Raw
from running import PLAIN_HTTP
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import Forbidden

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Next →", callback_data="page:2")]])


async def test_the_library_accepts_who_the_bot_is(bot: Bot) -> None:
    me = await bot.get_me()

    assert (me.username, me.is_bot, me.supports_inline_queries) == ("loopback_bot", True, True)


async def test_a_person_speaks_and_the_bot_replies(bot: Bot, aliya: Account) -> None:
    said = await aliya.says("  парламентте неше депутат болады \n")
    (update,) = await bot.get_updates(timeout=5)
    assert update.message and update.message.text == "парламентте неше депутат болады"
    assert update.message.from_user and update.message.from_user.language_code == "kk"

    await update.message.reply_html("<b>145</b> & депутат", reply_markup=KEYBOARD, do_quote=True)

    reply = await aliya.reply()
    assert (reply.text, reply.html) == ("145 & депутат", "<b>145</b> & депутат")
    assert reply.entities == [{"offset": 0, "length": 3, "type": "bold"}]
    assert reply.buttons == [[{"text": "Next →", "callback_data": "page:2"}]]
    assert (reply.method, reply.params["chat_id"]) == ("sendMessage", aliya.id)
    assert reply.message["reply_to_message"]["message_id"] == said["message_id"]


async def test_replies_come_in_the_order_they_were_sent(bot: Bot, aliya: Account) -> None:
    for word in ("one", "two", "three"):
        await bot.send_message(aliya.id, word)

    assert [(await aliya.reply()).text for _ in range(3)] == ["one", "two", "three"]


async def test_waiting_for_a_reply_that_never_comes_fails_in_words(aliya: Account) -> None:
    with pytest.raises(AssertionError, match="the bot sent no message to chat"):
        await aliya.reply(within=0.05)


async def test_ids_lie_on_both_sides_of_32_bits(api: BotApi) -> None:
    people = [api.person("A"), api.person("B")]

    assert [person.id > 2**31 for person in people] == [True, False]


async def test_a_pressed_button_is_answered_and_its_message_edited(bot: Bot, aliya: Account) -> None:
    await bot.send_message(aliya.id, "page 1", reply_markup=KEYBOARD)
    reply = await aliya.reply()

    await aliya.presses(reply, "Next")
    (update,) = await bot.get_updates(timeout=5)
    query = update.callback_query
    assert query and query.data == "page:2" and query.message
    await query.answer("turned", show_alert=True)
    await query.edit_message_text("page 2")

    assert await aliya.callback_answer() == {
        "callback_query_id": query.id,
        "text": "turned",
        "show_alert": True,
    }
    edited = await aliya.edit()
    assert (edited.text, edited.buttons, edited.message_id) == ("page 2", [], reply.message_id)
    assert (reply.text, "edit_date" in edited.message) == ("page 1", True)


async def test_a_callback_may_be_answered_twice_and_the_first_is_seen(bot: Bot, aliya: Account) -> None:
    await bot.send_message(aliya.id, "x", reply_markup=KEYBOARD)
    await aliya.presses(await aliya.reply(), "Next →")
    (update,) = await bot.get_updates(timeout=5)
    assert update.callback_query
    await update.callback_query.answer("first")
    await update.callback_query.answer("second")

    assert (await aliya.callback_answer())["text"] == "first"


async def test_only_a_button_that_is_there_can_be_pressed(bot: Bot, aliya: Account) -> None:
    await bot.send_message(aliya.id, "x", reply_markup=KEYBOARD)

    with pytest.raises(LookupError, match="Next →"):
        await aliya.presses(await aliya.reply(), "Back")


async def test_a_button_of_a_deleted_message_can_still_be_pressed(bot: Bot, aliya: Account) -> None:
    sent = await bot.send_message(aliya.id, "x", reply_markup=KEYBOARD)
    reply = await aliya.reply()
    await sent.delete()

    await aliya.presses(reply, "Next →")

    (update,) = await bot.get_updates(timeout=5)
    assert update.callback_query and update.callback_query.message
    assert not update.callback_query.message.is_accessible


async def test_an_edited_message_arrives_as_such(bot: Bot, aliya: Account) -> None:
    await aliya.edits(await aliya.says("frist"), "first")

    before, after = await bot.get_updates(timeout=5)
    assert before.message and before.message.text == "frist"
    assert after.edited_message and after.edited_message.text == "first"


@pytest.mark.parametrize(
    "kind", ["photo", "voice", "sticker", "location", "contact", "poll", "document", "video", "audio"]
)
async def test_the_library_reads_every_kind_of_message(bot: Bot, aliya: Account, kind: str) -> None:
    sent: dict[str, Any] = {kind: True}
    await aliya.sends(caption="see #this", **sent)

    (update,) = await bot.get_updates(timeout=5)
    assert update.message and getattr(update.message, kind)
    assert update.message.caption_entities[0].type == "hashtag"


async def test_a_field_given_as_a_dict_is_sent_as_it_stands(bot: Bot, aliya: Account) -> None:
    await aliya.sends(dice={"emoji": "🎲", "value": 6})

    (update,) = await bot.get_updates(timeout=5)
    assert update.message and update.message.dice and update.message.dice.value == 6


async def test_an_inline_question_is_answered(bot: Bot, aliya: Account, raw: Raw) -> None:
    await aliya.types_inline("депутат")
    (update,) = await bot.get_updates(timeout=5)
    assert update.inline_query and update.inline_query.query == "депутат"
    result = {"type": "article", "id": "1", "title": "145", "input_message_content": {"message_text": "145"}}
    await raw("answerInlineQuery", inline_query_id=update.inline_query.id, results=[result], cache_time=0)

    assert (await aliya.inline_answer())["results"] == [result]


async def test_commands_and_mentions_are_marked_in_a_group(api: BotApi, bot: Bot, aliya: Account) -> None:
    group = api.group("Class 10", members=[aliya])
    await aliya.says("/ask@loopback_bot how many, @teacher?", chat=group)

    (update,) = await bot.get_updates(timeout=5)
    assert update.message and update.message.chat.type == "supergroup" and update.message.chat.id == group.id
    assert [entity.type for entity in update.message.entities] == ["bot_command", "mention"]


async def test_in_a_group_one_replies_to_the_bot(api: BotApi, bot: Bot, aliya: Account) -> None:
    group = api.group("Class 10", members=[aliya], kind="group")
    await bot.send_message(group.id, "ask me")
    await aliya.says("how many?", chat=group, reply_to=await group.reply())

    (update,) = await bot.get_updates(timeout=5)
    assert update.message and update.message.reply_to_message
    assert update.message.reply_to_message.text == "ask me"


async def test_a_stranger_cannot_write_in_a_group(api: BotApi, aliya: Account) -> None:
    with pytest.raises(ValueError, match="not a member"):
        await aliya.says("hello", chat=api.group("Class 10"))


async def test_privacy_mode_lets_only_what_is_meant_for_the_bot_through() -> None:
    async with BotApi(privacy=True) as api:
        aliya = api.person("Aliya")
        group = api.group("Class 10", members=[aliya])
        for text in ("chat among us", "/ask this", "@loopback_bot and this", "@other not this"):
            await aliya.says(text, chat=group)

        heard = [update["message"]["text"] for update in api.world.updates.pending]
    assert heard == ["/ask this", "@loopback_bot and this"]


async def test_a_left_group_is_closed_to_the_bot(api: BotApi, bot: Bot, aliya: Account) -> None:
    group = api.group("Class 10", members=[aliya])
    await bot.leave_chat(group.id)
    await aliya.says("still there?", chat=group)

    assert not api.world.updates.pending
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "no")


async def test_what_a_chat_is_can_be_asked(api: BotApi, bot: Bot, aliya: Account) -> None:
    group = api.group("Class 10", username="class10")

    assert (await bot.get_chat("@class10")).id == group.id
    assert (await bot.get_chat(aliya.id)).first_name == "Aliya"


async def test_silence_is_noticed_and_so_is_its_breaking(api: BotApi, bot: Bot, aliya: Account) -> None:
    assert await api.silence(aliya, 0.05)

    speaking = asyncio.create_task(bot.send_message(aliya.id, "hello"))
    assert not await api.silence(aliya, 2)
    await speaking
    assert not await api.silence(aliya, 0.05), "an unread message is no silence"
    await aliya.reply()
    assert await api.silence(aliya, 0.05)


async def test_every_call_is_remembered_in_order(api: BotApi, bot: Bot, aliya: Account) -> None:
    await bot.send_chat_action(aliya.id, "typing")
    await bot.send_message(aliya.id, "[1]", disable_notification=True)

    getting_ready, action, sending = api.calls
    assert (getting_ready.method, action.method, sending.method) == ("getMe", "sendChatAction", "sendMessage")
    assert sending.params == {"chat_id": aliya.id, "text": "[1]", "disable_notification": True}
    assert (sending.status, action.time < sending.time <= time.monotonic()) == (200, True)
    assert api.refusals == []


async def test_parameters_may_come_in_any_of_the_ways_of_http(api: BotApi, raw: Raw, aliya: Account) -> None:
    asked = {"chat_id": str(aliya.id), "text": "hi & bye", "reply_markup": '{"force_reply": true}'}
    await raw.client.get("SENDMESSAGE", params=asked)
    await raw.client.post("sendMessage", data=asked)
    await raw.client.post("sendMessage", data=asked, files={"unused": b"\r\n--x\r\n"})
    await raw.client.post("sendMessage/", json=asked)
    await raw.client.post("sendMessage", json=asked | {"reply_markup": {"force_reply": True}})

    params = [(await aliya.reply()).params for _ in range(5)]
    assert all(one == params[0] for one in params)
    assert params[0]["reply_markup"] == {"force_reply": True}


async def test_an_unknown_method_is_not_found(api: BotApi, raw: Raw) -> None:
    answer = await raw.client.post("sendMesage")

    assert answer.status_code == 404
    assert answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert [call.method for call in api.refusals] == ["sendMesage"]


async def test_a_wrong_token_is_unauthorized(api: BotApi) -> None:
    async with httpx.AsyncClient(**PLAIN_HTTP) as client:
        answer = await client.post(f"{api.base_url}1:wrong/getMe")

    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_after_log_out_everything_is_refused(bot: Bot, raw: Raw) -> None:
    assert await bot.log_out()

    assert await raw.refused("getMe") == "Bad Request: Logged out"
