"""The web server for all that is reached over HTTP; it closes what is half sent. And what signals mean."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import h11
import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.web.request import gone

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class HttpLimits:
    """What one who connects may take."""

    header: float = 10.0
    """Seconds from a connection, or a request's first byte, to the end of its header."""
    body: float = 30.0
    """Seconds for a body from its header to its end. The largest that is read has a megabyte."""
    connections: int = 700
    """At once; a process may open 1,024 files on most machines, and the database and Telegram need some of them."""
    header_bytes: int = 16 * 1024
    quiet: float = 60.0
    """Seconds between two lines in the log, however many are closed."""


USUAL: Final = HttpLimits()


@dataclass(slots=True)
class Doorkeeper:
    """Knows the connections whose turn it is to send, the oldest first, and closes them when there are too many."""

    limits: HttpLimits
    owing: "dict[GuardedProtocol, None]" = field(default_factory=dict)
    _closed: int = 0
    _told: float = float("-inf")

    def has_room(self, connections: int) -> bool:
        """Whether one more connection can be served, if need be in place of the one that has owed a request longest."""
        if connections <= self.limits.connections:
            return True
        if oldest := next(iter(self.owing), None):
            oldest.give_up()
        return oldest is not None

    def closed_one(self, now: float) -> None:
        """Count a connection that was closed, and say so in the log now and then."""
        self._closed += 1
        if now - self._told >= self.limits.quiet:
            log.warning("connections were closed that sent no whole request, or were too many", closed=self._closed)
            self._closed, self._told = 0, now


class GuardedProtocol(H11Protocol):
    """uvicorn's protocol, with a time limit for what the client has to send."""

    def __init__(self, doorkeeper: Doorkeeper, **given: Any) -> None:
        super().__init__(**given)
        self._doorkeeper = doorkeeper
        self._owes: object = None
        self._cancel: Callable[[], None] = lambda: None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if self._doorkeeper.has_room(len(self.connections)):
            self._look()
        else:
            self.give_up()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._settle()  # from here on uvicorn's own limit for idle connections holds

    def connection_lost(self, exc: Exception | None) -> None:
        self._settle()
        super().connection_lost(exc)

    def _look(self) -> None:
        """Start the time limit if it is the client's turn, and start it again when a request's body begins."""
        state = self.conn.their_state
        if state not in (h11.IDLE, h11.SEND_BODY) or self.transport.is_closing():
            self._settle()
        elif state is not self._owes:
            self._settle()
            limits = self._doorkeeper.limits
            seconds = limits.header if state is h11.IDLE else limits.body
            self._owes = state
            self._doorkeeper.owing[self] = None
            self._cancel = self.loop.call_later(seconds, self.give_up).cancel

    def _settle(self) -> None:
        self._cancel()
        self._owes = None
        self._doorkeeper.owing.pop(self, None)

    def give_up(self) -> None:
        """Close the connection at once, with whatever it was about to send."""
        self._settle()
        self.transport.abort()
        self._doorkeeper.closed_one(self.loop.time())


def guarded(limits: HttpLimits = USUAL) -> "partial[GuardedProtocol]":
    """What makes the protocol of each connection of one server."""
    return partial(GuardedProtocol, Doorkeeper(limits))


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
