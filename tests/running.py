"""A bot that runs, and what can be seen of it: its log, its pages, its files. What all kinds of running have in common.

    async with running(folder, api) as bot:
        aliya = api.person("Aliya", language_code="kk")
        await aliya.says("парламентте неше депутат болады")
        reply = await aliya.reply(PATIENCE)
        assert bot.questions()[0]["outcome"] == "answer"

A bot runs in the test's own loop (`inside.py`), which takes no time to start; or, where the process itself is what is
tested, apart, as an operator runs it (`apart.py`). All databases of a test run lie in one folder, so that the matcher
learns once.
"""

import abc
import asyncio
import contextlib
import itertools
import json
import os
import select
import signal
import socket
import sqlite3
import ssl
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

import httpx
import warm
from bot_api import BotApi
from commanding import typed_in
from postgres import rows_of_postgres

PROJECT = Path(__file__).parent.parent
PATIENCE = 20.0
"""Seconds to wait for a reply: the machine may be busy with other things."""
STARTING = 120.0
"""Seconds to wait for a start: the first of a test run learns the whole content."""
STOPPING = 8.0
"""Seconds that a stop may take, on a machine that has nothing else to do: most platforms kill after ten."""

WAITING = "SELECT 1 FROM inbox WHERE handled_at IS NULL"

_numbers = itertools.count(1)

PLAIN_HTTP: dict[str, Any] = {"trust_env": False, "verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)}
"""For clients of this machine: no proxies, and no certificates read anew for each client, which takes 20 ms."""


def new_database(folder: Path) -> Path:
    """A file for a database that no other test uses."""
    return folder / f"bot-{next(_numbers)}.db"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as person:
        return int(person.getsockname()[1])


def environment(api: BotApi | None, database: Path, **settings: str) -> dict[str, str]:
    """All that a bot gets to know; nothing of the environment that the tests run in but where programs are."""
    basic = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(PROJECT),
        "PYTHONUNBUFFERED": "1",
        "COLUMNS": "300",
        "OPENBLAS_NUM_THREADS": os.environ.get("OPENBLAS_NUM_THREADS", ""),
        "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", ""),
        "NO_PROXY": "127.0.0.1,localhost",
        "DATABASE_URL": f"sqlite+aiosqlite:///{database}",
        "PORT": str(free_port()),
        "QUIET_HOURS": "none",
    }
    told = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_BASE_URL": api.base_url} if api else {}
    return basic | told | settings


