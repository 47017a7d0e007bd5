"""The bot over a PostgreSQL behind PgBouncer in transaction mode: what one client says reaches several servers."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from inside import Inside, running
from pgbouncer import pooled
from postgres import Postgres
from talking import told

from bot.content import Library
from bot.storage import DatabaseError, Inbox, migrate, open_engine, open_sessions

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "How many deputies will the new parliament have?"


@pytest.fixture(scope="module")
def server(postgres: Postgres) -> str:
    """The database itself."""
    return postgres.new_database()


@pytest.fixture(scope="module")
def address(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pooler passes it on."""
    with pooled(server, tmp_path_factory.mktemp("pgbouncer")) as url:
        yield url


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(folder: Path, address: str, server: str) -> AsyncIterator[Inside]:
    async with running(folder, DATABASE_URL=address) as bot:
        # The bot shares this loop: over the pooler, a look would wait for the connections that the bot holds meanwhile.
        bot.looked_at = server
        yield bot


async def test_many_people_at_once_are_answered_and_logged(bot: Inside, library: Library) -> None:
    people = [bot.api.person(f"Person {number}", language_code="en") for number in range(24)]

    answers = await asyncio.gather(*(told(person, QUESTION) for person in people))

    title = library.entries["parliament-size"].question["en"]
    assert [title in answer.text for answer in answers] == [True] * len(people)
    await bot.handled()
    assert [row["outcome"] for row in bot.questions()] == ["answer"] * len(people)


async def test_the_operators_commands_work_over_it_too(bot: Inside) -> None:
    assert "inbox" in (await bot.tries("status")).stdout
    assert "paused" in await bot.command("pause", "Back at six")
    assert "answers again" in await bot.command("resume")
    assert "24" in await bot.command("stats")


async def test_who_writes_several_things_together_reads_over_the_same_connection(address: str) -> None:
    """With few servers, all of them could be held by those who wait for another."""
    engine = open_engine(address.replace("postgresql://", "postgresql+asyncpg://"))
    sessions = open_sessions(engine)

    async with sessions.together() as writing, sessions() as reading:
        assert reading is writing
    await engine.dispose()


async def test_statements_of_many_clients_do_not_meet(postgres: Postgres, tmp_path: Path) -> None:
    """Each would have found the other's prepared statements, or not its own."""
    with pooled(postgres.new_database(), tmp_path) as address:
        await _works_at_many_things(address)


async def _works_at_many_things(address: str) -> None:
    engines = [open_engine(address.replace("postgresql://", "postgresql+asyncpg://")) for _ in range(4)]
    await migrate(engines[0])

    async def works(number: int) -> None:
        inbox = Inbox(open_sessions(engines[number % 4]), f"process {number}")
        for turn in range(10):
            update = 1_000_000 + number * 100 + turn
            await inbox.put([{"update_id": update, "message": {}}], [5_000 + number])
            await inbox.waiting((), 1)
            await inbox.finish([update])

    await asyncio.gather(*map(works, range(16)))
    assert await Inbox(open_sessions(engines[0])).depth() == 0
    for engine in engines:
        await engine.dispose()


async def test_a_pooler_that_forbids_transactions_is_named(postgres: Postgres, tmp_path: Path) -> None:
    with pooled(postgres.new_database(), tmp_path, mode="statement") as url:
        engine = open_engine(url.replace("postgresql://", "postgresql+asyncpg://"))
        with pytest.raises(DatabaseError, match="Set pool_mode=transaction or session"):
            await migrate(engine)
        await engine.dispose()
