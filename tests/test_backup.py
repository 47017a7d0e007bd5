"""A backup of a SQLite database is whole and of one moment, though a bot writes to it."""

import asyncio
import contextlib
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
from kept import ASKED, kept_in, occasion

from bot.storage import DatabaseError
from bot.storage.backup import back_up


def rows(file: Path, query: str) -> list[Any]:
    """What stands in a database."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def files_in(folder: Path) -> list[str]:
    """The names of the files in a folder."""
    return sorted(file.name for file in folder.iterdir())


def silent(done: int, pages: int) -> None:
    """Nobody is told how far it is."""


async def test_a_backup_taken_while_a_bot_writes_is_whole_and_of_one_moment(tmp_path: Path) -> None:
    """Each question is written together with a person: a copy of two moments would have one without the other."""
    backup, told = tmp_path / "backup.db", []  # type: tuple[Path, list[tuple[int, int]]]
    async with kept_in(tmp_path) as kept:
        writing, enough = True, asyncio.Event()

        async def write() -> None:
            number = 0
            while writing:
                async with kept.sessions.begin() as session:
                    connection = await session.connection()
                    for table in ("first", "second"):
                        await connection.exec_driver_sql(f"INSERT INTO {table} VALUES (?, ?)", (number, "x" * 3000))  # noqa: S608
                number += 1
                if number == 300:
                    enough.set()

        for table in ("first", "second"):
            await kept.does(f"CREATE TABLE {table} (number INTEGER, filling TEXT)")
        busy = asyncio.create_task(write())
        await enough.wait()
        await asyncio.to_thread(back_up, tmp_path / "bot.db", backup, lambda *how_far: told.append(how_far))
        writing = False
        await busy
        [(written,)] = rows(tmp_path / "bot.db", "SELECT count(*) FROM first")

    [(first,)] = rows(backup, "SELECT count(*) FROM first")
    assert rows(backup, "SELECT count(*) FROM second") == [(first,)]
    assert 300 <= first <= written
    assert rows(backup, "PRAGMA integrity_check") == [("ok",)]
    assert told[-1][0] == told[-1][1]
    assert files_in(tmp_path) == ["backup.db", "bot.db"], "it is one file"


async def test_a_backup_is_for_its_owner_alone(tmp_path: Path) -> None:
    async with kept_in(tmp_path):
        back_up(tmp_path / "bot.db", tmp_path / "backup.db", silent)

    assert stat.S_IMODE((tmp_path / "backup.db").stat().st_mode) == 0o600


async def test_a_bot_can_be_run_on_a_backup(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        await kept.records.keep([ASKED], occasion("1f"))
        (tmp_path / "restored").mkdir()
        back_up(tmp_path / "bot.db", tmp_path / "restored" / "bot.db", silent)

    async with kept_in(tmp_path / "restored") as restored:
        assert [row["text"] for row in await restored.rows("questions")] == [ASKED.text]


async def test_a_damaged_database_leaves_the_last_good_backup_where_it_is(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        await kept.records.keep([ASKED], occasion("1f"))
        back_up(tmp_path / "bot.db", tmp_path / "backup.db", silent)
    good = (tmp_path / "backup.db").read_bytes()
    database = tmp_path / "bot.db"
    whole = database.read_bytes()
    database.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])

    with pytest.raises(DatabaseError):
        back_up(database, tmp_path / "backup.db", silent)

    assert (tmp_path / "backup.db").read_bytes() == good
    assert not [name for name in files_in(tmp_path) if "partial" in name]


@pytest.mark.parametrize("where", ["no/such/folder/backup.db", "bot.db/backup.db"])
async def test_where_nothing_can_be_written_that_is_said(tmp_path: Path, where: str) -> None:
    async with kept_in(tmp_path):
        with pytest.raises(DatabaseError):
            back_up(tmp_path / "bot.db", tmp_path / where, silent)
