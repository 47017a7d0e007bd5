"""A bot in its own process whose PostgreSQL goes away, or hangs: nothing is confirmed, and nothing lost."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from apart import SOON, apart
from postgres import Postgres
from running import PATIENCE, Running, free_port
from test_serving_webhook import webhook

from bot.content import Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

AWAY = 40.0
"""Seconds to wait for what comes once the database is back, or found to hang: the bot tries every few seconds."""

IMPATIENT = replace(SOON, statement=3.0, limits=replace(SOON.limits, database=1.0))
"""A database that hangs is found to."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL of its own, for these tests stop it."""
    server = Postgres(tmp_path_factory.mktemp("away"))
    yield server
    server.comes_back()
    server.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["polling", "webhook"])
async def bot(request: pytest.FixtureRequest, folder: Path, server: Postgres) -> AsyncIterator[Running]:
    """A bot in either way of receiving, over the server."""
    settings = {"DATABASE_URL": server.new_database()}
    if request.param == "webhook":
        settings |= webhook(free_port())
    async with apart(folder, None, IMPATIENT, **settings) as bot:
        yield bot


def replies(bot: Running) -> Counter[object]:
    """How many messages each chat was sent."""
    return Counter(call.params["chat_id"] for call in bot.api.calls if call.method == "sendMessage")


async def test_what_is_asked_while_the_database_is_away_is_left_with_telegram_and_answered_later(
    bot: Running, server: Postgres, library: Library
) -> None:
    people = [bot.api.person(f"Person {number}", language_code="en") for number in range(6)]
    question = library.entries["parliament-size"].question["en"]
    await people[0].says(question)
    await people[0].reply(PATIENCE)
    await bot.handled()

    await asyncio.to_thread(server.goes_away)
    told = await bot.is_ready(False)
    for person in people[1:]:
        await person.says(question)
        await person.says("/help")
    await bot.prints("cannot be committed", len(bot.log))
    assert [len(person.chat.sent) for person in people] == [0] * 6
    assert len(bot.api.world.updates.pending) == 10
    assert not told["checks"]["database"]["ok"]
    assert bot.is_alive

    await asyncio.to_thread(server.comes_back)
    for person in people[1:]:
        assert (await person.reply(AWAY)).title == question
        assert (await person.reply(AWAY)).title == "How to ask"
    await bot.is_ready()
    await bot.handled()
    assert bot.is_alive
    assert all(row["error"] is None for row in bot.rows("SELECT error FROM inbox"))


async def test_what_was_in_hand_when_the_database_went_away_is_answered(
    bot: Running, server: Postgres, library: Library
) -> None:
    people = [bot.api.person(f"In hand {number}", language_code="en") for number in range(20)]
    question = library.entries["parliament-size"].question["en"]
    bot.api.fail("sendMessage", delay=1.0, times=3)  # some replies are out, and not yet marked, while it goes
    for person in people:
        await person.says(question)
    await people[0].reply(PATIENCE)

    await asyncio.to_thread(server.goes_away)
    await bot.is_ready(False)
    await asyncio.sleep(10 * IMPATIENT.telegram.away)  # the bot tries to mark its replies meanwhile
    await asyncio.to_thread(server.comes_back)

    for person in people[1:]:
        assert (await person.reply(AWAY)).title == question
    await bot.handled()
    assert all(1 <= replies(bot)[person.id] <= 2 for person in people), replies(bot)
    assert all(row["error"] is None for row in bot.rows("SELECT error FROM inbox"))


async def test_a_database_that_hangs_is_noticed_and_once_it_goes_on_everything_is_answered(
    bot: Running, server: Postgres, library: Library, say: Wording
) -> None:
    people = [bot.api.person(f"Hung {number}", language_code="en") for number in range(4)]
    question = library.entries["parliament-size"].question["en"]
    server.hangs()
    try:
        for person in people:
            await person.says(question)
        before = len(bot.log)
        told = await bot.is_ready(False)
        async with asyncio.timeout(60):
            await bot.prints("cannot be committed", before)
        assert not told["checks"]["database"]["ok"]
        assert len(bot.api.world.updates.pending) == 4
    finally:
        server.goes_on()

    for person in people:
        assert (await person.reply(AWAY)).title == question
    await bot.is_ready()
    await bot.handled()
    assert bot.is_alive
