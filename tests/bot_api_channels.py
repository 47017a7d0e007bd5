"""Channels: what is posted there, and what Telegram itself forwards into the group that discusses it."""

import copy

from bot_api_chats import Chat, Message
from bot_api_forwards import forwarded
from bot_api_kinds import text_fields
from bot_api_world import TELEGRAM, World, now


async def post(world: World, channel: Chat, text: str) -> Message:
    """A channel post: nobody's but the channel's."""
    if channel.about["type"] != "channel":
        raise ValueError(f"only a channel has posts, not a {channel.about['type']}")
    frame = {"sender_chat": channel.about} | channel.message({}, now())
    del frame["from"]
    message = channel.keep(frame | text_fields(text))
    if channel.bot_is_member:
        await world.happens({"channel_post": copy.deepcopy(message)})
    return message


async def discuss(world: World, posted: Message, group: Chat) -> Message:
    """The post, as Telegram forwards it into the channel's discussion group for people to comment on."""
    frame = group.message(TELEGRAM, now()) | {"sender_chat": posted["chat"], "is_automatic_forward": True}
    message = group.keep(frame | forwarded(posted))
    if group.bot_is_member and world.hears(message):
        await world.happens({"message": copy.deepcopy(message)})
    return message
