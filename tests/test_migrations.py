"""The tables from the first version to the newest, with rows in them, and back."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from kept import ASKED, Kept, letter, occasion
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

import bot.storage
from bot.conversation import Chose, Liked, WantedNotice
from bot.storage import DatabaseError, Inbox, Records, migrate, open_engine, open_sessions
from bot.storage.tables import Table

FIRST_TABLES = ["alembic_version", "inbox", "people", "questions"]
ALL_TABLES = sorted(["alembic_version", *Table.metadata.tables])

FIRST_ROWS = (
    "INSERT INTO inbox (update_id, chat_id, body, received_at) VALUES (5, 7, '{\"update_id\": 5}', '2026-03-01 12:00')",
    "INSERT INTO inbox (update_id, received_at, handled_at) VALUES (4, '2026-03-01 12:00', '2026-03-01 12:00')",
    "INSERT INTO people VALUES ('aliya', 'kk', '2026-03-01 12:00')",
    "INSERT INTO questions (turn, asked_at, asker, language, text, outcome, shown, entries, confidence, version) VALUES"
    " ('1f', '2026-03-01 12:00:00.000000', 'aliya', 'ru', 'Когда?', 'unknown', '[]', '[[\"vote\", 0.1]]', 0.1, 'old')",
)


def test_the_migrations_are_called_by_their_numbers_and_stand_in_a_line() -> None:
    scripts = ScriptDirectory(str(Path(bot.storage.__file__).parent / "migrations"))
    line = [script.revision for script in scripts.walk_revisions()]  # the newest first

    assert line == [f"{number:04}" for number in range(len(line), 0, -1)]
    assert all(Path(script.path).name.startswith(script.revision) for script in scripts.walk_revisions())


@pytest.fixture
async def engine(empty_database: str) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(empty_database)
    yield engine
    await engine.dispose()


def kept_by(engine: AsyncEngine) -> Kept:
    """What the bot keeps in a database."""
    sessions = open_sessions(engine)
    return Kept(sessions, Records(sessions), Inbox(sessions))


async def moves(engine: AsyncEngine, revision: str) -> None:
    """Bring the tables to a revision, forwards or back."""

    def move(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(bot.storage.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        known = MigrationContext.configure(connection).get_current_revision() or ""
        (command.upgrade if revision > known else command.downgrade)(config, revision)

    async with engine.begin() as connection:
        await connection.run_sync(move)


async def all_of(engine: AsyncEngine, table: str) -> list[tuple[Any, ...]]:
    """All that stands in a table."""
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text(f"SELECT * FROM {table} ORDER BY 1"))]  # noqa: S608


async def tables(engine: AsyncEngine) -> list[str]:
    """The tables there are."""
    async with engine.connect() as connection:
        return sorted(await connection.run_sync(lambda inner: inspect(inner).get_table_names()))


async def made_of(engine: AsyncEngine) -> dict[str, Any]:
    """Each table's columns, keys and indexes, as the database itself tells them."""

    def told(connection: Connection) -> dict[str, Any]:
        database = inspect(connection)
        asked = (database.get_columns, database.get_pk_constraint, database.get_foreign_keys, database.get_indexes)
        named = (*asked, database.get_unique_constraints, database.get_check_constraints)
        return {table: [_sorted(ask(table)) for ask in named] for table in database.get_table_names()}

    async with engine.connect() as connection:
        return await connection.run_sync(told)


def _sorted(told: Any) -> list[str]:
    """What was told of a table, without its order: later migrations put columns at the end."""
    return sorted(json.dumps(one, default=str) for one in (told if isinstance(told, list) else told.items()))


@pytest.fixture
async def first(engine: AsyncEngine) -> AsyncEngine:
    """A database of the first version, in use."""
    await moves(engine, "0001")
    async with engine.begin() as connection:
        for row in FIRST_ROWS:
            await connection.execute(text(row))
    return engine


async def test_the_migrations_make_just_the_tables_of_the_models(engine: AsyncEngine) -> None:
    await moves(engine, "head")
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []

    assert await tables(engine) == ALL_TABLES
    assert {*FIRST_TABLES, "letters", "ratings", "wishes", "notices", "corrections"} <= set(ALL_TABLES)


