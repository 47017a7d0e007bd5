"""The bot comes and goes: people block it, add it, remove it, and a group turns into a supergroup around it."""

import copy
from typing import Any

from bot_api_chats import Bar, Chat, Message
from bot_api_world import GROUP_ANONYMOUS_BOT, World, now

User = dict[str, Any]

BLOCKED = Bar("Bot was blocked by the user")
TO_BOTS = Bar("Bot can't send messages to bots", blame=True)


async def block(world: World, chat: Chat, by: User) -> None:
    """A person stops the bot: it is told, and can no longer write to her."""
    await _changes(world, chat, by, BLOCKED)


async def unblock(world: World, chat: Chat, by: User) -> None:
    """She lets it write again."""
    await _changes(world, chat, by, None)


async def remove(world: World, chat: Chat, by: User) -> None:
    """Someone takes the bot out of a group. From a supergroup it is banned; a basic group has no bans."""
    kind = _kind_of_group(chat)
    status = "left" if kind == "group" else "kicked"
    await _changes(world, chat, by, Bar(f"Bot was kicked from the {kind} chat", status=status))
    await _announce(world, chat, by, left_chat_participant=world.me, left_chat_member=world.me)


async def add(world: World, chat: Chat, by: User) -> None:
    """Someone takes the bot into a group that it was removed from."""
    _kind_of_group(chat)
    await _changes(world, chat, by, None)
    added = {"new_chat_participant": world.me, "new_chat_member": world.me, "new_chat_members": [world.me]}
    await _announce(world, chat, by, **added)


async def upgrade(world: World, old: Chat, new: Chat) -> None:
    """A basic group goes on as a supergroup: everyone moves, and the bot is told in the old one and in the new."""
    people = [world.users[number] for number in sorted(old.members) if not world.users[number]["is_bot"]]
    if old.about["type"] != "group" or not old.bot_is_member or not people:
        raise ValueError(f"a basic group with people and the bot in it can become a supergroup, not {old.about}")
    words, number = "Group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": new.id}
    new.members, old.members = old.members, set()
    old.bar = Bar(words, code=400, status="left", parameters=number)
    await _announce(world, old, people[0], migrate_to_chat_id=new.id)
    await _announce(world, new, GROUP_ANONYMOUS_BOT, sender_chat=new.about, migrate_from_chat_id=old.id)


async def _announce(world: World, chat: Chat, by: User, **fields: Any) -> None:
    """A service message. The bot gets it in privacy mode too, and when it is about its own removal."""
    message = chat.keep(chat.message(by, now()) | fields)
    await world.happens({"message": copy.deepcopy(message)})


async def _changes(world: World, chat: Chat, by: User, bar: Bar | None) -> None:
    """The my_chat_member update: who the bot was in the chat, and who it is from now on."""
    before, chat.bar = chat.bar, bar
    members = {"old_chat_member": _member(world, before), "new_chat_member": _member(world, bar)}
    update = {"chat": chat.about, "from": by, "date": now(), **members}
    await world.happens({"my_chat_member": copy.deepcopy(update)})


def _member(world: World, bar: Bar | None) -> Message:
    status = "member" if bar is None else bar.status
    return {"user": world.me, "status": status, **({"until_date": 0} if status == "kicked" else {})}


def _kind_of_group(chat: Chat) -> str:
    kind = str(chat.about["type"])
    if kind not in ("group", "supergroup"):
        raise ValueError(f"the bot is a plain member of groups and supergroups only, not of a {kind}")
    return kind
