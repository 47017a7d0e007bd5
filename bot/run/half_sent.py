"""HTTP from those who never finish what they send: closed in time, so that they keep nobody else out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import h11
import structlog
from uvicorn.protocols.http.h11_impl import H11Protocol

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
