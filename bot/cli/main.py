"""The commands, in the groups in which `--help` shows them.

`ask`, `search`, `check` and `evaluate` need no token and no database.
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from bot.cli import shell
from bot.run.memory import collect_rarely, keep_large_apart

_GROUPS: Mapping[str, Mapping[str, str]] = {
    "Run": {"run": "run:run", "demo": "demo:demo", "login-link": "run:login_link"},
    "Ask": {
        "ask": "ask:ask",
        "search": "ask:search",
        "mcp": "mcp:mcp",
        "evaluate": "evaluate:evaluate_on",
        "calibrate": "evaluate:calibrate",
    },
    "Content": {
        "check": "content:check",
        "vouch": "content:vouch",
        "add-article": "articles:add",
        "remove-article": "articles:remove",
        "versions": "content:versions",
        "rollback": "content:rollback",
        "site": "site:site",
    },
    "Desk": {
        "review": "review:review",
        "audit": "review:audit",
        "proposals": "review:proposals",
        "drafts": "review:drafts",
        "unanswered": "review:unanswered",
        "decisions": "review:decisions",
        "pull": "review:pull",
        "stats": "stats:stats",
        "export": "spreadsheet:export",
        "import": "spreadsheet:import_csv",
    },
    "Operate": {
        "status": "operate:status",
        "pause": "operate:pause",
        "resume": "operate:resume",
        "backup": "operate:backup",
        "restore": "operate:restore",
        "copy-database": "operate:copy_database",
        "migrate": "operate:migrate",
    },
}
_PLACES = {name: (place, group) for group, commands in _GROUPS.items() for name, place in commands.items()}


class Commands(Mapping[str, Any]):
    """The commands by name. One is loaded when it is asked for: what the others need would take `ask` 60 MB."""

    def __getitem__(self, name: str) -> Any:
        place, group = _PLACES[name]
        module, function = place.split(":")
        alone = typer.Typer(add_completion=False)
        alone.command(name, rich_help_panel=group)(getattr(import_module(f"bot.cli.{module}"), function))
        return typer.main.get_command(alone)

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


class _Program(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = ChainMap(self.commands, Commands())  # type: ignore[arg-type]  # only the first is ever changed


app = typer.Typer(
    cls=_Program,
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
        from bot.cli.run import run

        run()
