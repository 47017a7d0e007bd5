"""Most tests start the bot from a process that has loaded its modules. Here it is started as operators do."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest
from running import STARTING, command, environment, new_database


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
