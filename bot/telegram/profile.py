"""How the bot introduces itself in Telegram: commands and descriptions, in each language."""

from telegram import Bot, BotCommand

from bot.conversation import Wording
from bot.knowledge import LANGUAGES, Language
from bot.telegram.handlers import COMMANDS

_FOR_EVERYBODY_ELSE: Language = "ru"  # shown where Telegram's language is none of the three


async def introduce(bot: Bot, wording: Wording) -> None:
    """Register commands and descriptions for each language, and for everybody else."""
    spoken: list[tuple[Language, str | None]] = [
        (_FOR_EVERYBODY_ELSE, None),
        *((one, one) for one in LANGUAGES),
    ]
    for language, code in spoken:
        commands = [BotCommand(name, wording(language, f"command-{name}")) for name in COMMANDS]
        await bot.set_my_commands(commands, language_code=code)
    for language, code in spoken:
        await bot.set_my_description(wording(language, "bot-description"), language_code=code)
        await bot.set_my_short_description(wording(language, "bot-short-description"), language_code=code)
