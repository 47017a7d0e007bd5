"""The bot in a process of its own, as an operator runs it: started, stopped, killed. For what only a process can show.

async with apart(folder, api) as bot:
    await bot.kill()
    await bot.start()
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import replace
from io import FileIO
from pathlib import Path

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
        await bot.begin()
        stack.push_async_callback(bot.abandon)
        await bot.prints('"serving by')
        yield bot
        await bot.leave()
