"""The commands, in the groups in which `--help` shows them.

`ask`, `search`, `check` and `evaluate` need no token and no database.
"""

from collections.abc import Callable, Mapping

import typer

from bot.cli import articles, shell
from bot.cli.ask import ask
from bot.cli.content import check, rollback, versions
from bot.cli.demo import demo
from bot.cli.drafts import drafts
from bot.cli.evaluate import calibrate, evaluate_on
from bot.cli.mcp import mcp
from bot.cli.operate import backup, copy_database, migrate, pause, restore, resume, status
from bot.cli.review import audit, decisions, proposals, pull, review, unanswered
from bot.cli.search import search
from bot.cli.shell import library_or_stop, matcher_or_stop, out, settings_or_stop, stop
from bot.cli.site import site
from bot.cli.spreadsheet import export, import_csv
from bot.cli.stats import stats
from bot.cli.vouch import vouch
from bot.publishing.gate import load_servable
from bot.publishing.publisher import files_can_be_edited
from bot.run import console, serve
from bot.run.intervals import USUAL, Intervals
from bot.run.memory import collect_rarely, keep_large_apart
from bot.settings import Settings
from bot.web.local import is_loopback

app = typer.Typer(
    help="A Telegram bot that explains the draft Constitution of Kazakhstan.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Run the bot if no command is given."""
    keep_large_apart()
    collect_rarely()
    shell.write_what_can_be_written()
    if context.invoked_subcommand is None:
        run()


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


_GROUPS: Mapping[str, Mapping[str, Callable[..., None]]] = {
    "Run": {"run": run, "demo": demo, "login-link": login_link},
    "Ask": {"ask": ask, "search": search, "mcp": mcp, "evaluate": evaluate_on, "calibrate": calibrate},
    "Content": {
        "check": check,
        "vouch": vouch,
        "add-article": articles.add,
        "remove-article": articles.remove,
        "versions": versions,
        "rollback": rollback,
        "site": site,
    },
    "Desk": {
        "review": review,
        "audit": audit,
        "proposals": proposals,
        "drafts": drafts,
        "unanswered": unanswered,
        "decisions": decisions,
        "pull": pull,
        "stats": stats,
        "export": export,
        "import": import_csv,
    },
    "Operate": {
        "status": status,
        "pause": pause,
        "resume": resume,
        "backup": backup,
        "restore": restore,
        "copy-database": copy_database,
        "migrate": migrate,
    },
}
for group, commands in _GROUPS.items():
    for name, command in commands.items():
        app.command(name, rich_help_panel=group)(command)
