"""How old an entry is: when what it says was last changed, and when somebody last vouched for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Protocol

from bot.content import LANGUAGES, Entry
from bot.content.vouching import vouch_of


@dataclass(frozen=True, slots=True)
class EntryAge:
    """Since when an entry says what it says; `at_least`: it was so when the bot first looked, and may be older."""

    since: datetime
    at_least: bool = False


class AgesPort(Protocol):
    """Knows since when each entry says what it says."""

    async def since(self) -> Mapping[str, EntryAge]:
        """The ages by the entries' ids."""


def vouched_on(entry: Entry) -> date | None:
    """The latest day on which somebody vouched for a text of the entry that still stands."""
    days = [vouch.day for language in LANGUAGES if (vouch := vouch_of(entry, language))]
    return max(days, default=None)


def looked_after(entry: Entry, age: EntryAge | None, zone: tzinfo) -> date | None:
    """The last day on which somebody changed what the entry says or vouched for it; `None` if that is not known."""
    days = [age.since.astimezone(zone).date()] if age else []
    vouched = vouched_on(entry)
    return max([*days, *([vouched] if vouched else [])], default=None)
