"""What the bot costs beside the plainest one, on the same Bot API server. `python -m benchmarks.overhead`

Both get the same messages, all at once, and as many replies are waited for. Processor time is the bot process's own.
"""

import asyncio
import os
import sys
import time
from pathlib import Path

from bot_api import BotApi

from benchmarks.crowd import Crowd, bot_on, questions

_PEOPLE = 100
_EACH = 5

_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print a line for each bot."""
    print(f"{'':28} {'questions a second':>19} {'ms of CPU a question':>21}")
    for name, kind in (("echo bot", "echo"), ("this bot", "ours"), ("this bot, asked before", "again")):
        rate, cpu = asyncio.run(_measured(kind))
        print(f"{name:28} {rate:19.1f} {cpu:21.1f}", flush=True)


async def _measured(kind: str) -> tuple[float, float]:
    async with BotApi() as api:
        crowd = Crowd(api, questions(_EACH))
        crowd.gather(_PEOPLE)
        if kind == "echo":
            line = [sys.executable, "-m", "benchmarks.echo"]
            env = {**os.environ, "TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_BASE_URL": api.base_url}
            process = await asyncio.create_subprocess_exec(*line, env=env, stderr=asyncio.subprocess.DEVNULL)
            try:
                return await _asked(api, crowd, process.pid)
            finally:
                process.terminate()
                await process.wait()
        async with bot_on("sqlite", "polling", api) as bot:
            if kind == "again":
                await _asked(api, crowd, bot.pid)
                crowd.asked.clear()
            return await _asked(api, crowd, bot.pid)


async def _asked(api: BotApi, crowd: Crowd, pid: int) -> tuple[float, float]:
    """Questions a second, and milliseconds of processor time for each."""
    before, wanted = _replies(api), _PEOPLE * _EACH
    while not any(call.method == "getUpdates" for call in api.calls):  # noqa: ASYNC110 - it has to be up
        await asyncio.sleep(0.05)
    cpu, started = _cpu(pid), time.monotonic()
    await crowd.ask_all()
    while _replies(api) - before < wanted:  # noqa: ASYNC110 - the server does not say
        await asyncio.sleep(0.02)
    return wanted / (time.monotonic() - started), 1000 * (_cpu(pid) - cpu) / wanted


def _replies(api: BotApi) -> int:
    return sum(1 for call in api.calls if call.method == "sendMessage" and call.status == 200)


def _cpu(pid: int) -> float:
    """Seconds that a process has computed."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


if __name__ == "__main__":
    main()
