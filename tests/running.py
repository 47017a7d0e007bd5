"""The bot in a process of its own, as an operator runs it: started, talked to over HTTP, stopped, killed, looked into.

    async with running(folder, api) as bot:
        aliya = api.person("Aliya", language_code="kk")
        await aliya.says("парламентте неше депутат болады")
        reply = await aliya.reply(PATIENCE)
        assert bot.questions()[0]["outcome"] == "answer"

All databases of a test run lie in one folder, so that the matcher learns once and each start takes seconds.
"""

import asyncio
import contextlib
import itertools
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Self

import httpx
from bot_api import BotApi
from postgres import rows_of_postgres

PROJECT = Path(__file__).parent.parent
PATIENCE = 20.0
"""Seconds to wait for a reply: the machine may be busy with other things."""
STARTING = 120.0
"""Seconds to wait for a start: the first of a test run learns the whole content."""
STOPPING = 8.0
"""Seconds that a stop may take: most platforms kill after ten."""

WAITING = "SELECT 1 FROM inbox WHERE handled_at IS NULL"

_numbers = itertools.count(1)


def new_database(folder: Path) -> Path:
    """A file for a database that no other test uses."""
    return folder / f"bot-{next(_numbers)}.db"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as person:
        return int(person.getsockname()[1])


def environment(api: BotApi | None, database: Path, **settings: str) -> dict[str, str]:
    """All that the process gets to know; nothing of the environment that the tests run in but where programs are."""
    basic = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(PROJECT),
        "PYTHONUNBUFFERED": "1",
        "COLUMNS": "300",
        "NO_PROXY": "127.0.0.1,localhost",
        "DATABASE_URL": f"sqlite+aiosqlite:///{database}",
        "PORT": str(free_port()),
    }
    told = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_BASE_URL": api.base_url} if api else {}
    return basic | told | settings


def command(folder: Path, env: dict[str, str], *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run `python -m bot` with some arguments and what is typed into it. Not where an `.env` of a developer lies."""
    line = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(line, env=env, cwd=folder, input=typed, capture_output=True, text=True, timeout=STARTING)


class Running:
    """One bot, its process and its files. `log` is all that it has printed, over all its starts."""

    def __init__(self, api: BotApi, database: Path, env: dict[str, str]) -> None:
        self.api = api
        self.database = database
        self.env = env
        self.log = ""
        self.errs = False
        """Whether the test has given it cause for a traceback in the log."""
        self._news = asyncio.Condition()

    async def start(self) -> Self:
        """Start, and wait until it serves."""
        before = len(self.log)
        await self.begin()
        await self.prints('"serving by', before)
        return self

    async def begin(self) -> None:
        """Start, and do not wait."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=self.env, cwd=self.database.parent,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            await self._append(line.decode())
        await self._append("")

    async def _append(self, text: str) -> None:
        async with self._news:
            self.log += text
            self._news.notify_all()

    async def prints(self, text: str, after: int = 0) -> None:
        """Wait until the process has printed something."""
        output = self._process.stdout
        assert output is not None
        async with asyncio.timeout(STARTING), self._news:
            await self._news.wait_for(lambda: text in self.log[after:] or output.at_eof())
        assert text in self.log[after:], self.log

    async def stop(self, times: int = 1) -> None:
        """Ask it to end, as a platform does. It has to, in time and without complaint, however often it is asked."""
        assert self.is_alive, self.log
        for _ in range(times):
            self._process.terminate()
        assert await self.ends(STOPPING) == 0, self.log

    def hangs_up(self) -> None:
        """Send the signal on which servers read their files anew."""
        self._process.send_signal(signal.SIGHUP)

    async def ends(self, within: float = STARTING) -> int:
        """Wait for its end; returns its exit code."""
        async with asyncio.timeout(within):
            code = await self._process.wait()
        await self._reading
        return code

    async def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self._process.returncode is None:
            self._process.kill()
        await self.ends()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    async def command(self, *arguments: str, typed: str = "") -> str:
        """What another command prints, with the same settings and the same database."""
        done = await asyncio.to_thread(command, self.database.parent, self.env, *arguments, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    async def page(self, path: str, **headers: str) -> httpx.Response:
        """A page that the bot serves."""
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
            return await client.get(f"http://127.0.0.1:{self.env['PORT']}{path}", headers=headers)

    async def is_ready(self, ready: bool = True) -> dict[str, Any]:
        """Wait until it says of itself that it is ready, or is not; all that it says then."""
        async with asyncio.timeout(STARTING):
            while True:
                page = await self.page("/readyz")
                if page.is_success == ready:
                    told: dict[str, Any] = page.json()
                    return told
                await asyncio.sleep(0.1)

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Rows of the database. Of PostgreSQL's, the values are named $1, $2 and so on."""
        if self.env["DATABASE_URL"].startswith("postgres"):
            return rows_of_postgres(self.env["DATABASE_URL"], query, *values)
        with contextlib.closing(sqlite3.connect(self.database, timeout=PATIENCE)) as connection, connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query, values)]

    def questions(self) -> list[dict[str, Any]]:
        """The log of questions, oldest first."""
        rows = self.rows("SELECT * FROM questions ORDER BY id")
        return [row | {name: json.loads(row[name]) for name in ("shown", "entries")} for row in rows]

    async def noted(self, text: str) -> dict[str, Any]:
        """The row of a question in the log, last asked first. It is written just after the reply is sent."""
        await self.handled()
        return next(row for row in reversed(self.questions()) if row["text"] == text)

    async def handled(self) -> None:
        """Wait until nothing waits: neither with Telegram nor in the inbox."""
        async with asyncio.timeout(STARTING):
            # Another process writes the database: there is nothing to wait on.
            while self.api.world.updates.pending or self.rows(WAITING):  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    def bytes_kept(self) -> bytes:
        """All that the bot has on disk: the database, what SQLite keeps beside it, and what the bot printed."""
        files = self.database.parent.glob(f"{self.database.name}*")
        return b"".join(file.read_bytes() for file in files) + self.log.encode()

    def check(self) -> None:
        """What has to hold at the end of every test: Telegram refused nothing, and the log shows no token."""
        assert self.api.refusals == [], self.api.refusals
        assert self.api.token.partition(":")[2] not in self.log, "the token is in the log"
        assert self.errs or "Traceback" not in self.log, self.log


@contextlib.asynccontextmanager
async def running(folder: Path, api: BotApi | None = None, /, **settings: str) -> AsyncIterator[Running]:
    """A bot that serves, and is stopped at the end."""
    async with contextlib.AsyncExitStack() as stack:
        server = await stack.enter_async_context(BotApi()) if api is None else api
        database = new_database(folder)
        bot = Running(server, database, environment(server, database, **settings))
        stack.push_async_callback(bot.kill)
        await bot.start()
        yield bot
        if bot.is_alive:
            await bot.stop()
        bot.check()
