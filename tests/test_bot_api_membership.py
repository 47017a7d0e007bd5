"""People block the bot, remove it and move on without it: what it is told, and what it is answered then."""

from typing import Any

import pytest
from bot_api import BotApi
from bot_api_people import Account
from conftest import Raw
from telegram import Bot
from telegram.error import ChatMigrated, Forbidden


def standing(update: dict[str, Any]) -> tuple[str, str]:
    """What the bot was and is, by a my_chat_member update."""
    changed = update["my_chat_member"]
    return changed["old_chat_member"]["status"], changed["new_chat_member"]["status"]


async def test_a_person_who_blocks_the_bot_gets_nothing_more_and_the_bot_is_told(
    api: BotApi, bot: Bot, aliya: Account
) -> None:
    await aliya.blocks()

    for call in (bot.send_message(aliya.id, "x"), bot.send_chat_action(aliya.id, "typing")):
        with pytest.raises(Forbidden, match=r"^Forbidden: bot was blocked by the user$"):
            await call
    assert (await bot.get_chat(aliya.id)).first_name == "Aliya"
    assert not (aliya.chat.sent or api.actions(aliya) or api.refusals)
    (update,) = await bot.get_updates()
    changed = update.my_chat_member
    assert changed and changed.chat.id == changed.from_user.id == aliya.id
    assert (changed.old_chat_member.status, changed.new_chat_member.status) == ("member", "kicked")


async def test_a_block_is_written_as_telegram_writes_it(api: BotApi, aliya: Account) -> None:
    await aliya.blocks()

    (update,) = api.world.updates.pending
    changed = update["my_chat_member"]
    assert (changed["chat"], changed["from"], changed["date"] > 0) == (aliya.chat.about, aliya.user, True)
    assert changed["old_chat_member"] == {"user": api.world.me, "status": "member"}
    assert changed["new_chat_member"] == {"user": api.world.me, "status": "kicked", "until_date": 0}


async def test_a_person_who_unblocks_the_bot_is_written_to_again(api: BotApi, bot: Bot, aliya: Account) -> None:
    await aliya.blocks()
    with pytest.raises(ValueError, match="Aliya cannot write to the bot"):
        await aliya.says("hello?")
    await aliya.unblocks()
    await bot.send_message(aliya.id, "welcome back")

    assert (await aliya.reply()).text == "welcome back"
    assert [standing(update) for update in api.world.updates.pending] == [("member", "kicked"), ("kicked", "member")]


@pytest.mark.parametrize(("kind", "status"), [("group", "left"), ("supergroup", "kicked")])
async def test_the_bot_is_removed_from_a_group(
    api: BotApi, bot: Bot, raw: Raw, aliya: Account, kind: str, status: str
) -> None:
    group = api.group("Class 10", [aliya], kind=kind)
    await aliya.removes_bot_from(group)
    await aliya.says("gone?", chat=group)

    with pytest.raises(Forbidden, match=f"Forbidden: bot was kicked from the {kind} chat"):
        await bot.send_message(group.id, "x")
    assert (await raw("getChat", chat_id=group.id))["ok"] == (kind == "group")
    assert api.refusals == []
    changed, farewell = await bot.get_updates()
    assert changed.my_chat_member and changed.my_chat_member.from_user.id == aliya.id
    assert changed.my_chat_member.new_chat_member.status == status
    assert farewell.message and farewell.message.left_chat_member
    assert farewell.message.left_chat_member.id == bot.id


async def test_the_bot_is_added_again(api: BotApi, bot: Bot, aliya: Account) -> None:
    group = api.group("Class 10", [aliya])
    await aliya.removes_bot_from(group)
    await aliya.adds_bot_to(group)
    await bot.send_message(group.id, "here I am")

    assert (await group.reply()).text == "here I am"
    *_, changed, welcome = api.world.updates.pending
    assert standing(changed) == ("kicked", "member")
    assert welcome["message"]["new_chat_members"] == [api.world.me]


async def test_a_bot_that_left_by_itself_is_to_blame_for_what_it_sends_then(
    api: BotApi, bot: Bot, aliya: Account
) -> None:
    group = api.group("Class 10", [aliya])
    await bot.leave_chat(group.id)

    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "x")
    assert [call.method for call in api.refusals] == ["sendMessage"]


async def test_only_from_groups_the_bot_is_removed(api: BotApi, aliya: Account) -> None:
    with pytest.raises(ValueError, match="not of a channel"):
        await aliya.removes_bot_from(api.group("News", [aliya], kind="channel"))


async def test_a_group_becomes_a_supergroup_and_the_bot_is_told_in_both(api: BotApi, bot: Bot, aliya: Account) -> None:
    group = api.group("Class 10", [aliya], kind="group")
    supergroup = await api.becomes_supergroup(group)
    await aliya.says("still here", chat=supergroup)

    old, new, said = await bot.get_updates()
    assert (supergroup.about["type"], supergroup.about["title"]) == ("supergroup", "Class 10")
    assert said.message and said.message.chat.id == supergroup.id
    assert old.message and (old.message.chat.id, old.message.migrate_to_chat_id) == (group.id, supergroup.id)
    assert new.message and (new.message.chat.id, new.message.migrate_from_chat_id) == (supergroup.id, group.id)
    assert old.message.from_user and old.message.from_user.id == aliya.id
    assert new.message.sender_chat and new.message.sender_chat.id == supergroup.id
    with pytest.raises(ValueError, match="not a member"):
        await aliya.says("nobody is here any more", chat=group)


async def test_the_old_group_names_the_new_one_to_whoever_writes_there(
    api: BotApi, bot: Bot, raw: Raw, aliya: Account
) -> None:
    group = api.group("Class 10", [aliya], kind="group")
    supergroup = await api.becomes_supergroup(group)

    assert await raw("sendMessage", chat_id=group.id, text="x") == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": supergroup.id},
    }
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(group.id, "x")
    await bot.send_message(migrated.value.new_chat_id, "found you")
    assert ((await supergroup.reply()).text, api.refusals) == ("found you", [])


async def test_only_a_basic_group_with_the_bot_in_it_becomes_a_supergroup(api: BotApi, aliya: Account) -> None:
    for group in (api.group("A", [aliya]), api.group("B", kind="group")):
        with pytest.raises(ValueError, match="can become a supergroup"):
            await api.becomes_supergroup(group)
