"""What memory the bot's processes hold, as the system counts it (`VmRSS`). `python -m benchmarks.memory`

The first process learns, and the others find what it has learned. `benchmarks.load` tells the memory of a busy day.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.crowd import free_port
from bot.settings import PROJECT

_SOMETIMES = 100  # questions between two looks


def main() -> None:
    """Print the megabytes of `ask` as it answers, and of `run` at rest, without a token."""
    parser = argparse.ArgumentParser(description="Ask, serve, and say what memory that takes.")
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--seconds", type=float, default=100.0, help="of rest after a start")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bot.db",
            "TELEGRAM_BOT_TOKEN": "",
            "PORT": str(free_port()),
        }
        _, _, most = _ask(settings, 1)[0]
        print(f"learning, at most         {most:6.0f} MB", flush=True)
        for asked, megabytes, _ in _ask(settings, given.questions):
            print(f"ask, after {asked:4} questions  {megabytes:6.0f} MB", flush=True)
        with _process(settings, "run") as bot:
            time.sleep(given.seconds)
            print(f"run, at rest              {_megabytes(bot, 'VmRSS'):6.0f} MB")
            print(f"run, at most so far       {_megabytes(bot, 'VmHWM'):6.0f} MB")


def _ask(settings: dict[str, str], count: int) -> list[tuple[int, float, float]]:
    """After how many questions `ask --jsonl` holds how much, and has held at most."""
    lines = (PROJECT / "benchmarks" / "questions.jsonl").read_text(encoding="utf-8").splitlines()[:count]
    held = []
    with _process(settings, "ask", "--jsonl") as bot:
        for asked, line in enumerate(lines, 1):
            _answer(bot, json.loads(line)["text"])
            if asked == 1 or asked % _SOMETIMES == 0:
                held.append((asked, _megabytes(bot, "VmRSS"), _megabytes(bot, "VmHWM")))
    return held


def _answer(bot: subprocess.Popen[str], text: str) -> None:
    if bot.stdin is None or bot.stdout is None:
        raise AssertionError("both are pipes")
    bot.stdin.write(json.dumps({"text": text}) + "\n")
    bot.stdin.flush()
    bot.stdout.readline()


@contextmanager
def _process(settings: dict[str, str], *command: str) -> Iterator[subprocess.Popen[str]]:
    line, env = [sys.executable, "-m", "bot", *command], os.environ | settings
    with subprocess.Popen(line, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as bot:
        try:
            yield bot
        finally:
            bot.send_signal(signal.SIGTERM)


def _megabytes(bot: subprocess.Popen[str], name: str) -> float:
    status = Path(f"/proc/{bot.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith(name))


if __name__ == "__main__":
    main()
