"""What a group gets from the bot, in one process with a real database: replies to what is meant for it, no more."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from chatting import IDENTITY, Chat, chatting
from fakes import ME, STARTED, Refusal
from telegram.error import ChatMigrated

from bot.conversation import Wording

say = Wording()
GROUP = {"id": -100, "type": "supergroup", "title": "Соседи"}
NAMED = f"@{ME.username}"
MENTION = [{"type": "mention", "offset": 0, "length": len(NAMED)}]


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with chatting(tmp_path) as chat:
        yield chat


async def asks(chat: Chat, question: str, **more: Any) -> int:
    """Somebody names the bot in the group, and asks."""
    return await chat.says(f"{NAMED} {question}", place=GROUP, **{"entities": MENTION} | more)


async def orders(chat: Chat, command: str) -> None:
    """Somebody gives the bot a command in the group, by its name."""
    await chat.says(f"/{command}{NAMED}", place=GROUP)


async def test_a_question_is_answered_in_reply_to_it(chat: Chat) -> None:
    message = await asks(chat, "how many deputies")

    assert chat.methods() == ["sendMessage"]
    assert chat.last()["chat_id"] == -100
    assert chat.last()["reply_parameters"]["message_id"] == message
    assert "question of seats, en" in chat.last()["text"]


async def test_an_answer_stays_in_the_thread_of_its_question(chat: Chat) -> None:
    await asks(chat, "how many deputies", message_thread_id=5, is_topic_message=True)
    assert chat.last()["message_thread_id"] == 5

    await asks(chat, "how many deputies", message_thread_id=5)
    assert "message_thread_id" not in chat.last()


async def test_talk_that_is_not_meant_for_the_bot_gets_nothing(chat: Chat) -> None:
    await chat.says("how many deputies", place=GROUP)
    await chat.says("/topics", place=GROUP)
    await chat.sends(photo=[], place=GROUP)

    assert chat.telegram.calls == []


async def test_no_address_is_kept_of_a_group_and_the_asker_is_a_code(chat: Chat) -> None:
    await asks(chat, "how many deputies")
    [row] = await chat.kept.rows("letters")

    assert (row["place"], row["asker"], row["address"]) == (IDENTITY.code(-100), IDENTITY.code(7), None)


@pytest.mark.parametrize("command", ["mydata", "forget", "cancel"])
async def test_what_is_for_one_person_alone_is_done_in_private(chat: Chat, command: str) -> None:
    await chat.says("погода")
    await chat.presses("tell:1:ru")
    await orders(chat, command)

    assert chat.telegram.texts()[-1] == say("ru", "in-private")
    assert len(await chat.kept.rows("wishes")) == 1


async def test_nobody_is_waited_for_in_a_group(chat: Chat) -> None:
    await asks(chat, "погода")

    assert [call.method for call in chat.telegram.calls] == ["sendMessage"]


async def test_two_who_ask_in_a_row_do_not_go_on_with_each_other(chat: Chat) -> None:
    await asks(chat, "how many deputies", date=STARTED)
    await asks(chat, "deputies", date=STARTED + 1)

    assert len(chat.telegram.texts()) == 2


async def test_a_reply_to_the_bots_answer_is_understood_from_it(chat: Chat) -> None:
    await asks(chat, "how many deputies")
    [row] = await chat.kept.rows("letters")
    answer = {"message_id": row["message"], "date": 1, "from": {"id": ME.id}}
    await chat.says("its name", who=8, place=GROUP, reply_to_message=answer)

    assert "question of name, en" in chat.last()["text"]


async def test_an_edited_question_changes_its_reply(chat: Chat) -> None:
    message = await asks(chat, "how many deputies")
    await chat.edits(message, f"{NAMED} what is it called", place=GROUP, entities=MENTION)

    assert chat.methods() == ["sendMessage", "editMessageText"]
    assert chat.last()["chat_id"] == -100


async def test_a_group_that_has_become_a_supergroup_gets_the_answer_there(chat: Chat) -> None:
    chat.telegram.will_answer("sendMessage", ChatMigrated(-200))
    await asks(chat, "how many deputies", message_thread_id=5, is_topic_message=True)

    assert chat.methods() == ["sendMessage", "sendMessage"]
    assert chat.last()["chat_id"] == -200
    assert "reply_parameters" not in chat.last()


async def test_a_flood_is_passed_over_without_a_word(chat: Chat) -> None:
    for _ in range(60):
        await asks(chat, "how many deputies", date=STARTED)

    assert len(chat.telegram.texts()) == 40
    assert say("ru", "too-fast") not in chat.telegram.texts()


async def test_where_the_bot_may_not_write_nothing_is_noted(chat: Chat) -> None:
    refused = Refusal(400, "Bad Request: not enough rights to send text messages to the chat")
    chat.telegram.will_answer("sendMessage", refused, refused)
    await asks(chat, "how many deputies")

    assert await chat.kept.rows("questions") == []
