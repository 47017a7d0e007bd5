"""Who is logged into the console is kept for all processes: on either kind of database."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage import ConsoleLogins, Sessions, open_engine, open_sessions

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=12)


@pytest.fixture
async def two(database: str) -> AsyncIterator[tuple[Sessions, Sessions]]:
    """Two processes over one database."""
    engines = open_engine(database), open_engine(database)
    yield open_sessions(engines[0]), open_sessions(engines[1])
    for engine in engines:
        await engine.dispose()


async def test_what_one_process_keeps_the_other_finds_until_it_ends(two: tuple[Sessions, Sessions]) -> None:
    here, there = map(ConsoleLogins, two)
    await here.keep("key", "Saule (501)", 501, LATER, NOW)

    assert await there.find("key", NOW) == ("Saule (501)", 501, LATER)
    assert await there.find("other", NOW) is None
    assert await there.find("key", LATER) is None
    await there.end("key")
    assert await here.find("key", NOW) is None


async def test_a_signature_is_used_once_in_all_processes(two: tuple[Sessions, Sessions]) -> None:
    here, there = map(ConsoleLogins, two)

    assert [await logins.use("signed", LATER) for logins in (here, there, here)] == [True, False, False]
    await here.keep("key", "operator", None, LATER, LATER)  # what has expired is dropped with the next login
    assert await there.use("signed", LATER)
