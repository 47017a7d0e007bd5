"""Published versions of the content: each with its files, so that it can be restored, and when it went live.

Since when each entry says what it says is noted too: when content is served that says it otherwise.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from bot.content import Publication, Snapshot
from bot.desk.ages import EntryAge
from bot.storage.database import Sessions
from bot.storage.tables import EntryAgeRow, KeptContent, PublishedVersion

KEPT = 50
"""How many publications are kept; older ones are deleted."""


class Versions:
    """The history of the content."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def keep(self, snapshot: Snapshot, served: bool = True) -> None:
        """Store a version as the latest one, unless it already is the latest (after a restart, say)."""
        version = snapshot.version
        latest = select(PublishedVersion.version, PublishedVersion.served)
        latest = latest.order_by(PublishedVersion.id.desc()).limit(1)
        async with self._sessions() as session:
            row = (await session.execute(latest)).first()
            known = await session.scalar(select(KeptContent.version).where(KeptContent.version == version))
        if row and row.version == version and (row.served or not served):
            return
        if known is None:
            await self._store(version, await asyncio.to_thread(snapshot.packed))
        async with self._sessions.begin() as session:
            session.add(PublishedVersion(version=version, published_at=datetime.now(UTC), served=served))
        await self._forget()

    async def _store(self, version: str, packed: bytes) -> None:
        try:
            async with self._sessions.begin() as session:
                session.add(KeptContent(version=version, files=packed))
        except IntegrityError:
            return  # another process has just kept the same

    async def _forget(self) -> None:
        numbers = select(PublishedVersion.id).order_by(PublishedVersion.id.desc()).offset(KEPT).limit(1)
        async with self._sessions.begin() as session:
            oldest = await session.scalar(numbers)
            if oldest is not None:
                await session.execute(delete(PublishedVersion).where(PublishedVersion.id <= oldest))
                kept = select(PublishedVersion.version)
                await session.execute(delete(KeptContent).where(KeptContent.version.not_in(kept)))

    async def latest(self) -> Publication | None:
        """The latest publication that was served; `None` if there is none."""
        query = select(PublishedVersion).where(PublishedVersion.served).order_by(PublishedVersion.id.desc()).limit(1)
        async with self._sessions() as session:
            row = await session.scalar(query)
            return Publication(row.version, row.published_at, row.served) if row else None

    async def history(self) -> Sequence[Publication]:
        """All publications that are kept, the oldest first."""
        async with self._sessions() as session:
            rows = await session.scalars(select(PublishedVersion).order_by(PublishedVersion.id))
            return [Publication(row.version, row.published_at, row.served) for row in rows]

    async def content(self, version: str) -> Snapshot | None:
        """The files of a version, if it is kept."""
        async with self._sessions() as session:
            packed = await session.scalar(select(KeptContent.files).where(KeptContent.version == version))
        return Snapshot.unpacked(packed) if packed is not None else None


class EntryAges:
    """The ages of the entries, by their ids."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def since(self) -> Mapping[str, EntryAge]:
        """Since when each entry says what it says."""
        async with self._sessions() as session:
            rows = await session.scalars(select(EntryAgeRow))
            return {row.entry: EntryAge(row.since, row.at_least) for row in rows}

    async def note(self, said: Mapping[str, str], now: datetime) -> None:
        """Note what each entry says now, by a name for it. What is there at the first look may be older than that."""
        try:
            async with self._sessions.begin() as session:
                known = {row.entry: row for row in await session.scalars(select(EntryAgeRow))}
                for entry, name in said.items():
                    row = known.get(entry)
                    if row is None:
                        session.add(EntryAgeRow(entry=entry, said=name, since=now, at_least=not known))
                    elif row.said != name:
                        row.said, row.since, row.at_least = name, now, False
        except IntegrityError:
            return  # another process has just noted the same
