"""What the bot has sent: which of its messages replies to which, and what it shows. For as long as that matters."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.conversation import CORRECTING, Letter
from bot.storage.database import Sessions
from bot.storage.tables import SentLetter


class Letters:
    """The bot's own messages, by where they stand."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def add(self, letters: Sequence[Letter]) -> None:
        """Note messages sent, or changed into others."""
        if not letters:
            return
        now = datetime.now(UTC)
        row = insert(SentLetter).values([_values(letter) | {"sent_at": now} for letter in letters])
        changed = {name: row.excluded[name] for name in ("turn", "entry", "language", "version", "sent_at")}
        kept = row.on_conflict_do_update(index_elements=["place", "message"], set_=changed)
        async with self._sessions.begin() as session:
            await session.execute(kept)

    async def entry_of(self, place: str, message: int) -> str | None:
        """Which entry a message of the bot's shows."""
        query = select(SentLetter.entry).where(SentLetter.place == place, SentLetter.message == message)
        async with self._sessions() as session:
            return await session.scalar(query)

    async def replies_to(self, place: str, message: int) -> Sequence[Letter]:
        """The bot's replies to somebody's message, the first first."""
        mine = (SentLetter.place == place, SentLetter.replied_to == message)
        query = select(SentLetter).where(*mine).order_by(SentLetter.message)
        async with self._sessions() as session:
            return [_letter(row) for row in await session.scalars(query)]

    async def drop(self, place: str, messages: Sequence[int]) -> None:
        """Forget messages that no longer stand there."""
        gone = delete(SentLetter).where(SentLetter.place == place, SentLetter.message.in_(messages))
        async with self._sessions.begin() as session:
            await session.execute(gone)

    async def unreachable(self, asker: str) -> None:
        """Forget where somebody could be reached: they have blocked the bot."""
        theirs = update(SentLetter).where(SentLetter.asker == asker)
        async with self._sessions.begin() as session:
            await session.execute(theirs.values(address=None))

    async def purge(self) -> None:
        """Forget what was sent so long ago that it is no longer corrected."""
        old = delete(SentLetter).where(SentLetter.sent_at < datetime.now(UTC) - timedelta(days=CORRECTING))
        async with self._sessions.begin() as session:
            await session.execute(old)


def _values(letter: Letter) -> dict[str, Any]:
    return {field.name: getattr(letter, field.name) for field in fields(Letter)}


def _letter(row: SentLetter) -> Letter:
    return Letter(
        row.place,
        row.message,
        row.turn,
        row.asker,
        row.version,
        row.replied_to,
        row.entry,
        row.language,  # type: ignore[arg-type]  # only the bot's own three are ever written
        row.address,
    )
