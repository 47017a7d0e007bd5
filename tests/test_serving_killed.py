"""A bot in its own process that is killed, stopped by signals, or breaks: nothing is lost, hardly anything doubled."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from apart import Apart, apart
from bot_api_people import Account
from conversing import all_texts, is_typing_for, nothing_more, titles, writes
from running import PATIENCE, STOPPING

from bot.content import Library

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(folder: Path) -> AsyncIterator[Apart]:
    async with apart(folder) as bot:
        yield bot


@pytest.fixture
def bot(process: Apart) -> Apart:
    """The bot, whose log may have a traceback in it if a test says so."""
    process.errs = False
    return process


@pytest.fixture
def aliya(bot: Apart) -> Account:
    return bot.api.person("Aliya", language_code="en")


@pytest.fixture
def bolat(bot: Apart) -> Account:
    return bot.api.person("Bolat", language_code="en")


async def test_a_kill_loses_no_question_and_doubles_at_most_the_one_in_hand(bot: Apart, library: Library) -> None:
    people = [bot.api.person(f"Person {number}", language_code="en") for number in range(3)]
    questions = [entry.question["en"] for entry in list(library.entries.values())[:30]]
    for number, question in enumerate(questions):
        await people[number % 3].says(question)
    first = [(await people[0].reply(PATIENCE)).title]

    await bot.kill()
    await bot.start()
    await bot.handled()

    for number, person in enumerate(people):
        answered = Counter(titles(person) + first * (not number))
        assert set(answered) == set(questions[number::3])
        assert sum(answered.values()) <= len(answered) + 1
    noted = Counter(row["text"] for row in bot.questions())
    assert {noted[question] for question in questions} == {1}


@pytest.mark.parametrize("times", [1, 3])
async def test_a_stop_loses_and_doubles_nothing_however_often_it_is_asked_for(
    bot: Apart, library: Library, aliya: Account, times: int
) -> None:
    questions = [entry.question["en"] for entry in list(library.entries.values())[:30]]
    for question in questions:
        await aliya.says(question)
    first = [(await aliya.reply(PATIENCE)).title]

    await bot.stop(times)
    await bot.start()
    await bot.handled()

    assert first + titles(aliya) == questions


async def test_a_stop_is_in_time_though_telegram_cannot_be_reached_and_the_reply_comes_after_it(
    bot: Apart, aliya: Account, bolat: Account
) -> None:
    bot.api.fail("sendMessage", 429, retry_after=600, chat=aliya)
    bot.api.fail("sendMessage", reset=True, chat=bolat, times=None)
    await aliya.says("/help")
    await bolat.says("/help")
    await bot.api.called("sendMessage", 2, PATIENCE)

    await bot.stop()
    bot.api.mend()
    await bot.start()

    await aliya.reply(PATIENCE)
    await bolat.reply(PATIENCE)


@pytest.mark.parametrize("parts", [("tell me",), ("tell me", "how many deputies will the new parliament have")])
async def test_a_kill_while_the_bot_hears_somebody_out_loses_nothing(
    bot: Apart, aliya: Account, parts: tuple[str, ...]
) -> None:
    before = await all_texts(bot)
    await writes(aliya, *parts)
    await is_typing_for(bot, aliya)

    await bot.kill()
    await bot.start()

    assert await aliya.reply(PATIENCE)
    assert await all_texts(bot) == [*before, "\n".join(parts)]
    await nothing_more(bot, aliya)


async def test_a_stop_while_the_bot_hears_somebody_out_is_in_time_and_loses_nothing(bot: Apart, aliya: Account) -> None:
    before = await all_texts(bot)
    await aliya.says("tell me")
    await is_typing_for(bot, aliya)

    await bot.stop()
    await bot.start()

    assert await aliya.reply(PATIENCE)
    assert await all_texts(bot) == [*before, "tell me"]


async def test_a_full_disk_ends_the_bot_rather_than_have_it_reply_without_end(bot: Apart, aliya: Account) -> None:
    bot.check()
    bot.errs = True
    await bot.handled()
    bot.rows("CREATE TRIGGER full BEFORE UPDATE ON inbox BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
    await aliya.says("/help")

    assert await bot.ends(PATIENCE + STOPPING) == 1

    assert titles(aliya) == ["How to ask"]
    bot.rows("DROP TRIGGER full")
    await bot.start()
    await bot.handled()
    assert titles(aliya) == ["How to ask"] * 2
