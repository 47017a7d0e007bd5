"""Answers offered to whoever types the bot's name and a question in any chat."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from chatting import Chat, chatting
from fakes import ME, Refusal, inline_update, message_update
from small_library import LIBRARY, NAME, SEATS, small_conversation, verdict, with_many
from telegram import Update
from telegram.error import NetworkError

from bot.content import LANGUAGES, Entry, Language, Library, Signpost, Trilingual
from bot.conversation import MostAsked, Wording
from bot.conversation.speaker import Speaker
from bot.telegram.html import MAX_CAPTION, html_of, visible_length
from bot.telegram.inline import PAGE
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


async def logged(chat: Chat) -> list[tuple[Any, ...]]:
    """The log: what was asked, what came of it, and where."""
    columns = ("text", "outcome", "shown", "surface")
    return [tuple(row[column] for column in columns) for row in await chat.kept.rows("questions")]


async def test_of_all_that_is_typed_for_a_question_the_last_is_logged(chat: Chat) -> None:
    for end in range(1, len("how many deputies") + 1):
        await chat.types("how many deputies"[:end])
    await chat.types("how many depu")  # and deletes some of it

    assert await logged(chat) == [("how many deputies", "answer", '["seats"]', "inline")]


async def test_another_question_is_another_row_and_the_same_by_somebody_else_too(chat: Chat) -> None:
    await chat.types("погода")
    await chat.types("how many deputies")
    await chat.happens(inline_update(99, "how many deputies", who=8))

    assert [text for text, *_ in await logged(chat)] == ["погода", "how many deputies", "how many deputies"]
    assert len({row["asker"] for row in await chat.kept.rows("questions")}) == 2


async def test_what_nothing_is_offered_for_waits_for_the_curators_without_personal_data(chat: Chat) -> None:
    await chat.types("погода 8 701 123 45 67")

    [(text, outcome, shown, _)] = await logged(chat)
    assert (outcome, shown) == ("unknown", "[]")
    assert "701" not in text
    assert [question.text for question in await chat.kept.records.log.unanswered()] == [text]


@pytest.mark.parametrize("typed", ["", "  ", "па", "145", "question of seats, en ⤴"])
async def test_nothing_a_beginning_a_number_and_what_is_shared_are_no_questions(chat: Chat, typed: str) -> None:
    await chat.types(typed)

    assert await logged(chat) == []


async def test_scrolling_on_is_no_question_either(chat: Chat) -> None:
    await chat.types("how many deputies", "20")

    assert await logged(chat) == []


async def test_what_is_sent_into_a_chat_is_counted_and_answers_what_was_typed(chat: Chat) -> None:
    await chat.types("deputies")
    assert await logged(chat) == [("deputies", "unknown", "[]", "inline")]
    await chat.chooses("deputies", "seats")

    assert await logged(chat) == [("deputies", "answer", '["seats"]', "inline")]
    [row] = await chat.kept.rows("inline_choices")
    assert (row["entry"], row["shared"]) == ("seats", False)
    assert not {"asker", "place", "text"} & set(row)


async def test_what_is_shared_is_counted_apart_and_what_is_not_ours_is_not(chat: Chat) -> None:
    await chat.chooses("question of seats, en ⤴", "seats")
    await chat.chooses("deputies", "no-such-entry")

    assert [(row["entry"], row["shared"]) for row in await chat.kept.rows("inline_choices")] == [("seats", True)]
    assert await logged(chat) == []


async def test_what_telegram_had_offered_by_itself_is_logged_when_it_is_sent(chat: Chat) -> None:
    await chat.chooses("how many deputies", "seats")

    assert await logged(chat) == [("how many deputies", "answer", '["seats"]', "inline")]


async def test_what_was_asked_elsewhere_is_not_what_a_private_message_goes_on_about(chat: Chat) -> None:
    await chat.types("how many deputies")

    asker = (await chat.kept.rows("questions"))[0]["asker"]
    assert await chat.kept.records.log.on_screen(asker, datetime(2026, 1, 1, tzinfo=UTC)) is None
    assert await chat.kept.records.log.last_of(asker) is None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_that_is_named_outright_is_offered_as_a_picture_too(chat: Chat, language: Language) -> None:
    chat.site = "https://answers.example.org/"
    await chat.types(f"question of seats, {language} ⤴")
    card, picture, *_ = offered(chat)["results"]

    assert (card["type"], card["id"]) == ("article", "seats")
    assert (picture["type"], picture["id"]) == ("photo", "picture:seats")
    version = chat.conversation.library.version
    address = f"https://answers.example.org/{language}/answers/seats/card.jpg?{version}"
    assert picture["photo_url"] == picture["thumbnail_url"] == address
    assert (picture["photo_width"], picture["photo_height"]) == (1200, 630)
    assert (picture["title"], picture["description"]) == (
        say(language, "as-picture"),
        say(language, "as-picture-about"),
    )
    assert f"answer to seats, {language}" in picture["caption"]
    assert picture["reply_markup"] == card["reply_markup"]


@pytest.mark.parametrize(("site", "typed"), [("", "question of seats, en ⤴"), ("https://a.kz/", "how many deputies")])
async def test_without_a_site_or_for_a_question_in_other_words_there_is_no_picture(
    chat: Chat, site: str, typed: str
) -> None:
    chat.site = site
    await chat.types(typed)

    assert {result["type"] for result in offered(chat)["results"]} == {"article"}


async def test_a_picture_that_is_sent_counts_as_its_answer(chat: Chat) -> None:
    await chat.chooses("question of seats, en ⤴", "picture:seats")
    await chat.chooses("how many deputies", "picture:no-such-entry")

    assert [(row["entry"], row["shared"]) for row in await chat.kept.rows("inline_choices")] == [("seats", True)]


def test_what_stands_below_a_picture_fits_there(library: Library) -> None:
    speaker = Speaker(library, say)
    for entry in library.entries.values():
        for language in LANGUAGES:
            said = speaker.picture(entry, language).message
            assert visible_length(said) <= MAX_CAPTION
            for quote in entry.carrying:
                publisher = quote.article.publisher or say(language, "publisher-unknown")
                assert publisher in html_of(said) or (quote.article.url or "?") in html_of(said)


async def test_many_people_find_what_is_asked_most_first(chat: Chat) -> None:
    chat.most_asked = (MostAsked("vote", 12), MostAsked("gone", 11), MostAsked("name", 10))
    await chat.types("")

    assert names(chat) == ["vote", "name", "seats"]


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


def test_every_card_of_the_projects_content_is_short(library: Library) -> None:
    speaker = Speaker(library, say)
    shown: list[Entry | Signpost] = [*library.entries.values(), *library.signposts.values()]
    for entry in shown:
        for language in LANGUAGES:
            assert visible_length(speaker.card(entry, language).message) <= 500
