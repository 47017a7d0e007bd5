"""The commands that serve: run the bot, and let somebody into its console."""

from bot.cli.shell import library_or_stop, matcher_or_stop, out, settings_or_stop, stop
from bot.publishing.gate import load_servable
from bot.publishing.publisher import files_can_be_edited
from bot.run import console, serve
from bot.run.intervals import USUAL, Intervals
from bot.settings import Settings
from bot.web.request import is_loopback


def run() -> None:
    """Run the bot: serve the console, and Telegram if there is a token."""
    run_at(USUAL)


def run_at(intervals: Intervals) -> None:
    """Run the bot, with these times between its looks at things."""
    if not files_can_be_edited():
        stop("The bot does not run on this system: use Linux, macOS, WSL or Docker. `check` and `ask` work here.", 2)
    settings = settings_or_stop()
    fault = serve.serve(_first_content(settings), settings, intervals)
    if fault:
        stop(fault, 2)


def _first_content(settings: Settings) -> serve.FirstContent:
    library = library_or_stop(settings, load_servable)
    return serve.FirstContent(library, matcher_or_stop(library, settings))


def login_link() -> None:
    """Print a link that lets you into the console on this machine, once."""
    settings = settings_or_stop()
    if not is_loopback(settings.host):
        stop(
            "A link works only on this machine, with HOST=127.0.0.1. From elsewhere, curators log in with Telegram.", 2
        )
    out.print(console.login_link(settings))
