"""What the Telegram adapter tells whoever listens, so that an operator can see how it goes. Never whose it was."""

from typing import Literal, Protocol

RequestResult = Literal["ok", "429", "4xx", "5xx", "unreachable", "unknown"]
"""How one request ended. `unreachable`: it never got there. `unknown`: it may have been carried out, or not."""


class Events(Protocol):
    """Hears what happens."""

    def asked(self, outcome: str) -> None:
        """A question was replied to."""

    def replied(self, seconds: float) -> None:
        """A reply has reached its person, so long after what it replies to had come."""

    def sent(self, method: str, result: RequestResult) -> None:
        """A request to Telegram has ended."""

    def repeats(self, method: str) -> None:
        """A request that did not go well is made again."""

    def set_aside(self) -> None:
        """An update could not be handled, and is not tried again."""

    def reached(self) -> None:
        """Telegram has handed over what there is, or has said that there is nothing."""

    def missed(self, fault: str) -> None:
        """It could not; the kind of fault."""

    def looked(self, longest: float) -> None:
        """The worker has looked what there is to do; it has been at one update for so many seconds at most."""


class _Unheard:
    """Nobody listens."""

    def asked(self, outcome: str) -> None:
        """Not heard."""

    def replied(self, seconds: float) -> None:
        """Not heard."""

    def sent(self, method: str, result: RequestResult) -> None:
        """Not heard."""

    def repeats(self, method: str) -> None:
        """Not heard."""

    def set_aside(self) -> None:
        """Not heard."""

    def reached(self) -> None:
        """Not heard."""

    def missed(self, fault: str) -> None:
        """Not heard."""

    def looked(self, longest: float) -> None:
        """Not heard."""


UNHEARD: Events = _Unheard()
