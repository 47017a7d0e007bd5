"""A bot in its own process, and bad days: Telegram fails, the process is killed, the disk is full. Nothing is lost."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from bot_api import BotApi
from bot_api_faults import Manner
from bot_api_people import Account
from inside import Inside, running
from running import PATIENCE, Running, environment, new_database

from bot.content import Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


@pytest.fixture
def bolat(served: Running) -> Account:
    return served.api.person("Bolat", language_code="en")


def titles(person: Account) -> list[str]:
    """The first line of each reply that waits unread."""
    return [sent.title for sent in person.chat.sent]


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "retry_after": 1},
        {"status": 500, "times": 3},
        {"status": 502, "truncate": True},
        {"reset": True, "times": 2},
        {"status": 401, "times": 2},
        {"truncate": True},
    ],
    ids=str,
)
async def test_a_reply_that_fails_on_its_way_is_sent_again_and_arrives_once(
    served: Running, aliya: Account, bolat: Account, fault: Manner
) -> None:
    served.api.fail("sendMessage", **fault)

    await aliya.says("/help")
    await bolat.says("/privacy")

    await aliya.reply(PATIENCE)
    await bolat.reply(PATIENCE)
    await served.handled()
    assert titles(aliya) + titles(bolat) == []


async def test_everybody_waits_when_telegram_says_so_and_everybody_is_answered(served: Running) -> None:
    people = [served.api.person(f"Person {number}") for number in range(12)]
    served.api.fail("sendMessage", 429, retry_after=1, times=6)

    for person in people:
        await person.says("How many deputies will the new parliament have?")

    for person in people:
        await person.reply(PATIENCE)
    await served.handled()
    assert [titles(person) for person in people] == [[]] * 12


async def test_who_has_blocked_the_bot_does_not_keep_others_waiting(
    served: Running, aliya: Account, bolat: Account
) -> None:
    served.api.fail("sendMessage", 403, chat=aliya, times=None)
    await aliya.says("/help")
    await bolat.says("/help")
    await bolat.reply(PATIENCE)
    await served.handled()

    served.api.mend()
    await aliya.says("/privacy")

    assert (await aliya.reply(PATIENCE)).title == "What I keep"


@pytest.mark.parametrize("status", [402, 405, 413, 414, 431, 451, 499])
async def test_a_reply_that_is_refused_in_whatever_way_is_not_tried_for_ever(
    served: Running, aliya: Account, status: int
) -> None:
    served.errs = True
    served.api.fail("sendMessage", status, chat=aliya, times=None)
    before = len(served.log)
    await aliya.says("/help")
    await served.prints("an update could not be handled", before)
    await served.handled()
    tried = [call for call in served.api.calls if call.method == "sendMessage" and call.params["chat_id"] == aliya.id]
    assert len(tried) == 2  # the reply and the apology

    served.api.mend()
    await aliya.says("/privacy")

    assert (await aliya.reply(PATIENCE)).title == "What I keep"
    assert served.rows("SELECT error FROM inbox ORDER BY update_id DESC LIMIT 2") == [
        {"error": None},
        {"error": "BadRequest"},
    ]


@pytest.mark.parametrize("status", [408, 425, 429])
async def test_a_refusal_that_passes_is_no_refusal(served: Running, aliya: Account, status: int) -> None:
    served.api.fail("sendMessage", status, times=2)

    await aliya.says("/help")

    assert (await aliya.reply(PATIENCE)).title == "How to ask"


async def test_chats_that_cannot_be_reached_do_not_keep_others_waiting(served: Running, bolat: Account) -> None:
    unreachable = [served.api.person(f"Person {number}") for number in range(10)]
    for person in unreachable:
        served.api.fail("sendMessage", 500, chat=person, times=None)
        await person.says("/help")

    await bolat.says("/help")
    await bolat.reply(2 * PATIENCE)

    served.api.mend()
    for person in unreachable:
        await person.reply(2 * PATIENCE)


@pytest.mark.parametrize(
    "fault", [{"status": 401}, {"status": 404}, {"status": 409}, {"reset": True}, {"truncate": True}], ids=str
)
async def test_updates_that_cannot_be_fetched_for_a_while_are_fetched_later(
    served: Running, aliya: Account, fault: Manner
) -> None:
    served.api.fail("getUpdates", **fault)
    await aliya.says("/help")
    await aliya.reply(PATIENCE)

    await aliya.says("/privacy")

    assert (await aliya.reply(PATIENCE)).title == "What I keep"


async def test_updates_that_make_no_sense_do_not_stop_the_others(served: Running, aliya: Account) -> None:
    nonsense = aliya.chat.message(aliya.user, 1) | {"text": "/help", "date": "yesterday"}
    senseless: tuple[dict[str, Any], ...] = (
        {"message": nonsense},
        {"message": {**nonsense, "date": 10**30}},
        {"message": {**nonsense, "entities": {"type": "bold"}}},
        {"message": "text"},
        {"message": {}},
        {"callback_query": {"id": "1", "from": aliya.user, "message": {"date": 1}, "data": "x"}},
        {"callback_query": {}},
        {"update_id": "seven", "message": nonsense},
        {"update_id": None},
        {},
    )
    for update in senseless:
        await served.api.push(update)

    await aliya.says("/help")

    assert (await aliya.reply(PATIENCE)).title == "How to ask"
    await served.handled()
    served.errs = True


async def test_a_fault_of_ours_is_logged_and_apologised_for_and_the_next_question_is_answered(
    served: Running, say: Wording, aliya: Account
) -> None:
    served.errs = True
    broken = "BEFORE INSERT ON people BEGIN SELECT RAISE(ABORT, 'a broken table'); END"
    await served.writes(f"CREATE TRIGGER broken {broken}")
    await aliya.says("/language")
    await aliya.presses(await aliya.reply(PATIENCE), "English")
    assert (await aliya.reply(PATIENCE)).text == say("en", "apology")
    assert "an update could not be handled" in served.log

    await served.writes("DROP TRIGGER broken")
    await aliya.says("/help")
    await aliya.reply(PATIENCE)


async def test_a_reply_that_telegram_cannot_read_is_logged_and_apologised_for(
    served: Running, say: Wording, aliya: Account
) -> None:
    served.errs = True
    served.api.fail("sendMessage", 400, description="Bad Request: can't parse entities")

    await aliya.says("/help")

    assert (await aliya.reply(PATIENCE)).text == say("en", "apology")
    assert "can't parse entities" in served.log.lower()


async def test_a_bot_that_starts_while_telegram_is_away_serves_once_it_is_back(folder: Path) -> None:
    async with BotApi() as api:
        dana = api.person("Dana", language_code="en")
        await dana.says("/help")
        api.fail("*", reset=True, times=None)
        database = new_database(folder)
        bot = Inside(api, database, environment(api, database))
        await bot.begin()
        await bot.prints("telegram cannot be reached")

        api.mend()

        await dana.reply(2 * PATIENCE)
        await bot.stop()
        bot.check()


async def test_a_server_that_knows_neither_webhooks_nor_descriptions_is_served_all_the_same(folder: Path) -> None:
    async with BotApi() as api:
        dana = api.person("Dana", language_code="en")
        for method in ("deleteWebhook", "setMyDescription", "setMyShortDescription"):
            api.fail(method, 404, times=None)

        async with running(folder, api) as bot:
            await dana.says("/help")
            await dana.reply(PATIENCE)
            await bot.prints("an earlier webhook could not be taken away")
            await bot.prints("descriptions could not be registered")

        assert {language for _, language in api.profile.commands} == {"", "kk", "ru", "en"}


async def test_a_bot_that_waits_for_telegram_can_be_stopped(folder: Path) -> None:
    async with BotApi() as api:
        api.fail("*", delay=60.0, times=None)
        database = new_database(folder)
        bot = Inside(api, database, environment(api, database))
        await bot.begin()
        await api.called("getMe", within=120.0)

        await bot.stop()

        bot.check()
        api.mend()


async def test_what_one_process_missed_the_next_answers_in_order(
    served: Running, library: Library, aliya: Account
) -> None:
    questions = [entry.question["en"] for entry in list(library.entries.values())[:5]]
    await served.stop()
    for question in questions:
        await aliya.says(question)

    await asyncio.gather(served.start(), aliya.chat.reply(2 * PATIENCE))
    await served.handled()

    assert titles(aliya) == questions[1:]
