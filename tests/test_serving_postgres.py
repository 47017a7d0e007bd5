"""The bot over PostgreSQL, in processes of its own: as over SQLite, and several of them at once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from apart import Apart, apart
from postgres import Postgres, as_heroku_writes
from running import PATIENCE
from talking import told

from bot.content import Library

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "How many deputies will the new parliament have?"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(folder: Path, postgres: Postgres) -> AsyncIterator[Apart]:
    async with apart(folder, DATABASE_URL=as_heroku_writes(postgres.new_database())) as bot:
        yield bot


def fifteen_seconds_pass(bot: Apart) -> None:
    """What a killed process had claimed is free by then."""
    for table, until in (("leases", "until"), ("inbox", "claimed_until")):
        bot.rows(f"UPDATE {table} SET {until} = {until} - interval '15 seconds'")  # noqa: S608


async def test_a_question_is_answered_and_logged(bot: Apart, library: Library) -> None:
    aliya = bot.api.person("Aliya", language_code="kk")

    answer = await told(aliya, QUESTION)

    assert library.entries["parliament-size"].question["en"] in answer.text
    row = await bot.noted(QUESTION)
    assert (row["outcome"], row["shown"]) == ("answer", ["parliament-size"])


async def test_what_waits_when_it_is_killed_is_answered_by_the_next_start(bot: Apart) -> None:
    people = [bot.api.person(f"Person {number}", language_code="en") for number in range(8)]
    for person in people:
        await person.says(QUESTION)
    await asyncio.sleep(0.05)
    await bot.kill()
    fifteen_seconds_pass(bot)
    await bot.start()
    await asyncio.gather(*(person.reply(PATIENCE + 20) for person in people))
    await bot.handled()

    sent = [call.params["chat_id"] for call in bot.api.calls if call.method == "sendMessage"]
    assert all(1 <= sent.count(person.id) <= 2 for person in people)
