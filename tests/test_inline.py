"""Answers offered to whoever types the bot's name and a question in any chat."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chatting import Chat, chatting
from fakes import ME, Refusal, inline_update, message_update
from small_library import LIBRARY, NAME, SEATS, small_conversation, verdict, with_many
from telegram import Update
from telegram.error import NetworkError

from bot.content import Trilingual
from bot.conversation import Wording
from bot.telegram.inline import PAGE
from bot.telegram.sending import html_of
from bot.telegram.update_filter import Intake, slim

say = Wording()
ALL = with_many(2 * PAGE + 2)
"""More entries than two pages hold, beside the three that tests have in view."""


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with chatting(tmp_path) as chat:
        yield chat


def offered(chat: Chat) -> dict[str, Any]:
    """What was offered last."""
    call = chat.telegram.calls[-1]
    assert call.method == "answerInlineQuery"
    return call.parameters


def names(chat: Chat) -> list[str]:
    """Which entries were offered last."""
    return [result["id"] for result in offered(chat)["results"]]


async def test_a_question_is_offered_its_answer_with_quote_and_source(chat: Chat) -> None:
    await chat.types("how many deputies")
    [result] = offered(chat)["results"]

    assert (result["id"], result["type"]) == ("seats", "article")
    assert (result["title"], result["description"]) == ("question of seats, en", "answer to seats, en")
    card = chat.conversation.voice.speaker.card(chat.conversation.library.entries["seats"], "en")
    assert result["input_message_content"]["message_text"] == html_of(card.message)
    assert "145 deputies (translated)" in html_of(card.message)
    assert result["input_message_content"]["parse_mode"] == "HTML"


async def test_what_is_sent_leads_into_the_bot_and_carries_no_other_button(chat: Chat) -> None:
    await chat.types("how many deputies")
    [result] = offered(chat)["results"]

    [[button]] = result["reply_markup"]["inline_keyboard"]
    assert button == {"text": say("en", "open-bot"), "url": "https://t.me/constitution_test_bot?start=seats"}


async def test_above_the_answers_is_the_way_into_a_private_chat(chat: Chat) -> None:
    await chat.types("how many deputies")

    assert offered(chat)["button"] == {"text": say("ru", "inline-ask"), "start_parameter": "inline"}
    assert offered(chat)["is_personal"] is True


async def test_nothing_typed_offers_all_there_is_a_page_at_a_time(chat: Chat) -> None:
    chat.conversation = small_conversation(ALL)
    found, offset = [], ""
    for _ in range(3):
        await chat.types("", offset)
        found += names(chat)
        offset = offered(chat)["next_offset"]

    assert found == list(ALL.entries)
    assert offset == ""


@pytest.mark.parametrize("offset", ["x", "-1", "²", "99999", "1e3", "5.5"])
async def test_an_offset_that_was_never_given_begins_anew(chat: Chat, offset: str) -> None:
    await chat.types("", offset)

    assert names(chat) == ["seats", "name", "vote"]


@pytest.mark.parametrize("typed", ["погода", "рахмет", "delete my data"])
async def test_what_no_article_answers_is_offered_nothing_but_the_private_chat(chat: Chat, typed: str) -> None:
    await chat.types(typed)

    assert names(chat) == []
    assert offered(chat)["button"]["start_parameter"] == "inline"


async def test_a_chosen_language_is_kept_to(chat: Chat) -> None:
    await chat.presses("language:kk")
    await chat.types("how many deputies")

    assert offered(chat)["results"][0]["title"] == "question of seats, kk"


async def test_a_long_answer_is_shortened_where_it_is_offered_and_sent_whole(chat: Chat) -> None:
    long = "a" * 500
    wordy = replace(SEATS, answer=Trilingual(long, long, long))
    chat.conversation = small_conversation(replace(LIBRARY, entries={"seats": wordy, "name": NAME}))
    await chat.types("how many deputies")
    [result] = offered(chat)["results"]

    assert result["description"] == "a" * 200 + "…"
    assert long in result["input_message_content"]["message_text"]


async def test_what_is_typed_is_not_logged(chat: Chat) -> None:
    for _ in range(60):
        await chat.types("погода")

    assert await chat.kept.rows("questions") == []
    assert chat.methods() == ["answerInlineQuery"] * 60


async def test_of_what_one_person_types_too_fast_most_is_dropped_before_it_is_kept(chat: Chat) -> None:
    intake = Intake(chat.kept.inbox.put, ME, lambda _: None)
    await intake.take([inline_update(number, "погода") for number in range(1, 801)])
    await intake.take([inline_update(901, "погода", who=8), message_update(902, "how many deputies")])

    numbers = [row["update_id"] for row in await chat.kept.rows("inbox")]
    assert 20 <= len(numbers) - 2 < 100
    assert numbers[-2:] == [901, 902]


@pytest.mark.parametrize(("seconds", "calls"), [(2, ["answerInlineQuery"]), (11, [])])
async def test_what_was_typed_too_long_ago_is_dropped_unread(chat: Chat, seconds: float, calls: list[str]) -> None:
    cut = slim(inline_update(1, "how many deputies"), ME)
    assert cut
    body = cut[0] | {"received": time.time() - seconds}
    await chat.application.process_update(Update.de_json(body, chat.application.bot))

    assert chat.methods() == calls


@pytest.mark.parametrize(
    "fault", [Refusal(400, "Bad Request: query is too old and response timeout expired"), NetworkError("away")]
)
async def test_who_has_typed_on_meanwhile_is_told_nothing(chat: Chat, fault: object) -> None:
    chat.telegram.will_answer("answerInlineQuery", fault)
    await chat.types("how many deputies")

    assert chat.methods() == ["answerInlineQuery"]


async def test_whatever_is_nearest_is_offered_though_it_would_not_be_answered(chat: Chat) -> None:
    chat.conversation = small_conversation(deput=verdict("unknown", "seats", "name", language="en"))
    await chat.types("deput")

    assert names(chat) == ["seats", "name"]
