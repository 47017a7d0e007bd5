"""The operator's commands: status, pause and resume, backups, copies of the database, migrations."""

import asyncio
import ipaddress
import json
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress
from rich.table import Table
from sqlalchemy.engine import make_url

from bot.cli.database import with_sessions
from bot.cli.shell import err, local, out, settings_or_stop, stop
from bot.content import ContentError, load
from bot.jobs.pause import SWITCH
from bot.settings import KAZAKHSTAN, Settings, database_address
from bot.storage import DatabaseError, Inbox, Notices, Sessions, Switches, open_engine
from bot.storage.backup import back_up, copy
from bot.storage.backup import restore as restore_file
from bot.storage.locks import InUseError, sole_use_of

_LONGEST = 1000  # characters; Telegram accepts 4,096, but nobody reads that many

Words = Annotated[str | None, typer.Option(help="The text in this language.")]


def pause(
    text: Annotated[str | None, typer.Argument(help="The text to send instead of answers, in every language.")] = None,
    kk: Words = None,
    ru: Words = None,
    en: Words = None,
) -> None:
    """Pause the bot: it answers no questions until `resume`.

    Takes effect within two seconds, and lasts across restarts.
    """
    given = {"kk": kk or text, "ru": ru or text, "en": en or text}
    words = {language: said.strip() for language, said in given.items() if said and said.strip()}
    if any(len(said) > _LONGEST for said in words.values()):
        stop(f"At most {_LONGEST} characters, please.", 2)
    _set({"on": True, "words": words})
    out.print("The bot is paused. `python -m bot resume` lets it answer again.")


def resume() -> None:
    """Let the bot answer again."""
    _set({"on": False})
    out.print("The bot answers again.")


def _set(value: dict[str, Any]) -> None:
    with_sessions(settings_or_stop(), lambda sessions: Switches(sessions).write(SWITCH, value))


@dataclass(frozen=True, slots=True)
class _Standing:
    waiting: int
    oldest: datetime | None
    latest: datetime | None
    owed: int
    pause: dict[str, Any]


async def _standing(sessions: Sessions) -> _Standing:
    inbox = Inbox(sessions)
    waiting, oldest = await inbox.backlog()
    owed = await Notices(sessions).owed()
    return _Standing(waiting, oldest, await inbox.latest(), owed, await Switches(sessions).read(SWITCH))


def status() -> None:
    """Show whether the bot runs and is ready, what waits, and whether it is paused.

    Exit code 1 if nobody answers on HOST and PORT, or the bot there is not ready.
    """
    settings = settings_or_stop()
    standing = with_sessions(settings, _standing)
    running = _running(settings)
    table = Table(show_header=False, box=None)
    table.add_row("process", _process(settings, running))
    for name, check in (running or {}).get("checks", {}).items():
        detail = f": {check['detail']}" if "detail" in check else ""
        table.add_row(f"  {name}", f"{'ok' if check['ok'] else 'NOT OK'}{detail}")
    table.add_row("content served", (running or {}).get("content", "–"))
    table.add_row("content in the files", _version(settings))
    table.add_row("paused", _paused(standing.pause))
    table.add_row(
        "inbox", f"{standing.waiting} waiting" + (f", since {_at(standing.oldest)}" if standing.oldest else "")
    )
    table.add_row("last update", _at(standing.latest) if standing.latest else "none in the last two days")
    table.add_row("notices owed", str(standing.owed))
    out.print(table)
    if not (running and running["ready"]):
        raise typer.Exit(1)


def _running(settings: Settings) -> dict[str, Any] | None:
    """What the bot that listens here reports about itself; `None` if no bot answers."""
    connection = HTTPConnection(_reached(settings.host), settings.port, timeout=5)  # never through a proxy
    try:
        token = settings.metrics_token
        known = {"Authorization": f"Bearer {token.get_secret_value()}"} if token else {}
        connection.request("GET", "/readyz", headers=known)
        told = json.load(connection.getresponse())
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        connection.close()
    return told if isinstance(told, dict) and "checks" in told else None


