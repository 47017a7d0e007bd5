"""aiosqlite with one trip to its thread for each statement.

It makes one to open a cursor, one to execute, one to fetch and one to close; each costs more than most statements do,
and several times that while other threads compute.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import aiosqlite

_CHUNK = 64  # rows that aiosqlite would fetch at a time; here all are fetched at once


class _Cursor(aiosqlite.Cursor):
    """What a statement brought. All of it has been fetched, so that nothing of it is left in the database's hands."""

    def __init__(self, connection: "SqliteConnection") -> None:
        self._one_trip = connection
        self._rows: list[Any] = []
        self._about: sqlite3.Cursor | None = None

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "_Cursor":
        """Execute a statement."""
        await self._one_trip.run(self._execute_now, sql, tuple(parameters or ()))
        return self

    async def executemany(self, sql: str, parameters: Any) -> "_Cursor":
        """Execute a statement with each of several sets of parameters."""
        await self._one_trip.run(self._execute_each, sql, parameters)
        return self

    def _execute_now(self, connection: sqlite3.Connection, sql: str, parameters: Sequence[Any]) -> None:
        self._about = connection.execute(sql, parameters)
        self._rows = self._about.fetchall()

    def _execute_each(self, connection: sqlite3.Connection, sql: str, parameters: Any) -> None:
        self._about = connection.executemany(sql, parameters)

    async def fetchall(self) -> list[Any]:
        """The rows."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is open."""

    @property
    def description(self) -> Any:
        """The names of the columns, where there are any."""
        return self._about.description if self._about else None

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._about.rowcount if self._about else -1

    @property
    def lastrowid(self) -> int | None:
        """The number of the row inserted last."""
        return self._about.lastrowid if self._about else None


class SqliteConnection(aiosqlite.Connection):
    """A connection as SQLAlchemy uses it: it fetches whole results, and ends transactions that were never begun."""

    def __init__(self, database: str, **options: Any) -> None:
        super().__init__(lambda: sqlite3.connect(database, **options), _CHUNK)
        self._thread.daemon = True

    def cursor(self) -> Any:
        """A cursor, which is opened by its first statement."""
        return _Cursor(self)

    async def run(self, work: Any, *arguments: Any) -> None:
        """Have something done with the connection, in its thread."""
        await self._execute(work, self._conn, *arguments)  # type: ignore[no-untyped-call]  # aiosqlite has no type for it

    async def commit(self) -> None:
        """Commit, if there is anything to."""
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back, if there is anything to."""
        if self.in_transaction:
            await super().rollback()
