"""What the bot costs compared with the simplest one, on the same Bot API server. `python -m benchmarks.overhead`

Both get the same messages, all at once, and it waits for as many replies. Processor time is that of the bot's process.
Each part of the difference is measured by itself in this process; what is left is the rest.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot_api import BotApi

from benchmarks.crowd import Crowd, bot_on, questions
from bot.content import load
from bot.conversation import Asked, Occasion, SentMessage
from bot.publishing import learned
from bot.settings import read_settings
from bot.storage import Inbox, Records, migrate, open_engine, open_sessions

_PEOPLE = 100
_EACH = 5

_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print a line for each bot."""
    print(f"{'':44} {'questions a second':>19} {'ms of CPU a question':>21}")
    costs = {}
    for name, kind in (("echo bot", "echo"), ("this bot", "ours"), ("this bot, asked before", "again")):
        rate, costs[kind] = asyncio.run(_measured(kind))
        print(f"{name:44} {rate:19.1f} {costs[kind]:21.1f}", flush=True)
    texts = questions(_EACH)
    keeping, understanding = asyncio.run(_keeping(texts)), _understanding(texts)
    _print("the inbox and the log, a commit each", keeping)
    _print("all else of what was asked before", costs["again"] - keeping)
    _print("understanding what was not, once for a text", understanding)


def _print(name: str, milliseconds: float) -> None:
    print(f"  {name:42} {'':19} {milliseconds:21.1f}", flush=True)


def _understanding(texts: Sequence[str]) -> float:
    """Milliseconds of processor time to understand a text seen for the first time."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    with tempfile.TemporaryDirectory() as folder:
        understanding = learned.understanding_of(library, learned.learn(library, Path(folder) / "learned").matcher)
    started = time.process_time()
    for text in texts:
        understanding.understand(text.replace("?", " in fact?"))  # the content's own wordings already have vectors
    return 1000 * (time.process_time() - started) / len(texts)


async def _keeping(texts: Sequence[str]) -> float:
    """Milliseconds of processor time to pass an update through the database, and to save what is kept of it."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite+aiosqlite:///{folder}/bot.db")
        await migrate(engine)
        sessions = open_sessions(engine)
        inbox, records = Inbox(sessions), Records(sessions)
        started = time.process_time()
        for number in range(_PEOPLE * _EACH):
            await _keep(number, texts[number % len(texts)], inbox, records)
        spent = time.process_time() - started
        await engine.dispose()
    return 1000 * spent / (_PEOPLE * _EACH)


async def _keep(number: int, text: str, inbox: Inbox, records: Records) -> None:
    chat, asker = number % _PEOPLE, f"{number % _PEOPLE}"
    await inbox.put([{"update_id": number, "message": {"text": text}}], [chat])
    await records.people.language_of(asker)
    asked = Asked(text, "answer", ("entry",), (), (("entry", 0.98),), 0.98, "en", "version")

    async def keep() -> None:
        await records.keep([asked], Occasion(f"{number}", asker, datetime.now(UTC), number))
        await records.sent_messages.sent(
            [SentMessage(asker, number, f"{number}", asker, "version", number, "entry", "en")]
        )

    await inbox.finish([number], None, [keep])


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
    """Questions per second, and milliseconds of processor time for each."""
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
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


if __name__ == "__main__":
    main()