def _reached(host: str) -> str:
    """The address at which `host` is reached from here: loopback for a bot that listens on every address."""
    try:
        listening = ipaddress.ip_address(host)
    except ValueError:
        return host
    here = {4: "127.0.0.1", 6: "::1"}
    return here[listening.version] if listening.is_unspecified else host


def _process(settings: Settings, running: dict[str, Any] | None) -> str:
    if running is None:
        return f"nobody answers at {settings.host}:{settings.port}"
    return "ready" if running["ready"] else "NOT READY"


def _version(settings: Settings) -> str:
    try:
        return load(settings.faq_dir, settings.corpus_dir).version
    except ContentError as error:
        return f"not valid: {len(error.problems)} problems (`python -m bot check`)"


def _paused(switch: dict[str, Any]) -> str:
    if not switch.get("on"):
        return "no"
    words = dict.fromkeys(switch.get("words", {}).values())
    return "yes: " + (" / ".join(words) or "the bot's own words")


def _at(moment: datetime) -> str:
    return f"{local(moment, '%Y-%m-%d %H:%M:%S')} (Almaty)"


_PG_DUMP = 'pg_dump --format=custom --file=FILE "$DATABASE_URL" (and pg_restore)'
_BEFORE = "It lacks the key that people's codes come from (PSEUDONYM_KEY, or {key}): keep that too, somewhere else."


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.", dir_okay=False)],
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Back up a SQLite database while the bot runs.

    The backup is checked, and its file appears only once it is complete.
    """
    url = make_url(settings_or_stop().database_url)
    if url.get_backend_name() != "sqlite":
        stop(f"PostgreSQL has its own tool for backups: {_PG_DUMP}", 2)
    database = Path(url.database or "")
    if not database.is_file():
        stop(f"There is no database at {database} yet.", 2)
    if file.resolve() == database.resolve():
        stop("This is the database itself.", 2)
    if file.exists() and not force:
        stop(f"{file} exists already; --force overwrites it.", 2)
    with Progress(console=err) as progress:
        task = progress.add_task("pages")
        try:
            back_up(database, file, lambda done, pages: progress.update(task, completed=done, total=pages))
        except DatabaseError as fault:
            progress.stop()
            stop(f"No backup was made: {fault}.", 1)
    out.print(f"Written to {file}, complete and checked.", markup=False)
    out.print(_BEFORE.format(key=database.parent / "pseudonym.key"), markup=False)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote.", dir_okay=False)],
) -> None:
    """Put a backup in the place of a SQLite database. Stop the bot first.

    The backup is checked before anything changes, and the database that was there is kept beside it.
    """
    settings = settings_or_stop()
    database = settings.database_file
    if database is None:
        stop(f"PostgreSQL has its own tool for backups: {_PG_DUMP}", 2)
    if not file.is_file():
        stop(f"There is no file {file}.", 2)
    if file.resolve() == database.resolve():
        stop("This is the database itself.", 2)
    try:
        with sole_use_of(database), Progress(console=err) as progress:
            task = progress.add_task("pages")
            now = datetime.now(KAZAKHSTAN)
            work = restore_file(
                file, database, now, lambda done, pages: progress.update(task, completed=done, total=pages)
            )
            kept = asyncio.run(work)
    except InUseError:
        stop(f"The bot serves over {database}: stop it first.", 2)
    except DatabaseError as fault:
        stop(f"Nothing was restored, and nothing was changed: {fault}.", 1)
    out.print(f"{file} is restored to {database}, complete and checked.", markup=False)
    if kept:
        out.print(f"What was there before is kept: {kept}", markup=False)
    out.print("People's codes need the key of that time (PSEUDONYM_KEY, or pseudonym.key beside the database).")


def copy_database(
    source: Annotated[str, typer.Argument(metavar="FROM", help="An address like DATABASE_URL.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty database, or one with an unfinished copy.")],
) -> None:
    """Copy everything from one database to another, SQLite or PostgreSQL. Stop the bot first.

    If the copy is interrupted, run the same command again and it continues. At the end both databases are compared.
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


def migrate() -> None:
    """Update the database's tables (`run` does this too)."""
    with_sessions(settings_or_stop(), _nothing)
    out.print("The tables are up to date.")


async def _nothing(sessions: Sessions) -> None:
    """Do nothing: the tables are updated before any work on them."""
