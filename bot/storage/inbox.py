"""The inbox: updates are committed here before Telegram is told that we have them, and leave once handled."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, delete, func, select, update

from bot.storage.database import Sessions, insert_into
from bot.storage.tables import InboxUpdate

# Telegram delivers an update for at most 24 hours; twice that is remembered, so that none is handled twice.
REMEMBERED = timedelta(hours=48)

# Straight to the table: every reply waits for it.
_TABLE = cast(Table, InboxUpdate.__table__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is yet to be handled."""

    update_id: int
    chat_id: int
    body: dict[str, Any]


class Inbox:
    """Updates on their way through, told apart by their numbers."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def put(self, updates: list[dict[str, Any]], chats: list[int]) -> list[Waiting]:
        """Commit updates; returns those that are new. Those already here, handled or not, stay as they are."""
        if not updates:
            return []
        now = datetime.now(UTC)
        rows = [
            {"update_id": body["update_id"], "chat_id": chat, "body": body, "received_at": now}
            for body, chat in zip(updates, chats, strict=True)
        ]
        async with self._sessions.begin() as session:
            put = insert_into(session, _TABLE).on_conflict_do_nothing().returning(_TABLE.c.update_id)
            new = set(await session.scalars(put, rows))
        return [
            Waiting(body["update_id"], chat, body)
            for body, chat in zip(updates, chats, strict=True)
            if body["update_id"] in new
        ]

    async def waiting(self, but_of: Collection[int], limit: int) -> list[Waiting]:
        """The oldest updates yet to be handled, but those of some chats."""
        query = (
            select(InboxUpdate)
            .where(InboxUpdate.handled_at.is_(None), InboxUpdate.chat_id.not_in(but_of))
            .order_by(InboxUpdate.update_id)
            .limit(limit)
        )
        async with self._sessions() as session:
            return [Waiting(row.update_id, row.chat_id or 0, row.body or {}) for row in await session.scalars(query)]

    async def behind(self, update_id: int, chat: int, limit: int) -> list[Waiting]:
        """What waits in a chat behind one of its updates, the oldest first."""
        query = (
            select(InboxUpdate)
            .where(InboxUpdate.handled_at.is_(None), InboxUpdate.chat_id == chat, InboxUpdate.update_id > update_id)
            .order_by(InboxUpdate.update_id)
            .limit(limit)
        )
        async with self._sessions() as session:
            return [Waiting(row.update_id, chat, row.body or {}) for row in await session.scalars(query)]

    async def finish(self, update_ids: Sequence[int], error: str | None = None) -> None:
        """Mark updates as handled, or set aside with an error, and erase what was in them."""
        done = update(InboxUpdate).where(InboxUpdate.update_id.in_(update_ids))
        async with self._sessions.begin() as session:
            await session.execute(done.values(handled_at=datetime.now(UTC), body=None, chat_id=None, error=error))

    async def depth(self) -> int:
        """How many updates wait."""
        query = select(func.count()).where(InboxUpdate.handled_at.is_(None))
        async with self._sessions() as session:
            return int(await session.scalar(query) or 0)

    async def purge(self) -> None:
        """Forget the numbers of updates handled long ago."""
        old = delete(InboxUpdate).where(InboxUpdate.handled_at < datetime.now(UTC) - REMEMBERED)
        async with self._sessions.begin() as session:
            await session.execute(old)