async def test_a_new_database_gets_just_what_the_migrations_make(engine: AsyncEngine) -> None:
    await migrate(engine)
    version, made = await all_of(engine, "alembic_version"), await made_of(engine)
    async with engine.begin() as connection:
        await connection.run_sync(Table.metadata.drop_all)
        await connection.execute(text("DROP TABLE alembic_version"))
    await moves(engine, "head")

    assert await tables(engine) == ALL_TABLES
    assert (version, made) == (await all_of(engine, "alembic_version"), await made_of(engine))


@pytest.mark.parametrize("table", ["inbox", "questions", "drafts"])
async def test_later_indexes_come_later_in_a_new_database_too(tmp_path: Path, table: str) -> None:
    found = []
    for name, make in (("new", migrate), ("moved", lambda engine: moves(engine, "head"))):
        engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / name}")
        await make(engine)
        async with engine.connect() as connection:
            query = f"SELECT name FROM sqlite_master WHERE tbl_name = '{table}' AND type = 'index' ORDER BY rowid"  # noqa: S608
            found.append([str(row.name) for row in await connection.execute(text(query))])
        await engine.dispose()

    with_the_table = ("ix_questions_asked_at", "ix_questions_asker", "ix_questions_outcome")  # in no certain order
    assert len({tuple(name for name in names if name not in with_the_table) for names in found}) == 1


def test_a_new_database_is_made_without_loading_alembic(tmp_path: Path) -> None:
    make = (
        "import asyncio, sys; from bot.storage import migrate, open_engine;"
        f" asyncio.run(migrate(open_engine('sqlite+aiosqlite:///{tmp_path / 'bot.db'}')));"
        " print('alembic' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", make], capture_output=True, text=True).stdout == "False\n"


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, Table.metadata))


async def test_migrating_what_is_up_to_date_changes_nothing(engine: AsyncEngine) -> None:
    await migrate(engine)
    await kept_by(engine).records.keep([ASKED], occasion("1f"))
    await migrate(engine)

    assert len(await kept_by(engine).rows("questions")) == 1


async def test_what_was_kept_in_the_first_version_is_there_in_the_newest(first: AsyncEngine) -> None:
    await migrate(first)
    kept = kept_by(first)

    assert [waiting.update_id for waiting in await kept.inbox.waiting((), 9)] == [5]
    assert await kept.records.people.language_of("aliya") == "kk"
    [asked] = await kept.records.log.unanswered()
    assert (asked.turn, asked.text, asked.entries, asked.message) == ("1f", "Когда?", [["vote", 0.1]], None)


async def test_a_question_of_the_first_version_can_be_waited_for_in_the_newest(first: AsyncEngine) -> None:
    await migrate(first)
    kept = kept_by(first)

    assert await kept.records.keep([WantedNotice("1f", True, "ru")], occasion("2f"))
    await kept.records.notices.looked("1f", "corrected", "vote")
    [notice] = await kept.records.notices.due(9)
    assert (notice.turn, notice.message) == ("1f", None)


async def test_the_newest_version_can_be_taken_back_with_all_that_the_first_one_knew(first: AsyncEngine) -> None:
    before = {table: await all_of(first, table) for table in FIRST_TABLES}
    await migrate(first)
    records = kept_by(first).records
    await records.keep([Liked("1f", "vote", True), WantedNotice("1f", True, "ru")], occasion("2f"))
    await records.sent_messages.add([letter(5)])
    await moves(first, "0001")

    assert await tables(first) == FIRST_TABLES
    assert {table: await all_of(first, table) for table in FIRST_TABLES} == before


async def test_what_was_taken_back_can_be_brought_forward_again(first: AsyncEngine) -> None:
    await migrate(first)
    await kept_by(first).records.keep([Chose("ru")], occasion("2f"))
    await moves(first, "0001")
    await migrate(first)

    assert await tables(first) == ALL_TABLES
    assert await kept_by(first).records.people.language_of("aliya") == "ru"
    [asked] = await kept_by(first).records.log.unanswered()
    assert asked.shown == []


async def test_tables_of_a_newer_version_are_left_alone(engine: AsyncEngine) -> None:
    await migrate(engine)
    await kept_by(engine).does("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseError, match="9999"):
        await migrate(engine)
