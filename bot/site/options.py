"""What a site is told beside the content."""

from dataclasses import dataclass
from datetime import date

from bot.conversation.about_bot import NOBODY, Operator
from bot.conversation.public_figures import NO_FIGURES, PublicFigures


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """Where a site will be, and who is behind it.

    `url` is where it will be, ending in `/`, or empty; `bot` is the name of the bot in Telegram, or empty. `today` says
    whether answers are out of date. `root` is the path under which a server has the site, such as `/site/`, for where
    `url` is not known. `figures` are what everybody may know of how well the bot does.
    """

    today: date
    url: str = ""
    bot: str = ""
    operator: Operator = NOBODY
    root: str = ""
    figures: PublicFigures = NO_FIGURES
