"""A site of static pages over the content: readable without Telegram, without a server and without script."""

from bot.site.build import SiteOptions, pages_of
from bot.site.folder_swap import NotASiteError, replace_folder

__all__ = ["NotASiteError", "SiteOptions", "pages_of", "replace_folder"]
