"""Open the database, bring its tables up to date, and run short transactions on it.

We use aiosqlite with one trip to its thread for each statement. By itself it makes four: to open a cursor, to execute,
to fetch and to close. Each trip costs more than most statements do, and several times that while other threads compute.
"""

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextvars import ContextVar
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

import aiosqlite
import structlog
from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, event, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.schema import CreateTable

from bot.settings import connecting_to
from bot.storage.tables import tables_with_indexes

log = structlog.get_logger()

_CHUNK = 64  # rows that aiosqlite would fetch at a time; we fetch all at once


class _Cursor(aiosqlite.Cursor):
    """The result of a statement, already fetched whole, so that nothing stays open in the database."""

    description: Any = None  # the names of the columns, if there are any
    rowcount: int = -1  # how many rows were changed; -1 if that is unknown
    lastrowid: int | None = None  # the number of the row inserted last

    def __init__(self, connection: "SqliteConnection") -> None:
        self._one_trip = connection
        self._rows: list[Any] = []

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "_Cursor":
        """Execute a statement and fetch its rows."""
        await self._one_trip.run(self._execute_now, sql, tuple(parameters or ()))
        return self

    async def executemany(self, sql: str, parameters: Any) -> "_Cursor":
        """Execute a statement with each of several sets of parameters."""
        await self._one_trip.run(self._execute_each, sql, parameters)
        return self

    def _execute_now(self, connection: sqlite3.Connection, sql: str, parameters: Sequence[Any]) -> None:
        done = connection.execute(sql, parameters)
        self._rows = done.fetchall()
        self._keep_about(done)

    def _execute_each(self, connection: sqlite3.Connection, sql: str, parameters: Any) -> None:
        self._keep_about(connection.executemany(sql, parameters))

    def _keep_about(self, done: sqlite3.Cursor) -> None:
        self.description, self.rowcount, self.lastrowid = done.description, done.rowcount, done.lastrowid

    async def fetchall(self) -> list[Any]:
        """The rows; empty when called again."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Do nothing: nothing is open."""


