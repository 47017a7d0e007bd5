"""Faults a test injects: what the network and Telegram's servers do on a bad day."""

from dataclasses import dataclass, field
from typing import Any, TypedDict

PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    413: "Request Entity Too Large",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class Manner(TypedDict, total=False):
    """How a call fails, beside its status."""

    retry_after: int
    description: str
    times: int | None
    delay: float
    reset: bool
    truncate: bool
    carried_out: bool


@dataclass(slots=True)
class Fault:
    """One way for calls of a method to fail.

    A status is answered instead of the result; `reset` cuts the connection with a TCP reset; `truncate` cuts
    the JSON in half; `delay` (seconds) comes before any of them or before the good answer. `carried_out`
    means that Telegram did what was asked and only its answer was lost. `times` None: until `api.mend()`.
    """

    method: str
    status: int = 0
    retry_after: int | None = None
    description: str = ""
    times: int | None = 1
    delay: float = 0.0
    reset: bool = False
    truncate: bool = False
    carried_out: bool = False
    chat_id: int | None = None

    def meets(self, method: str, chat_id: str) -> bool:
        """Whether it strikes this call."""
        named = self.method in ("*", method)
        return named and self.times != 0 and (self.chat_id is None or str(self.chat_id) == chat_id)

    def strike(self) -> None:
        """Count one use."""
        if self.times is not None:
            self.times -= 1

    @property
    def loses_answer(self) -> bool:
        """Whether the bot hears something else than the server's own answer."""
        return bool(self.status or self.reset or self.truncate)

    def body(self) -> dict[str, Any]:
        """The error as the Bot API writes it."""
        usual = PHRASES.get(self.status, "Bad Gateway").format(retry_after=self.retry_after)
        description = self.description or usual
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": description}
        return body if self.retry_after is None else {**body, "parameters": {"retry_after": self.retry_after}}


@dataclass
class Faults:
    """The faults in wait, oldest first."""

    waiting: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat_id: str) -> Fault | None:
        """The first fault that strikes this call, counted as used."""
        fault = next((each for each in self.waiting if each.meets(method, chat_id)), None)
        if fault:
            fault.strike()
        return fault
