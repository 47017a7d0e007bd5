"""The inbox: updates are committed here before Telegram is told that we have them, and leave once handled.

Of each chat only the first update can be taken, so that its order holds; where several processes share PostgreSQL,
whoever takes it claims it for a while, and renews the claim until it is handled.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.storage.database import Sessions, insert_into, is_shared
from bot.storage.leases import LASTS
from bot.storage.tables import InboxUpdate
from bot.storage.together import Together

# Telegram delivers an update for at most 24 hours; twice that is remembered, so that none is handled twice.
REMEMBERED = timedelta(hours=48)

Write = Callable[[], Awaitable[None]]

# Straight to the table: every reply waits for it.
_TABLE = cast(Table, InboxUpdate.__table__)

_earlier, _other = aliased(InboxUpdate), aliased(InboxUpdate)
_WAITS = InboxUpdate.handled_at.is_(None)
_FIRST = ~(
    select(_earlier.update_id)
    .where(_earlier.chat_id == InboxUpdate.chat_id, _earlier.handled_at.is_(None))
    .where(_earlier.update_id < InboxUpdate.update_id)
    .exists()
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is yet to be handled. `taken`: by this process, which may begin with it at once."""

    update_id: int
    chat_id: int
    body: dict[str, Any]
    taken: bool = True
    received_at: datetime = field(default_factory=lambda: datetime.now(UTC), compare=False)


@dataclass(frozen=True, slots=True)
class _Ending:
    """Updates that are handled, and what has to be written with that."""

    update_ids: Sequence[int]
    error: str | None
    writes: Sequence[Write]