class SqliteConnection(aiosqlite.Connection):
    """A connection that suits SQLAlchemy: it fetches whole results, and commits and rolls back only where needed."""

    def __init__(self, database: str, **options: Any) -> None:
        super().__init__(lambda: sqlite3.connect(database, **options), _CHUNK)
        self._thread.daemon = True

    def cursor(self) -> Any:
        """A cursor, which its first statement opens."""
        return _Cursor(self)

    async def run(self, work: Any, *arguments: Any) -> None:
        """Run a function with the connection, in its thread."""
        await self._execute(work, self._conn, *arguments)  # type: ignore[no-untyped-call]  # aiosqlite has no type for it

    async def commit(self) -> None:
        """Commit, if a transaction is open."""
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back, if a transaction is open."""
        if self.in_transaction:
            await super().rollback()


_MIGRATIONS = Path(__file__).parent / "migrations"
_CONNECTIONS = 10  # of one process to PostgreSQL; as many again when it is busy
_CONNECTING = 10.0  # seconds to wait for PostgreSQL to accept a connection, or for one to become free
# Alembic's own table, as Alembic makes it.
_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
_MIGRATING = 7_306_117  # the lock that lets only one process bring the tables up to date


class DatabaseError(Exception):
    """The database cannot be opened, or is not one of ours; says why."""


class AwayError(DatabaseError):
    """The database cannot be opened now, and may be later, without anybody doing anything here."""


BUSY = 10.0
"""Seconds to wait for a SQLite file that another program holds, before it counts as unreachable."""
_SYNCHRONOUS = "FULL"  # what the inbox has confirmed to Telegram has to survive a power cut


def open_engine(url: str, within: float | None = None, busy: float = BUSY) -> AsyncEngine:
    """Connect to a database by SQLAlchemy's URL. Creates the folder of a SQLite file if there is none.

    If PostgreSQL takes longer than `within` seconds for a statement, it counts as unreachable. Without `within`,
    statements may take any time, as they do when migrating and copying. A SQLite file that another program holds for
    longer than `busy` seconds counts as unreachable too.
    """
    parsed = make_url(url)
    # Keep people's questions out of tracebacks in the log. Sessions end their transactions, so the pool need not reset.
    options: dict[str, Any] = {"hide_parameters": True, "pool_reset_on_return": None}
    if parsed.get_backend_name() == "postgresql":
        options |= {"pool_pre_ping": True, "pool_size": _CONNECTIONS, "pool_timeout": _CONNECTING}
        address, arguments = connecting_to(parsed, _CONNECTING)
        # SQLAlchemy keeps prepared statements itself; asyncpg's own would only be in a pooler's way.
        arguments |= {"command_timeout": within, "statement_cache_size": 0}
        pooled = create_async_engine(address, connect_args=arguments, **options)
        event.listen(pooled.sync_engine, "connect", _mind_pooler)
        return pooled
    if parsed.database and parsed.database != ":memory:":
        _make_private(Path(parsed.database))
    engine = create_async_engine(url, connect_args={"async_creator_fn": SqliteConnection}, **options)
    event.listen(engine.sync_engine, "connect", partial(_prepare_sqlite, busy))
    return engine


def _make_private(database: Path) -> None:
    """Make a new database's folder and file so that only this user can read them. SQLite's other files follow it."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(OSError):  # what is wrong with it, the first connection says
        os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare_sqlite(busy: float, connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    waiting = f"busy_timeout={round(busy * 1000)}"  # the first, as the others may have to wait already
    for pragma in (waiting, "journal_mode=WAL", f"synchronous={_SYNCHRONOUS}", "secure_delete=ON"):  # overwrites
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _mind_pooler(connection: Any, _record: Any) -> None:
    """Prepare no statement beforehand where a pooler (PgBouncer, say) is between: the next may reach another server.

    A pooler tells its clients a server process's number of its own making.
    """
    own = connection.run_async(lambda driver: driver.fetchval("SELECT pg_backend_pid()"))
    if own == connection.driver_connection.get_server_pid():
        return
    log.debug("PostgreSQL is reached through a pooler, so statements are not prepared beforehand")
    # Its arguments set these too, but for all connections, before anybody knows; a prepared statement is twice as fast.
    connection._prepared_statement_cache = None
    connection._prepared_statement_name_func = str  # no name: the statement lasts until the next one


def is_shared(session: AsyncSession) -> bool:
    """Whether other processes may work on the same database."""
    return bool(session.get_bind().dialect.name == "postgresql")


def insert_into(session: AsyncSession, table: type[DeclarativeBase] | Table) -> sqlite.Insert:
    """An insert that can say what to do if the row exists; each database has its own, with the same methods."""
    if is_shared(session):
        return cast(sqlite.Insert, postgresql.insert(table))
    return sqlite.insert(table)


def insert_if_new(session: AsyncSession, table: Table) -> sqlite.Insert:
    """An insert that leaves an existing row alone; built once per table, because every reply waits for some of them."""
    return _insert_if_new(is_shared(session), table)


@cache
def _insert_if_new(on_postgresql: bool, table: Table) -> sqlite.Insert:
    return cast(sqlite.Insert, (postgresql if on_postgresql else sqlite).insert(table).on_conflict_do_nothing())


class Sessions:
    """Short transactions on a database; everything done inside `together` is one transaction.

    All of them raise `UnreachableError`, a `ConnectionError`, if the database cannot be used now: PostgreSQL cannot be
    reached, or a SQLite file is locked, full or cannot be written. SQLAlchemy's own errors are raised for the rest.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._make = async_sessionmaker(engine, expire_on_commit=False)  # rows stay readable after their commit
        self._shared: ContextVar[AsyncSession | None] = ContextVar("shared", default=None)
        self.are_shared = engine.dialect.name == "postgresql"
        """Whether other processes may work on the same database: on PostgreSQL they may, on a SQLite file not."""
        # SQLite allows one writer at a time, and the others retry now and then, some of them for seconds.
        turn: contextlib.AbstractAsyncContextManager[Any] = asyncio.Lock()
        self._turn = contextlib.nullcontext() if self.are_shared else turn

    @contextlib.asynccontextmanager
    async def __call__(self) -> AsyncIterator[AsyncSession]:
        """A session to read with: inside `together` it is that one, as nobody may hold one and wait for another."""
        if shared := self._shared.get():
            yield shared
            return
        with told_when_away():
            async with self._make() as session:
                yield session

    @contextlib.asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """A session to write with: committed at its end, or with everything else inside `together`."""
        if shared := self._shared.get():
            yield shared
            return
        with told_when_away():
            async with self._turn, self._make.begin() as session:
                yield session

    @contextlib.asynccontextmanager
    async def together(self) -> AsyncIterator[AsyncSession]:
        """Make everything that is written inside, by any code, one transaction: one commit, all or nothing."""
        with told_when_away():
            async with self._turn, self._make.begin() as session:
                mark = self._shared.set(session)
                try:
                    yield session
                finally:
                    self._shared.reset(mark)


def open_sessions(engine: AsyncEngine) -> Sessions:
    return Sessions(engine)


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables to the newest version; does nothing if they are there already.

    Raises `DatabaseError`: an `AwayError` if the same may work later.
    """
    try:
        async with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATING})
            await connection.run_sync(_upgrade)
    except DBAPIError as error:
        if "statement pooling" in str(error.orig):
            raise DatabaseError("its PgBouncer forbids transactions. Set pool_mode=transaction or session") from error
        # Who starts the bot on a file that it may not write has to change that; while it runs, the file may come back.
        kind = AwayError if _is_away(error) and _sqlite_code(error) != sqlite3.SQLITE_READONLY else DatabaseError
        raise kind(f"{engine.url.database}: {error.orig}{_way_back(error)}") from error
    except OSError as error:  # nothing listens there
        said = error.strerror or str(error) or type(error).__name__
        raise AwayError(f"{engine.url.render_as_string()}: {said}") from error


