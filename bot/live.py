"""Serve what stands in the files: a saved edit that is valid goes live at once, an invalid one changes nothing."""

import asyncio

import structlog
from watchfiles import Change, awatch

from bot import assembly
from bot.conversation import Guide
from bot.knowledge import ContentError, Problem, load
from bot.settings import Settings

log = structlog.get_logger()

_QUIET = 100  # milliseconds without another change after which an edit is taken for finished
_LONGEST = 500  # milliseconds after which it is looked at though more changes come


class LiveContent:
    """The content now served. Whoever has asked for `guide` keeps one version through a whole turn."""

    def __init__(self, guide: Guide, settings: Settings) -> None:
        self._guide = guide
        self._settings = settings
        self.changed = asyncio.Event()
        """Set whenever other content is served than before."""
        self.problems: tuple[Problem, ...] = ()
        """What is wrong with the latest edit, which is not served then."""

    def guide(self) -> Guide:
        """The conversation over the newest valid content."""
        return self._guide

    async def follow(self) -> None:
        """Watch the folders of the content, and renew it after each edit, until cancelled."""
        folders = (self._settings.faq_dir, self._settings.corpus_dir)
        await self._look()  # at what was saved while the content was learned
        async for _ in awatch(*folders, watch_filter=_is_content, step=_QUIET, debounce=_LONGEST):
            await self._look()

    async def _look(self) -> None:
        if await asyncio.to_thread(self.renew):
            self.changed.set()

    def renew(self) -> bool:
        """Read the content anew; learn it and serve it, if it is valid and another. Whether it is."""
        try:
            library = load(self._settings.faq_dir, self._settings.corpus_dir)
        except ContentError as error:
            self.problems = tuple(error.problems)
            log.error("the edit is not served: it has problems", problems=[str(one) for one in error.problems])
            return False
        except FileNotFoundError:
            return False  # taken away while it was read, as an undone edit is: that brings the next look
        self.problems = ()
        if library.version == self._guide.library.version:
            return False
        mind = assembly.learn(library, assembly.state_folder(self._settings) / "learned")
        self._guide = assembly.guide_for(library, mind, self._settings)
        log.info("an edit is live", version=library.version)
        return True


def _is_content(change: Change, path: str) -> bool:
    return path.endswith((".yaml", ".yml", ".txt"))