class Inbox:
    """Updates on their way through, told apart by their numbers. `me` names the process that takes them."""

    def __init__(self, sessions: Sessions, me: str = "") -> None:
        self._sessions = sessions
        self._me = me
        self._endings = Together(self._finish)

    async def put(self, updates: list[dict[str, Any]], chats: list[int]) -> list[Waiting]:
        """Commit updates; returns those that are new. Those already here, handled or not, stay as they are.

        What is the first of its chat is taken at once.
        """
        if not updates:
            return []
        now = datetime.now(UTC)
        rows = [
            {"update_id": body["update_id"], "chat_id": chat, "body": body, "received_at": now}
            for body, chat in zip(updates, chats, strict=True)
        ]
        async with self._sessions.begin() as session:
            if is_shared(session):
                # One after another within a chat: two processes that put at once do not see each other's.
                for chat in sorted(set(chats)):
                    await session.execute(select(func.pg_advisory_xact_lock(chat)))
            put = insert_into(session, _TABLE).on_conflict_do_nothing().returning(_TABLE.c.update_id)
            new = set(await session.scalars(put, rows))
            taken = await self._take(session, InboxUpdate.update_id.in_(new)) if new else set()
        return [
            Waiting(body["update_id"], chat, body, body["update_id"] in taken, now)
            for body, chat in zip(updates, chats, strict=True)
            if body["update_id"] in new
        ]

    async def _take(self, session: AsyncSession, which: ColumnElement[bool]) -> set[int]:
        """Take what comes first in its chat."""
        if is_shared(session):
            return set(await session.scalars(self._claim(which)))
        return set(await session.scalars(select(InboxUpdate.update_id).where(which, _FIRST)))

    def _claim(self, which: ColumnElement[bool]) -> Any:
        now = datetime.now(UTC)
        row = update(InboxUpdate).where(which, _FIRST, ~self._in_other_hands(now))
        claimed = row.values(claimed_by=self._me, claimed_until=now + LASTS)
        return claimed.returning(InboxUpdate.update_id).execution_options(synchronize_session=False)

    def _in_other_hands(self, now: datetime) -> ColumnElement[bool]:
        """Whether another process has taken the update, or a later one of its chat that came in before it."""
        theirs = select(_other.update_id).where(_other.chat_id == InboxUpdate.chat_id, _other.handled_at.is_(None))
        return theirs.where(_other.claimed_until >= now, _other.claimed_by != self._me).exists()

    async def waiting(self, but_of: Collection[int], limit: int) -> list[Waiting]:
        """The oldest updates yet to be handled, each the first of its chat, but those of some chats. They are taken."""
        async with self._sessions.begin() as session:
            which = and_(_WAITS, InboxUpdate.chat_id.not_in(but_of), _FIRST)
            if is_shared(session):
                which = InboxUpdate.update_id.in_(await self._claimed(session, which, limit))
            query = select(InboxUpdate).where(which).order_by(InboxUpdate.update_id).limit(limit)
            return [_waiting(row) for row in await session.scalars(query)]

    async def _claimed(self, session: AsyncSession, which: ColumnElement[bool], limit: int) -> Iterable[int]:
        free = ~self._in_other_hands(datetime.now(UTC))
        oldest = select(InboxUpdate.update_id).where(which, free).order_by(InboxUpdate.update_id).limit(limit)
        found = (await session.scalars(oldest.with_for_update(skip_locked=True))).all()
        return set(await session.scalars(self._claim(InboxUpdate.update_id.in_(found)))) if found else ()

    async def renew(self) -> None:
        """Say that what this process has taken is in good hands yet."""
        mine = update(InboxUpdate).where(_WAITS, InboxUpdate.claimed_by == self._me)
        async with self._sessions.begin() as session:
            if is_shared(session):
                await session.execute(mine.values(claimed_until=datetime.now(UTC) + LASTS))

    async def release(self) -> None:
        """Let others have what this process has taken and will not handle."""
        mine = update(InboxUpdate).where(_WAITS, InboxUpdate.claimed_by == self._me)
        async with self._sessions.begin() as session:
            if is_shared(session):
                await session.execute(mine.values(claimed_by=None, claimed_until=None))

    async def behind(self, update_id: int, chat: int, limit: int) -> list[Waiting]:
        """What waits in a chat behind one of its updates, the oldest first."""
        query = (
            select(InboxUpdate)
            .where(_WAITS, InboxUpdate.chat_id == chat, InboxUpdate.update_id > update_id)
            .order_by(InboxUpdate.update_id)
            .limit(limit)
        )
        async with self._sessions() as session:
            return [_waiting(row) for row in await session.scalars(query)]

    async def finish(self, update_ids: Sequence[int], error: str | None = None, writes: Sequence[Write] = ()) -> None:
        """Mark updates as handled, or set aside with an error, and erase what was in them.

        `writes` is what else has to be written of them: in the same transaction, so that there is one commit between
        a reply that is out and the mark that it is.
        """
        await self._endings.join(_Ending(update_ids, error, writes))

    async def _finish(self, endings: Sequence[_Ending]) -> None:
        async with self._sessions.together() as session:
            for ending in endings:
                for write in ending.writes:
                    await write()
                done = update(InboxUpdate).where(InboxUpdate.update_id.in_(ending.update_ids))
                values = {"handled_at": datetime.now(UTC), "body": None, "chat_id": None, "error": ending.error}
                await session.execute(done.values(values))

    async def depth(self) -> int:
        """How many updates wait."""
        query = select(func.count()).where(_WAITS)
        async with self._sessions() as session:
            return int(await session.scalar(query) or 0)

    async def backlog(self) -> tuple[int, datetime | None]:
        """How many updates wait, and when the oldest of them came."""
        query = select(func.count(), func.min(InboxUpdate.received_at)).where(_WAITS)
        async with self._sessions() as session:
            waiting, oldest = (await session.execute(query)).one()
        return waiting, oldest

    async def latest(self) -> datetime | None:
        """When an update came last, of those that are remembered."""
        async with self._sessions() as session:
            return await session.scalar(select(func.max(InboxUpdate.received_at)))

    async def purge(self) -> None:
        """Forget the numbers of updates handled long ago."""
        old = delete(InboxUpdate).where(InboxUpdate.handled_at < datetime.now(UTC) - REMEMBERED)
        async with self._sessions.begin() as session:
            await session.execute(old)


def _waiting(row: InboxUpdate) -> Waiting:
    return Waiting(row.update_id, row.chat_id or 0, row.body or {}, received_at=row.received_at)
