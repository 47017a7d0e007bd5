"""The bot in a process of its own, as an operator runs it: started, stopped, killed. For what only a process can show.

async with apart(folder, api) as bot:
    await bot.kill()
    await bot.start()
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from io import FileIO
from pathlib import Path
from typing import Any

import warm
from bot_api import BotApi
from inside import PATIENT
from running import STARTING, Running, environment, new_database

from bot.run.intervals import USUAL, Intervals

SOON = replace(PATIENT, edit=USUAL.edit, looking=USUAL.looking, busy=USUAL.busy, dead=USUAL.dead)
"""As tests want it, but for what shows only where a process has a loop to itself."""


class Apart(Running):
    """One bot, its process and its files."""

    intervals = SOON
    _ending: asyncio.Task[Any]

    async def begin(self) -> None:
        """Start, and do not wait."""
        mine, its = os.pipe()
        nothing = os.open(os.devnull, os.O_RDONLY)
        files = [nothing, its, its]
        report = await _lines(warm.start(["run"], self.env, self.database.parent, files, self.intervals))
        os.close(nothing)
        os.close(its)
        self._output = await _lines(FileIO(mine))
        self.pid = int(await report.readline())
        self._ending = asyncio.create_task(report.readline())
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for line in self._output:
            self._print(line.decode())
        self._print("")

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return not self._ending.done()

    def asks_to_stop(self) -> None:
        """Send the signal with which platforms end a process."""
        self.signal(signal.SIGTERM)

    def hangs_up(self) -> None:
        """Send the signal on which servers read their files anew."""
        self.signal(signal.SIGHUP)

    def signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    async def ends(self, within: float = STARTING) -> int:
        """Wait for its end; returns its exit code."""
        async with asyncio.timeout(within):
            code = int(await asyncio.shield(self._ending))
        await self._reading
        return code

    async def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self.is_alive:
            self.signal(signal.SIGKILL)
        await self.ends()

    async def abandon(self) -> None:
        """Leave no process behind."""
        await self.kill()


class Fresh(Apart):
    """One bot in a process that has loaded and learned nothing before: its memory is what a server has to have."""

    intervals = USUAL

    async def begin(self) -> None:
        """Start `python -m bot run`, and do not wait."""
        mine, its = os.pipe()
        line = [sys.executable, "-m", "bot", "run"]
        process = await asyncio.create_subprocess_exec(
            *line, env=self.env, cwd=self.database.parent, stdin=asyncio.subprocess.DEVNULL, stdout=its, stderr=its
        )
        os.close(its)
        self._output = await _lines(FileIO(mine))
        self.pid = process.pid
        self._ending = asyncio.create_task(process.wait())
        self._reading = asyncio.create_task(self._read())


async def _lines(file: FileIO) -> asyncio.StreamReader:
    """Read a pipe without waiting for it."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    return reader


@contextlib.asynccontextmanager
async def apart(
    folder: Path, api: BotApi | None = None, intervals: Intervals = SOON, /, **settings: str
) -> AsyncIterator[Apart]:
    """A bot that serves from a process of its own, and is stopped at the end."""
    async with contextlib.AsyncExitStack() as stack:
        server = await stack.enter_async_context(BotApi()) if api is None else api
        database = new_database(folder)
        bot = Apart(server, database, environment(server, database, **settings))
        bot.intervals = intervals
        await stack.enter_async_context(_serving(bot))
        yield bot


@contextlib.asynccontextmanager
async def fresh(folder: Path, api: BotApi, /, **settings: str) -> AsyncIterator[Fresh]:
    """The same, started as an operator starts it."""
    database = new_database(folder)
    bot = Fresh(api, database, environment(api, database, **settings))
    async with _serving(bot):
        yield bot


@contextlib.asynccontextmanager
async def _serving(bot: Apart) -> AsyncIterator[None]:
    await bot.begin()
    try:
        await bot.prints('"serving by')
        yield
        await bot.leave()
    finally:
        await bot.abandon()
