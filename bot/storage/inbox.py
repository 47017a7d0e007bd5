"""The inbox: updates are committed here before Telegram is told that we have them, and leave once handled.

Only the first update of each chat can be taken, so that they stay in order. If several processes share PostgreSQL,
the one that takes an update claims it for a while, and renews the claim until the update is handled.

Updates finished at the same time are committed together: while one commit is under way, the others wait for the next.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Table, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Sessions, insert_if_new
from bot.storage.locks import LASTS
from bot.storage.tables import InboxUpdate

Thing = TypeVar("Thing")


class GroupCommit(Generic[Thing]):
    """Carries things out in batches: each batch is everything that came while the one before was under way."""

    def __init__(self, carry_out: Callable[[Sequence[Thing]], Awaitable[None]]) -> None:
        self._carry_out = carry_out
        self._coming: list[tuple[Thing, asyncio.Future[None]]] = []
        self._turn = asyncio.Lock()

    async def join(self, thing: Thing) -> None:
        """Have a thing carried out together with others. Raises only what the thing itself would raise."""
        done = asyncio.get_running_loop().create_future()
        self._coming.append((thing, done))
        async with self._turn:
            if not done.done():
                await self._carry_out_all()
        await done

    async def _carry_out_all(self) -> None:
        coming, self._coming = self._coming, []
        try:
            await self._carry_out([thing for thing, _ in coming])
        except Exception as fault:
            if len(coming) == 1:
                coming[0][1].set_exception(fault)
            else:
                await self._one_by_one(coming)
        except asyncio.CancelledError:
            self._coming = [*coming, *self._coming]  # one of those that wait carries them out
            raise
        else:
            for _, done in coming:
                _settle(done)

    async def _one_by_one(self, coming: Sequence[tuple[Thing, "asyncio.Future[None]"]]) -> None:
        """Carry things out one by one, because one of them failed; the others can succeed."""
        for thing, done in coming:
            try:
                await self._carry_out([thing])
            except Exception as fault:
                if not done.done():
                    done.set_exception(fault)
            else:
                _settle(done)


def _settle(done: "asyncio.Future[None]") -> None:
    if not done.done():
        done.set_result(None)


# Telegram delivers an update for at most 24 hours; twice that is remembered, so that none is handled twice.
REMEMBERED = timedelta(hours=48)

Write = Callable[[], Awaitable[None]]

# Statements on the table itself rather than the ORM's class: every reply waits for them.
_TABLE = cast(Table, InboxUpdate.__table__)

_row, _earlier, _other = _TABLE.c, _TABLE.alias().c, _TABLE.alias().c
_WAITS = _row.handled_at.is_(None)
_FIRST = ~(
    select(_earlier.update_id)
    .where(_earlier.chat_id == _row.chat_id, _earlier.handled_at.is_(None))
    .where(_earlier.update_id < _row.update_id)
    .exists()
)
_AMONG = _row.update_id.in_(bindparam("numbers", expanding=True))
_FIRST_AMONG = select(_row.update_id).where(_AMONG, _FIRST)
_FREE = _WAITS & _row.chat_id.not_in(bindparam("chats", expanding=True)) & _FIRST
_BODIES = select(_row.update_id, _row.chat_id, _row.body, _row.received_at).order_by(_row.update_id)
_OLDEST = _BODIES.where(_FREE).limit(bindparam("most"))
_THESE = _BODIES.where(_AMONG)
_BEHIND = _BODIES.where(_WAITS, _row.chat_id == bindparam("chat"), _row.update_id > bindparam("number")).limit(
    bindparam("most")
)

# Whether another process has taken an update, or a later one of its chat that came in before it.
_IN_OTHER_HANDS = (
    select(_other.update_id)
    .where(_other.chat_id == _row.chat_id, _other.handled_at.is_(None))
    .where(_other.claimed_until >= bindparam("now"), _other.claimed_by != bindparam("me"))
    .exists()
)
_OLDEST_FREE = (
    select(_row.update_id)
    .where(_FREE, ~_IN_OTHER_HANDS)
    .order_by(_row.update_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(_TABLE)
    .where(_AMONG, _FIRST, ~_IN_OTHER_HANDS)
    .values(claimed_by=bindparam("me"), claimed_until=bindparam("until"))
    .returning(_row.update_id)
)
_DONE = (
    update(_TABLE)
    .where(_row.update_id == bindparam("number"))
    .values(handled_at=bindparam("at"), body=None, chat_id=None, error=bindparam("fault"))
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is not handled yet. If `taken`, this process has claimed it and may start at once."""

    update_id: int
    chat_id: int
    body: dict[str, Any]
    taken: bool = True
    received_at: datetime = field(default_factory=lambda: datetime.now(UTC), compare=False)


@dataclass(frozen=True, slots=True)
class _Ending:
    """Updates that are handled, and the writes that belong to the same transaction."""

    update_ids: Sequence[int]
    error: str | None
    writes: Sequence[Write]

    def rows(self) -> list[dict[str, Any]]:
        """The parameters that mark each update as handled."""
        now = datetime.now(UTC)
        return [{"number": number, "at": now, "fault": self.error} for number in self.update_ids]


