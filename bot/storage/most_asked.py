"""Which answers people put into other chats, and which entries answered most people lately."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

from sqlalchemy import Text, cast, delete, insert, select

from bot.conversation import MostAsked
from bot.conversation.most_asked import FEWEST
from bot.storage.database import Sessions
from bot.storage.tables import InlineChoice, Question

_LATELY = timedelta(days=7)


class InlineChoices:
    """The answers that people chose inline. Nothing says who chose them."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def add(self, entry: str, shared: bool) -> None:
        """Record that an answer was put into a chat; `shared`: from under the same answer, by its button."""
        row = insert(InlineChoice).values(entry=entry, shared=shared, chosen_at=datetime.now(UTC))
        async with self._sessions.begin() as session:
            await session.execute(row)

    async def purge(self, days: int) -> None:
        """Delete what is older than `days` days."""
        old = delete(InlineChoice).where(InlineChoice.chosen_at < datetime.now(UTC) - timedelta(days=days))
        async with self._sessions.begin() as session:
            await session.execute(old)


async def most_asked(sessions: Sessions, now: datetime) -> tuple[MostAsked, ...]:
    """The entries that answered `FEWEST` people or more in the seven days before `now`, the most asked first.

    A person counts once for each entry, however often they ask.
    """
    within = (Question.asked_at >= now - _LATELY, Question.outcome == "answer", Question.asker != "")
    shown = cast(Question.shown, Text)  # not every database tells JSON apart, but all do text
    async with sessions() as session:
        rows = (await session.execute(select(Question.asker, shown).where(*within).distinct())).all()
    answered = {(asker, entry) for asker, entries in rows for entry in json.loads(entries)}
    people = Counter(entry for _, entry in answered)
    ranked = sorted(people.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(MostAsked(entry, count) for entry, count in ranked if count >= FEWEST)
