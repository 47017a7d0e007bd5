"""Content is served while its files are edited: what is wrong with them is told to whoever wants to know."""

import asyncio
import contextlib
import gc
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from curator import Curator
from remembering import nothing_handed_on
from running import STARTING
from sqlalchemy.exc import OperationalError

from bot.content import Problem, Snapshot
from bot.jobs.live_content import LiveContent
from bot.publishing import learned
from bot.publishing.gate import load_servable
from bot.settings import Settings


@dataclass
class Following:
    """A live content that is followed, what it has published and told of problems, and what publishing meets."""

    faq: Path
    live: LiveContent
    published: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    known: tuple[Problem, ...] = ()
    refusals: list[Exception] = field(default_factory=list)

    async def hears(self) -> tuple[Problem, ...]:
        """The problems of the files, once they have become others."""
        async with asyncio.timeout(STARTING):
            while self.live.problems == self.known:  # noqa: ASYNC110 - they are there to be looked at, and told to nobody
                await asyncio.sleep(0.01)
        self.known = self.live.problems
        return self.known

    async def publishes(self) -> str:
        """The version that is published next."""
        return await asyncio.wait_for(self.published.get(), STARTING)


@pytest.fixture
async def following(tmp_path: Path) -> AsyncIterator[Following]:
    curator = Curator(tmp_path / "content")
    database = f"sqlite+aiosqlite:///{tmp_path}/bot.db"
    settings = Settings(faq_dir=curator.faq, corpus_dir=curator.corpus, database_url=database)
    published: asyncio.Queue[str] = asyncio.Queue()

    refusals: list[Exception] = []

    async def publish(snapshot: Snapshot) -> None:
        if refusals:
            raise refusals.pop(0)
        published.put_nowait(snapshot.version)

    with nothing_handed_on():
        live = _live(settings, tmp_path / "learned", publish)
        found = Following(curator.faq, live, published, refusals=refusals)
        task = asyncio.create_task(live.follow())
        yield found
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def _live(settings: Settings, cache: Path, publish: Callable[[Snapshot], Awaitable[None]]) -> LiveContent:
    library = load_servable(settings.faq_dir, settings.corpus_dir)
    trained = learned.learn(library, cache)
    return LiveContent(learned.conversation_for(library, trained, settings), trained, settings, publish, anyway=0.2)


async def saved(following: Following, file: str, text: str) -> None:
    """Save a file as an editor does, never to be seen half written, and have it looked at."""
    draft = following.faq.parent / "draft"
    draft.write_text(text, encoding="utf-8")
    draft.replace(following.faq / file)
    following.live.look_now()


async def served(following: Following) -> str:
    """The version that is served next."""
    await asyncio.wait_for(following.live.changed.wait(), STARTING)
    following.live.changed.clear()
    return following.live.conversation().library.version


async def test_problems_are_told_when_they_come_and_when_they_are_gone(following: Following) -> None:
    first = following.live.conversation()
    text = (following.faq / "entries.yaml").read_text(encoding="utf-8")

    await saved(following, "entries.yaml", text.replace("  answer:", "  anwser:", 1))
    problems = await following.hears()
    assert problems == following.live.problems
    assert "has an unknown key 'anwser'" in problems[0].message
    assert following.live.conversation() is first

    await saved(following, "entries.yaml", text)
    assert await following.hears() == () == following.live.problems
    assert following.live.conversation() is first


async def test_an_edit_from_before_the_files_are_watched_is_served_all_the_same(following: Following) -> None:
    text = (following.faq / "entries.yaml").read_text(encoding="utf-8")
    start = following.live.conversation().library.version

    (following.faq / "entries.yaml").write_text(f"# said\n{text}", encoding="utf-8")

    assert await served(following) != start


async def test_a_file_that_cannot_be_read_is_a_problem_and_the_content_of_before_is_served(
    following: Following,
) -> None:
    first = following.live.conversation()
    (following.faq / "more.yaml").symlink_to(following.faq / "nowhere")
    following.live.look_now()

    (problem,) = await following.hears()
    assert (problem.file, problem.line) == (str(following.faq / "more.yaml"), 1)
    assert following.live.conversation() is first


async def test_what_an_editor_leaves_while_it_is_open_keeps_no_edit_from_being_served(following: Following) -> None:
    text = (following.faq / "entries.yaml").read_text(encoding="utf-8")
    start = following.live.conversation().library.version
    (following.faq / ".#entries.yaml").symlink_to("curator@laptop.4711:1")

    (following.faq / "entries.yaml").write_text(f"# said\n{text}", encoding="utf-8")

    assert await served(following) != start
    assert following.live.problems == ()


async def test_what_goes_live_is_published_also_that_of_the_start(following: Following) -> None:
    start = following.live.conversation().library.version
    text = (following.faq / "entries.yaml").read_text(encoding="utf-8")
    assert await following.publishes() == start

    await saved(following, "entries.yaml", f"# said\n{text}")
    edited = await served(following)
    await saved(following, "entries.yaml", text)

    assert await served(following) == start
    assert [await following.publishes() for _ in range(2)] == [edited, start]


async def test_what_is_served_no_more_leaves_memory(following: Following) -> None:
    before = weakref.ref(following.live.matcher())
    text = (following.faq / "entries.yaml").read_text(encoding="utf-8")
    await saved(following, "entries.yaml", f"# said\n{text}")
    await served(following)
    gc.collect()

    assert before() is None


async def test_content_that_somebody_has_learned_already_is_not_learned_again(following: Following) -> None:
    live, text = following.live, (following.faq / "entries.yaml").read_text(encoding="utf-8")
    trained = replace(live.trained(), speaks_meaning=False)  # to be known again
    said = f"# said\n{text}"
    files = {**Snapshot.of(following.faq, following.faq.parent / "corpus").files, "faq/entries.yaml": said.encode()}
    library = replace(live.conversation().library, version=Snapshot(files).version)
    live.offer(library, trained)
    await saved(following, "entries.yaml", said)

    assert await served(following) == library.version
    assert live.trained() is trained and live.conversation().library is library
    await saved(following, "entries.yaml", text)
    await served(following)
    assert live.trained() is not trained


async def test_a_version_that_the_database_cannot_keep_is_live_and_kept_once_it_can(following: Following) -> None:
    assert await following.publishes() == following.live.conversation().library.version
    text = (following.faq / "entries.yaml").read_text(encoding="utf-8")

    following.refusals[:] = [ConnectionRefusedError(), OperationalError("INSERT", {}, Exception("locked"))]
    await saved(following, "entries.yaml", f"# said\n{text}")

    version = await served(following)
    assert following.live.unpublished is not None
    assert await following.publishes() == version
    assert following.live.unpublished is None
