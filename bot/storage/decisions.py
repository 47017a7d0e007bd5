"""The curators' desk in SQL: the groups of questions that wait for a decision, and the trail of decisions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.content import Edit, NewEntry, NewQuote, Standing
from bot.content.wordings import same_wording
from bot.desk import RULED_OUT, Decision, Draft, Group, Made, QueueFilter, QueuePage
from bot.storage.database import Sessions
from bot.storage.drafts import LIVE_AGAIN
from bot.storage.queue import (
    WANTING,
    dealt_with,
    filters,
    gaps_of,
    group_of,
    is_open,
    split_off,
    summaries,
    waits,
    with_words,
)
from bot.storage.tables import DraftRow, MadeDecision, MadeEdit, Question, QuestionGroup
from bot.storage.versions import EditReader, forget_edits, keep_edits, sum_of

_FORGOTTEN_PARTS: dict[str, Any] = {"texts": [], "draft": None, "moves": None, "fields": None}


class DeskStore:
    """The waiting groups and the decisions made."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def waiting(self, wanted: QueueFilter, now: datetime, offset: int, limit: int) -> QueuePage:
        """One page of the waiting groups, in the order that is wanted, then the latest asked first."""
        return await self._page(waits(now), wanted, summaries(wanted.order), offset, limit)

    async def ruled_out(self, offset: int, limit: int) -> QueuePage:
        """One page of the groups that were ruled out, the latest asked first."""
        return await self._page(QuestionGroup.ruled_out.is_not(None), QueueFilter(), summaries("last"), offset, limit)

    async def group(self, number: int, now: datetime, upto: int | None = None) -> Group | None:
        """The waiting part of a group, of its questions up to number `upto`; `None` if nothing waits."""
        which = and_(waits(now), Question.group_id == number, *([Question.id <= upto] if upto else []))
        page = await self._page(which, QueueFilter(), summaries("askers"), 0, 1)
        return page.groups[0] if page.groups else None

    async def _page(
        self, which: ColumnElement[bool], wanted: QueueFilter, rows: Select[Any], offset: int, limit: int
    ) -> QueuePage:
        where = and_(WANTING, which, *filters(wanted))
        async with self._sessions() as session:
            if wanted.search.strip():
                where = and_(where, await with_words(session, wanted.search, where))
            found = (await session.execute(rows.where(where).offset(offset).limit(limit))).all()
            if not found:
                return QueuePage((), 0)
            gaps = await gaps_of(session, where, [row.group_id for row in found])
            kept = {number: await session.get_one(QuestionGroup, number) for number in gaps}
        groups = tuple(group_of(row, gaps[row.group_id], kept[row.group_id]) for row in found)
        return QueuePage(groups, found[0].total)

    async def split(self, group: int, upto: int, texts: Collection[str], now: datetime) -> int | None:
        """Put the waiting questions with these texts into a group of their own; `None` if that would be all or none."""
        async with self._sessions.begin() as session:
            return await _split(session, group, upto, texts, now)

    async def record(
        self, curator: str, decision: Decision, edits: Sequence[Edit], applied: bool, proposed_on: str | None = None
    ) -> Made | None:
        """Put a decision on the trail and take its questions off the queue; `None` if none of them still waited.

        `proposed_on` is the content's version, if it is only a proposal.
        """
        now = datetime.now(UTC)
        row = MadeDecision(
            decided_at=now,
            curator=curator,
            verb=decision.verb,
            group_id=decision.group,
            upto=decision.upto,
            texts=[list(text) for text in decision.texts],
            entry=decision.entry,
            until=decision.until,
            draft=asdict(decision.draft) if decision.draft else None,
            fields=dict(decision.fields) if decision.fields else None,
            moves=[asdict(move) for move in decision.moves] or None,
            applied=applied,
            audited=decision.audited or None,
            proposed_on=proposed_on,
        )
        async with self._sessions.begin() as session:
            if decision.left:
                await _split(session, decision.group, decision.upto, decision.left, now)
            session.add(row)
            await session.flush()
            dealt = await session.execute(dealt_with(row, now))
            if decision.group and not dealt.rowcount:  # type: ignore[attr-defined]  # a cursor's result has it
                await session.rollback()
                return None
            if decision.verb in RULED_OUT:
                group = update(QuestionGroup).where(QuestionGroup.id == decision.group)
                await session.execute(group.values(ruled_out=row.id))
            await keep_edits(session, row.id, edits)
            return await self._made(EditReader(session), row)

    async def proposals(self) -> list[Made]:
        """The decisions that wait for a publisher, the oldest first."""
        query = select(MadeDecision).where(_WAITS).order_by(MadeDecision.id)
        async with self._sessions() as session:
            return [
                made_of(row, draft=_draft(row.draft) if row.draft else None) for row in await session.scalars(query)
            ]

    async def accepted(self, number: int, publisher: str, edits: Sequence[Edit], applied: bool) -> bool:
        """Record that a proposal was carried out; `False` if it waits no longer."""
        waits = update(MadeDecision).where(MadeDecision.id == number, _WAITS)
        async with self._sessions.begin() as session:
            carried_out = waits.values(accepted_by=publisher, accepted_at=datetime.now(UTC), applied=applied)
            taken = await session.execute(carried_out)
            if not taken.rowcount:  # type: ignore[attr-defined]  # a cursor's result has it
                return False
            await keep_edits(session, number, edits)
        return True

    async def refused(self, number: int, publisher: str, reason: str) -> bool:
        """Record why a proposal was refused, and let its questions wait again; `False` if it waits no longer."""
        waits = update(MadeDecision).where(MadeDecision.id == number, _WAITS)
        async with self._sessions.begin() as session:
            undone = {"undone_at": datetime.now(UTC), "undone_by": publisher}
            taken = await session.execute(waits.values(refused=reason, **undone))
        if not taken.rowcount:  # type: ignore[attr-defined]
            return False
        await self.undone(number, publisher)
        return True

    async def settled(self, since: datetime) -> list[Made]:
        """The proposals made since then that were accepted or refused, the oldest first, without edits."""
        answered = or_(MadeDecision.accepted_by.is_not(None), MadeDecision.refused.is_not(None))
        query = select(MadeDecision).where(answered, MadeDecision.decided_at >= since).order_by(MadeDecision.id)
        async with self._sessions() as session:
            return [made_of(row) for row in await session.scalars(query)]

    async def latest_of(self, group: int) -> Made | None:
        """The latest decision on a group that was not undone."""
        return await self._latest(MadeDecision.undone_at.is_(None), MadeDecision.group_id == group)

    async def rulings(self, texts: Collection[str]) -> Mapping[str, Made]:
        """For each text, the latest decision that put it into the content and was not undone; without edits."""
        written = and_(MadeDecision.verb.in_(("add", "unlike", "outside", "draft")), not_(_WAITS))
        query = select(MadeDecision).where(MadeDecision.undone_at.is_(None), written).order_by(MadeDecision.id)
        wanted = {same_wording(text): text for text in texts}
        async with self._sessions() as session:
            made = [made_of(row) for row in await session.scalars(query)]
        found = ((same_wording(text), one) for one in made for _, text in one.decision.texts)
        return {wanted[key]: one for key, one in found if key in wanted}

    async def last(self) -> Made | None:
        """The latest decision that was not undone."""
        return await self._latest(MadeDecision.undone_at.is_(None))

    async def made(self, number: int) -> Made | None:
        return await self._latest(MadeDecision.id == number)

    async def _latest(self, *which: ColumnElement[bool]) -> Made | None:
        query = select(MadeDecision).where(*which).order_by(MadeDecision.id.desc()).limit(1)
        async with self._sessions() as session:
            row = await session.scalar(query)
            return await self._made(EditReader(session), row) if row else None

    async def trail(self, limit: int) -> list[Made]:
        """The latest decisions, including undone ones, the newest first."""
        query = select(MadeDecision).order_by(MadeDecision.id.desc()).limit(limit)
        async with self._sessions() as session:
            reader = EditReader(session)
            return [await self._made(reader, row) for row in await session.scalars(query)]

    async def undone(self, number: int, curator: str) -> None:
        """Record that a decision was undone; its questions wait again, and a draft that it published is one again."""
        made = update(MadeDecision).where(MadeDecision.id == number)
        dealt = update(Question).where(Question.decision == number)
        group = update(QuestionGroup).where(QuestionGroup.ruled_out == number)
        async with self._sessions.begin() as session:
            await session.execute(made.values(undone_at=datetime.now(UTC), undone_by=curator))
            await session.execute(dealt.values(decision=None))
            await session.execute(group.values(ruled_out=None))
            await session.execute(update(DraftRow).where(DraftRow.decision == number).values(LIVE_AGAIN))

    async def rolled_back(
        self, files: Mapping[str, bytes], since: datetime, curator: str
    ) -> tuple[list[int], list[int]]:
        """Let the trail say what the files hold after they went back to a version; `since` is when that went live.

        Decisions that the files no longer have are undone, and their questions wait again. Those that they have again
        stand again. Returns the numbers of both.
        """
        who = f"{_ROLLBACK}{curator}"[:64]
        async with self._sessions.begin() as session:
            gone, back = await _out_of_step(session, files, since)
        for number in gone:
            await self.undone(number, who)
        for number in back:
            await self._redone(number)
        return gone, back

    async def _redone(self, number: int) -> None:
        async with self._sessions.begin() as session:
            row = await session.get(MadeDecision, number)
            if row is None:
                return
            row.undone_at = row.undone_by = None
            await session.flush()
            await session.execute(dealt_with(row, datetime.now(UTC)))
            if row.verb in RULED_OUT:
                group = update(QuestionGroup).where(QuestionGroup.id == row.group_id)
                await session.execute(group.values(ruled_out=row.id))

    async def unapplied(self) -> list[Made]:
        """The decisions whose edits wait for `pull`, the oldest first."""
        query = select(MadeDecision).where(MadeDecision.applied.is_(False), MadeDecision.undone_at.is_(None))
        async with self._sessions() as session:
            rows = await session.scalars(query.order_by(MadeDecision.id))
            reader = EditReader(session)
            return [await self._made(reader, row) for row in rows]

    async def applied(self, number: int, edits: Sequence[Edit]) -> None:
        """Record that a decision's edits are in the files now."""
        made = update(MadeDecision).where(MadeDecision.id == number)
        async with self._sessions.begin() as session:
            await session.execute(made.values(applied=True))
            await keep_edits(session, number, edits)

    async def purge(self, days: int) -> None:
        """Delete texts, drafts and edits of decisions older than `days` days. Who decided what, and when, stays."""
        before = datetime.now(UTC) - timedelta(days=days)
        old = select(MadeDecision.id).where(MadeDecision.decided_at < before)
        async with self._sessions.begin() as session:
            await forget_edits(session, old)
            await session.execute(
                update(MadeDecision)
                .where(MadeDecision.id.in_(old))
                .values(texts=[], draft=None, moves=None, fields=None)
            )

    @staticmethod
    async def _made(reader: EditReader, row: MadeDecision) -> Made:
        edits = await reader.edits_of(row.id)
        return made_of(row, edits, _draft(row.draft) if row.draft else None)


