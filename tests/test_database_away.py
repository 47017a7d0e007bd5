"""A database that does not answer is told from one that refuses, and is not waited for without end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from postgres import Postgres
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage import DatabaseError, Sessions, UnreachableError, migrate, open_engine, open_migrated, open_sessions


@asynccontextmanager
async def reaching(url: str, within: float) -> AsyncIterator[Sessions]:
    """The database at an address, where a statement may take so many seconds."""
    engine = await open_migrated(url, within)
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
    with pytest.raises(DatabaseError):
        await migrate(engine)


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
    opening = asyncio.create_task(open_migrated(url, 0.2))
    await asyncio.wait({opening}, timeout=1)
    await other.execute("SELECT pg_advisory_unlock_all()")
    await other.close()

    engine = await opening
    assert await asks(open_sessions(engine), "SELECT count(*) FROM inbox") == 0
    with pytest.raises(UnreachableError):
        await asks(open_sessions(engine), "SELECT pg_sleep(600)")
    await engine.dispose()
