"""Forwarded messages: they say what the first one said, and where it came from."""

import pytest
from bot_api import BotApi
from bot_api_people import Account
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)


async def test_another_persons_message_is_forwarded_with_its_author(bot: Bot, api: BotApi, aliya: Account) -> None:
    boris = api.person("Boris")
    said = await boris.says("#tax how many deputies?")
    await aliya.forwards(said)

    *_, update = await bot.get_updates()
    message = update.message
    assert message and message.from_user and message.from_user.id == message.chat.id == aliya.id
    assert isinstance(message.forward_origin, MessageOriginUser)
    assert message.forward_origin.sender_user.id == boris.id
    assert (message.text, message.entities[0].type) == ("#tax how many deputies?", "hashtag")
    assert message.message_id != said["message_id"]


async def test_the_date_and_the_older_names_of_the_origin_come_along(api: BotApi, aliya: Account) -> None:
    said = await aliya.says("x") | {"date": 1_700_000_000}
    forward = await aliya.forwards(said)

    assert forward["forward_origin"] == {"type": "user", "sender_user": aliya.user, "date": 1_700_000_000}
    assert (forward["forward_from"], forward["forward_date"]) == (aliya.user, 1_700_000_000)
    assert forward["date"] > 1_700_000_000


async def test_a_reply_of_the_bot_is_forwarded_without_its_buttons(bot: Bot, aliya: Account) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Source", url="https://a.kz")]])
    await bot.send_message(aliya.id, "<b>145</b>", "HTML", reply_markup=keyboard)
    forward = await aliya.forwards(await aliya.reply())

    assert forward["forward_origin"]["sender_user"]["id"] == bot.id
    assert (forward["text"], forward["entities"][0]["type"], "reply_markup" in forward) == ("145", "bold", False)


async def test_a_caption_is_forwarded_with_its_picture(bot: Bot, api: BotApi, aliya: Account) -> None:
    sent = await aliya.sends(photo=True, caption="see @this", media_group_id="7")
    await aliya.forwards(sent, origin=api.person("Boris"))

    *_, update = await bot.get_updates()
    assert update.message and update.message.photo and update.message.caption_entities[0].type == "mention"
    assert (update.message.caption, update.message.media_group_id) == ("see @this", None)


async def test_a_name_alone_is_a_person_who_hides_the_account(bot: Bot, aliya: Account) -> None:
    await aliya.forwards(await aliya.says("x"), origin="Someone")

    *_, update = await bot.get_updates()
    assert update.message and isinstance(update.message.forward_origin, MessageOriginHiddenUser)
    assert update.message.forward_origin.sender_user_name == "Someone"


async def test_a_channels_post_is_forwarded_with_its_number(bot: Bot, api: BotApi, aliya: Account) -> None:
    channel = api.group("News", kind="channel")
    post = await api.channel_post(channel, "read this")
    await aliya.forwards(post)
    await aliya.forwards({**post, "message_id": 99}, origin=channel)

    _, *forwards = await bot.get_updates()
    for update, number in zip(forwards, (post["message_id"], 99), strict=True):
        assert update.message and isinstance(update.message.forward_origin, MessageOriginChannel)
        assert (update.message.forward_origin.chat.id, update.message.forward_origin.message_id) == (channel.id, number)


async def test_an_anonymous_administrators_message_comes_from_the_group(bot: Bot, api: BotApi, aliya: Account) -> None:
    group = api.group("Class 10", [aliya])
    await aliya.forwards(await api.anonymous_admin(group).says("homework"))

    *_, update = await bot.get_updates()
    assert update.message and isinstance(update.message.forward_origin, MessageOriginChat)
    assert update.message.forward_origin.sender_chat.id == group.id


async def test_a_forward_of_a_forward_keeps_the_first_origin(api: BotApi, aliya: Account) -> None:
    first = await aliya.forwards(await aliya.says("x"), origin="Someone")
    second = await api.person("Boris").forwards(first)

    assert second["forward_origin"] == first["forward_origin"]


async def test_one_forwards_into_a_group_one_is_in(api: BotApi, bot: Bot, aliya: Account) -> None:
    said = await aliya.says("x")
    group = api.group("Class 10", [aliya])
    await aliya.forwards(said, chat=group)

    *_, update = await bot.get_updates()
    assert update.message and update.message.chat.id == group.id
    with pytest.raises(ValueError, match="not a member"):
        await aliya.forwards(said, chat=api.group("Class 11"))
