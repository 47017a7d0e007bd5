"""Another program holds the SQLite file of a bot that runs: nothing is lost or doubled, and all is answered afterwards.

The bot waits ten seconds at a time for such a file, here a tenth of one; so these are locks of 25, 60 and 230 seconds.
"""

import asyncio
import contextlib
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from bot_api_people import Account
from inside import QUICK, Inside, running
from running import PATIENCE

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "How many deputies will the new parliament have?"
LOCKS = [2.5, 6, 23]
"""How many times as long as the bot waits at a time."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(folder: Path) -> AsyncIterator[Inside]:
    async with running(folder) as bot:
        yield bot


@contextlib.asynccontextmanager
async def held(bot: Inside) -> AsyncIterator[None]:
    """Another program writes for a while. The bot, which runs in the same loop, may have to finish something first."""
    with contextlib.closing(sqlite3.connect(bot.database, timeout=0, isolation_level=None)) as other:
        async with asyncio.timeout(PATIENCE):
            while not other.in_transaction:
                with contextlib.suppress(sqlite3.OperationalError):
                    other.execute("BEGIN EXCLUSIVE")
                await asyncio.sleep(0.01)
        yield
        other.execute("COMMIT")


@pytest.mark.parametrize("times", LOCKS)
async def test_what_is_asked_meanwhile_stays_with_telegram_and_is_answered_once(bot: Inside, times: float) -> None:
    people = [bot.api.person(f"Person {number}", language_code="en") for number in range(4)]
    printed = len(bot.log)

    async with held(bot):
        for person in people:
            await person.says(QUESTION)
        await asyncio.sleep(QUICK.busy * times)
        await bot.prints("cannot be committed", printed)
        assert [len(person.chat.sent) for person in people] == [0] * len(people)
    for person in people:
        await person.reply(PATIENCE)
    await bot.handled()

    assert replies(bot, people) == [1] * len(people)
    assert all(row["error"] is None for row in bot.rows("SELECT error FROM inbox"))
    bot.check()


@pytest.mark.parametrize("times", LOCKS)
async def test_a_reply_that_is_out_and_cannot_be_marked_yet_is_not_sent_again(bot: Inside, times: float) -> None:
    people = [bot.api.person(f"Out {number}", language_code="en") for number in range(3)]
    fault = bot.api.fail("sendMessage", delay=QUICK.busy * 2, times=len(people))  # on their way while the lock is taken
    for person in people:
        await person.says(QUESTION)
    while fault.times == len(people):  # noqa: ASYNC110 - until the first of them is
        await asyncio.sleep(0.01)

    async with held(bot):
        await asyncio.sleep(QUICK.busy * times)
        await bot.prints("cannot be marked yet")
    for person in people:
        await person.reply(PATIENCE)
    await bot.handled()

    assert replies(bot, people) == [1] * len(people)
    turns = [row["turn"] for row in bot.questions()]
    assert len(turns) == len(set(turns))
    bot.check()


def replies(bot: Inside, people: list[Account]) -> list[int]:
    """How many messages each was sent."""
    sent = Counter(call.params["chat_id"] for call in bot.api.calls if call.method == "sendMessage")
    return [sent[person.id] for person in people]
