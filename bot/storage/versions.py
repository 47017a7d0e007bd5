"""Published versions of the content, and decisions' edits of it: with their files, so that each can be restored.

Since when each entry says what it says is noted too: when content is served that says it otherwise.

A file of entries has 100 to 300 KB, an edit changes a few lines of it. The first edit of a file keeps the whole, and
each later one only says what it changed in what an earlier edit left. After some, one is kept whole again.
"""

import asyncio
import difflib
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.content import Edit, Publication, Snapshot
from bot.desk.history import EntryAge
from bot.storage.database import Sessions
from bot.storage.tables import EntryAgeRow, KeptContent, MadeEdit, PublishedVersion

_LONGEST = 40  # differences that lead from a file kept whole to the last one; to follow one takes a millisecond


async def keep_edits(session: AsyncSession, decision: int, edits: Sequence[Edit]) -> None:
    """Store a decision's edits."""
    for number, edit in enumerate(edits):
        base = await _base(session, edit)
        before = await EditReader(session).after(base) if base else b""
        is_found = base is not None and before == edit.before
        row = MadeEdit(
            decision=decision,
            number=number,
            file=str(edit.file),
            before=b"" if is_found else zlib.compress(edit.before, 9),
            after=zlib.compress(difference(edit.before, edit.after), 9),
            base=base.decision if base and is_found else None,
            base_number=base.number if base and is_found else None,
            steps=base.steps + 1 if base and is_found and base.steps is not None else 0,
            result=sum_of(edit.after),
        )
        session.add(row)
        await session.flush()


async def _base(session: AsyncSession, edit: Edit) -> MadeEdit | None:
    """The latest edit that left the file as this one finds it."""
    same = (MadeEdit.file == str(edit.file), MadeEdit.result == sum_of(edit.before), MadeEdit.steps < _LONGEST)
    query = select(MadeEdit).where(*same).order_by(MadeEdit.decision.desc(), MadeEdit.number.desc()).limit(1)
    return await session.scalar(query)


class EditReader:
    """Reads decisions' edits. What it has put together once, it need not put together again."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._known: dict[tuple[int, int], bytes] = {}

    async def edits_of(self, decision: int) -> tuple[Edit, ...]:
        """A decision's edits, with what the files held before and after."""
        query = select(MadeEdit).where(MadeEdit.decision == decision).order_by(MadeEdit.number)
        rows = list(await self._session.scalars(query))
        return tuple([Edit(Path(row.file), await self.before(row), await self.after(row)) for row in rows])

    async def before(self, row: MadeEdit) -> bytes:
        """What a file held before an edit."""
        if row.steps is None:  # kept whole, by an older version
            return row.before
        base = await self._session.get(MadeEdit, (row.base, row.base_number)) if row.base is not None else None
        return await self.after(base) if base else zlib.decompress(row.before)

    async def after(self, row: MadeEdit) -> bytes:
        """What a file held after an edit."""
        key = (row.decision, row.number)
        if key not in self._known:
            whole = row.steps is None
            self._known[key] = row.after if whole else applied(zlib.decompress(row.after), await self.before(row))
        return self._known[key]


async def forget_edits(session: AsyncSession, decisions: Select[Any]) -> None:
    """Delete the edits of decisions. What other edits need of them is kept there, whole."""
    reader = EditReader(session)
    needing = select(MadeEdit).where(MadeEdit.base.in_(decisions), MadeEdit.decision.not_in(decisions))
    for row in list(await session.scalars(needing)):
        row.before = zlib.compress(await reader.before(row), 9)
        row.base = row.base_number = None
    await session.flush()
    gone = delete(MadeEdit).where(MadeEdit.decision.in_(decisions))
    await session.execute(gone.execution_options(synchronize_session=False))


def sum_of(held: bytes) -> str:
    """A sum that tells what a file holds from anything else."""
    return hashlib.sha256(held).hexdigest()[:32]


def difference(before: bytes, after: bytes) -> bytes:
    """What changes `before` into `after`: pieces to replace, each as (start, end, what is there then)."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    top = 0
    while top < min(len(old), len(new)) and old[top] == new[top]:
        top += 1
    end = 0
    while end < min(len(old), len(new)) - top and old[-1 - end] == new[-1 - end]:
        end += 1
    places = [0]
    for line in old:
        places.append(places[-1] + len(line))
    changed = difflib.SequenceMatcher(None, old[top : len(old) - end], new[top : len(new) - end], autojunk=False)
    pieces = [
        (places[top + first], places[top + last], b"".join(new[top + start : top + stop]).decode("latin-1"))
        for tag, first, last, start, stop in changed.get_opcodes()
        if tag != "equal"
    ]
    return json.dumps(pieces).encode()


def applied(written: bytes, before: bytes) -> bytes:
    """Make the changes of a `difference`."""
    after, at = b"", 0
    for start, end, piece in json.loads(written):
        after += before[at:start] + piece.encode("latin-1")
        at = end
    return after + before[at:]


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
