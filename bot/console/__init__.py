"""The curators' web console: try the bot, review what people asked in vain, look at the content and the numbers."""

from bot.console.console import console
from bot.console.links import VALID, Links
from bot.console.ports import Entrance, House, NumbersPort

__all__ = ["VALID", "Entrance", "House", "Links", "NumbersPort", "console"]
