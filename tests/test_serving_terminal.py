"""A question asked in the terminal, as a real process."""

import subprocess
import sys
from pathlib import Path

from running import environment


def test_a_state_folder_that_cannot_be_made_is_said_in_one_line(folder: Path) -> None:
    blocked = folder / "a file"
    blocked.write_text("")

    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "how many deputies"],
        cwd=folder,
        env=environment(None, blocked / "bot.db"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "cannot be written to" in done.stderr
    assert "Traceback" not in done.stderr
