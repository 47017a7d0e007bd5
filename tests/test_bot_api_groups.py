"""Groups: who writes there beside people, the topics of a forum, albums, and what the bot seems to be doing."""

import pytest
from bot_api import BotApi
from bot_api_chats import Chat
from bot_api_people import Account
from conftest import Raw
from telegram import Bot


@pytest.fixture
def forum(api: BotApi, aliya: Account) -> Chat:
    return api.group("Class 10", [aliya], is_forum=True)


async def test_another_bot_writes_in_a_group(api: BotApi, bot: Bot) -> None:
    helper = api.bot_user("Helper")
    group = api.group("Class 10", [helper])
    await helper.says("/ask@loopback_bot how many?", chat=group)

    (update,) = await bot.get_updates()
    assert update.message and update.message.from_user and update.message.chat.id == group.id
    assert (update.message.from_user.is_bot, update.message.from_user.username) == (True, "Helper_bot")


async def test_two_bots_cannot_write_to_each_other(api: BotApi, raw: Raw) -> None:
    helper = api.bot_user("Helper")

    body = await raw("sendMessage", chat_id=helper.id, text="x")
    assert (body["error_code"], body["description"]) == (403, "Forbidden: bot can't send messages to bots")
    with pytest.raises(ValueError, match="cannot write to the bot"):
        await helper.says("x")


async def test_an_anonymous_administrator_writes_in_the_name_of_the_group(api: BotApi, bot: Bot) -> None:
    group = api.group("Class 10")
    admin = api.anonymous_admin(group)
    await admin.says("how many?")

    (update,) = await bot.get_updates()
    message = update.message
    assert message and message.from_user and message.sender_chat
    assert (message.from_user.id, message.from_user.is_bot, message.sender_chat.id) == (1_087_968_824, True, group.id)
    await message.reply_text("145")
    assert (await admin.reply()).text == "145"


async def test_a_channel_posts_and_the_bot_in_it_hears_so(api: BotApi, bot: Bot) -> None:
    channel = api.group("News", kind="channel")
    await api.channel_post(channel, "The draft is out")

    (update,) = await bot.get_updates()
    post = update.channel_post
    assert post and (post.text, post.from_user, post.sender_chat) == ("The draft is out", None, post.chat)


async def test_a_post_is_forwarded_into_the_discussion_group(api: BotApi, bot: Bot, aliya: Account) -> None:
    channel, group = api.group("News", kind="channel"), api.group("Talk", [aliya])
    post = await api.channel_post(channel, "The draft is out")
    forward = await api.automatic_forward(post, group)
    await aliya.says("at last", chat=group, reply_to=forward)

    _, forwarded, comment = (update.message for update in await bot.get_updates())
    assert forwarded and forwarded.from_user and forwarded.sender_chat and forwarded.forward_origin
    assert (forwarded.from_user.id, forwarded.is_automatic_forward) == (777_000, True)
    assert (forwarded.sender_chat.id, forwarded.forward_origin.type) == (channel.id, "channel")
    assert comment and (comment.message_thread_id, comment.is_topic_message) == (forwarded.message_id, None)


async def test_only_channels_have_posts(api: BotApi) -> None:
    with pytest.raises(ValueError, match="not a supergroup"):
        await api.channel_post(api.group("Class 10"), "x")


async def test_a_message_in_a_topic_says_which(bot: Bot, aliya: Account, forum: Chat) -> None:
    topic = await aliya.opens_topic(forum, "Questions")
    await aliya.says("how many?", chat=forum, topic=topic)

    opening, asked = (update.message for update in await bot.get_updates())
    assert opening and opening.forum_topic_created and opening.forum_topic_created.name == "Questions"
    assert asked and asked.chat.is_forum and asked.is_topic_message
    assert asked.message_thread_id == opening.message_thread_id == opening.message_id
    assert asked.reply_to_message and asked.reply_to_message.forum_topic_created, "as Telegram shows it"


