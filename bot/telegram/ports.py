"""What the Telegram adapter needs of whoever keeps things. It knows no database."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from bot.conversation import Asked
from bot.knowledge import Language


class WaitingUpdate(Protocol):
    """An update that is yet to be handled."""

    @property
    def update_id(self) -> int:
        """Telegram's number for it."""

    @property
    def chat_id(self) -> int:
        """The chat whose order it belongs to."""

    @property
    def body(self) -> dict[str, Any]:
        """The update itself."""


class InboxPort(Protocol):
    """Where updates are committed before they are confirmed."""

    async def put(self, updates: list[dict[str, Any]], chats: list[int]) -> None:
        """Commit updates; known ones stay as they are."""

    async def waiting(self, but_of: Collection[int], limit: int) -> Sequence[WaitingUpdate]:
        """The oldest updates yet to be handled, but those of some chats."""

    async def finish(self, update_id: int, error: str | None = None) -> None:
        """Mark an update as handled and erase what was in it."""


class LogPort(Protocol):
    """Where questions are noted."""

    async def note(self, turn: str, asker: str, asked: Asked) -> None:
        """Note a question, once for a turn."""

    async def decline(self, turn: str, asker: str) -> None:
        """Note that none of the choices was meant."""


class PeoplePort(Protocol):
    """What people chose."""

    async def language_of(self, asker: str) -> Language | None:
        """The language somebody chose."""

    async def choose_language(self, asker: str, language: Language) -> None:
        """Keep somebody's choice."""
