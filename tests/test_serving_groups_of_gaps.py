"""A bot in its own process puts what it could not answer into groups by what was asked."""

import asyncio

import pytest
from bot_api_people import Account
from running import PATIENCE, STARTING, Running
from talking import restarted, told

pytestmark = pytest.mark.asyncio(loop_scope="module")

_GROUPED = "SELECT group_id FROM questions WHERE text = ? AND group_id IS NOT NULL"


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="kk")


@pytest.fixture
def bolat(served: Running) -> Account:
    return served.api.person("Bolat", language_code="en")


async def group_of(served: Running, text: str) -> int:
    """The group of what was asked in these words, once it is in one."""
    async with asyncio.timeout(STARTING):
        # Another process writes the database: there is nothing to wait on.
        while not (found := served.rows(_GROUPED, text)):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    [row] = found
    return int(row["group_id"])


async def test_two_people_ask_the_same_in_different_languages_and_it_is_one_group(
    served: Running, aliya: Account, bolat: Account
) -> None:
    await told(aliya, "Футбол кубогын кім жеңіп алады?")
    first = await group_of(served, "Футбол кубогын кім жеңіп алады?")
    await told(bolat, "What is the weather in Paris?")
    another = await group_of(served, "What is the weather in Paris?")
    await told(bolat, "Who will win the football cup?")

    assert await group_of(served, "Who will win the football cup?") == first != another


async def test_it_is_the_same_group_after_a_restart(served: Running, aliya: Account, bolat: Account) -> None:
    await told(aliya, "какая погода в Алматы")
    first = await group_of(served, "какая погода в Алматы")
    await restarted(served)
    await told(bolat, "what is the weather in Almaty")

    assert await group_of(served, "what is the weather in Almaty") == first


async def test_a_question_that_is_edited_goes_where_it_belongs_now(served: Running, aliya: Account) -> None:
    await told(aliya, "кто выиграет кубок по футболу")
    amnesty = await group_of(served, "кто выиграет кубок по футболу")
    message = await aliya.says("какой сегодня курс доллара")
    await aliya.reply(PATIENCE)
    assert await group_of(served, "какой сегодня курс доллара") != amnesty

    await aliya.edits(message, "футбол кубогын кім жеңіп алады")

    assert await group_of(served, "футбол кубогын кім жеңіп алады") == amnesty
