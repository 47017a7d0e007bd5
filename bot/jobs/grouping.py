"""Put unanswered questions into groups that mean the same, as they come."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clustering import Background, Groups, KnownText, Placement, ReadQuestion, known_texts, read_similarity
from bot.content import Library
from bot.matching import Embedder, Matcher
from bot.storage import GroupStore, KnownQuestion, Ungrouped

log = structlog.get_logger()

SHIPPED: Final = Path(__file__).parent.parent / "clustering" / "shipped" / "grouping.json"

EVERY = 2.0  # seconds between two looks at what has come
_PATIENCE = 10.0  # seconds
_FEW = 4  # messages that may wait for a reply while a question is grouped
_BATCH = 100  # questions without a group that are read at once
_PAGE = 1000  # stored questions read at once: it takes a tenth of a second, so that stopping need not wait


async def _go_on(seconds: float) -> None:
    """Do not rest at all."""


class Grouping:
    """Keeps the groups in memory, and puts questions from the log into them.

    Everything in memory comes from the database, even what this process has just written: so several processes can
    group at once, and a restart changes nothing. What questions have in common is learned from the content once, for
    the first question to be grouped; later changes of the content hardly affect it. `new_groups` learns it.
    `poll` are the seconds between two looks at what has come; `patience`, those for which many replies come first.
    """

    def __init__(
        self,
        grouping: GroupStore,
        library: Library,
        matcher: Callable[[], Matcher],
        new_groups: Callable[[Library, Embedder], Groups] | None = None,
        *,
        poll: float = EVERY,
        patience: float = _PATIENCE,
    ) -> None:
        self._grouping = grouping
        self._library = library
        self._matcher = matcher
        self._new_groups = new_groups or groups_over
        self._poll = poll
        self._patience = patience
        self._groups: Groups | None = None
        self._newest = 0

    async def follow(self, waiting: Callable[[], Awaitable[int]]) -> None:
        """Group questions as they come, until cancelled. `waiting`: how many messages wait for a reply.

        Replies come first: while many messages wait, grouping waits too, at most `patience` seconds; and after each
        question it rests for as long as that one took.
        """

        async def let_pass(seconds: float) -> None:
            await asyncio.sleep(seconds)
            until = time.monotonic() + self._patience
            while await waiting() > _FEW and time.monotonic() < until:  # noqa: ASYNC110 - the inbox does not say
                await asyncio.sleep(self._poll / 4)

        while True:
            try:
                await let_pass(self._poll)
                await self.sort(let_pass)
            except ConnectionError as away:
                log.warning("questions cannot be put into groups yet", fault=str(away))
            except SQLAlchemyError as fault:  # a database that another program holds, say
                log.error("questions could not be put into groups", exc_info=fault)

    async def sort(
        self, rest: Callable[[float], Awaitable[None]] = _go_on, done: Callable[[int], None] = lambda _: None
    ) -> None:
        """Group all questions that wait. `done` gets how many are grouped so far; `rest`, how many seconds one took."""
        count = 0
        while gaps := await self._grouping.ungrouped(_BATCH):
            groups = self._groups or await self._load()
            for gap in gaps:
                start = time.monotonic()
                await self._sort(groups, gap)
                count += 1
                done(count)
                await rest(time.monotonic() - start)

    async def _load(self) -> Groups:
        groups = await asyncio.to_thread(self._new_groups, self._library, self._matcher().embedder)
        await self._take_in(groups)
        last = 0
        while rows := await self._grouping.texts(last, _PAGE):
            for _, text, group in rows:
                groups.remember(text, group)
            last = rows[-1][0]
        self._groups = groups
        return groups

    async def _take_in(self, groups: Groups) -> None:
        """Read what this process, or another, has put into groups since the last time."""
        embedder = self._matcher().embedder
        while shown := await self._grouping.shown(self._newest, embedder.name, _PAGE):
            await asyncio.to_thread(_show, groups, shown, embedder)
            self._newest = shown[-1].number

    async def _sort(self, groups: Groups, gap: Ungrouped) -> None:
        await self._take_in(groups)
        matcher = self._matcher()
        written, placement = await asyncio.to_thread(_found, groups, gap.text, matcher)
        group = await self._grouping.place(gap, placement, written, matcher.embedder.name, self._newest)
        if group is not None:
            groups.remember(gap.text, group)


def groups_over(library: Library, embedder: Embedder) -> Groups:
    """Groups without questions, but with what the content teaches about questions in general."""
    return Groups(_background(known_texts(library), embedder), read_similarity(SHIPPED, embedder.name))


def _background(known: Sequence[KnownText], embedder: Embedder) -> Background:
    return Background.learn(known, embedder.embed([one.text for one in known]))


def _found(groups: Groups, text: str, matcher: Matcher) -> tuple[ReadQuestion | None, Placement]:
    group = groups.copy_of(text)
    if group is not None:
        return None, Placement(group, 1.0, False)
    written = ReadQuestion.of(matcher.match(text))
    return written, groups.find(written)


def _show(groups: Groups, shown: list[KnownQuestion], embedder: Embedder) -> None:
    groups.show([(_with_vector(one.written, embedder), one.group) for one in shown])


def _with_vector(written: ReadQuestion, embedder: Embedder) -> ReadQuestion:
    """Recompute a vector that another embedding model made: vectors of two models must never be compared."""
    if written.vector.size:
        return written
    return ReadQuestion(written.text, written.language, embedder.embed([written.text])[0], written.entries)