async def test_what_the_bot_sends_into_a_topic_stays_there(bot: Bot, aliya: Account, forum: Chat) -> None:
    topic = await aliya.opens_topic(forum, "Questions")
    await bot.send_message(forum.id, "ask me", message_thread_id=topic["message_id"])

    message = (await forum.reply()).message
    assert (message["message_thread_id"], message["is_topic_message"]) == (topic["message_id"], True)
    assert message["reply_to_message"]["message_id"] == topic["message_id"]


async def test_a_reply_lands_in_the_topic_of_what_it_replies_to(bot: Bot, aliya: Account, forum: Chat) -> None:
    topic = await aliya.opens_topic(forum, "Questions")
    said = await aliya.says("how many?", chat=forum, topic=topic)
    await bot.send_message(forum.id, "145", reply_to_message_id=said["message_id"])

    reply = await forum.reply()
    assert reply.message["message_thread_id"] == topic["message_id"]
    assert reply.message["reply_to_message"]["message_id"] == said["message_id"]
    again = await aliya.says("thanks", chat=forum, reply_to=reply)
    assert (again["message_thread_id"], again["is_topic_message"]) == (topic["message_id"], True)


async def test_a_message_outside_every_topic_has_none(bot: Bot, aliya: Account, forum: Chat) -> None:
    await aliya.opens_topic(forum, "Questions")
    await aliya.says("in general", chat=forum)

    *_, update = await bot.get_updates()
    assert update.message and (update.message.message_thread_id, update.message.is_topic_message) == (None, None)


async def test_a_chain_of_replies_is_a_thread_but_no_topic(api: BotApi, bot: Bot, raw: Raw, aliya: Account) -> None:
    group = api.group("Class 10", [aliya])
    first = await aliya.says("how many?", chat=group)
    await bot.send_message(group.id, "145", reply_to_message_id=first["message_id"])
    third = await aliya.says("why?", chat=group, reply_to=await group.reply())

    assert (third["message_thread_id"], "is_topic_message" in third) == (first["message_id"], False)
    asked = {"chat_id": group.id, "text": "x", "message_thread_id": third["message_thread_id"]}
    assert await raw.refused("sendMessage", **asked) == "Bad Request: message thread not found"


async def test_a_topic_that_is_not_there_is_refused(raw: Raw, aliya: Account, forum: Chat) -> None:
    topic = await aliya.opens_topic(forum, "Questions")
    said = await aliya.says("x", chat=forum, topic=topic)

    for number in (999, said["message_id"]):
        refusal = await raw.refused("sendMessage", chat_id=forum.id, text="x", message_thread_id=number)
        assert refusal == "Bad Request: message thread not found"


async def test_only_a_forum_has_topics(api: BotApi, aliya: Account) -> None:
    with pytest.raises(ValueError, match="is no forum"):
        await aliya.opens_topic(api.group("Class 10", [aliya]), "Questions")


async def test_the_news_of_a_topic_reach_a_bot_in_privacy_mode() -> None:
    async with BotApi(privacy=True) as api:
        aliya = api.person("Aliya")
        forum = api.group("Class 10", [aliya], is_forum=True)
        await aliya.says("unheard", chat=forum, topic=await aliya.opens_topic(forum, "Questions"))

        assert ["forum_topic_created" in update["message"] for update in api.world.updates.pending] == [True]


async def test_an_album_is_several_messages_with_one_number(bot: Bot, aliya: Account) -> None:
    await aliya.sends(photo=True, caption="two pictures", media_group_id="13")
    await aliya.sends(photo=True, media_group_id="13")

    messages = [update.message for update in await bot.get_updates()]
    assert [message and message.media_group_id for message in messages] == ["13", "13"]
    assert [message and message.caption for message in messages] == ["two pictures", None]


async def test_what_the_bot_seems_to_be_doing_is_remembered_per_chat(api: BotApi, bot: Bot, aliya: Account) -> None:
    group = api.group("Class 10")
    await bot.send_chat_action(aliya.id, "typing")
    await bot.send_chat_action(group.id, "upload_photo")
    await bot.send_chat_action(aliya.id, "typing")

    assert (api.actions(aliya), api.actions(group)) == (["typing", "typing"], ["upload_photo"])
