"""Bring back an earlier version of the content, and let the trail of decisions say the same as the files."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.content import Publication, Snapshot, step_back
from bot.desk.history import KeptVersion, NoVersion, RolledBack, Unpublished
from bot.publishing.publisher import apply_all
from bot.settings import Settings
from bot.storage import DeskStore, Sessions, Versions


class Rollback:
    """The versions that are kept, and the way back to one of them."""

    def __init__(self, sessions: Sessions, settings: Settings, alone: asyncio.Lock | None = None) -> None:
        """`alone` is held while files are written, so that no decision is carried out meanwhile."""
        self._versions, self._desk = Versions(sessions), DeskStore(sessions)
        self._settings = settings
        self._alone = alone or asyncio.Lock()

    async def history(self, most: int) -> list[KeptVersion]:
        """The latest versions, the newest first."""
        history = list(await self._versions.history())[-most - 1 :]
        contents = [await self._versions.content(one.version) for one in history]
        here = (await asyncio.to_thread(self._present)).version
        listed = [
            KeptVersion(one, _differing(before, after), one.version == here)
            for one, before, after in zip(history, [None, *contents], contents, strict=False)
        ]
        return list(reversed(listed))[:most]

    async def go(self, curator: str, version: str | None = None, force: bool = False) -> RolledBack:
        """Write the files of a version, by default of the one before.

        With `force`, edits that were never published are kept as a version. Raises `NoVersion`, `Unpublished`, or
        `EditConflict`; then nothing has changed.
        """
        async with self._alone:
            present = await asyncio.to_thread(self._present)
            history = await self._versions.history()
            wanted = version or step_back(history, present.version)
            snapshot = await self._versions.content(wanted) if wanted else None
            if wanted is None or snapshot is None:
                raise NoVersion(wanted)
            kept = None
            if present.version not in {one.version for one in history}:
                if not force:
                    raise Unpublished
                await self._versions.keep(present, served=False)
                kept = present.version
            edits = snapshot.edits_from(present, self._settings.faq_dir, self._settings.corpus_dir)
            await asyncio.to_thread(apply_all, edits)
            undone, redone = await self._desk.rolled_back(snapshot.files, _since(history, wanted), curator)
            return RolledBack(wanted, len(edits), kept, tuple(undone), tuple(redone))

    def _present(self) -> Snapshot:
        return Snapshot.of(self._settings.faq_dir, self._settings.corpus_dir)


def _since(history: Sequence[Publication], version: str) -> datetime:
    """When a version went live the last time."""
    return max(one.at for one in history if one.version == version)


def _differing(before: Snapshot | None, after: Snapshot | None) -> list[str]:
    if before is None or after is None:
        return []
    names = sorted({*before.files, *after.files})
    return [name.rpartition("/")[2] for name in names if before.files.get(name) != after.files.get(name)]
