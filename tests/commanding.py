"""Commands as an operator types them, in the tests' own process: the same program, without the seconds of a start."""

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from printing import aside
from typer.testing import CliRunner

_ALONE = threading.Lock()


@contextlib.contextmanager
def place(folder: Path, env: Mapping[str, str]) -> Iterator[None]:
    """Let the process be in a folder and in an environment that is this one alone. Both are everybody's: be quick."""
    with _ALONE:
        here, before = Path.cwd(), dict(os.environ)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(env)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
            os.chdir(here)


def typed_in(
    folder: Path, env: Mapping[str, str], *arguments: str, typed: str = ""
) -> "subprocess.CompletedProcess[str]":
    """What a command comes to. Not where a loop runs: the command starts its own."""
    from bot.cli.main import app  # not before the tests' own COLUMNS are gone: it remembers how wide a terminal is

    with place(folder, env), aside():
        done = CliRunner().invoke(app, list(arguments), input=typed)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(list(arguments), done.exit_code, done.stdout, done.stderr)
