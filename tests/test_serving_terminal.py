"""A question asked in the terminal."""

from pathlib import Path

from commanding import typed_in
from remembering import nothing_handed_on
from running import environment


def test_a_state_folder_that_cannot_be_made_is_said_in_one_line(folder: Path) -> None:
    blocked = folder / "a file"
    blocked.write_text("")

    with nothing_handed_on():  # what an earlier test has learned need not be written
        done = typed_in(folder, environment(None, blocked / "bot.db"), "ask", "how many deputies")

    assert done.returncode == 2
    assert "cannot be written to" in done.stderr
    assert "Traceback" not in done.stderr
