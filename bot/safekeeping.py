"""The operator's commands for what the bot keeps: a backup, and the move from one database to another."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from sqlalchemy.engine import make_url

from bot.settings import database_address
from bot.shell import err, out, settings_or_stop, stop
from bot.storage import DatabaseError, open_engine
from bot.storage.backup import back_up
from bot.storage.copying import copy

_PG_DUMP = 'pg_dump --format=custom --file=FILE "$DATABASE_URL" (and pg_restore)'
_BEFORE = "The key that people's codes come from is not in it (PSEUDONYM_KEY, or {key}): keep that too, and elsewhere."


def backup(
    file: Annotated[Path, typer.Argument(help="Where the backup goes.", dir_okay=False)],
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
) -> None:
    """Back a SQLite database up, while the bot runs; checked, and there only once it is whole."""
    url = make_url(settings_or_stop().database_url)
    if url.get_backend_name() != "sqlite":
        stop(f"PostgreSQL brings what makes backups: {_PG_DUMP}", 2)
    database = Path(url.database or "")
    if not database.is_file():
        stop(f"There is no database at {database} yet.", 2)
    if file.resolve() == database.resolve():
        stop("This is the database itself.", 2)
    if file.exists() and not force:
        stop(f"{file} is there already; --force overwrites it.", 2)
    with Progress(console=err) as progress:
        task = progress.add_task("pages")
        try:
            back_up(database, file, lambda done, pages: progress.update(task, completed=done, total=pages))
        except DatabaseError as fault:
            progress.stop()
            stop(f"No backup was made: {fault}.", 1)
    out.print(f"Written to {file}, whole and checked.", markup=False)
    out.print(_BEFORE.format(key=database.parent / "pseudonym.key"), markup=False)


def copy_database(
    source: Annotated[str, typer.Argument(metavar="FROM", help="As DATABASE_URL is written.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty one, or one that a copy was begun into.")],
) -> None:
    """Copy everything from one database to another, SQLite or PostgreSQL. Stop the bot first.

    Broken off, the same command goes on where it was. At the end both are compared.
    """
    urls = [_url(name, given) for name, given in (("FROM", source), ("TO", target))]
    if urls[0] == urls[1]:
        stop("FROM and TO are the same database.", 2)
    origin = make_url(urls[0])
    if origin.get_backend_name() == "sqlite" and not Path(origin.database or "").is_file():
        stop(f"FROM: there is no database at {origin.database}.", 2)
    try:
        asyncio.run(_copied(*urls))
    except DatabaseError as fault:
        stop(f"Not everything was copied: {fault}.", 1)
    out.print("Everything is copied, and both are the same. Now set DATABASE_URL to the new one, and start the bot.")


def _url(name: str, given: str) -> str:
    try:
        return database_address(given)
    except ValueError as error:
        stop(f"{name} {error}.", 2)


async def _copied(source: str, target: str) -> None:
    here, there = open_engine(source), open_engine(target)
    try:
        with Progress(console=err) as progress:
            tasks = {}

            def tell(table: str, done: int, total: int) -> None:
                if table not in tasks:
                    tasks[table] = progress.add_task(table)
                progress.update(tasks[table], completed=done, total=total)

            await copy(here, there, tell)
    finally:
        await here.dispose()
        await there.dispose()
