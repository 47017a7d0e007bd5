"""A database that does not answer is told from one that refuses, and is not waited for without end."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from postgres import Postgres
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage import AwayError, DatabaseError, Sessions, UnreachableError, migrate, open_engine, open_sessions


async def migrated(url: str) -> None:
    """Bring the tables of a database up to date, as the bot does at its start."""
    engine = open_engine(url)
    await migrate(engine)
    await engine.dispose()


@asynccontextmanager
async def reaching(url: str, within: float) -> AsyncIterator[Sessions]:
    """The database at an address, where a statement may take so many seconds."""
    await migrated(url)
    engine = open_engine(url, within)
    try:
        yield open_sessions(engine)
    finally:
        await engine.dispose()


async def asks(sessions: Sessions, *statements: str) -> object:
    """What the last of some statements gives, all in one transaction."""
    async with sessions.begin() as session:
        results = [await session.execute(text(statement)) for statement in statements]
        last: Any = results[-1]  # SQLAlchemy has no type for one that may bring rows or not
        return last.scalar() if last.returns_rows else None


async def test_a_statement_that_takes_too_long_counts_as_a_database_that_is_away(postgres: Postgres) -> None:
    async with reaching(postgres.migrated_database(), 0.5) as sessions:
        with pytest.raises(UnreachableError, match="TimeoutError"):
            await asks(sessions, "SELECT pg_sleep(600)")
        with pytest.raises(UnreachableError, match="TimeoutError"):
            async with sessions() as session:
                await session.execute(text("SELECT pg_sleep(600)"))

        assert await asks(sessions, "SELECT 7") == 7


async def test_a_connection_that_is_lost_and_a_server_that_stops_are_away(postgres: Postgres) -> None:
    async with reaching(postgres.migrated_database(), 60) as sessions:
        with pytest.raises(UnreachableError):
            await asks(sessions, "SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 7")
        with pytest.raises(UnreachableError):
            await asks(sessions, "DO $$ BEGIN RAISE EXCEPTION 'stopping' USING ERRCODE = '57P01'; END $$")

        assert await asks(sessions, "SELECT 7") == 7


async def test_nobody_who_listens_is_away_and_not_a_fault_of_what_was_asked(tmp_path: Path) -> None:
    engine = open_engine(f"postgresql+asyncpg://bot@/bot?host={tmp_path}")

    with pytest.raises(UnreachableError):
        await asks(open_sessions(engine), "SELECT 7")
    with pytest.raises(AwayError):
        await migrate(engine)


async def test_a_file_that_another_program_holds_is_away_and_comes_back(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/bot.db"
    insert = "INSERT INTO people (asker, language, changed_at) VALUES ('aliya', 'ru', '2026-01-01')"
    async with reaching(url, 60) as sessions:
        async with sessions.begin() as session:
            await session.execute(text("PRAGMA busy_timeout=10"))  # rather than ten seconds
        other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnreachableError, match="locked"):
            await asks(sessions, insert)
        with pytest.raises(UnreachableError, match="locked"):
            async with sessions.together():
                await asks(sessions, insert)
        other.execute("ROLLBACK")

        await asks(sessions, insert)
        assert await asks(sessions, "SELECT count(*) FROM people") == 1
        other.close()


async def test_a_full_disk_is_away_too(tmp_path: Path) -> None:
    async with reaching(f"sqlite+aiosqlite:///{tmp_path}/bot.db", 60) as sessions:
        async with sessions.begin() as session:
            await session.execute(text("PRAGMA max_page_count=1"))
        with pytest.raises(UnreachableError, match="full"):
            await asks(sessions, "CREATE TABLE more AS SELECT zeroblob(1000000)")


async def test_a_damaged_file_is_not_waited_for_and_the_way_back_is_named(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"SQLite format 3\0" + b"damage" * 1000)
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path}/bot.db")

    with pytest.raises(DatabaseError, match="python -m bot restore") as told:
        await migrate(engine)
    assert not isinstance(told.value, AwayError)
    await engine.dispose()


async def test_what_a_database_refuses_is_no_database_that_is_away(database: str) -> None:
    insert = "INSERT INTO people (asker, language) VALUES ('aliya', 'ru')"
    async with reaching(database, 60) as sessions:
        with pytest.raises(IntegrityError):
            await asks(sessions, insert, insert)


async def test_a_file_that_cannot_be_opened_does_not_come_back_by_itself(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path}")

    with pytest.raises(OperationalError):
        await asks(open_sessions(engine), "SELECT 7")


async def test_bringing_the_tables_up_to_date_may_take_any_time(postgres: Postgres) -> None:
    url = postgres.new_database()
    other = await asyncpg.connect(url.replace("+asyncpg", ""))
    await other.execute("SELECT pg_advisory_lock(7306117)")  # another process is at it
    opening = asyncio.create_task(migrated(url))
    await asyncio.wait({opening}, timeout=1)
    await other.execute("SELECT pg_advisory_unlock_all()")
    await other.close()

    await opening
    engine = open_engine(url, 0.2)
    assert await asks(open_sessions(engine), "SELECT count(*) FROM inbox") == 0
    with pytest.raises(UnreachableError):
        await asks(open_sessions(engine), "SELECT pg_sleep(600)")
    await engine.dispose()


async def test_a_new_database_and_its_folder_are_for_this_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "bot.db"
    before = os.umask(0o022)
    try:
        engine = open_engine(f"sqlite+aiosqlite:///{file}")
        await migrate(engine)
        async with engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
            modes = {path.name: path.stat().st_mode & 0o777 for path in (file.parent, *file.parent.iterdir())}
        await engine.dispose()
    finally:
        os.umask(before)

    assert modes.pop("var") == 0o700
    assert modes and set(modes.values()) == {0o600}
