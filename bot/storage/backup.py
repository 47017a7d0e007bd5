"""Copy a database: back up a SQLite file while a bot is writing to it, or move everything to another database.

The move goes table by table, in batches in the order of the keys. The target itself records how far it is, committed
with each batch, so that an interrupted copy goes on where it stopped.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage.database import DatabaseError, migrate
from bot.storage.tables import Table

_PAGES = 1000  # pages copied between two reports of progress
_BUSY = 10.0  # seconds to wait for a lock on the file


def back_up(source: Path, target: Path, tell: Callable[[int, int], None]) -> None:
    """Copy a database into a new file, which replaces any earlier one only once it is complete.

    `tell` gets how many pages are copied, and of how many. Raises `DatabaseError`; then the target is as it was.
    """
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)  # it contains people's questions
        _copy(source, partial, tell)
        _make_durable(partial)
        partial.replace(target)
        _make_durable(target.parent)
    except (sqlite3.Error, OSError) as fault:
        raise DatabaseError(f"{target}: {fault}") from fault
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


async def restore(backup: Path, database: Path, now: datetime, tell: Callable[[int, int], None]) -> Path | None:
    """Put a backup in a database's place. Returns where the database that was there lies now; `None` if none was.

    The backup is copied, checked and brought to the newest tables before anything is moved. Nobody may use the database
    meanwhile. Raises `DatabaseError`; then all is as it was.
    """
    staged = database.with_name(f".{database.name}.restored")
    try:
        back_up(backup, staged, tell)
        await _migrate_file(staged)
        return _swap(staged, database, now)
    except OSError as fault:
        raise DatabaseError(f"{database}: {fault}") from fault
    finally:
        with contextlib.suppress(OSError):
            staged.unlink(missing_ok=True)


async def _migrate_file(file: Path) -> None:
    """Bring a backup's tables up to date. Raises `DatabaseError` if they are not the bot's, or those of a newer bot."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not {"alembic_version", "questions"} <= tables:
        raise DatabaseError("it is a database, and none of this bot's")
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}", hide_parameters=True)
    try:
        await migrate(engine)
    finally:
        await engine.dispose()
    _make_durable(file)


def _swap(staged: Path, database: Path, now: datetime) -> Path | None:
    """Move a database aside, with what SQLite keeps beside it, and another into its place."""
    aside = f"{database.name}.before-{now:%Y%m%d-%H%M%S}"
    kept = database.with_name(aside) if database.exists() else None
    for ending in ("", "-wal", "-shm"):  # a log that stayed would be applied to the restored database
        old = database.with_name(f"{database.name}{ending}")
        if old.exists():
            old.rename(database.with_name(f"{aside}{ending}"))
    staged.rename(database)
    _make_durable(database.parent)
    return kept


def _copy(source: Path, partial: Path, tell: Callable[[int, int], None]) -> None:
    with (
        contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY)) as read,
        contextlib.closing(sqlite3.connect(partial)) as written,
    ):
        # From here on we read a snapshot: what is written meanwhile neither gets in nor makes the copy start over.
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        read.backup(written, pages=_PAGES, progress=lambda _, left, pages: tell(pages - left, pages))
        written.execute("PRAGMA journal_mode=DELETE")  # so that the backup is a single file
        faults = [row[0] for row in written.execute("PRAGMA integrity_check")]
        if faults != ["ok"]:
            raise sqlite3.DatabaseError(f"the copy is damaged, and so is the database: {'; '.join(faults[:3])}")


