"""Web servers that end once nothing is asked of them any more. Uvicorn looks ten times a second whether it is to end.

That makes a fifth of a second for each of the hundreds of servers that tests start, and those of bots are two.
"""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn

from bot.run import server

_AGAIN = 0.002
_DATE = 1.0
"""Seconds after which answers carry another date."""


class PromptServer(uvicorn.Server):
    """Uvicorn that is told of its end, and leaves signals to pytest."""

    def __init__(self, config: uvicorn.Config) -> None:
        self._ending = asyncio.Event()
        super().__init__(config)

    @property
    def should_exit(self) -> bool:
        """Whether it is to end."""
        return self._ending.is_set()

    @should_exit.setter
    def should_exit(self, ends: bool) -> None:
        if ends:
            self._ending.set()

    async def main_loop(self) -> None:
        """Serve until told to end."""
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), _DATE)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, and give those that there are the time they have elsewhere."""
        for listening in self.servers:
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        try:
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - sets with no news
                    await asyncio.sleep(_AGAIN)
        except TimeoutError:
            for task in self.server_state.tasks:
                task.cancel()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture no signals."""
        yield


def end_promptly() -> None:
    """Let the servers of all bots that run in this process from now on end so."""
    server._Server = PromptServer  # type: ignore[misc,assignment]
