"""The bot's profile: its commands, names, descriptions and menu button, per language and scope."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from bot_api_keyboard import check_url
from bot_api_rules import Params, Refused, json_of, language_code, object_of, required

Command = dict[str, str]

MAX_COMMANDS = 100
COMMAND = re.compile("[a-z0-9_]{1,32}")
COMMAND_LETTERS = 32
COMMAND_DESCRIPTION_LETTERS = 256
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
TEXT_LETTERS = {"name": 64, "description": 512, "short_description": 120}
TOO_LONG = {
    # Telegram's servers check these; the wording is theirs for similar fields, not observed for these
    "name": "FIRSTNAME_INVALID",
    "description": "DESCRIPTION_TOO_LONG",
    "short_description": "ABOUT_TOO_LONG",
}


@dataclass
class Profile:
    """What the bot has set. Keys: `commands` by (scope as JSON, language), texts by (field, language)."""

    commands: dict[tuple[str, str], list[Command]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[str, dict[str, Any]] = field(default_factory=dict)

    def set_commands(self, params: Params) -> bool:
        """setMyCommands: an empty list deletes."""
        commands = json_of(params, "commands", "commands") or []
        if not isinstance(commands, list):
            raise Refused("Expected an Array of BotCommand")
        if len(commands) > MAX_COMMANDS:
            raise Refused("BOT_COMMANDS_TOO_MUCH")
        self.commands[_place(params)] = [_command(command) for command in commands]
        return True

    def get_commands(self, params: Params) -> list[Command]:
        """getMyCommands: exactly those set for this scope and language."""
        return self.commands.get(_place(params), [])

    def delete_commands(self, params: Params) -> bool:
        """deleteMyCommands: wider scopes show through again."""
        self.commands.pop(_place(params), None)
        return True

    def set_text(self, params: Params, name: str) -> bool:
        """setMyName, setMyDescription, setMyShortDescription: an empty one removes that of the language."""
        text = params.get(name, "")
        if len(text) > TEXT_LETTERS[name]:
            raise Refused(TOO_LONG[name])
        self.texts[name, language_code(params)] = text
        return True

    def get_text(self, params: Params, name: str, default: str = "") -> dict[str, str]:
        """The text of this very language, or nothing."""
        language = language_code(params)
        return {name: self.texts.get((name, language)) or ("" if language else default)}

    def set_menu_button(self, params: Params) -> bool:
        """setChatMenuButton: for one private chat, or for all."""
        button = object_of(params, "menu_button", "menu button") or {"type": "default"}
        kind = required(button, "type", "Can't parse menu button: ")
        if kind not in ("default", "commands", "web_app"):
            raise Refused("Can't parse menu button: MenuButton has unsupported type")
        if kind == "web_app":
            required(button, "text", "Can't parse menu button: ")
            url = required(required(button, "web_app", "Can't parse menu button: ", dict), "url")
            check_url(url, secure=True, where="Menu button")
        self.menu_buttons[params.get("chat_id", "")] = button
        return True

    def get_menu_button(self, params: Params) -> dict[str, Any]:
        """getChatMenuButton."""
        buttons = self.menu_buttons
        return buttons.get(params.get("chat_id", ""), buttons.get("", {"type": "commands"}))


def _place(params: Params) -> tuple[str, str]:
    language = language_code(params)
    scope = json_of(params, "scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise Refused("Can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = required(scope, "type", "Can't parse BotCommandScope: ")
    if kind in CHAT_SCOPES:
        required(scope, "chat_id", "Can't parse BotCommandScope: ")
    elif kind not in SCOPES:
        raise Refused("Can't parse BotCommandScope: Unsupported type specified")
    return json.dumps(scope, sort_keys=True), language


def _command(given: Any) -> Command:
    """A command as Telegram stores it: trimmed, without its slash."""
    if not isinstance(given, dict):
        raise Refused("Can't parse BotCommand: expected an Object")
    command = required(given, "command", "Can't parse BotCommand: ").strip().removeprefix("/")
    description = required(given, "description", "Can't parse BotCommand: ").strip()
    _check_length("Command", command, COMMAND_LETTERS)
    _check_length("Command description", description, COMMAND_DESCRIPTION_LETTERS)
    if not COMMAND.fullmatch(command):
        raise Refused("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def _check_length(what: str, text: str, most: int) -> None:
    if not text:
        raise Refused(f"{what} must be non-empty")
    if len(text) > most:
        raise Refused(f"{what} length must not exceed {most}")
