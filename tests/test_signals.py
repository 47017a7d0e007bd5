"""SIGHUP has the files looked at, and ends a bot whose terminal was closed."""

import fcntl
import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator

import pytest
from running import PROJECT, STARTING

WAITING = """
import asyncio, sys
from bot.run.server import on_hangup

async def main():
    on_hangup(lambda: print("looking", flush=True))
    print("ready", flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


class Terminal:
    """A terminal, and a process started in it."""

    def __init__(self, program: str) -> None:
        self._mine, its = pty.openpty()
        self.process = subprocess.Popen(
            [*program.split(), sys.executable, "-c", WAITING],
            cwd=PROJECT,
            stdin=its,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(its)

    def says(self) -> str:
        """The next line that the process prints."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        """Close the terminal, if it still is open."""
        if self._mine >= 0:
            os.close(self._mine)
            self._mine = -1


@pytest.fixture(params=["env", "nohup"])
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    terminal = Terminal(request.param)
    assert terminal.says() == "ready"
    yield terminal
    terminal.process.kill()
    terminal.process.wait()
    terminal.close()


def test_on_the_signal_alone_the_files_are_looked_at(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGHUP)

    assert terminal.says() == "looking"


@pytest.mark.parametrize("terminal", ["env"], indirect=True)
def test_a_closed_terminal_ends_it(terminal: Terminal) -> None:
    terminal.close()

    assert terminal.process.wait(STARTING) == -signal.SIGTERM


@pytest.mark.parametrize("terminal", ["nohup"], indirect=True)
def test_under_nohup_it_outlives_the_terminal(terminal: Terminal) -> None:
    terminal.close()

    assert terminal.says() == "looking"
    terminal.process.send_signal(signal.SIGHUP)
    assert terminal.says() == "looking"
