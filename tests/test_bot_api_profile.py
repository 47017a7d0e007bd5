"""The bot's profile: what it sets is kept, what Telegram would not take is refused."""

from typing import Any

import pytest
from bot_api import BotApi
from conftest import Raw
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands


async def test_commands_are_kept_per_scope_and_language(bot: Bot, api: BotApi) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("ask", "Сұрақ қою")], scope, "kk")

    assert [command.command for command in await bot.get_my_commands(scope, "kk")] == ["ask"]
    assert await bot.get_my_commands() == ()
    assert list(api.profile.commands) == [('{"type": "all_private_chats"}', "kk")]
    await bot.delete_my_commands(scope, "kk")
    assert await bot.get_my_commands(scope, "kk") == ()


@pytest.mark.parametrize(
    ("commands", "complaint"),
    [
        ([{"command": "Ask", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "сұрақ", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a" * 33, "description": "x"}], "Command length must not exceed 32"),
        ([{"command": "a", "description": " "}], "command description must be non-empty"),
        ([{"command": "a", "description": "x" * 257}], "command description length must not exceed 256"),
        ([{"command": "a"}], "can't parse BotCommand: Can't find field \"description\""),
        ([{"command": "a", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_bad_commands_are_refused(raw: Raw, commands: Any, complaint: str) -> None:
    assert (await raw.refused("setMyCommands", commands=commands)).lower() == f"bad request: {complaint.lower()}"


async def test_a_bad_scope_or_language_is_refused(raw: Raw) -> None:
    scope = await raw.refused("setMyCommands", commands=[], scope={"type": "everyone"})
    assert scope == "Bad Request: can't parse BotCommandScope: Unsupported type specified"
    language = await raw.refused("setMyCommands", commands=[], language_code="kaz")
    assert language == "Bad Request: invalid language code specified"


async def test_names_and_descriptions_are_kept_per_language(bot: Bot) -> None:
    await bot.set_my_name("Конституция", "ru")
    await bot.set_my_description("x" * 512)
    await bot.set_my_short_description("y" * 120, "kk")

    assert ((await bot.get_my_name("ru")).name, (await bot.get_my_name()).name) == ("Конституция", "Loopback")
    assert (await bot.get_my_description()).description == "x" * 512
    assert (await bot.get_my_short_description("kk")).short_description == "y" * 120


@pytest.mark.parametrize(
    ("method", "field", "most"),
    [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_a_profile_text_too_long_is_refused(raw: Raw, method: str, field: str, most: int) -> None:
    assert (await raw(method, **{field: "x" * most}))["ok"]
    await raw.refused(method, **{field: "x" * (most + 1)})


async def test_the_menu_button_is_kept(bot: Bot, raw: Raw) -> None:
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())

    assert (await bot.get_chat_menu_button()).type == "commands"
    refusal = await raw.refused("setChatMenuButton", menu_button={"type": "red"})
    assert refusal == "Bad Request: can't parse menu button: MenuButton has unsupported type"
