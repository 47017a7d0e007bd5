"""A site of static pages over the content: readable without Telegram, without a server and without script."""

from bot.site.build import NotASiteError, SiteFile, pages_of, replace_folder
from bot.site.templates import SiteOptions

__all__ = ["NotASiteError", "SiteFile", "SiteOptions", "pages_of", "replace_folder"]
