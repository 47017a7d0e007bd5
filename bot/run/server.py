"""The web server for everything that is reached over HTTP, and what signals mean to the process."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from bot.run.half_sent import USUAL, HttpLimits, guarded
from bot.web.request import gone

_HANG_UP = 1  # seconds for requests that are still coming in at the end; Telegram posts an update again


class ListenError(Exception):
    """The bot cannot listen on its host and port."""


class HttpServer:
    """Serves the console, and all routes that are added. `bot` is the bot's username, once it is known."""

    def __init__(self, host: str, port: int, limits: HttpLimits = USUAL) -> None:
        self.bot = ""
        self._limits = limits
        self._app = Starlette(exception_handlers={ClientDisconnect: gone})
        self._closed = asyncio.Event()
        self._listener = _listening(host, port)

    def add(self, route: BaseRoute) -> None:
        """Serve this route as well. The last route added is matched first."""
        self._app.router.routes.insert(0, route)

    def show(self, console: ASGIApp) -> None:
        """Serve the console on all paths that no other route matches."""
        self._app.router.routes.append(Mount("/", console))

    def met(self, bot: str) -> None:
        """Learn the bot's username."""
        self.bot = bot

    async def run(self, stopping: asyncio.Event) -> None:
        """Serve until told to stop. If the server ends by itself, set `stopping`."""
        config = uvicorn.Config(
            self._app,
            http=guarded(self._limits),  # type: ignore[arg-type]  # it says that it wants a class, and calls it
            h11_max_incomplete_event_size=self._limits.header_bytes,
            log_config=None,
            access_log=False,
            lifespan="off",
            proxy_headers=False,  # trust only the connection's address: a header can say anything
            server_header=False,
            timeout_graceful_shutdown=_HANG_UP,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve([self._listener]))
        waiting = asyncio.create_task(stopping.wait())
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        stopping.set()
        server.should_exit = True
        try:
            await serving
        finally:
            self._closed.set()

    async def closed(self) -> None:
        """Wait until no more requests can arrive, after the bot was told to stop."""
        await self._closed.wait()


def _listening(host: str, port: int) -> socket.socket:
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as fault:
        raise ListenError(f"{host}:{port}: {fault.strerror}") from fault
    # asyncio sets this only on sockets that name their protocol; without it each response waits 40 ms for an ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


class _Server(uvicorn.Server):
    """A server that leaves signals to the bot."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture no signals."""
        yield


def on_hangup(look: Callable[[], None]) -> None:
    """Call `look` on SIGHUP. If the terminal in which the bot was started is gone, end as on SIGTERM instead."""
    # An operator who starts the bot with nohup wants it to outlive the terminal.
    ends_with_terminal = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN and _has_terminal()

    def hung_up() -> None:
        if ends_with_terminal and not _has_terminal():
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            look()

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, hung_up)


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return False
    return True


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set. A second signal changes nothing: stopping has a time limit anyway."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    return stopping
