"""The bot in the test's own loop: the very application that a process serves, over HTTP and a real database.

    async with running(folder, api) as bot:
        await bot.prints("serving by long polling")

It starts in no time, since all programs are loaded and the matcher has learned; and its intervals can be short.
"""

import asyncio
import contextlib
import os
import sys
import traceback
from collections.abc import AsyncIterator, Callable
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path

from bot_api import BotApi
from commanding import place
from printing import belongs_to, hear, hear_no_more
from running import STARTING, Running, environment, new_database

from bot.content import Library, Snapshot
from bot.monitoring import Limits
from bot.publishing import learned
from bot.publishing.gate import load_servable
from bot.run.intervals import Intervals
from bot.run.serve import TURN, FirstContent, serve_until
from bot.settings import Settings, read_settings
from bot.telegram.timing import Pace

QUICK = Intervals(
    grouping=0.1,
    edit=0.01,
    looking=0.5,
    replication=0.2,
    figures=1,
    pause=0.3,
    site=0.1,
    busy=0.1,
    dead=None,
    telegram=Pace(
        moment=0.05,
        repeat=0.1,
        pause=0.1,
        longest_pause=0.4,
        hold=1,
        away=0.1,
        lock=0.2,
        webhook=0.2,
        notices=0.1,
        reports=0.2,
    ),
    limits=Limits(failing=0.5, kept=0.05),
)
"""What a person would wait seconds for comes at once. A bot whose loop stands still does not end the tests with it.

The figures, the files and the switch of a pause are looked at less often: ten times a second, they took more of the
processor than all else that a bot does of its own accord.
"""

PATIENT = replace(QUICK, telegram=replace(QUICK.telegram, moment=1.2))
"""For those who write one thought in several messages: the next may be late on a busy machine."""

_loaded: dict[str, Library] = {}
"""The contents that the gate has let pass, by their versions: to look at the project's own again takes two seconds."""

_learned: dict[str, learned.LearnedMatcher] = {}
"""What was learned of each content, by its version."""


def _library_of(settings: Settings) -> Library:
    version = Snapshot.of(settings.faq_dir, settings.corpus_dir).version
    if version not in _loaded:
        _loaded[version] = load_servable(settings.faq_dir, settings.corpus_dir)
    return _loaded[version]


def _matcher_of(library: Library, settings: Settings) -> learned.LearnedMatcher:
    if library.version not in _learned:
        earlier = next(iter(_learned.values()), None)
        _learned[library.version] = learned.learn(library, learned.state_folder(settings) / "learned", earlier)
    return _learned[library.version]


class Inside(Running):
    """One bot, the task that it is, and its files."""

    _task: asyncio.Task[int]
    intervals = QUICK
    pid = os.getpid()

    async def begin(self) -> None:
        """Start, and do not wait."""
        with place(self.database.parent, self.env):
            settings = read_settings()
        self._stopping = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        hear(self._hear)
        context = copy_context()
        context.run(belongs_to, self._hear)
        self._task = asyncio.create_task(self._serve(settings), context=context)

    async def _serve(self, settings: Settings) -> int:
        turn = sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        try:
            library = _library_of(settings)
            trained = await asyncio.to_thread(_matcher_of, library, settings)
            await serve_until(
                self._stopping, FirstContent(library, trained), settings, self._on_hangup, self._say, self.intervals
            )
        except Exception:
            self._print(traceback.format_exc())
            return 1
        finally:
            sys.setswitchinterval(turn)
            hear_no_more(self._hear)
        return 0

    def _hear(self, text: str) -> None:
        with contextlib.suppress(RuntimeError):  # a thread that outlives the loop
            self._loop.call_soon_threadsafe(self._print, text)

    def _say(self, text: str) -> None:
        self._print(text + "\n")

    def _on_hangup(self, look: Callable[[], None]) -> None:
        self._look = look

    @property
    def is_alive(self) -> bool:
        """Whether the task is not done."""
        return not self._task.done()

    def asks_to_stop(self) -> None:
        """Set what signals set."""
        self._stopping.set()

    def hangs_up(self) -> None:
        """Call what SIGHUP calls."""
        self._look()

    async def ends(self, within: float = STARTING) -> int:
        """Wait for its end; returns what would be the exit code."""
        async with asyncio.timeout(within):
            return await asyncio.shield(self._task)

    async def abandon(self) -> None:
        """Stop it, and give it up if it does not."""
        self._stopping.set()
        await asyncio.wait({self._task}, timeout=STARTING)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


@contextlib.asynccontextmanager
async def running(
    folder: Path, api: BotApi | None = None, intervals: Intervals = QUICK, /, **settings: str
) -> AsyncIterator[Inside]:
    """A bot that serves, and is stopped at the end."""
    async with contextlib.AsyncExitStack() as stack:
        server = await stack.enter_async_context(BotApi()) if api is None else api
        database = new_database(folder)
        bot = Inside(server, database, environment(server, database, **settings))
        bot.intervals = intervals
        await bot.begin()
        stack.push_async_callback(bot.abandon)
        await bot.prints('"serving by')
        yield bot
        await bot.leave()
