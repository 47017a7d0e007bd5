"""The past of the content: how old an entry is, which versions are kept, what going back to one of them does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Protocol

from bot.content import LANGUAGES, Entry, NotDone, Publication
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


class NoVersion(NotDone):
    """There is no such version, or none to go back to; `version` is the one that was asked for."""

    def __init__(self, version: str | None) -> None:
        self.version = version
        super().__init__(f"there is no version '{version}'." if version else "there is no version to go back to.")


class Unpublished(NotDone):
    """The files hold edits that were never published, and would be lost."""


@dataclass(frozen=True, slots=True)
class RolledBack:
    """What a rollback has done.

    `files` counts those that were written. `kept` is the version that unpublished edits were kept as. `undone` are the
    decisions that the files no longer have: their questions wait again; `redone` those that they have again.
    """

    version: str
    files: int
    kept: str | None = None
    undone: tuple[int, ...] = ()
    redone: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version in the list: when it went live, in which files it differs from the one before, and if it is here."""

    publication: Publication
    files: Sequence[str]
    is_here: bool


class RollbackPort(Protocol):
    """The versions that are kept, and the way back to one of them."""

    async def history(self, most: int) -> list[KeptVersion]:
        """The latest versions, the newest first."""

    async def go(self, curator: str, version: str | None = None, force: bool = False) -> RolledBack:
        """Write the files of a version. Raises a kind of `NotDone`; then nothing has changed."""