def command(folder: Path, env: dict[str, str], *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run `python -m bot` with some arguments and what is typed into it. Not where an `.env` of a developer lies.

    Raises `subprocess.TimeoutExpired` if it hangs: a test that wants an error must not take that for one.
    """
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in ("typed", "printed", "complained")]
        files[0].write(typed.encode())
        files[0].seek(0)
        report = stack.enter_context(warm.start(arguments, env, folder, [file.fileno() for file in files]))
        number = int(report.readline())
        if not select.select([report], [], [], STARTING)[0]:
            os.kill(number, signal.SIGKILL)
            raise subprocess.TimeoutExpired(list(arguments), STARTING)
        code = int(report.readline())
        for file in files:
            file.seek(0)
        printed, complained = (file.read().decode() for file in files[1:])
    return subprocess.CompletedProcess(arguments, code, printed, complained)


def waited_for_a_core(pid: int) -> dict[str, float]:
    """Seconds for which each thread of a process could have run, had there been a core for it. Linux says it."""
    waited = {}
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):  # it has just ended
            waited[str(thread)] = int(thread.read_text().split()[1]) / 1e9
    return waited


class Running(abc.ABC):
    """One bot and its files. `log` is all that it has printed, over all its starts."""

    pid: int
    """The number of the process that it runs in."""

    def __init__(self, api: BotApi, database: Path, env: dict[str, str]) -> None:
        self.api = api
        self.database = database
        self.env = env
        self.log = ""
        self.looked_at = ""
        """Where tests look into PostgreSQL, if not where the bot does."""
        self.errs = False
        """Whether the test has given it cause for a traceback in the log."""
        self._news = asyncio.Event()

    async def start(self) -> Self:
        """Start, and wait until it serves."""
        before = len(self.log)
        await self.begin()
        await self.prints('"serving by', before)
        return self

    @abc.abstractmethod
    async def begin(self) -> None:
        """Start, and do not wait."""

    @property
    @abc.abstractmethod
    def is_alive(self) -> bool:
        """Whether it has not ended yet."""

    @abc.abstractmethod
    def asks_to_stop(self) -> None:
        """Ask it to end."""

    @abc.abstractmethod
    async def ends(self, within: float = STARTING) -> int:
        """Wait for its end; returns its exit code."""

    @abc.abstractmethod
    async def abandon(self) -> None:
        """Have done with it, however it is."""

    @abc.abstractmethod
    def hangs_up(self) -> None:
        """Tell it what makes servers read their files anew."""

    def _print(self, text: str) -> None:
        """Take in what it prints. For the thread of the loop."""
        self.log += text
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def prints(self, text: str, after: int = 0) -> None:
        """Wait until it has printed something."""
        async with asyncio.timeout(STARTING):
            while text not in self.log[after:] and self.is_alive:
                with contextlib.suppress(TimeoutError):  # what ends may print no more
                    await asyncio.wait_for(self._news.wait(), 1)
        if not self.is_alive:
            await self.ends()
        assert text in self.log[after:], self.log

    async def stop(self, times: int = 1) -> None:
        """Ask it to end, as a platform does. It has to, in time and without complaint, however often it is asked."""
        assert self.is_alive, self.log
        begun, before = time.monotonic(), waited_for_a_core(self.pid)
        now = dict(before)  # threads that end are no longer listed, and have waited all the same
        for _ in range(times):
            self.asks_to_stop()
        ending = asyncio.create_task(self.ends())
        while not ending.done():
            await asyncio.wait({ending}, timeout=0.2)
            now |= waited_for_a_core(self.pid)
            lost = sum(now.values()) - sum(before.values())
            assert ending.done() or time.monotonic() - begun - lost < STOPPING, self.log
        assert ending.result() == 0, self.log

    async def tries(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Another command, with the same settings and the same database."""
        return await asyncio.to_thread(typed_in, self.database.parent, self.env, *arguments, typed=typed)

    async def command(self, *arguments: str, typed: str = "") -> str:
        """What another command prints, which has to succeed."""
        done = await self.tries(*arguments, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    async def page(self, path: str, **headers: str) -> httpx.Response:
        """A page that the bot serves."""
        async with httpx.AsyncClient(timeout=PATIENCE, **PLAIN_HTTP) as client:
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

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Rows of the database. Of PostgreSQL's, the values are named $1, $2 and so on."""
        if self.env["DATABASE_URL"].startswith("postgres"):
            return rows_of_postgres(self.looked_at or self.env["DATABASE_URL"], query, *values)
        return self._rows(query, values, PATIENCE)

    def _rows(self, query: str, values: tuple[object, ...], patience: float) -> list[dict[str, Any]]:
        with contextlib.closing(sqlite3.connect(self.database, timeout=patience)) as connection, connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query, values)]

    async def writes(self, statement: str, *values: object) -> None:
        """Change something in the database. A bot in the same loop may have to finish its own change first."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    self._rows(statement, values, 0)
                    return
                except sqlite3.OperationalError as fault:
                    if "locked" not in str(fault):
                        raise
                await asyncio.sleep(0.01)

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
            # The bot writes the database, maybe from another process: there is nothing to wait on.
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

    async def leave(self) -> None:
        """Stop it if it runs, and check what has to hold."""
        if self.is_alive:
            await self.stop()
        self.check()
