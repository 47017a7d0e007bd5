"""How the bot introduces itself in Telegram: commands and descriptions, in each language."""

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    MenuButton,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import BadRequest, TelegramError

from bot.content import LANGUAGES, Language
from bot.conversation import Wording
from bot.identity import Identity
from bot.storage import People
from bot.telegram.context import Context
from bot.telegram.curators import Staff
from bot.telegram.handlers import COMMANDS, IN_GROUPS

log = structlog.get_logger()

LOGIN_PATH = "/login"
"""The console's page that takes what Telegram has signed."""

_FOR_EVERYBODY_ELSE: Language = "ru"  # shown where Telegram's language is none of the three


async def present(bot: Bot, wording: Wording, staff: Staff, context: Context) -> None:
    """Introduce the bot to everybody and the desk to curators. If Telegram cannot be reached, it keeps what it had."""
    try:
        await introduce(bot, wording)
        await introduce_desk(bot, wording, staff, context.records.people, context.identity)
    except TelegramError as fault:
        log.warning("commands and descriptions could not be registered", fault=str(fault))


async def introduce(bot: Bot, wording: Wording) -> None:
    """Register commands and descriptions for each of our languages, and for all others."""
    spoken = _spoken()
    scopes: list[tuple[BotCommandScope, tuple[str, ...]]] = [
        (BotCommandScopeDefault(), COMMANDS),
        (BotCommandScopeAllGroupChats(), IN_GROUPS),
    ]
    for language, code in spoken:
        for scope, names in scopes:
            commands = [BotCommand(name, wording(language, f"command-{name}")) for name in names]
            await bot.set_my_commands(commands, scope, code)
    for language, code in spoken:
        await bot.set_my_description(wording(language, "bot-description"), language_code=code)
        await bot.set_my_short_description(wording(language, "bot-short-description"), language_code=code)


async def introduce_desk(bot: Bot, wording: Wording, staff: Staff, people: People, identity: Identity) -> None:
    """Add the curators' commands in each curator's private chat, in the language they chose or else Telegram's.

    The menu button there opens the console as a Mini App, where the console has an address that Telegram may open.
    """
    for curator in sorted(staff.ids):
        chosen = await people.language_of(identity.code(curator))
        menu: MenuButton = MenuButtonDefault()
        if staff.console:
            text = wording(chosen or _FOR_EVERYBODY_ELSE, "menu-console")
            menu = MenuButtonWebApp(text, WebAppInfo(f"{staff.console}{LOGIN_PATH}"))
        for language, code in _spoken():
            spoken = chosen or language
            usual = [(name, wording(spoken, f"command-{name}")) for name in COMMANDS]
            commands = [BotCommand(name, told) for name, told in (*staff.commands(spoken), *usual)]
            try:
                await bot.set_my_commands(commands, BotCommandScopeChat(curator), code)
            except BadRequest as fault:  # this curator has never written to the bot, so there is no chat yet
                log.info("a curator's commands could not be listed", reason=str(fault))
                break
        else:
            await _set_menu(bot, curator, menu)


async def _set_menu(bot: Bot, curator: int, menu: MenuButton) -> None:
    try:
        await bot.set_chat_menu_button(curator, menu)
    except BadRequest as fault:
        log.info("a curator's menu button could not be set", reason=str(fault))


def _spoken() -> list[tuple[Language, str | None]]:
    """The languages, each with Telegram's code for it; `None` stands for all other codes."""
    return [(_FOR_EVERYBODY_ELSE, None), *((one, one) for one in LANGUAGES)]
