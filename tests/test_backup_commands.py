"""The operator's commands for what the bot keeps, typed as an operator types them."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from curator import Curator
from earlier_start import started_before
from kept import ASKED, kept_at, occasion
from postgres import Postgres, as_heroku_writes
from running import command, environment
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.storage.locks import sole_use_of


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database in which somebody has asked something."""
    file = tmp_path / "bot.db"
    asyncio.run(_asked(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are typed where no `.env` of a developer lies."""
    monkeypatch.chdir(tmp_path)


def typed(settings: dict[str, str], *arguments: str) -> Result:
    """Run a command in this process. A fault of the bot's own fails the test."""
    return CliRunner().invoke(app, list(arguments), env=settings, catch_exceptions=False)


async def _asked(url: str) -> None:
    async with kept_at(url) as kept:
        await kept.records.keep([ASKED], occasion("1f"))


def questions(file: Path) -> list[str]:
    """The questions in a database."""
    connection = sqlite3.connect(file)
    try:
        return [row[0] for row in connection.execute("SELECT text FROM questions")]
    finally:
        connection.close()


def test_a_backup_is_made_and_never_overwritten_unasked(database: Path) -> None:
    settings, file = environment(None, database), database.parent / "backup.db"

    first = typed(settings, "backup", str(file))
    again = typed(settings, "backup", str(file))
    forced = typed(settings, "backup", str(file), "--force")

    assert (first.exit_code, questions(file)) == (0, [ASKED.text])
    assert "pseudonym.key" in first.stdout
    assert (again.exit_code, "--force" in again.stderr) == (2, True)
    assert (forced.exit_code, questions(file)) == (0, [ASKED.text])


@pytest.mark.parametrize("name", ["bot.db", "no/such/folder/backup.db"])
def test_a_backup_that_cannot_be_made_says_so_and_does_no_harm(database: Path, name: str) -> None:
    done = typed(environment(None, database), "backup", str(database.parent / name), "--force")

    assert done.exit_code in (1, 2)
    assert "Traceback" not in done.stderr
    assert questions(database) == [ASKED.text]


def test_a_backup_of_what_is_not_there_is_refused_and_makes_nothing(tmp_path: Path) -> None:
    done = command(tmp_path, environment(None, tmp_path / "bot.db"), "backup", str(tmp_path / "backup.db"))

    assert (done.returncode, "There is no database" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_postgresql_is_backed_up_by_its_own_means(tmp_path: Path) -> None:
    settings = environment(None, tmp_path / "bot.db") | {"DATABASE_URL": "postgresql://user:secret@host/name"}
    done = typed(settings, "backup", str(tmp_path / "backup.db"))

    assert (done.exit_code, "pg_dump" in done.stderr, "secret" in done.stderr) == (2, True, False)


def test_a_database_moves_to_postgresql_and_back(database: Path, postgres: Postgres) -> None:
    there, settings = as_heroku_writes(postgres.new_database()), environment(None, database)
    back = database.parent / "back.db"
    here, home = (f"sqlite+aiosqlite:///{file}" for file in (database, back))

    for source, target in ((here, there), (there, home)):
        done = typed(settings, "copy-database", source, target)
        assert done.exit_code == 0, done.stderr
        assert "both are the same" in done.stdout

    assert questions(back) == [ASKED.text]


def test_what_cannot_be_copied_is_said(database: Path) -> None:
    settings, here = environment(None, database), f"sqlite+aiosqlite:///{database}"
    full = database.parent / "full.db"
    asyncio.run(_asked(f"sqlite+aiosqlite:///{full}"))

    for source, target, said in (
        (here, here, "the same database"),
        (here, "mysql://x/y", "TO has to begin with"),
        (f"{here}x", f"{here}y", "FROM: there is no database"),
        (here, f"sqlite+aiosqlite:///{full}", "not empty"),
        (here, "postgresql://user:secret@127.0.0.1:1/name", "Not everything was copied"),
    ):
        done = typed(settings, "copy-database", source, target)
        assert done.exit_code in (1, 2), done.stdout
        assert said in done.stderr
        assert not [hidden for hidden in ("Traceback", "secret") if hidden in done.stderr]


def test_a_backup_is_restored_and_what_was_there_is_kept(database: Path) -> None:
    settings, file = environment(None, database), database.parent / "backup.db"
    typed(settings, "backup", str(file))
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE questions SET text = 'asked after the backup'")

    done = typed(settings, "restore", str(file))

    [kept] = [each for each in database.parent.glob("bot.db.before-*") if not each.name.endswith(("-wal", "-shm"))]
    assert (done.exit_code, questions(database), questions(kept)) == (0, [ASKED.text], ["asked after the backup"])
    assert str(kept) in done.stdout
    assert questions(file) == [ASKED.text]
    assert typed(settings, "unanswered").exit_code == 0


def test_a_backup_is_restored_where_the_database_is_damaged_or_gone(database: Path) -> None:
    settings, file = environment(None, database), database.parent / "backup.db"
    typed(settings, "backup", str(file))
    database.write_bytes(b"damage" * 10_000)
    assert typed(settings, "restore", str(file)).exit_code == 0
    assert questions(database) == [ASKED.text]

    database.unlink()
    assert typed(settings, "restore", str(file)).exit_code == 0
    assert questions(database) == [ASKED.text]


def test_what_is_no_good_backup_changes_nothing(database: Path) -> None:
    settings, folder = environment(None, database), database.parent
    typed(settings, "backup", str(folder / "whole.db"))
    whole = (folder / "whole.db").read_bytes()
    (folder / "cut.db").write_bytes(whole[: len(whole) // 2])
    (folder / "letter.db").write_text("This is a letter, and no database.\n" * 100)
    with sqlite3.connect(folder / "other.db") as other:
        other.execute("CREATE TABLE recipes (name)")
    (folder / "newer.db").write_bytes(whole)
    with sqlite3.connect(folder / "newer.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")

    for name, code in {"cut": 1, "letter": 1, "other": 1, "newer": 1, "nowhere": 2, "bot": 2}.items():
        done = typed(settings, "restore", str(folder / f"{name}.db"))
        assert (name, done.exit_code, "Traceback" in done.stderr) == (name, code, False)
        assert questions(database) == [ASKED.text]
    assert list(folder.glob("*before*")) + list(folder.glob(".*")) == []


def test_nothing_is_restored_under_a_bot_that_serves(database: Path) -> None:
    settings, file = environment(None, database), database.parent / "backup.db"
    typed(settings, "backup", str(file))
    with sole_use_of(database):
        done = typed(settings, "restore", str(file))

    assert (done.exit_code, "stop it first" in done.stderr) == (2, True)
    assert list(database.parent.glob("*before*")) == []


def test_a_second_bot_over_the_same_file_says_so_and_is_not_restarted(database: Path) -> None:
    few = Curator(database.parent / "content")
    started_before(database.parent, few.faq, few.corpus)
    with sole_use_of(database):
        done = command(database.parent, environment(None, database, **few.settings), "run")

    assert (done.returncode, "Another process serves over" in done.stderr) == (2, True)
    assert "Traceback" not in done.stderr
