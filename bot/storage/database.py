"""Open the database, bring its tables up to date, and run short transactions on it.

SQLite is spoken to by aiosqlite with one trip to its thread for each statement. It would make one to open a cursor, one
to execute, one to fetch and one to close; each costs more than most statements do, and several times that while other
threads compute.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, cast

import aiosqlite
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Table, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

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


_MIGRATIONS = Path(__file__).parent / "migrations"
_CONNECTIONS = 10  # of one process to PostgreSQL; as many again where it is busy
_CONNECTING = 10.0  # seconds until PostgreSQL has to have let one in, or one of those has to be free
_MIGRATING = 7_306_117  # the lock by which one process alone brings the tables up to date


class DatabaseError(Exception):
    """The database cannot be opened, or is none of ours; says why."""


def open_engine(url: str, within: float | None = None) -> AsyncEngine:
    """Connect to a database by SQLAlchemy's URL. A SQLite file's folder is made if need be.

    `within` so many seconds PostgreSQL has to have carried a statement out, or it counts as away. Without it,
    statements may take any time, as migrating and copying do.
    """
    parsed = make_url(url)
    # A traceback in the log shows nobody's question. Sessions end their transactions themselves, so none is reset.
    options: dict[str, Any] = {"hide_parameters": True, "pool_reset_on_return": None}
    if parsed.get_backend_name() == "postgresql":
        options |= {"pool_pre_ping": True, "pool_size": _CONNECTIONS, "pool_timeout": _CONNECTING}
        return create_async_engine(url, connect_args={"timeout": _CONNECTING, "command_timeout": within}, **options)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, connect_args={"async_creator_fn": SqliteConnection}, **options)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # FULL: what the inbox has confirmed to Telegram has to survive a power cut. Secure: what is erased is overwritten.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def is_shared(session: AsyncSession) -> bool:
    """Whether other processes may work on the same database."""
    return bool(session.get_bind().dialect.name == "postgresql")


def insert_into(session: AsyncSession, table: type[DeclarativeBase] | Table) -> sqlite.Insert:
    """An insert that can say what to do where a row is there already; each database has its own, written alike."""
    if is_shared(session):
        return cast(sqlite.Insert, postgresql.insert(table))
    return sqlite.insert(table)


def insert_if_new(session: AsyncSession, table: Table) -> sqlite.Insert:
    """An insert that leaves a row alone that is there already; built once, since every reply waits for some."""
    return _insert_if_new(is_shared(session), table)


@cache
def _insert_if_new(on_postgresql: bool, table: Table) -> sqlite.Insert:
    return cast(sqlite.Insert, (postgresql if on_postgresql else sqlite).insert(table).on_conflict_do_nothing())


class Sessions:
    """Short transactions on a database; what is done `together` is one.

    All of them raise `UnreachableError`, a `ConnectionError`, where PostgreSQL cannot be reached. A SQLite file that
    cannot be read or written is no passing fault, and raises what SQLAlchemy does.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._make = async_sessionmaker(engine, expire_on_commit=False)  # rows stay readable after their commit
        self._shared: ContextVar[AsyncSession | None] = ContextVar("shared", default=None)
        self.are_shared = engine.dialect.name == "postgresql"
        """Whether other processes may work on the same database: PostgreSQL is for that, a SQLite file is one bot's."""
        # SQLite lets one write at a time, and whoever waits for that tries again now and then, some for seconds.
        turn: contextlib.AbstractAsyncContextManager[Any] = asyncio.Lock()
        self._turn = contextlib.nullcontext() if self.are_shared else turn

    def _reached(self) -> contextlib.AbstractContextManager[None]:
        return told_when_away() if self.are_shared else contextlib.nullcontext()

    @contextlib.asynccontextmanager
    async def __call__(self) -> AsyncIterator[AsyncSession]:
        """A session to read with."""
        with self._reached():
            async with self._make() as session:
                yield session

    @contextlib.asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """A session to write with: committed at its end, or with all else that is done together."""
        if shared := self._shared.get():
            yield shared
            return
        with self._reached():
            async with self._turn, self._make.begin() as session:
                yield session

    @contextlib.asynccontextmanager
    async def together(self) -> AsyncIterator[AsyncSession]:
        """Let all that is written meanwhile, by whomever, be one transaction: one commit, and all of it or nothing."""
        with self._reached():
            async with self._turn, self._make.begin() as session:
                mark = self._shared.set(session)
                try:
                    yield session
                finally:
                    self._shared.reset(mark)


def open_sessions(engine: AsyncEngine) -> Sessions:
    """Transactions on a database."""
    return Sessions(engine)


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables to the newest version; does nothing where they are. Raises `DatabaseError`."""
    try:
        async with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATING})
            await connection.run_sync(_upgrade)
    except DBAPIError as error:
        raise DatabaseError(f"{engine.url.database}: {error.orig}") from error
    except OSError as error:  # nobody listens there
        raise DatabaseError(f"{engine.url.render_as_string()}: {error.strerror or error}") from error
    except CommandError as error:  # the tables are of a newer version of the bot
        raise DatabaseError(f"{engine.url.database}: {error}") from error


async def open_migrated(url: str, within: float) -> AsyncEngine:
    """Connect to a database whose tables are brought up to date first, however long that takes.

    From then on PostgreSQL has so many seconds for a statement. Raises `DatabaseError`.
    """
    engine = open_engine(url)
    await migrate(engine)
    if engine.dialect.name != "postgresql":
        return engine
    await engine.dispose()
    return open_engine(url, within)


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


# PostgreSQL's codes: the connection is lost; the server stops, starts, or has crashed; it has too many connections.
_AWAY = ("08", "57P01", "57P02", "57P03", "53300")


class UnreachableError(ConnectionError):
    """The database cannot be reached now. It may be back: what was to be done can be tried again."""


@contextlib.contextmanager
def told_when_away() -> Iterator[None]:
    """Raise `UnreachableError` where a server cannot be reached, or does not answer; all other faults as they are."""
    try:
        yield
    except OSError as fault:  # nobody listens, or too late: SQLAlchemy hands both on as they are
        raise UnreachableError(type(fault).__name__) from fault
    except NoConnectionError as fault:  # all connections are busy waiting
        raise UnreachableError("no connection is free") from fault
    except DBAPIError as fault:
        code = str(getattr(fault.orig, "sqlstate", None) or "")
        if fault.connection_invalidated or code.startswith(_AWAY):
            met = getattr(fault.orig, "__cause__", None) or fault.orig
            raise UnreachableError(type(met).__name__) from fault
        raise
