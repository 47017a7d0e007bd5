"""What an operator is told of a bot that waits for its database, serves, or is not there; and by which exit code."""

from pathlib import Path

import pytest
from bot_api import BotApi
from inside import Inside
from postgres import Postgres
from running import environment, new_database

from bot.content import Library

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_bot_that_is_up_before_its_database_lives_waits_and_then_serves(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, library: Library
) -> None:
    server = Postgres(tmp_path_factory.mktemp("late"))
    url = server.new_database()
    server.goes_away()
    async with BotApi() as api:
        database = new_database(folder)
        bot = Inside(api, database, environment(api, database, DATABASE_URL=url))
        await bot.begin()
        try:
            await bot.prints("the database cannot be used yet")
            assert (await bot.page("/healthz")).status_code == 200
            assert not (await bot.is_ready(False))["checks"]["database"]["ok"]

            server.comes_back()
            await bot.prints("serving by long polling")
            aliya = api.person("Aliya", language_code="en")
            await aliya.says(library.entries["parliament-size"].question["en"])
            await aliya.reply(20)
        finally:
            await bot.abandon()
            server.stop()


async def test_a_bot_that_waits_for_its_database_can_be_stopped(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    nowhere = tmp_path_factory.mktemp("nowhere")
    async with BotApi() as api:
        database = new_database(folder)
        bot = Inside(api, database, environment(api, database, DATABASE_URL=f"postgresql://bot@/bot?host={nowhere}"))
        await bot.begin()
        await bot.prints("the database cannot be used yet")
        bot.asks_to_stop()

        assert await bot.ends() == 0


async def test_a_database_file_that_was_deleted_is_said(served: Inside) -> None:
    await served.is_ready()
    away = served.database.with_suffix(".away")
    served.database.rename(away)
    try:
        told = await served.is_ready(False)
    finally:
        away.rename(served.database)

    assert told["checks"]["database"] == {"ok": False, "detail": "FileNotFoundError"}
    await served.is_ready()


async def test_status_says_by_its_exit_code_whether_a_bot_serves(served: Inside) -> None:
    await served.is_ready()

    assert (await served.tries("status")).returncode == 0
    api, others = served.api, new_database(served.database.parent)
    there = served.env
    try:
        served.env = environment(api, others)
        nobody = await served.tries("status")
    finally:
        served.env = there
    assert (nobody.returncode, "nobody answers" in nobody.stdout) == (1, True)
