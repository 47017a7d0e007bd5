"""The drafts in SQL, and where each curator's writing in Telegram has come to."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.drafts import DraftEnd, DraftMoved, DraftSubject, DraftTexts, KeptDraft, Seat
from bot.storage.database import Sessions
from bot.storage.tables import DraftRow, EntryDraftRow

_SEAT_KEPT = timedelta(days=90)  # after which nobody goes on where they were; the draft itself stays
_KEPT_ENDED = timedelta(days=1)

LIVE_AGAIN: Mapping[Any, Any] = {"ended_at": None, "how": "", "decision": None}
"""The values of a draft that is brought back."""

_LIVE = DraftRow.ended_at.is_(None)


class EntryDrafts:
    """The drafts; and, for each curator, the state of their conversation about one (`of`, `keep`, `end`)."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def live(self) -> list[KeptDraft]:
        """All that are neither published nor thrown away, those written last first."""
        return await self._all(_LIVE, DraftRow.changed_at)

    async def ended(self) -> list[KeptDraft]:
        """Those that ended within a day, the latest first."""
        return await self._all(DraftRow.ended_at > datetime.now(UTC) - _KEPT_ENDED, DraftRow.ended_at)

    async def _all(self, which: ColumnElement[bool], by: Any) -> list[KeptDraft]:
        async with self._sessions() as session:
            rows = await session.scalars(select(DraftRow).where(which).order_by(by.desc(), DraftRow.id.desc()))
            return [_draft(row) for row in rows]

    async def find(self, number: int) -> KeptDraft | None:
        """A draft by its number, even if it has ended."""
        async with self._sessions() as session:
            row = await session.get(DraftRow, number)
            return _draft(row) if row else None

    async def about(self, subject: DraftSubject) -> KeptDraft | None:
        """The live draft for a group, for an entry, or for the form of something that is there already."""
        async with self._sessions() as session:
            row = await _about(session, subject)
            return _draft(row) if row else None

    async def begin(
        self, subject: DraftSubject, curator: str, fields: DraftTexts, base: DraftTexts | None = None
    ) -> KeptDraft:
        """Begin a draft; if there is a live one for the group or entry already, return that as it is."""
        now = datetime.now(UTC)
        row = DraftRow(
            group_id=subject.group,
            upto=subject.upto,
            entry=subject.entry,
            page=subject.page,
            fields=dict(fields),
            base=dict(base or {}),
            begun_at=now,
            begun_by=curator,
            changed_at=now,
            changed_by=curator,
            revision=1,
            how="",
        )
        async with self._sessions.begin() as session:
            there = await _about(session, subject)
            if there is None:
                session.add(row)
                await session.flush()
            return _draft(there or row)

    async def write(
        self,
        number: int,
        revision: int,
        curator: str,
        fields: DraftTexts,
        base: DraftTexts | None = None,
        seat: Seat | None = None,
    ) -> KeptDraft:
        """Keep what was written over that `revision`. Raises `DraftMoved` if there is a later one, or it has ended."""
        changed: dict[str, Any] = {"fields": dict(fields), "base": dict(base or {})}
        changed |= {"changed_at": datetime.now(UTC), "changed_by": curator, "revision": revision + 1}
        which = (DraftRow.id == number, DraftRow.revision == revision, _LIVE)
        async with self._sessions.begin() as session:
            written = await session.execute(update(DraftRow).where(*which).values(changed))
            row = await session.get(DraftRow, number)
            if row is None:
                raise DraftMoved(_gone(number, curator))
            if not written.rowcount:  # type: ignore[attr-defined]  # a cursor's result has it
                raise DraftMoved(_draft(row))
            if seat:
                await session.merge(_seat(seat.curator, seat.state))
            return _draft(row)

    async def close(self, number: int, curator: str, how: DraftEnd, decision: int | None = None) -> None:
        """End a draft: it is published by a decision, or thrown away."""
        ended = {"ended_at": datetime.now(UTC), "how": how, "decision": decision, "changed_by": curator}
        async with self._sessions.begin() as session:
            await session.execute(update(DraftRow).where(DraftRow.id == number, _LIVE).values(ended))

    async def reopen(self, number: int, curator: str) -> KeptDraft | None:
        """Bring a draft back that has ended; `None` if it is gone, or its subject has another draft by now."""
        async with self._sessions.begin() as session:
            row = await session.get(DraftRow, number)
            if row is None or row.ended_at is None:
                return _draft(row) if row else None
            if await _about(session, DraftSubject(row.group_id, row.upto, row.entry, row.page)):
                return None
            row.ended_at, row.how, row.decision = None, "", None
            row.changed_by, row.changed_at, row.revision = curator, datetime.now(UTC), row.revision + 1
            return _draft(row)

    async def of(self, curator: str) -> dict[str, Any] | None:
        """How far a curator's conversation has come; `None` if they are not writing."""
        async with self._sessions() as session:
            row = await session.get(EntryDraftRow, curator)
            return row.state if row else None

    async def keep(self, curator: str, state: Mapping[str, Any]) -> None:
        """Save how far a curator's conversation has come."""
        async with self._sessions.begin() as session:
            await session.merge(_seat(curator, state))

    async def end(self, curator: str) -> None:
        """Forget a curator's conversation. The draft that it was about stays."""
        async with self._sessions.begin() as session:
            await session.execute(delete(EntryDraftRow).where(EntryDraftRow.curator == curator))

    async def purge(self, days: int = 365) -> None:
        """Delete conversations of 90 days ago, drafts that ended a day ago, and those not touched for `days` days."""
        now = datetime.now(UTC)
        async with self._sessions.begin() as session:
            await session.execute(delete(EntryDraftRow).where(EntryDraftRow.changed_at < now - _SEAT_KEPT))
            await session.execute(delete(DraftRow).where(DraftRow.ended_at < now - _KEPT_ENDED))
            await session.execute(delete(DraftRow).where(DraftRow.changed_at < now - timedelta(days=days)))


async def _about(session: AsyncSession, subject: DraftSubject) -> DraftRow | None:
    if not subject.is_shared:
        return None
    if subject.group:
        which = DraftRow.group_id == subject.group
    else:
        which = DraftRow.entry == subject.entry if subject.entry else DraftRow.page == subject.page
    query = select(DraftRow).where(_LIVE, which).order_by(DraftRow.id).limit(1)
    return cast(DraftRow | None, await session.scalar(query))


def _seat(curator: str, state: Mapping[str, Any]) -> EntryDraftRow:
    return EntryDraftRow(curator=curator, state=dict(state), changed_at=datetime.now(UTC))


def _gone(number: int, curator: str) -> KeptDraft:
    """What stands for a draft that was deleted: nothing of it is known."""
    now = datetime.now(UTC)
    return KeptDraft(number, DraftSubject(), {}, {}, now, curator, now, curator, 0, now, "thrown")


def _draft(row: DraftRow) -> KeptDraft:
    subject = DraftSubject(row.group_id, row.upto, row.entry, row.page)
    how = cast(DraftEnd, row.how)
    begun, changed = (row.begun_at, row.begun_by), (row.changed_at, row.changed_by)
    return KeptDraft(row.id, subject, row.fields, row.base, *begun, *changed, row.revision, row.ended_at, how)
