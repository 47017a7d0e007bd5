"""An operator silences a bot that runs, from another process: people are told so, and nothing is noted."""

import asyncio
from pathlib import Path

import pytest
from bot_api_people import Account
from running import PATIENCE, Running, command, environment, new_database

from bot.content import Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "How many deputies will the new parliament have?"


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


async def test_a_paused_bot_says_so_in_the_curators_words_until_it_is_resumed(served: Running, aliya: Account) -> None:
    await served.command("pause", "Back tomorrow.", "--ru", "Завтра.")
    await served.prints("the bot is paused")
    await aliya.says(QUESTION)
    assert (await aliya.reply(PATIENCE)).text == "Back tomorrow."
    told = await served.is_ready()
    assert (told["ready"], told["paused"]) == (True, True)
    shown = await served.command("status")
    assert "yes: Back tomorrow. / Завтра." in shown

    await served.stop()
    await served.start()
    await aliya.says(QUESTION)
    assert (await aliya.reply(PATIENCE)).text == "Back tomorrow."
    await aliya.says("/privacy")
    assert (await aliya.reply(PATIENCE)).title == "What I keep"
    await served.handled()
    assert served.questions() == []

    await served.command("resume")
    await served.prints("the bot answers again")
    await aliya.says(QUESTION)
    assert (await aliya.reply(PATIENCE)).marked("bold") != []
    assert (await served.noted(QUESTION))["outcome"] == "answer"
    assert (await served.is_ready())["paused"] is False


async def test_without_words_of_theirs_the_bots_own_are_said(served: Running, say: Wording, aliya: Account) -> None:
    before = len(served.log)
    await served.command("pause")
    await served.prints("the bot is paused", before)
    await aliya.says("/topics")
    assert (await aliya.reply(PATIENCE)).text == say("en", "paused")

    await served.command("resume")
    await served.prints("the bot answers again", before)


async def test_the_status_of_a_bot_that_runs_tells_how_it_stands(
    served: Running, library: Library, aliya: Account
) -> None:
    await aliya.says("/help")
    await aliya.reply(PATIENCE)
    await served.handled()
    await served.is_ready()

    shown = await served.command("status")

    told = {line[:21].strip(): line[21:].strip() for line in shown.splitlines()}
    assert (told["process"], told["paused"], told["inbox"]) == ("ready", "no", "0 waiting")
    assert told["content served"] == told["content in the files"] == library.version
    assert told["last update"].endswith("(Almaty)")


async def test_the_status_of_a_bot_that_does_not_run_says_so(folder: Path) -> None:
    settings = environment(None, new_database(folder))

    done = await asyncio.to_thread(command, folder, settings, "status")

    assert done.returncode == 1
    assert f"nobody answers at 127.0.0.1:{settings['PORT']}" in done.stdout


async def test_words_that_nobody_would_read_are_refused(folder: Path) -> None:
    settings = environment(None, new_database(folder))

    done = await asyncio.to_thread(command, folder, settings, "pause", "x" * 1001)

    assert (done.returncode, "At most 1000" in done.stderr) == (2, True)