class Inbox:
    """Updates until they are handled, by their numbers. `me` names this process in claims."""

    def __init__(self, sessions: Sessions, me: str = "") -> None:
        self._sessions = sessions
        self._me = me
        self._endings = GroupCommit(self._finish)

    async def put(self, updates: list[dict[str, Any]], chats: list[int]) -> list[Waiting]:
        """Commit updates and return those that are new. Those already here, handled or not, stay as they are.

        A new update that is the first of its chat is taken at once. Raises `ConnectionError` if PostgreSQL is away.
        """
        if not updates:
            return []
        now = datetime.now(UTC)
        rows = [
            {"update_id": body["update_id"], "chat_id": chat, "body": body, "received_at": now}
            for body, chat in zip(updates, chats, strict=True)
        ]
        async with self._sessions.begin() as session:
            if self._sessions.are_shared:
                # One after another within a chat: two processes do not see each other's uncommitted updates.
                for chat in sorted(set(chats)):
                    await session.execute(select(func.pg_advisory_xact_lock(chat)))
            put = insert_if_new(session, _TABLE).returning(_row.update_id)
            new = set(await session.scalars(put, rows))
            taken = await self._take(session, new) if new else set()
        return [
            Waiting(body["update_id"], chat, body, body["update_id"] in taken, now)
            for body, chat in zip(updates, chats, strict=True)
            if body["update_id"] in new
        ]

    async def _take(self, session: AsyncSession, numbers: Collection[int]) -> set[int]:
        """Take those updates that come first in their chats; return their numbers."""
        if self._sessions.are_shared:
            now = datetime.now(UTC)
            claim = {"numbers": numbers, "now": now, "me": self._me, "until": now + LASTS}
            return set(await session.scalars(_CLAIM, claim))
        return set(await session.scalars(_FIRST_AMONG, {"numbers": numbers}))

    async def waiting(self, but_of: Collection[int], limit: int) -> list[Waiting]:
        """Take the oldest waiting updates, each the first of its chat, leaving out the chats `but_of`."""
        wanted = {"chats": list(but_of), "most": limit}
        async with self._sessions.begin() as session:
            if self._sessions.are_shared:
                return [_waiting(row) for row in await self._claimed(session, wanted)]
            return [_waiting(row) for row in await session.execute(_OLDEST, wanted)]

    async def _claimed(self, session: AsyncSession, wanted: dict[str, Any]) -> Iterable[Any]:
        free = wanted | {"now": datetime.now(UTC), "me": self._me}
        found = list(await session.scalars(_OLDEST_FREE, free))
        taken = await self._take(session, found) if found else ()
        return await session.execute(_THESE, {"numbers": taken}) if taken else ()

    async def renew(self) -> None:
        """Renew this process's claims on the updates it has taken."""
        mine = update(_TABLE).where(_WAITS, _row.claimed_by == self._me)
        async with self._sessions.begin() as session:
            if self._sessions.are_shared:
                await session.execute(mine.values(claimed_until=datetime.now(UTC) + LASTS))

    async def release(self) -> None:
        """Give up this process's claims, so that others can handle those updates."""
        mine = update(_TABLE).where(_WAITS, _row.claimed_by == self._me)
        async with self._sessions.begin() as session:
            if self._sessions.are_shared:
                await session.execute(mine.values(claimed_by=None, claimed_until=None))

    async def behind(self, update_id: int, chat: int, limit: int) -> list[Waiting]:
        """The updates that wait in a chat after one of its updates, the oldest first."""
        async with self._sessions() as session:
            rows = await session.execute(_BEHIND, {"chat": chat, "number": update_id, "most": limit})
            return [_waiting(row) for row in rows]

    async def finish(self, update_ids: Sequence[int], error: str | None = None, writes: Sequence[Write] = ()) -> None:
        """Mark updates as handled, or set aside with an error, and erase their content.

        `writes` are carried out in the same transaction, so that only one commit stands between sending a reply and
        marking it as sent.
        """
        await self._endings.join(_Ending(update_ids, error, writes))

    async def _finish(self, endings: Sequence[_Ending]) -> None:
        async with self._sessions.together() as session:
            for ending in endings:
                for write in ending.writes:
                    await write()
            await session.execute(_DONE, [row for ending in endings for row in ending.rows()])

    async def depth(self) -> int:
        """How many updates wait."""
        query = select(func.count()).select_from(_TABLE).where(_WAITS)
        async with self._sessions() as session:
            return int(await session.scalar(query) or 0)

    async def backlog(self) -> tuple[int, datetime | None]:
        """How many updates wait, and when the oldest of them came."""
        query = select(func.count(), func.min(_row.received_at)).where(_WAITS)
        async with self._sessions() as session:
            waiting, oldest = (await session.execute(query)).one()
        return waiting, oldest

    async def latest(self) -> datetime | None:
        """When the latest update came, of those that are remembered; `None` if there is none."""
        async with self._sessions() as session:
            newest: datetime | None = await session.scalar(select(func.max(_row.received_at)))
        return newest

    async def purge(self) -> None:
        """Delete the numbers of updates handled more than 48 hours ago."""
        old = delete(_TABLE).where(_row.handled_at < datetime.now(UTC) - REMEMBERED)
        async with self._sessions.begin() as session:
            await session.execute(old)


def _waiting(row: Any) -> Waiting:
    return Waiting(row.update_id, row.chat_id or 0, row.body or {}, received_at=row.received_at)
