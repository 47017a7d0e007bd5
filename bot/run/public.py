"""What the bot serves to everybody beside the console, as far as the settings turn it on."""

from collections.abc import Callable, Iterator
from datetime import datetime

from starlette.routing import Route

from bot.api.finding import Finder
from bot.api.http_api import api_routes
from bot.conversation import Conversation
from bot.settings import KAZAKHSTAN, Settings


def public_routes(conversation: Callable[[], Conversation], settings: Settings) -> Iterator[Route]:
    """The routes of the API, if it is on. `conversation` is the one to use now."""
    if settings.api:
        yield from api_routes(Finder(conversation, lambda: datetime.now(KAZAKHSTAN).date(), settings.site_url or ""))
