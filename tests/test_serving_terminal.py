"""The chat in the terminal, as a real process with lines typed into it."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from running import environment, new_database

from bot.conversation import Wording
from bot.knowledge import Library


def typed(folder: Path, *lines: str, database: Path) -> subprocess.CompletedProcess[str]:
    """Run `python -m bot chat` and type these lines, then an empty one."""
    settings = environment(None, database)
    settings.pop("TELEGRAM_BOT_TOKEN", None)
    return subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        cwd=folder,
        env=settings,
        input="\n".join([*lines, "", ""]),
        capture_output=True,
        text=True,
        check=False,
    )


def test_one_chats_in_the_terminal_without_a_token_and_the_questions_are_logged(folder: Path) -> None:
    database = new_database(folder)

    done = typed(folder, "how many deputies", "какая погода в Алматы", database=database)

    assert done.returncode == 0, done.stderr
    assert "An empty line or Ctrl-D ends the chat" in done.stdout
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


def test_in_the_terminal_too_one_sees_what_is_kept_and_has_it_deleted(folder: Path, say: Wording) -> None:
    database = new_database(folder)
    yes = "1"  # the first button under the question whether really all is to be deleted

    done = typed(folder, "how many deputies", "/mydata", "/forget", yes, "/mydata", database=database)

    assert done.returncode == 0, done.stderr
    before, _, after = done.stdout.partition(say("kk", "forgotten"))
    assert "how many deputies" in before
    assert say("kk", "mydata-no-questions") in after
    with sqlite3.connect(database) as log:
        assert log.execute("SELECT text, asker FROM questions").fetchall() == [("", "")]


def test_in_the_terminal_an_answer_is_rated_and_its_context_read(folder: Path, say: Wording, library: Library) -> None:
    database = new_database(folder)
    entry = library.entries["parliament-size"]
    up, context = str(len(entry.related) + 1), str(len(entry.related) + 3)  # the numbers of the buttons

    done = typed(folder, entry.question["en"], context, entry.question["en"], up, database=database)

    assert done.returncode == 0, done.stderr
    assert say("en", "see-sources") in done.stdout
    assert say("en", "rated-up") in done.stdout
    with sqlite3.connect(database) as log:
        assert log.execute("SELECT entry, liked FROM ratings").fetchall() == [("parliament-size", 1)]
