"""Keep all processes over one database on the same content: what one publishes, the others serve within seconds."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.content import ContentError, Snapshot
from bot.jobs.live_content import LiveContent
from bot.storage import Versions

log = structlog.get_logger()

EVERY = 2.0  # seconds between two looks at the latest publication


class Replication:
    """Keeps this process on the content that was published last.

    If a process starts with files that were published before but are no longer the latest, it is behind, and takes the
    latest. Files that were never published are new, and become the latest.
    """

    def __init__(self, publications: Versions, every: float = EVERY) -> None:
        self._publications = publications
        self._every = every
        self._has_begun = False
        self._unfit = ""  # a version that cannot be served here

    async def publish(self, snapshot: Snapshot) -> None:
        """Store what has gone live here as the latest, unless this process has just started and is behind."""
        # A start with files that were published before publishes nothing, even if they seem to be the latest: another
        # process may publish in this very moment.
        latest = None if self._has_begun else await self._publications.latest()
        if latest is None or await self._publications.content(snapshot.version) is None:
            await self._publications.keep(snapshot)
        self._has_begun = True

    async def follow(self, live: LiveContent) -> None:
        """Serve what others publish, until cancelled."""
        while True:
            await asyncio.sleep(self._every)
            if not self._has_begun or live.unpublished:
                continue
            try:
                await self._look(live)
            except (SQLAlchemyError, OSError) as fault:  # the database may be back the next time
                log.warning("what other processes have published could not be looked up", fault=type(fault).__name__)

    async def _look(self, live: LiveContent) -> None:
        served = live.conversation().library.version
        latest = await self._publications.latest()
        if latest is None or latest.version in (served, self._unfit):
            return
        snapshot = await self._publications.content(latest.version)
        if snapshot is None:
            return
        try:
            await live.take(snapshot, instead_of=served)
        except (ContentError, OSError) as fault:
            self._unfit = latest.version
            log.error(
                "what another process has published cannot be served here", version=latest.version, exc_info=fault
            )
