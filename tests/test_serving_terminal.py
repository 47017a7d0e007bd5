"""Without a token: the chat in the terminal, as a real process with lines typed into it."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from running import environment, new_database


def typed(folder: Path, *lines: str, database: Path) -> subprocess.CompletedProcess[str]:
    """Run `python -m bot` and type these lines, then an empty one."""
    settings = environment(None, database)
    settings.pop("TELEGRAM_BOT_TOKEN", None)
    return subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=folder,
        env=settings,
        input="\n".join([*lines, "", ""]),
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_token_one_chats_in_the_terminal_and_the_questions_are_logged(folder: Path) -> None:
    database = new_database(folder)

    done = typed(folder, "how many deputies", "какая погода в Алматы", database=database)

    assert done.returncode == 0, done.stderr
    assert "@BotFather" in done.stdout
    assert "consisting of 145 deputies" in " ".join(done.stdout.replace("│", " ").split())
    assert "На это у меня нет ответа" in done.stdout
    with sqlite3.connect(database) as log:
        rows = log.execute("SELECT language, outcome, text FROM questions ORDER BY id").fetchall()
    assert rows == [("en", "answer", "how many deputies"), ("ru", "unknown", "какая погода в Алматы")]


def test_a_state_folder_that_cannot_be_made_is_said_in_one_line(folder: Path) -> None:
    blocked = folder / "a file"
    blocked.write_text("")

    done = typed(folder, database=blocked / "bot.db")

    assert done.returncode == 2
    assert "cannot be written to" in done.stderr
    assert "Traceback" not in done.stderr
