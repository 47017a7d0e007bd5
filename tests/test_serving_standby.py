"""Two bots that poll over one database: one of them asks Telegram, both answer, and one takes over from the other."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from bot_api import BotApi
from inside import Inside
from postgres import Postgres
from running import PATIENCE, environment, new_database

from bot.content import Library

pytestmark = pytest.mark.asyncio(loop_scope="module")

STANDS_BY = "another process polls; this one handles what comes"


@pytest_asyncio.fixture(loop_scope="module")
async def two(folder: Path, postgres: Postgres) -> AsyncIterator[tuple[Inside, Inside]]:
    """Two bots with the same token over the same database."""
    url = postgres.new_database()
    async with BotApi() as api:
        bots = []
        for wanted in ('"serving by', STANDS_BY):
            database = new_database(folder)
            bot = Inside(api, database, environment(api, database, DATABASE_URL=url, PSEUDONYM_KEY="key"))
            await bot.begin()
            bots.append(bot)
            await bot.prints(wanted)
        yield bots[0], bots[1]
        for bot in bots:
            await bot.abandon()


async def test_one_polls_and_every_question_is_answered_once(two: tuple[Inside, Inside], library: Library) -> None:
    first, second = two
    people = [first.api.person(f"Person {number}", language_code="en") for number in range(4)]
    for person in people:
        await person.says(library.entries["parliament-size"].question["en"])
    for person in people:
        await person.reply(PATIENCE)
    await first.handled()

    sent = Counter(call.params["chat_id"] for call in first.api.calls if call.method == "sendMessage")
    assert list(sent.values()) == [1] * 4
    assert "Conflict" not in first.log + second.log
    for bot in two:
        assert (await bot.is_ready())["ready"]


async def test_when_the_one_that_polls_ends_the_other_takes_over(two: tuple[Inside, Inside], library: Library) -> None:
    first, second = two
    await first.stop()
    await second.prints('"serving by')
    aliya = second.api.person("Aliya", language_code="en")
    await aliya.says(library.entries["parliament-size"].question["en"])

    await aliya.reply(PATIENCE)
    assert "Conflict" not in second.log
