"""How far a question travels through the code, from its arrival to the reply. `python -m benchmarks.journey`

The real parts are put together as in a running bot, over the project's own content and a SQLite file; only Telegram is
a stand-in. One question, and one curator's button (a question becomes a phrasing in the YAML, and is taken back), go
through them under `sys.setprofile`. It counts the files of `bot/` that are entered, the functions that are called, and
the moves: calls whose nearest caller in `bot/` is in another file. `--files` lists the files.
"""

import asyncio
import contextlib
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from fakes import ME, FakeTelegram, application_over, message_update, press_update
from kept import Kept, kept_in

from bot.content import load
from bot.conversation import Asked, Occasion, Wording
from bot.desk_chat import DeskChat, DeskPress
from bot.identity import Identity
from bot.publishing import learned
from bot.publishing.gate import check_all
from bot.publishing.publisher import Publisher, desk_over, publisher_over
from bot.settings import KAZAKHSTAN, PROJECT, Settings
from bot.storage import EntryDrafts
from bot.telegram.context import Context
from bot.telegram.curators import Staff
from bot.telegram.handlers import Handlers
from bot.telegram.questions import Continuations, Prefetch
from bot.telegram.retry import Retry
from bot.telegram.update_filter import Intake
from bot.telegram.worker import Worker

CURATOR = 501
_PATIENCE = 300.0  # seconds
HOME = str(PROJECT / "bot")


@dataclass
class Journey:
    """The files and functions that were entered while it watched."""

    files: set[str] = field(default_factory=set)
    functions: set[tuple[str, str]] = field(default_factory=set)
    moves: int = 0
    _frames: list[FrameType] = field(default_factory=list)  # kept alive, so that no two frames get the same id
    _seen: set[int] = field(default_factory=set)
    _is_on: bool = False

    def note(self, frame: FrameType, event: str, _: object) -> None:
        """Record a call. A coroutine that resumes is not a new call."""
        file = frame.f_code.co_filename
        if not self._is_on or event != "call" or not file.startswith(HOME) or id(frame) in self._seen:
            return
        self._frames.append(frame)
        self._seen.add(id(frame))
        self.files.add(file)
        self.functions.add((file, frame.f_code.co_qualname))
        caller = frame.f_back
        while caller and not caller.f_code.co_filename.startswith(HOME):
            caller = caller.f_back
        self.moves += caller is not None and caller.f_code.co_filename != file

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Record the calls made meanwhile, in all threads started since `attend`."""
        self._is_on = True
        try:
            yield
        finally:
            self._is_on = False

    @contextlib.contextmanager
    def attend(self) -> Iterator[None]:
        """Install the profiler before threads start: later it could not watch them."""
        threading.setprofile(self.note)
        sys.setprofile(self.note)
        try:
            yield
        finally:
            sys.setprofile(None)
            threading.setprofile(None)


@dataclass
class Bot:
    """The parts of a bot that Telegram talks to."""

    file: Path
    kept: Kept
    telegram: FakeTelegram
    intake: Intake
    publisher: Publisher
    number: int = 0

    async def asks(self, text: str) -> None:
        """Let somebody ask, and wait until the question is handled."""
        self.number += 1
        await self._happens(message_update(self.number, text))

    async def presses(self, press: DeskPress) -> None:
        """Let a curator press a button, and wait until that is handled."""
        self.number += 1
        await self._happens(press_update(self.number, str(press), CURATOR))

    async def _happens(self, update: dict[str, Any]) -> None:
        await self.intake.take([update])
        async with asyncio.timeout(_PATIENCE):
            while self._waiting():  # noqa: ASYNC110 - asks the database directly, so as not to be counted
                await asyncio.sleep(0.01)

    def _waiting(self) -> int:
        with contextlib.closing(sqlite3.connect(self.file)) as database:
            return int(database.execute("SELECT count(*) FROM inbox WHERE handled_at IS NULL").fetchone()[0])


@contextlib.asynccontextmanager
async def bot_in(folder: Path) -> AsyncIterator[Bot]:
    """A bot over a copy of the content."""
    for name in ("faq", "corpus"):
        shutil.copytree(PROJECT / name, folder / name)
    settings = Settings(
        faq_dir=folder / "faq", corpus_dir=folder / "corpus", database_url=f"sqlite+aiosqlite:///{folder / 'bot.db'}"
    )
    library = load(settings.faq_dir, settings.corpus_dir)
    trained = learned.learn(library, folder / "learned")
    conversation = learned.conversation_for(library, trained, settings)
    telegram, news, stopping = FakeTelegram(), asyncio.Event(), asyncio.Event()
    async with kept_in(folder) as kept, application_over(telegram, Retry()) as application:
        publisher = publisher_over(kept.sessions, settings, lambda: conversation.library, lambda: trained)
        desk = desk_over(kept.sessions, publisher)
        talk = DeskChat(desk, EntryDrafts(kept.sessions), Wording(), lambda: datetime.now(KAZAKHSTAN))
        staff = Staff(frozenset({CURATOR}), talk, lambda: check_all(settings))
        context = Context(lambda: conversation, kept.records, Identity(b"key"))
        continuations, prefetch = Continuations(kept.inbox, news), Prefetch(context.conversation)
        worker = Worker(application, kept.inbox, continuations, news)
        Handlers(context, continuations, prefetch, staff).register(application)
        working = asyncio.create_task(worker.run(stopping))
        yield Bot(
            folder / "bot.db", kept, telegram, Intake(kept.inbox.put, ME, worker.offer, prefetch.begin), publisher
        )
        stopping.set()
        await working
        await worker.drain(5)


async def question(folder: Path, journey: Journey) -> None:
    """A question that has an answer."""
    async with bot_in(folder) as bot:
        await bot.asks("when is the referendum?")  # warm-up: what happens only once does not count
        with journey.watched():
            await bot.asks("how many deputies will there be?")
        print(_texts(bot)[-1].splitlines()[0])


async def button(folder: Path, journey: Journey) -> None:
    """A waiting question that becomes a phrasing, and is taken back."""
    async with bot_in(folder) as bot:
        asked = Asked("Who presides over the nomad games?", "unknown", (), (), (), 0.0, "en", "version")
        await bot.kept.records.log.note(Occasion("1f", "somebody", datetime.now(KAZAKHSTAN), 1), asked)
        await bot.kept.does("INSERT INTO groups (id) VALUES (1)")
        await bot.kept.does("UPDATE questions SET group_id = 1")
        async for _ in bot.publisher.prepare():  # as a running bot does soon after its start
            pass
        with journey.watched():
            await bot.presses(DeskPress("add", 1, 1, about="kurultai"))
            await bot.presses(DeskPress("undo", 1, about="1"))
        print(*(text.splitlines()[0] for text in _texts(bot)), sep="\n")


def _texts(bot: Bot) -> list[str]:
    sent = ("sendMessage", "editMessageText")
    return [call.parameters["text"] for call in bot.telegram.calls if call.method in sent]


def main() -> None:
    """Print the figures of both."""
    journeys = {"a question, from the intake to the reply": question, "a curator's button, to YAML and back": button}
    for name, journey in journeys.items():
        with tempfile.TemporaryDirectory() as folder:
            found = Journey()
            with found.attend():
                asyncio.run(journey(Path(folder), found))
        print(f"{name}: {len(found.files)} files, {len(found.functions)} functions, {found.moves} moves")
        if "--files" in sys.argv:
            print(*(f"    {file.removeprefix(HOME)}" for file in sorted(found.files)), sep="\n")


if __name__ == "__main__":
    main()
