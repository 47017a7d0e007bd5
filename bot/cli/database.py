"""Run a command's work on the database, or stop and say why it cannot be used. Apart, because only some need one."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from bot.cli.shell import stop
from bot.settings import Settings
from bot.storage import DatabaseError, Sessions, migrate, open_engine, open_sessions

T = TypeVar("T")


def with_database(work: Coroutine[Any, Any, T]) -> T:
    """Run work on the database and return its result; stop with exit code 2 if the database cannot be used."""
    try:
        return asyncio.run(work)
    except DatabaseError as fault:
        stop(f"The database of DATABASE_URL cannot be used: {fault}.", 2)


def with_sessions(settings: Settings, work: Callable[[Sessions], Awaitable[T]]) -> T:
    """Update the tables of the settings' database, run work on it and return the result."""

    async def opened() -> T:
        engine = open_engine(settings.database_url)
        try:
            await migrate(engine)
            return await work(open_sessions(engine))
        finally:
            await engine.dispose()

    return with_database(opened())
