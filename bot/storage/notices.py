"""What people are still to be told: answers they wait for, and corrections of answers they got. Each is sent once."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.content import Language
from bot.conversation import CORRECTING, WAITING, Asked, Notice, Wish
from bot.conversation.privacy import scrub
from bot.storage.database import Sessions, insert_into
from bot.storage.tables import OwedNotice, Question, SeenCorrection, SentMessageRow, WaitingWish


class Notices:
    """Wishes to be told of an answer, and the notices that wishes and corrections lead to."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def want(self, turn: str, asker: str, address: str, language: Language) -> bool:
        """Record a wish to be told of an answer. `False` if the person has no such question."""
        async with self._sessions.begin() as session:
            mine = select(Question).where(Question.turn == turn, Question.asker == asker, Question.text != "")
            asked = await session.scalar(mine)
            if asked is None:
                return False
            wish = insert_into(session, WaitingWish).values(
                turn=turn,
                asker=asker,
                address=address,
                message=asked.message,
                language=language,
                text=asked.text,
                declined=asked.shown if asked.declined_at else [],
                looked=asked.version,
                made_at=datetime.now(UTC),
            )
            await session.execute(wish.on_conflict_do_nothing())
        return True

    async def unwant(self, turn: str, asker: str) -> None:
        theirs = delete(WaitingWish).where(WaitingWish.turn == turn, WaitingWish.asker == asker)
        async with self._sessions.begin() as session:
            await session.execute(theirs)

    async def changed(self, turn: str, asked: Asked) -> None:
        """Update the wish of a question that was edited: wait for an answer to the new text, or stop if it has one."""
        same = WaitingWish.turn == turn
        async with self._sessions.begin() as session:
            if asked.outcome == "answer":
                await session.execute(delete(WaitingWish).where(same))
                return
            values = {"text": scrub(asked.text), "declined": [], "looked": asked.version}
            await session.execute(update(WaitingWish).where(same).values(**values))

    async def cancel(self, asker: str) -> int:
        """Drop all answers that somebody wanted to be told of; returns of how many questions."""
        async with self._sessions.begin() as session:
            waiting = await session.scalar(select(func.count()).where(WaitingWish.asker == asker)) or 0
            answers = (OwedNotice.asker == asker, OwedNotice.kind == "answer")
            owed = await session.scalar(select(func.count()).where(*answers)) or 0
            await session.execute(delete(WaitingWish).where(WaitingWish.asker == asker))
            await session.execute(delete(OwedNotice).where(*answers))
        return waiting + owed

    async def unreachable(self, asker: str) -> None:
        """Drop everything that is owed to somebody who has blocked the bot."""
        async with self._sessions.begin() as session:
            await session.execute(delete(WaitingWish).where(WaitingWish.asker == asker))
            await session.execute(delete(OwedNotice).where(OwedNotice.asker == asker))

    async def unlooked(self, version: str, limit: int) -> Sequence[Wish]:
        """At most `limit` wishes for which this version of the content has not been searched yet, the oldest first."""
        query = select(WaitingWish).where(WaitingWish.looked != version).order_by(WaitingWish.made_at).limit(limit)
        async with self._sessions() as session:
            return [Wish(row.turn, row.text, tuple(row.declined)) for row in await session.scalars(query)]

    async def looked(self, turn: str, version: str, entry: str | None) -> None:
        """Record that a version was searched for a wish. If an entry answers it, a notice replaces the wish."""
        async with self._sessions.begin() as session:
            wish = await session.get(WaitingWish, turn)
            if wish is None:
                return  # cancelled meanwhile
            if entry is None:
                wish.looked = version
                return
            await _owe(session, wish, kind="answer", cause=turn, entry=entry)
            await session.delete(wish)

    async def correct(self, cause: str, entry: str, version: str) -> None:
        """Owe a correction to everybody who lately got the entry's answer from an earlier version. Once per cause."""
        now = datetime.now(UTC)
        async with self._sessions.begin() as session:
            seen = insert_into(session, SeenCorrection).values(cause=cause, seen_at=now).on_conflict_do_nothing()
            if (await session.execute(seen)).rowcount == 0:  # type: ignore[attr-defined]
                return
            query = select(SentMessageRow).where(
                SentMessageRow.entry == entry,
                SentMessageRow.version != version,
                SentMessageRow.address.is_not(None),
                SentMessageRow.sent_at >= now - timedelta(days=CORRECTING),
            )
            for letter in await session.scalars(query.order_by(SentMessageRow.sent_at.desc())):
                await _owe(session, letter, kind="correction", cause=cause, entry=entry)

    async def owed(self) -> int:
        """How many notices are still to be sent."""
        async with self._sessions() as session:
            return await session.scalar(select(func.count(OwedNotice.id))) or 0

    async def due(self, limit: int) -> Sequence[Notice]:
        """The oldest notices, at most one for each person."""
        first = select(func.min(OwedNotice.id)).group_by(OwedNotice.asker)
        query = select(OwedNotice).where(OwedNotice.id.in_(first)).order_by(OwedNotice.id).limit(limit)
        async with self._sessions() as session:
            return [_notice(row) for row in await session.scalars(query)]

    async def done(self, number: int) -> None:
        """Delete a notice, because it was sent or can never be."""
        async with self._sessions.begin() as session:
            await session.execute(delete(OwedNotice).where(OwedNotice.id == number))

    async def purge(self) -> None:
        """Delete wishes and notices that have waited too long (`WAITING` days)."""
        old = datetime.now(UTC) - timedelta(days=WAITING)
        async with self._sessions.begin() as session:
            await session.execute(delete(WaitingWish).where(WaitingWish.made_at < old))
            await session.execute(delete(OwedNotice).where(OwedNotice.made_at < old))


async def _owe(session: AsyncSession, to: WaitingWish | SentMessageRow, **what: str) -> None:
    message = to.message if isinstance(to, WaitingWish) else to.replied_to
    row = insert_into(session, OwedNotice).values(
        turn=to.turn,
        asker=to.asker,
        address=to.address,
        message=message,
        language=to.language,
        made_at=datetime.now(UTC),
        **what,
    )
    await session.execute(row.on_conflict_do_nothing())


def _notice(row: OwedNotice) -> Notice:
    kept: Any = row  # its kind and language are only ever written from their closed sets
    return Notice(row.id, kept.kind, row.turn, row.asker, row.address, row.message, kept.language, row.entry)
