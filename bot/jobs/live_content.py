"""Serve what is in the files: a saved edit goes live at once if it is valid; an invalid one changes nothing."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from watchfiles import Change, awatch

from bot.content import ContentError, Library, Problem, Snapshot
from bot.content.folders import passed_over
from bot.content.problems import told
from bot.conversation import Conversation
from bot.matching import Matcher
from bot.publishing import learned
from bot.publishing.gate import load_servable
from bot.settings import Settings

log = structlog.get_logger()

QUIET = 0.1  # seconds without another change after which an edit counts as finished
_LONGEST = 500  # milliseconds after which it is read even if more changes come
ANYWAY = 2.0  # seconds after which the files are read (in 2 ms) even if no change was reported


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at the files found: their problems, or the content that they hold."""

    problems: tuple[Problem, ...] = ()
    snapshot: Snapshot | None = None
    is_new: bool = False


class LiveContent:
    """The content now served. A caller keeps the `conversation` it got, so that a whole turn sees one version.

    `publish` is called with each content that goes live, including the one at the start, and again every two seconds
    while the database cannot keep it. After `quiet` seconds without another change an edit counts as finished; after
    `anyway` seconds the files are looked at even without a change.
    """

    def __init__(
        self,
        conversation: Conversation,
        trained: learned.LearnedMatcher,
        settings: Settings,
        publish: Callable[[Snapshot], Awaitable[None]],
        quiet: float = QUIET,
        anyway: float = ANYWAY,
    ) -> None:
        self._conversation = conversation
        self._trained = trained
        self._settings = settings
        self._publish = publish
        self._quiet, self._anyway = quiet, anyway
        self._has_looked = False
        self._refused = ""  # the version that was read last and is not served
        self._superseded = ""  # the files' version, while one that another process published is served instead
        self._offered: tuple[Library, learned.LearnedMatcher] | None = None
        self._passed_over: set[Path] = set()
        self._looking = asyncio.Lock()
        self._asked = asyncio.Event()
        self.changed = asyncio.Event()
        """Set whenever different content goes live."""
        self.unpublished: Snapshot | None = None
        """What is live here, as long as the database has not kept it."""
        self.problems: tuple[Problem, ...] = ()
        """What is wrong with the files as they are now. If anything is, the earlier content is still served."""

    @property
    def _folders(self) -> tuple[Path, Path]:
        return self._settings.faq_dir, self._settings.corpus_dir

    def conversation(self) -> Conversation:
        """The conversation over the newest valid content."""
        return self._conversation

    def matcher(self) -> Matcher:
        """The matcher that was trained last."""
        return self._trained.matcher

    def trained(self) -> learned.LearnedMatcher:
        """The same, with what it keeps in memory."""
        return self._trained

    def offer(self, library: Library, trained: learned.LearnedMatcher) -> None:
        """Take over content that is about to be written into the files, so that it need not be learned once more."""
        self._offered = library, trained

    def look_now(self) -> None:
        """Read the files soon, without waiting for a change in them."""
        self._asked.set()

    async def follow(self) -> None:
        """Watch the content's folders, and reload the content after each edit, until cancelled."""
        await self._look()  # for edits that were saved while the content was learned
        async with asyncio.TaskGroup() as together:
            together.create_task(self._watch())
            together.create_task(self._heed())
            together.create_task(asyncio.to_thread(self._trained.matcher.rehearse))

    async def _watch(self) -> None:
        rhythm: Any = {
            "step": round(1000 * self._quiet),
            "debounce": _LONGEST,
            "rust_timeout": round(1000 * self._anyway),
            "yield_on_timeout": True,
        }
        async for changes in awatch(*self._folders, watch_filter=_is_content, **rhythm):
            is_behind = await asyncio.to_thread(self._is_behind)
            if changes or is_behind:
                await self._look()
            elif self.unpublished:
                async with self._looking:
                    await self._publish_what_is_not()

    def _is_behind(self) -> bool:
        """Whether the files hold a version that was not read yet: an edit from just before the watch began, say."""
        try:
            version = Snapshot.of(*self._folders).version
        except OSError:
            return False  # that was reported when the files were read
        return version not in (self._conversation.library.version, self._refused, self._superseded)

    async def _heed(self) -> None:
        while True:
            await self._asked.wait()
            self._asked.clear()
            log.info("asked to look at the files")
            if not await self._look():
                log.info("the files hold nothing new to serve", version=self._conversation.library.version)

    async def _look(self) -> bool:
        """Read the files, and serve them if they are new and valid; return whether they were."""
        async with self._looking:
            look = await asyncio.to_thread(self._renew)
            if look.is_new:
                self.changed.set()
            self.problems = look.problems
            if look.snapshot and (look.is_new or not self._has_looked):
                self._has_looked = True
                self.unpublished = look.snapshot
            await self._publish_what_is_not()
            return look.is_new

    async def _publish_what_is_not(self) -> None:
        if self.unpublished is None:
            return
        try:
            await self._publish(self.unpublished)
        except (SQLAlchemyError, OSError) as fault:  # it stays live, and is tried again
            log.warning("a version cannot be kept yet", version=self.unpublished.version, fault=type(fault).__name__)
        else:
            self.unpublished = None

    def _renew(self) -> _Look:
        self._tell_passed_over()
        try:
            return self._read()
        except ContentError as error:
            problems = tuple(error.problems)
        except OSError as fault:  # not readable, or deleted between listing the folder and reading the file
            mend = told("mend-no-reading")
            problems = (Problem(str(fault.filename), 1, told("no-reading", reason=fault.strerror), mend),)
        log.error("the edit is not served: it has problems", problems=[str(one) for one in problems])
        return _Look(problems)

    def _tell_passed_over(self) -> None:
        """Say once what has the name of content and is not read."""
        found = {path for folder in self._folders for path in passed_over(folder)}
        if new := found - self._passed_over:
            log.warning("these are no content, and are not read", files=sorted(map(str, new)))
        self._passed_over = found

    def _read(self) -> _Look:
        """Read the files, and serve them if they are new and valid. Raises `ContentError` or `OSError` if not."""
        snapshot = Snapshot.of(*self._folders)
        if snapshot.version == self._superseded:
            return _Look()
        self._refused = snapshot.version  # until it turns out to be valid
        if snapshot.version == self._conversation.library.version:
            return _Look(snapshot=snapshot)
        conversation = self._taken_over(snapshot.version) or self._learned(*self._folders)
        if conversation.library.version != snapshot.version:
            return self._read()  # saved again meanwhile
        self._conversation = conversation
        log.info("an edit is live", version=snapshot.version)
        return _Look(snapshot=snapshot, is_new=True)

    async def take(self, snapshot: Snapshot, instead_of: str) -> None:
        """Serve what another process has published, until the files here change. Raises `ContentError` or `OSError`.

        Nothing happens if another version than `instead_of` is served by now: an edit of the files here went live
        after somebody looked what is the latest, and is newer than that.
        """
        async with self._looking:
            if self._conversation.library.version != instead_of:
                return
            files = Snapshot.of(*self._folders).version
            conversation = await asyncio.to_thread(self._learned_from, snapshot)
            self._superseded = self._refused = files
            self._conversation = conversation
            log.info("what another process has published is live", version=snapshot.version)
            self.changed.set()

    def _learned_from(self, snapshot: Snapshot) -> Conversation:
        with tempfile.TemporaryDirectory() as folder:
            snapshot.written_to(Path(folder))
            return self._learned(Path(folder) / "faq", Path(folder) / "corpus")

    def _taken_over(self, version: str) -> Conversation | None:
        """The content that was offered, if it is this version. An offer is good once, or it would stay in memory."""
        offered, self._offered = self._offered, None
        if offered is None or offered[0].version != version:
            return None
        library, self._trained = offered
        return learned.conversation_for(library, self._trained, self._settings, self._conversation.figures)

    def _learned(self, faq: Path, corpus: Path) -> Conversation:
        library = load_servable(faq, corpus)
        self._trained = learned.learn(library, learned.state_folder(self._settings) / "learned", self._trained)
        return learned.conversation_for(library, self._trained, self._settings, self._conversation.figures)


def _is_content(change: Change, path: str) -> bool:
    return path.endswith((".yaml", ".yml", ".txt"))
