"""The versions of the content that are kept, and what going back to one of them does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.content import NotDone, Publication


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