_OF_ARTICLES = ("add-article", "remove-article")
_WAITS = and_(
    MadeDecision.proposed_on.is_not(None), MadeDecision.accepted_by.is_(None), MadeDecision.undone_at.is_(None)
)
_ROLLBACK = "rollback: "  # what stands before the name of who undid a decision by going back to a version


async def _out_of_step(
    session: AsyncSession, files: Mapping[str, bytes], since: datetime
) -> tuple[list[int], list[int]]:
    """The decisions that stand but are not in the files, and those that a rollback undid but that are in them."""
    query = select(MadeDecision, MadeEdit.file, MadeEdit.result).join(MadeEdit, MadeEdit.decision == MadeDecision.id)
    by_file: dict[str, list[tuple[MadeDecision, str | None]]] = {}
    made_at = func.coalesce(MadeDecision.accepted_at, MadeDecision.decided_at)
    for row, file, result in await session.execute(query.order_by(made_at, MadeDecision.id)):
        if not row.undone_at or (row.undone_by or "").startswith(_ROLLBACK):
            folder = "corpus" if row.verb in _OF_ARTICLES else "faq"
            by_file.setdefault(f"{folder}/{Path(file).name}", []).append((row, result))
    gone: set[int] = set()
    back: set[int] = set()
    for name, rows in by_file.items():
        if name not in files:
            continue  # drafts are in no version
        last = max((at for at, (_, result) in enumerate(rows) if result == sum_of(files[name])), default=None)
        for place, (row, _) in enumerate(rows):
            is_there = (row.accepted_at or row.decided_at) <= since if last is None else place <= last
            if not is_there and not row.undone_at:
                gone.add(row.id)
            elif is_there and row.undone_at:
                back.add(row.id)
    return sorted(gone), sorted(back - gone)


