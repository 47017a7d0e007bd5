"""Two machines over one PostgreSQL, each with files of its own: what one publishes, the other serves."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from curator import Curator
from kept import kept_at
from running import STARTING

from bot.content import Publication, Snapshot
from bot.jobs.live_content import LiveContent
from bot.jobs.replication import Replication
from bot.publishing import learned
from bot.publishing.gate import load_servable
from bot.settings import Settings
from bot.storage import Sessions, Versions

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

EVERY = 0.3
"""Seconds between two looks of a machine at its files, and at what others have published."""


class Away(Versions):
    """Versions in a database that can be looked at, and keeps nothing while it is said to be away."""

    is_away = False
    answers: asyncio.Event | None = None
    """Set once somebody who looks which is the latest is told; `None` where that takes no time."""

    async def latest(self) -> Publication | None:
        found = await super().latest()
        if self.answers is not None:
            await self.answers.wait()
        return found

    async def keep(self, snapshot: Snapshot, served: bool = True) -> None:
        if self.is_away:
            raise ConnectionRefusedError
        await super().keep(snapshot, served)


class Overtaken(Versions):
    """Versions among which another process publishes one, just after somebody has looked which is the latest."""

    def __init__(self, sessions: Sessions, published: Snapshot) -> None:
        super().__init__(sessions)
        self._published = published

    async def content(self, version: str) -> Snapshot | None:
        found = await super().content(version)
        await super().keep(self._published)
        return found

    async def latest(self) -> Publication | None:
        found = await super().latest()
        await super().keep(self._published)
        return found


class Machine:
    """A process with its own files."""

    def __init__(self, folder: Path, sessions: Sessions) -> None:
        settings = Settings(
            faq_dir=folder / "faq", corpus_dir=folder / "corpus", database_url=f"sqlite+aiosqlite:///{folder}/bot.db"
        )
        library = load_servable(settings.faq_dir, settings.corpus_dir)
        trained = learned.learn(library, folder.parent / "learned")
        self.versions = Away(sessions)
        spreading = Replication(self.versions, EVERY)
        self.file = folder / "faq" / "entries.yaml"
        conversation = learned.conversation_for(library, trained, settings)
        self.live = LiveContent(conversation, trained, settings, spreading.publish, anyway=EVERY)
        self._tasks = [asyncio.create_task(work) for work in (self.live.follow(), spreading.follow(self.live))]

    @property
    def version(self) -> str:
        """What it serves."""
        return self.live.conversation().library.version

    async def edits(self, comment: str) -> None:
        """Somebody adds a comment to its files."""
        before = self.version
        self.file.write_text(f"{self.file.read_text(encoding='utf-8')}# {comment}\n", encoding="utf-8")
        self.live.look_now()
        async with asyncio.timeout(STARTING):
            while self.version == before:  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def serves(self, version: str) -> None:
        """Wait until it serves a version."""
        async with asyncio.timeout(STARTING):
            while self.version != version:  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def stops(self) -> None:
        """Stop it."""
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def is_kept(sessions: Sessions, version: str) -> None:
    """Wait until others can know of a version: before that, a machine's own files count as new."""
    async with asyncio.timeout(STARTING):
        while not (latest := await Versions(sessions).latest()) or latest.version != version:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


@pytest.fixture
async def sessions(database: str) -> AsyncIterator[Sessions]:
    async with kept_at(database) as kept:
        yield kept.sessions


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The same files on two machines."""
    Curator(tmp_path / "almaty")
    shutil.copytree(tmp_path / "almaty", tmp_path / "astana")
    return tmp_path / "almaty", tmp_path / "astana"


async def test_what_one_machine_publishes_the_other_serves_until_its_own_files_change(
    folders: tuple[Path, Path], sessions: Sessions
) -> None:
    almaty, astana = (Machine(folder, sessions) for folder in folders)
    await is_kept(sessions, almaty.version)
    untouched = astana.file.read_bytes()
    await almaty.edits("checked in Almaty")
    await astana.serves(almaty.version)
    assert astana.file.read_bytes() == untouched

    await astana.edits("checked in Astana")
    await almaty.serves(astana.version)
    for machine in (almaty, astana):
        await machine.stops()


async def test_a_machine_that_starts_behind_takes_the_latest_and_turns_nobody_back(
    folders: tuple[Path, Path], sessions: Sessions
) -> None:
    almaty = Machine(folders[0], sessions)
    first = almaty.version
    await is_kept(sessions, first)
    await almaty.edits("checked in Almaty")
    latest = almaty.version
    await is_kept(sessions, latest)

    astana = Machine(folders[1], sessions)
    assert astana.version == first
    await astana.serves(latest)
    assert almaty.version == latest
    for machine in (almaty, astana):
        await machine.stops()


async def test_a_start_takes_back_nothing_that_is_published_in_the_same_moment(sessions: Sessions) -> None:
    before, after = (Snapshot({"faq/a.yaml": text}) for text in (b"# before", b"# after"))
    await Versions(sessions).keep(before)

    await Replication(Overtaken(sessions, after)).publish(before)

    latest = await Versions(sessions).latest()
    assert latest and latest.version == after.version


async def test_an_edit_that_cannot_be_kept_yet_is_not_taken_back_and_spreads_later(
    folders: tuple[Path, Path], sessions: Sessions
) -> None:
    almaty, astana = (Machine(folder, sessions) for folder in folders)
    await is_kept(sessions, almaty.version)

    almaty.versions.is_away = True
    await almaty.edits("checked in Almaty")
    edited = almaty.version
    await asyncio.sleep(2.5 * EVERY)  # two looks at what others have published
    assert almaty.version == edited != astana.version

    almaty.versions.is_away = False
    await astana.serves(edited)
    assert almaty.version == edited
    for machine in (almaty, astana):
        await machine.stops()


async def test_who_learns_late_what_was_the_latest_takes_no_edit_back(
    folders: tuple[Path, Path], sessions: Sessions
) -> None:
    almaty = Machine(folders[0], sessions)
    await is_kept(sessions, almaty.version)
    almaty.versions.answers = asyncio.Event()
    await asyncio.sleep(2 * EVERY)  # it looks, and is not told yet

    await almaty.edits("checked in Almaty")
    edited = almaty.version
    almaty.versions.answers.set()
    served = set()
    for _ in range(50):
        await asyncio.sleep(EVERY / 15)
        served.add(almaty.version)

    assert served == {edited}
    await almaty.stops()
