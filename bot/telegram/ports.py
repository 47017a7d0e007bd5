"""What the Telegram adapter needs of whoever keeps things and knows keys. It knows no database.

Whatever keeps things may raise `ConnectionError`: it cannot be reached now, and may be back.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.content import Language
from bot.conversation import Asked, Effect, LastQuestion, Notice, Occasion, Record, SentMessage, Wish

Write = Callable[[], Awaitable[None]]
"""Something to be written to the database."""


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

    @property
    def taken(self) -> bool:
        """Whether this process may begin with it at once."""

    @property
    def received_at(self) -> datetime:
        """When it came."""


class InboxPort(Protocol):
    """Where updates are committed before they are confirmed."""

    async def put(self, updates: list[dict[str, Any]], chats: list[int]) -> Sequence[WaitingUpdate]:
        """Commit updates; returns those that are new. Known ones stay as they are."""

    async def waiting(self, but_of: Collection[int], limit: int) -> Sequence[WaitingUpdate]:
        """The oldest updates yet to be handled, each the first of its chat, but those of some chats. They are taken."""

    async def renew(self) -> None:
        """Say that what this process has taken is in good hands yet."""

    async def release(self) -> None:
        """Let others have what this process has taken and will not handle."""

    async def behind(self, update_id: int, chat: int, limit: int) -> Sequence[WaitingUpdate]:
        """What waits in a chat behind one of its updates."""

    async def finish(self, update_ids: Sequence[int], error: str | None = None, writes: Sequence[Write] = ()) -> None:
        """Mark updates as handled and erase what was in them, together with what else has to be written of them."""


class LeasesPort(Protocol):
    """What only one process at a time may do, of several over one database."""

    async def mine(self, name: str) -> bool:
        """Whether a task is this process's now."""

    async def release(self) -> None:
        """Let others have at once what this process will not do any longer."""


class IdentityPort(Protocol):
    """Codes and sealed addresses in place of Telegram's numbers."""

    def code(self, number: int) -> str:
        """The code for a person or a chat."""

    def seal(self, chat: int) -> str:
        """A chat's number, sealed."""

    def unseal(self, address: str) -> int | None:
        """The chat's number behind a sealed address; `None` where another key sealed it."""


class LogPort(Protocol):
    """The questions asked."""

    async def last_of(self, asker: str) -> LastQuestion | None:
        """What somebody asked last."""


class PeoplePort(Protocol):
    """What is kept about people."""

    async def language_of(self, asker: str) -> Language | None:
        """The language somebody chose."""

    async def record_of(self, asker: str) -> Record:
        """All that is kept about somebody."""


class SentMessagesPort(Protocol):
    """The bot's own messages."""

    async def sent(self, letters: Sequence[SentMessage]) -> None:
        """Note messages just sent."""

    async def add(self, letters: Sequence[SentMessage]) -> None:
        """Note messages sent, or changed into others."""

    async def entry_of(self, place: str, message: int) -> str | None:
        """Which entry a message of the bot's shows."""

    async def replies_to(self, place: str, message: int) -> Sequence[SentMessage]:
        """The bot's replies to somebody's message, the first first."""

    async def blank(self, place: str, message: int) -> None:
        """A message that has become a list: it shows no entry any longer, but replies to what it did."""

    async def drop(self, place: str, messages: Sequence[int]) -> None:
        """Forget messages that no longer stand there."""


class NoticesPort(Protocol):
    """What people are still to be told."""

    async def cancel(self, asker: str) -> int:
        """Drop all that somebody was to be told; returns of how many questions."""

    async def changed(self, turn: str, asked: Asked) -> None:
        """Follow a question that its asker has changed."""

    async def unlooked(self, version: str, limit: int) -> Sequence[Wish]:
        """Wishes for which a version of the content has not been looked through."""

    async def looked(self, turn: str, version: str, entry: str | None) -> None:
        """Note that it was, and the entry that answers, if one does."""

    async def correct(self, cause: str, entry: str, version: str) -> None:
        """Owe everybody who got an entry's earlier answer its correction, once for a cause."""

    async def due(self, limit: int) -> Sequence[Notice]:
        """The oldest notices, at most one for each person."""

    async def done(self, number: int) -> None:
        """A notice has been sent, or can never be."""


class RecordsPort(Protocol):
    """All that is kept of conversations."""

    @property
    def log(self) -> LogPort:
        """The questions asked."""

    @property
    def people(self) -> PeoplePort:
        """What is kept about people."""

    @property
    def sent_messages(self) -> SentMessagesPort:
        """The bot's own messages."""

    @property
    def notices(self) -> NoticesPort:
        """What people are still to be told."""

    async def keep(self, effects: Iterable[Effect], occasion: Occasion) -> bool:
        """Carry out what a turn asks to be kept. Whether all of it could be."""

    async def unreachable(self, asker: str) -> None:
        """Forget where somebody could be reached."""
