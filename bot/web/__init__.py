"""The curators' web console: try the bot, review unanswered questions, look at the content and the numbers."""

from bot.web.routes import console
from bot.web.sessions import LINK_VALID, Links
from bot.web.visit import ConsoleParts, Entrance

__all__ = [
    "LINK_VALID",
    "ConsoleParts",
    "Entrance",
    "Links",
    "console",
]
