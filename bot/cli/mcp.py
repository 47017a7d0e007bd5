"""The command that serves assistants over MCP, through standard input and output."""

from datetime import datetime

from bot.api.finding import Finder
from bot.cli.shell import library_or_stop, matcher_or_stop, settings_or_stop
from bot.publishing import learned
from bot.settings import KAZAKHSTAN


def mcp() -> None:
    """Serve assistants over MCP (stdio): an answer with its passages, or that the articles do not say it."""
    from bot.api.mcp_server import mcp_server  # it takes half a second to load, which no other command should wait for

    settings = settings_or_stop()
    library = library_or_stop(settings)
    conversation = learned.conversation_for(library, matcher_or_stop(library, settings), settings)
    finder = Finder(lambda: conversation, lambda: datetime.now(KAZAKHSTAN).date(), settings.site_url or "")
    mcp_server(finder).run()
