"""What passes between the desk's dialogue and whoever keeps it and carries it."""

from dataclasses import dataclass
from typing import Any, Protocol


class DialoguesPort(Protocol):
    """Where dialogues are kept, one for each curator by the name on the trail."""

    async def of(self, curator: str) -> dict[str, Any] | None:
        """How far a curator has come; `None` where they write nothing."""

    async def keep(self, curator: str, state: dict[str, Any]) -> None:
        """Keep how far they have come."""

    async def end(self, curator: str) -> None:
        """Forget it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a curator's: its text and its number, and the update that brought it. `again`: it was changed."""

    text: str
    message: int
    update: int
    again: bool = False
