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
    await told(aliya, "Зейнетақы жасы өзгере ме?")
    first = await group_of(served, "Зейнетақы жасы өзгере ме?")
    await told(bolat, "Who will win the football cup?")
    another = await group_of(served, "Who will win the football cup?")
    await told(bolat, "Will the retirement age change?")

    assert await group_of(served, "Will the retirement age change?") == first != another


async def test_it_is_the_same_group_after_a_restart(served: Running, aliya: Account, bolat: Account) -> None:
    await told(aliya, "какая погода в Алматы")
    first = await group_of(served, "какая погода в Алматы")
    await restarted(served)
    await told(bolat, "what is the weather in Almaty")

    assert await group_of(served, "what is the weather in Almaty") == first


async def test_a_question_that_is_edited_goes_where_it_belongs_now(served: Running, aliya: Account) -> None:
    await told(aliya, "будет ли амнистия")
    amnesty = await group_of(served, "будет ли амнистия")
    message = await aliya.says("какой сегодня курс доллара")
    await aliya.reply(PATIENCE)
    assert await group_of(served, "какой сегодня курс доллара") != amnesty

    await aliya.edits(message, "амнистия болады ма")

    assert await group_of(served, "амнистия болады ма") == amnesty
