"""Most tests start the bot from a process that has loaded its modules. Here it is started as operators do."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import warm
from running import PROJECT, STARTING, command, environment, new_database

ANOTHER_WORKER = """
import sys, warm
from pathlib import Path
from running import command, environment

folder = Path(sys.argv[1])
for number in range(2):
    done = command(folder, environment(None, folder / "another.db"), "--help")
    print(done.returncode, "login-link" in done.stdout, warm._servers[0][1])
warm.stop()
"""
"""What starts two processes, and tells whether it had to make another warm one first."""


async def test_a_bot_started_from_nothing_serves_until_it_is_told_to_stop(folder: Path) -> None:
    env = environment(None, new_database(folder))
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", env=env, cwd=folder, stdout=asyncio.subprocess.PIPE
    )
    assert bot.stdout is not None
    async with asyncio.timeout(STARTING):
        await bot.stdout.readuntil(b"login-link\n")
        bot.send_signal(signal.SIGTERM)
        assert await bot.wait() == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(["--help"], 0, "login-link"), (["fly"], 2, "No such command 'fly'"), (["import", "none.csv"], 2, "none.csv")],
)
def test_a_command_in_a_warm_process_has_its_own_code_and_output(
    folder: Path, arguments: list[str], code: int, said: str
) -> None:
    done = command(folder, environment(None, new_database(folder)), *arguments)

    assert done.returncode == code
    assert said in done.stdout + done.stderr


def test_another_worker_of_the_same_run_has_its_processes_started_by_the_same_one(folder: Path) -> None:
    env = environment(None, new_database(folder))
    assert command(folder, env, "--help").returncode == 0

    other = subprocess.run(
        [sys.executable, "-c", ANOTHER_WORKER, folder],
        env=os.environ | {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'tests'}", "PYTEST_XDIST_TESTRUNUID": warm.run()},
        capture_output=True,
        text=True,
        check=False,
        timeout=STARTING,
    )

    assert (other.stdout, other.returncode) == ("0 True None\n" * 2, 0), other.stderr
    assert command(folder, env, "--help").returncode == 0