@cache
def _newest() -> str:
    """The revision that the migrations lead to: they are numbered, and each is called by its number."""
    return max(file.name[:4] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def _upgrade(connection: Connection) -> None:
    known = inspect(connection).get_table_names()
    if not known:
        _make_all(connection)
    elif "alembic_version" not in known or connection.execute(select(_VERSION.c.version_num)).scalar() != _newest():
        _go_on(connection)


def _make_all(connection: Connection) -> None:
    """Make all tables in an empty database, as the migrations would: most of a start with them is loading Alembic."""
    for table, indexes in tables_with_indexes():
        connection.execute(CreateTable(table))
        for index in indexes:
            index.create(connection)
    _VERSION.create(connection)
    connection.execute(_VERSION.insert().values(version_num=_newest()))


def _go_on(connection: Connection) -> None:
    """Do the migrations that the tables have not had."""
    from alembic import command  # with all that it loads it takes 8 MB, and most starts have nothing to migrate
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:  # the tables belong to a newer version of the bot
        raise DatabaseError(f"{connection.engine.url.database}: {error}") from error


_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _way_back(fault: DBAPIError) -> str:
    """What an operator can do about a damaged file."""
    if _sqlite_code(fault) in _DAMAGED:
        return ". The way back is a backup: python -m bot restore FILE"
    return ""


# SQLite's: another program holds the file; the disk is full, fails, or was mounted so that nothing can be written.
_PASSING = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
)
# PostgreSQL's codes: the connection is lost; the server stops, starts, or has crashed; it has too many connections.
_AWAY = ("08", "57P01", "57P02", "57P03", "53300")


class UnreachableError(ConnectionError):
    """The database cannot be reached now, but may come back: the work can be tried again."""


@contextlib.contextmanager
def told_when_away() -> Iterator[None]:
    """Raise `UnreachableError` if a database cannot be used at the moment; leave other faults as they are."""
    try:
        yield
    except OSError as fault:  # nothing listens, or it timed out: SQLAlchemy passes both on as they are
        raise UnreachableError(type(fault).__name__) from fault
    except NoConnectionError as fault:  # all connections are in use
        raise UnreachableError("no connection is free") from fault
    except DBAPIError as fault:
        if _is_away(fault):
            met = getattr(fault.orig, "__cause__", None) or fault.orig
            raise UnreachableError(str(fault.orig) if _sqlite_code(fault) else type(met).__name__) from fault
        raise


def _is_away(fault: DBAPIError) -> bool:
    code = str(getattr(fault.orig, "sqlstate", None) or "")
    return fault.connection_invalidated or code.startswith(_AWAY) or _sqlite_code(fault) in _PASSING


def _sqlite_code(fault: DBAPIError) -> int:
    """SQLite's code for a fault, without its details; 0 if it is none of SQLite's."""
    return getattr(fault.orig, "sqlite_errorcode", 0) & 0xFF
