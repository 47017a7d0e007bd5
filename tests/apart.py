"""The bot in a process of its own, as an operator runs it: started, stopped, killed. For what only a process can show.

async with apart(folder, api) as bot:
    await bot.kill()
    await bot.start()
"""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from bot_api import BotApi
from running import STARTING, Running, environment, new_database


class Apart(Running):
    """One bot, its process and its files."""

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
            self._print(line.decode())
        self._print("")

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process.returncode is None

    def asks_to_stop(self) -> None:
        """Send the signal with which platforms end a process."""
        self._process.terminate()

    def hangs_up(self) -> None:
        """Send the signal on which servers read their files anew."""
        self._process.send_signal(signal.SIGHUP)

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

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

    async def abandon(self) -> None:
        """Leave no process behind."""
        await self.kill()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid


@contextlib.asynccontextmanager
async def apart(folder: Path, api: BotApi | None = None, /, **settings: str) -> AsyncIterator[Apart]:
    """A bot that serves from a process of its own, and is stopped at the end."""
    async with contextlib.AsyncExitStack() as stack:
        server = await stack.enter_async_context(BotApi()) if api is None else api
        database = new_database(folder)
        bot = Apart(server, database, environment(server, database, **settings))
        await bot.begin()
        stack.push_async_callback(bot.abandon)
        await bot.prints('"serving by')
        yield bot
        await bot.leave()
