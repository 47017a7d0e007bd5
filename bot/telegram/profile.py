"""How the bot introduces itself in Telegram: commands and descriptions, in each language."""

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeDefault

from bot.conversation import Wording
from bot.knowledge import LANGUAGES, Language
from bot.telegram.handlers import COMMANDS, IN_GROUPS

_FOR_EVERYBODY_ELSE: Language = "ru"  # shown where Telegram's language is none of the three


async def introduce(bot: Bot, wording: Wording) -> None:
    """Register commands and descriptions for each language, and for everybody else."""
    spoken: list[tuple[Language, str | None]] = [
        (_FOR_EVERYBODY_ELSE, None),
        *((one, one) for one in LANGUAGES),
    ]
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
