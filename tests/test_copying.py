"""All that a database keeps, copied into another of either kind: whole, checked, and going on from where it broke."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from kept import ASKED, kept_at, migrated, occasion
from postgres import Postgres
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import DatabaseError, Records, migrate, open_engine, open_sessions
from bot.storage.backup import copy
from bot.storage.tables import Table

TABLES = Table.metadata.sorted_tables
THEN = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
MANY = 2500
"""Questions enough for several batches."""
SOME = 5
"""Rows in every other table."""


class PowerCutError(Exception):
    """The power went, say."""


def value(column: sa.Column[Any], number: int) -> Any:
    """A value that a column may hold, another in each row; none in every third row where that may be."""
    if column.nullable and number % 3 == 0:
        return None
    match column.type:
        case sa.Boolean():
            return number % 2 == 0
        case sa.BigInteger():
            return 2**40 + number
        case sa.Integer():
            return number + 1
        case sa.Float():
            return number / 7
        case sa.JSON():
            return {"number": number, "text": "Қазақстан 🇰🇿", "none": None}
        case sa.LargeBinary():
            return bytes([0, number % 256, 255])
        case sa.String():
            return f"{number}қ – 'x'"[: column.type.length]
        case _:
            return THEN + timedelta(seconds=number)


async def fill(engine: AsyncEngine, questions: int = SOME) -> None:
    """Let there be rows in every table."""
    await migrate(engine)
    async with engine.begin() as connection:
        for table in TABLES:
            rows = questions if table.name == "questions" else SOME
            made = [{column.name: value(column, number) for column in table.columns} for number in range(rows)]
            await connection.execute(sa.insert(table), made)


async def all_of(engine: AsyncEngine) -> dict[str, list[tuple[Any, ...]]]:
    """All that stands in every table."""
    found = {}
    async with engine.connect() as connection:
        for table in TABLES:
            rows = await connection.execute(sa.select(table))
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found


@pytest.fixture(params=["to PostgreSQL", "to SQLite"])
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Where from, with tables and without rows, and where to."""
    server: Postgres = request.getfixturevalue("postgres")
    file = tmp_path / "bot.db"
    if request.param == "to SQLite":
        return server.migrated_database(), f"sqlite+aiosqlite:///{file}"
    file.write_bytes(migrated())
    return f"sqlite+aiosqlite:///{file}", server.new_database()


@pytest.fixture
async def engines(addresses: tuple[str, str]) -> AsyncIterator[tuple[AsyncEngine, AsyncEngine]]:
    async with contextlib.AsyncExitStack() as stack:
        source, target = (open_engine(address) for address in addresses)
        for engine in (source, target):
            stack.push_async_callback(engine.dispose)
        yield source, target


def silent(table: str, done: int, total: int) -> None:
    """Nobody is told how far it is."""


async def test_everything_is_copied_as_it_is_and_told_of(engines: tuple[AsyncEngine, AsyncEngine]) -> None:
    source, target = engines
    await fill(source, MANY)
    told: list[tuple[str, int, int]] = []

    await copy(source, target, lambda *how_far: told.append(how_far))

    before = await all_of(source)
    assert await all_of(target) == before
    assert {name: len(rows) for name, rows in before.items()} == {table.name: SOME for table in TABLES} | {
        "questions": MANY
    }
    assert [how_far for how_far in told if how_far[0] == "questions"] == [
        ("questions", 1000, MANY),
        ("questions", 2000, MANY),
        ("questions", MANY, MANY),
    ]


async def test_a_bot_goes_on_with_what_was_copied(engines: tuple[AsyncEngine, AsyncEngine]) -> None:
    source, target = engines
    await fill(source)
    await copy(source, target, silent)

    await Records(open_sessions(target)).keep([ASKED], occasion("ff"))

    async with target.connect() as connection:
        assert await connection.scalar(sa.select(sa.func.max(Table.metadata.tables["questions"].c.id))) == 6
        assert not await connection.run_sync(lambda inner: sa.inspect(inner).has_table("copying"))


@pytest.mark.parametrize("after", [1, 4, 9])
async def test_a_copy_that_was_broken_off_goes_on_where_it_was(
    engines: tuple[AsyncEngine, AsyncEngine], after: int
) -> None:
    source, target = engines
    await fill(source, MANY)
    told: list[tuple[str, int]] = []

    def break_off(table: str, done: int, total: int) -> None:
        told.append((table, done))
        if len(told) == after:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        await copy(source, target, break_off)
    await copy(source, target, lambda table, done, total: told.append((table, done)))

    assert await all_of(target) == await all_of(source)
    assert len(told) == len(set(told)) == len(TABLES) + 2, "no batch was copied twice"


async def test_a_target_with_anything_in_it_is_left_alone(engines: tuple[AsyncEngine, AsyncEngine]) -> None:
    source, target = engines
    await fill(source)
    await migrate(target)
    await Records(open_sessions(target)).keep([ASKED], occasion("ff"))
    before = await all_of(target)

    with pytest.raises(DatabaseError, match="not empty: there are rows in 'questions'"):
        await copy(source, target, silent)

    assert await all_of(target) == before


async def test_a_part_of_another_database_is_not_added_to(
    engines: tuple[AsyncEngine, AsyncEngine], tmp_path: Path
) -> None:
    source, target = engines
    await fill(source)

    def break_off(table: str, done: int, total: int) -> None:
        raise PowerCutError

    with pytest.raises(PowerCutError):
        await copy(source, target, break_off)
    other = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}")
    with pytest.raises(DatabaseError, match="part of another database"):
        await copy(other, target, silent)
    await other.dispose()


async def test_a_source_that_changes_meanwhile_is_noticed(
    engines: tuple[AsyncEngine, AsyncEngine], addresses: tuple[str, str]
) -> None:
    source, target = engines
    await fill(source)

    def break_off(table: str, done: int, total: int) -> None:
        if table == "questions":
            raise PowerCutError

    with pytest.raises(PowerCutError):
        await copy(source, target, break_off)
    async with kept_at(addresses[0]) as kept:
        await kept.does("UPDATE questions SET text = 'another' WHERE id = 1")

    with pytest.raises(DatabaseError, match="'questions' differs: 5 rows in the source, 5 in the target"):
        await copy(source, target, silent)
