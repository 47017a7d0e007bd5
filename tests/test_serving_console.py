"""The bot in its own process serves the console, with a token and without, and says how to get in."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from bot_api_people import Account
from commanding import typed_in
from inside import Inside
from running import PATIENCE, Running, command, environment, free_port, new_database
from visiting import Visitor, home_of, link_of, visitor_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def alone(folder: Path) -> AsyncIterator[Running]:
    """A bot without a token."""
    database = new_database(folder)
    bot = Inside(None, database, environment(None, database))  # type: ignore[arg-type]  # it has no Telegram
    await bot.begin()
    await bot.prints("TELEGRAM_BOT_TOKEN=")
    yield bot
    await bot.stop()
    assert "Traceback" not in bot.log


async def let_in(bot: Running) -> Visitor:
    """Somebody who asks for a new link and opens it."""
    printed = (await bot.command("login-link")).strip()
    visitor = visitor_of(home_of(bot))
    assert (await visitor.gets(printed.removeprefix(home_of(bot)))).status_code == 200
    return visitor


async def test_without_a_token_the_console_opens_and_it_is_said_how_to_get_one(alone: Running) -> None:
    assert "@BotFather" in alone.log and len(re.findall("/enter/", alone.log)) == 1
    visitor = visitor_of(home_of(alone))
    opened = link_of(alone).removeprefix(home_of(alone))

    assert (await visitor.gets("/try")).status_code == 403
    assert (await visitor.gets(opened)).status_code == 200
    assert (await visitor.gets("/try")).status_code == 200
    assert (await visitor_of(home_of(alone)).gets(opened)).status_code == 403


async def test_what_is_asked_in_the_console_is_answered_by_the_very_bot_and_kept_nowhere(alone: Running) -> None:
    visitor = await let_in(alone)
    visitor.headers = {"Accept-Language": "en"}
    await visitor.sees("/try")
    await visitor.posts("/try", text="how many deputies will there be")

    page = await visitor.sees("/try")
    assert "145 deputies" in page and "Read as" in page
    assert alone.questions() == []
    assert b"how many deputies will there be" not in alone.bytes_kept()


async def test_no_secret_of_a_session_is_in_the_log(alone: Running) -> None:
    visitor = await let_in(alone)
    await visitor.sees("/trail")
    assert visitor.client.cookies["session"] not in alone.log
    assert visitor.proof not in alone.log


async def test_by_another_name_of_this_machine_nobody_comes_in(alone: Running) -> None:
    printed = (await alone.command("login-link")).strip()
    visitor = visitor_of(home_of(alone))
    path = printed.removeprefix(home_of(alone))
    assert (await visitor.gets(path, Host="evil.example")).status_code == 403
    assert (await visitor.gets(path)).status_code == 200
    assert (await visitor.gets("/try", Host="evil.example")).status_code == 403


async def test_with_a_token_telegram_and_the_console_are_served_side_by_side(process: Running) -> None:
    aliya: Account = process.api.person("Aliya", language_code="en")
    await aliya.says("what is the price of bread in Almaty")
    await aliya.reply(PATIENCE)
    visitor = await let_in(process)

    assert (await visitor.gets("/review")).status_code == 200
    assert "@BotFather" not in process.log
    process.check()


async def test_a_taken_port_is_said_in_one_line(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = await asyncio.to_thread(command, folder, environment(None, new_database(folder), PORT=port), "run")

    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr and "Does the bot run already?" in done.stderr
    assert "Traceback" not in done.stderr


async def test_a_link_for_a_server_that_others_reach_is_not_made(folder: Path) -> None:
    settings = environment(None, new_database(folder), HOST="0.0.0.0", PORT=str(free_port()))  # noqa: S104
    done = await asyncio.to_thread(typed_in, folder, settings, "login-link")

    assert (done.returncode, done.stdout) == (2, "")
    assert "curators log in with Telegram" in done.stderr
