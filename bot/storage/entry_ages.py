"""Since when each entry says what it says: noted when content is served that says it otherwise."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.desk.ages import EntryAge
from bot.storage.database import Sessions
from bot.storage.tables import EntryAgeRow


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