def _make_durable(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_BATCH = 1000  # rows

# Not one of the bot's tables: it only exists while a copy is under way.
_PROGRESS = sa.Table(
    "copying",
    sa.MetaData(),
    sa.Column("name", sa.String(64), primary_key=True),  # of a table
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("reached", sa.JSON),  # the key of the last row that was copied
)

Tell = Callable[[str, int, int], None]
"""Called with a table's name, how many of its rows are copied, and of how many."""


async def copy(source: AsyncEngine, target: AsyncEngine, tell: Tell) -> None:
    """Copy everything. Raises `DatabaseError` if the target is not empty, or differs from the source at the end."""
    for engine in (source, target):
        await migrate(engine)
    try:
        await _begin(target, _named(source))
        for table in Table.metadata.sorted_tables:
            await _copy_table(source, target, table, tell)
        await _compare(source, target)
        await _end(target)
    except DBAPIError as error:
        raise DatabaseError(f"{type(error.orig).__name__}: {error.orig}") from error


def _named(engine: AsyncEngine) -> str:
    return hashlib.sha256(engine.url.render_as_string(hide_password=True).encode()).hexdigest()


async def _begin(target: AsyncEngine, source: str) -> None:
    """Mark the target as being copied to. Raises `DatabaseError` unless it is empty or was begun from this source."""
    async with target.begin() as connection:
        if await connection.run_sync(lambda inner: sa.inspect(inner).has_table(_PROGRESS.name)):
            if set(await connection.scalars(sa.select(_PROGRESS.c.source))) != {source}:
                raise DatabaseError("the target holds a part of another database; begin with an empty one")
            return
        for table in Table.metadata.sorted_tables:
            if await connection.scalar(sa.select(sa.literal(1)).select_from(table).limit(1)):
                raise DatabaseError(f"the target is not empty: there are rows in '{table.name}'")
        await connection.run_sync(_PROGRESS.create)
        names = [{"name": table.name, "source": source} for table in Table.metadata.sorted_tables]
        await connection.execute(sa.insert(_PROGRESS), names)


async def _copy_table(source: AsyncEngine, target: AsyncEngine, table: sa.Table, tell: Tell) -> None:
    mine = _PROGRESS.c.name == table.name
    async with target.connect() as connection:
        reached = await connection.scalar(sa.select(_PROGRESS.c.reached).where(mine))
        done = await _count(connection, table)
    async with source.connect() as connection:
        total = await _count(connection, table)
        async for rows in _batches(connection, table, reached):
            async with target.begin() as writing:
                await writing.execute(sa.insert(table), rows)
                last = [rows[-1][column.name] for column in table.primary_key]
                await writing.execute(sa.update(_PROGRESS).where(mine).values(reached=last))
            done += len(rows)
            tell(table.name, done, total)


async def _count(connection: AsyncConnection, table: sa.Table) -> int:
    return await connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


async def _batches(
    connection: AsyncConnection, table: sa.Table, after: list[Any] | None
) -> AsyncIterator[list[dict[str, Any]]]:
    """The rows of a table in batches, in the order of its key, starting after the key `after`."""
    key = list(table.primary_key)
    while True:
        query = sa.select(table).order_by(*key).limit(_BATCH)
        if after is not None:
            query = query.where(sa.tuple_(*key) > sa.tuple_(*after, types=[column.type for column in key]))
        rows = [dict(row) for row in (await connection.execute(query)).mappings()]
        if not rows:
            return
        yield rows
        after = [rows[-1][column.name] for column in key]


async def _compare(source: AsyncEngine, target: AsyncEngine) -> None:
    for table in Table.metadata.sorted_tables:
        here, there = await _sum(source, table), await _sum(target, table)
        if here != there:
            raise DatabaseError(
                f"'{table.name}' differs: {here[0]} rows in the source, {there[0]} in the target. A bot that runs "
                "changes the source: stop it, empty the target, and begin again"
            )


async def _sum(engine: AsyncEngine, table: sa.Table) -> tuple[int, int]:
    """A table's number of rows, and a checksum that does not depend on their order: databases sort differently."""
    count = total = 0
    async with engine.connect() as connection:
        async for rows in _batches(connection, table, None):
            for row in rows:
                count, total = count + 1, (total + _digest(row)) % 2**256
    return count, total


def _digest(row: dict[str, Any]) -> int:
    plain = json.dumps(row, sort_keys=True, default=_plain)
    return int.from_bytes(hashlib.sha256(plain.encode()).digest())


def _plain(value: object) -> str:
    """Turn a value that JSON cannot hold into text."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case bytes():
            return value.hex()
    raise TypeError(f"no column holds {type(value)}")


async def _end(target: AsyncEngine) -> None:
    """Make PostgreSQL number new rows after those copied, and drop the table of progress."""
    async with target.begin() as connection:
        if target.dialect.name == "postgresql":
            for table in Table.metadata.sorted_tables:
                await _number_on(connection, table, list(table.primary_key))
        await connection.run_sync(_PROGRESS.drop)


async def _number_on(connection: AsyncConnection, table: sa.Table, key: Sequence[sa.Column[Any]]) -> None:
    sequence = sa.func.pg_get_serial_sequence(table.name, key[0].name)
    if len(key) == 1 and await connection.scalar(sa.select(sequence)):
        last = await connection.scalar(sa.select(sa.func.max(key[0])))
        if last is not None:
            await connection.execute(sa.select(sa.func.setval(sequence, last)))
