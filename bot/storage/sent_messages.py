"""The bot's sent messages: what each replies to and which entry it shows. They are kept while that matters."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, Update, delete, select, update

from bot.conversation import CORRECTING, Asked, SentMessage
from bot.storage.database import Sessions, insert_if_new, insert_into
from bot.storage.tables import SentMessageRow

_TABLE = cast(Table, SentMessageRow.__table__)
_AT_ONCE = 3  # answers in one reply at most


class SentMessages:
    """The bot's own messages, by their chat (a code) and number."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def sent(self, letters: Sequence[SentMessage]) -> None:
        """Record messages just sent. Nothing is known of them yet, so that one statement is enough."""
        if letters:
            async with self._sessions.begin() as session:
                await session.execute(insert_if_new(session, _TABLE), [_values(letter) for letter in letters])

    async def add(self, letters: Sequence[SentMessage]) -> None:
        """Record messages that were sent or changed. What one showed before is kept, but marked as no longer shown."""
        async with self._sessions.begin() as session:
            for letter in letters:
                same = (
                    SentMessageRow.place == letter.place,
                    SentMessageRow.message == letter.message,
                    SentMessageRow.standing,
                )
                replied_to = letter.replied_to or await session.scalar(select(SentMessageRow.replied_to).where(*same))
                await session.execute(_no_longer(letter.place, [letter.message]))
                values = _values(replace(letter, replied_to=replied_to))
                row = insert_into(session, SentMessageRow).values(values)
                kept = row.on_conflict_do_update(index_elements=["place", "message", "entry"], set_=values)
                await session.execute(kept)

    async def entry_of(self, place: str, message: int) -> str | None:
        """The entry that one of the bot's messages shows; `None` if it shows none."""
        shown = (SentMessageRow.place == place, SentMessageRow.message == message, SentMessageRow.standing)
        async with self._sessions() as session:
            return await session.scalar(select(SentMessageRow.entry).where(*shown)) or None

    async def shown_lately(self, place: str, since: datetime) -> str | None:
        """The first entry that the bot's latest reply in a chat shows, if it was sent since then."""
        shown = (SentMessageRow.place == place, SentMessageRow.entry != "", SentMessageRow.standing)
        query = select(SentMessageRow.turn, SentMessageRow.entry).where(*shown, SentMessageRow.sent_at >= since)
        async with self._sessions() as session:
            rows = (await session.execute(query.order_by(SentMessageRow.sent_at.desc()).limit(_AT_ONCE))).all()
        latest = [row.entry for row in rows if row.turn == rows[0].turn]
        return latest[-1] if latest else None

    async def turn_of(self, place: str, message: int) -> str | None:
        """The turn that sent one of the bot's messages; `None` if that is not known."""
        known = (SentMessageRow.place == place, SentMessageRow.message == message, SentMessageRow.standing)
        async with self._sessions() as session:
            return await session.scalar(select(SentMessageRow.turn).where(*known))

    async def shown_since(self, place: str, asker: str, asked: Asked, since: datetime) -> int | None:
        """The number of the latest message that has shown somebody this very answer since then, if any does.

        It has to be of the same version of the content: the answer may have been mended meanwhile.
        """
        theirs = (SentMessageRow.place == place, SentMessageRow.asker == asker, SentMessageRow.standing)
        shown = (SentMessageRow.entry == asked.answered[0], SentMessageRow.language == asked.language)
        lately = (SentMessageRow.version == asked.version, SentMessageRow.sent_at >= since)
        query = select(SentMessageRow.message).where(*theirs, *shown, *lately)
        async with self._sessions() as session:
            return await session.scalar(query.order_by(SentMessageRow.message.desc()).limit(1))

    async def replies_to(self, place: str, message: int) -> Sequence[SentMessage]:
        """The bot's replies to somebody's message, in the order in which they were sent."""
        mine = (SentMessageRow.place == place, SentMessageRow.replied_to == message, SentMessageRow.standing)
        query = select(SentMessageRow).where(*mine).order_by(SentMessageRow.message)
        async with self._sessions() as session:
            return [_letter(row) for row in await session.scalars(query)]

    async def blank(self, place: str, message: int) -> None:
        """Record that a message has become a list: it shows no entry now, but still replies to the same question."""
        shown = (SentMessageRow.place == place, SentMessageRow.message == message, SentMessageRow.standing)
        async with self._sessions() as session:
            row = await session.scalar(select(SentMessageRow).where(*shown, SentMessageRow.entry != ""))
        if row:
            await self.add([replace(_letter(row), entry=None, language=None, address=None)])

    async def drop(self, place: str, messages: Sequence[int]) -> None:
        """Record that messages were deleted."""
        async with self._sessions.begin() as session:
            await session.execute(_no_longer(place, messages))

    async def unreachable(self, asker: str) -> None:
        """Delete the address of somebody who has blocked the bot."""
        theirs = update(SentMessageRow).where(SentMessageRow.asker == asker)
        async with self._sessions.begin() as session:
            await session.execute(theirs.values(address=None))

    async def purge(self) -> None:
        """Delete messages sent so long ago that they are no longer corrected (`CORRECTING` days)."""
        old = delete(SentMessageRow).where(SentMessageRow.sent_at < datetime.now(UTC) - timedelta(days=CORRECTING))
        async with self._sessions.begin() as session:
            await session.execute(old)


def _no_longer(place: str, messages: Sequence[int]) -> Update:
    shown = update(SentMessageRow).where(SentMessageRow.place == place, SentMessageRow.message.in_(messages))
    return shown.values(standing=False)


def _values(letter: SentMessage) -> dict[str, Any]:
    known = {field.name: getattr(letter, field.name) for field in fields(SentMessage)}
    return known | {"entry": letter.entry or "", "standing": True, "sent_at": datetime.now(UTC)}


def _letter(row: SentMessageRow) -> SentMessage:
    return SentMessage(
        row.place,
        row.message,
        row.turn,
        row.asker,
        row.version,
        row.replied_to,
        row.entry or None,
        row.language,  # type: ignore[arg-type]  # only the bot's own three are ever written
        row.address,
    )