async def _split(session: AsyncSession, group: int, upto: int, texts: Collection[str], now: datetime) -> int | None:
    which = (WANTING, Question.group_id == group, Question.id <= upto, is_open(now))
    stays = await session.scalar(select(Question.id).where(*which, Question.text.not_in(texts)).limit(1))
    goes = await session.scalar(select(Question.id).where(*which, Question.text.in_(texts)).limit(1))
    if stays is None or goes is None:
        return None
    return await split_off(session, *which, Question.text.in_(texts))


def _draft(kept: dict[str, Any]) -> Draft:
    entry = kept["entry"]
    quotes = tuple(NewQuote(**quote) for quote in entry["quotes"])
    return Draft(NewEntry(**{**entry, "quotes": quotes}), kept["file"])


class Trail:
    """Reads all of the curators' decisions."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def decisions(self) -> list[Made]:
        """Every decision, including undone ones, the oldest first; without edits and drafts."""
        async with self._sessions() as session:
            return [made_of(row) for row in await session.scalars(select(MadeDecision).order_by(MadeDecision.id))]


def made_of(row: MadeDecision, edits: tuple[Edit, ...] = (), draft: Draft | None = None) -> Made:
    kept: Any = row  # its verb, languages and moves are only ever written from their closed sets
    texts = tuple((language, text) for language, text in kept.texts)
    moves = tuple(Standing(**move) for move in kept.moves or ())
    decision = Decision(kept.verb, row.group_id, row.upto, texts, row.entry, row.until, draft, moves)
    decision = replace(decision, fields=kept.fields, audited=row.audited or 0)
    undone_by = row.undone_by if row.undone_at else None
    made = Made(row.id, row.decided_at, row.curator, decision, edits, row.applied, undone_by)
    return replace(made, proposed_on=row.proposed_on, accepted_by=row.accepted_by, refused=row.refused)
