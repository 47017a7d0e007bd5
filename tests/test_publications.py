"""What was published is kept, the latest fifty of it, and a step back leads to what was live before."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content import Publication, Snapshot, step_back
from bot.storage import Versions, migrate, open_engine, open_sessions
from bot.storage.versions import KEPT

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
async def publications(tmp_path: Path) -> AsyncIterator[Versions]:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    await migrate(engine)
    yield Versions(open_sessions(engine))
    await engine.dispose()


def content(number: int) -> Snapshot:
    """One version of some content."""
    return Snapshot({"faq/a.yaml": b"# %d" % number})


async def versions(publications: Versions) -> list[str]:
    return [one.version for one in await publications.history()]


@pytest.mark.parametrize(
    ("history", "current", "back"),
    [
        ("AB", "B", "A"),
        ("ABC", "B", "A"),
        ("ABCB", "B", "A"),
        ("ABCBA", "A", None),
        ("ABCBAD", "D", "A"),
        ("ABA", "A", None),
        ("ABAC", "C", "A"),
        ("ABxC", "C", "B"),
        ("ABx", "X", "B"),
        ("AB", "unpublished", "B"),
        ("A", "A", None),
        ("", "A", None),
    ],
)
def test_a_step_back_leads_to_what_was_live_before(history: str, current: str, back: str | None) -> None:
    """A small letter was kept back and never served."""
    published = [Publication(name.upper(), NOW, name.isupper()) for name in history]

    assert step_back(published, current) == back


async def test_a_version_is_kept_whole_and_once_however_often_the_bot_starts(publications: Versions) -> None:
    for _ in range(3):
        await publications.keep(content(1))
    await publications.keep(content(2))
    await publications.keep(content(1))

    assert await versions(publications) == [content(number).version for number in (1, 2, 1)]
    assert await publications.content(content(1).version) == content(1)
    assert await publications.content("unknown") is None


async def test_what_was_set_aside_is_published_once_it_is_served(publications: Versions) -> None:
    await publications.keep(content(1), served=False)
    await publications.keep(content(1))
    await publications.keep(content(1), served=False)

    assert [one.served for one in await publications.history()] == [False, True]


async def test_the_latest_fifty_are_kept_and_the_content_of_the_others_is_gone(publications: Versions) -> None:
    for number in range(KEPT + 3):
        await publications.keep(content(number))

    assert await versions(publications) == [content(number).version for number in range(3, KEPT + 3)]
    assert await publications.content(content(2).version) is None
    assert await publications.content(content(3).version) == content(3)
