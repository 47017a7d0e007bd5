"""What a person gets for pressing a button, and for what the bot cannot read, with a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from chatting import Chat, Raw, chatting
from fakes import Refusal, message_update
from telegram.error import NetworkError

from bot.conversation import Wording

say = Wording()
OLD = Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
SAME = Refusal(400, "Bad Request: message is not modified")
GONE = Refusal(400, "Bad Request: message to edit not found")


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with chatting(tmp_path) as chat:
        yield chat


async def test_a_list_is_changed_in_place_and_an_answer_comes_below(chat: Chat) -> None:
    await chat.presses("topics::ru")
    await chat.presses("answer:seats:ru")

    assert chat.methods() == ["answerCallbackQuery", "editMessageText", "answerCallbackQuery", "sendMessage"]


async def test_an_answer_opened_in_place_is_noted_where_it_stands(chat: Chat) -> None:
    await chat.presses("open:seats.0:ru", under=55)
    [row] = await chat.kept.rows("letters")

    assert chat.methods() == ["answerCallbackQuery", "editMessageText"]
    assert (row["message"], row["entry"], row["replied_to"]) == (55, "seats", None)


async def test_where_an_answer_has_become_a_list_again_it_no_longer_stands(chat: Chat) -> None:
    await chat.presses("open:seats.0:ru", under=55)
    await chat.presses("section:parliament.0:ru", under=55)

    assert [(row["entry"], row["standing"]) for row in await chat.kept.rows("letters")] == [("", 1), ("seats", 0)]


@pytest.mark.parametrize(
    ("button", "toast", "rated"),
    [
        ("up:1f.seats:ru", "rated-up", [(1, None)]),
        ("down:1f.seats:ru", "rated-down", [(0, None)]),
        ("why:s.1f.seats:ru", "rated-why", [(0, "source")]),
        ("rate:1f.seats:ru", "rated-none", []),
    ],
)
async def test_a_rating_is_kept_and_only_the_buttons_change(
    chat: Chat, button: str, toast: str, rated: list[tuple[int, str | None]]
) -> None:
    await chat.presses(button)

    assert chat.methods() == ["answerCallbackQuery", "editMessageReplyMarkup"]
    assert chat.toasts() == [say("ru", toast)]
    assert [(row["liked"], row["reason"]) for row in await chat.kept.rows("ratings")] == rated


async def test_who_wants_to_be_told_later_is_promised_it_and_can_take_it_back(chat: Chat) -> None:
    await chat.says("погода")
    await chat.presses("tell:1:ru")
    assert [row["text"] for row in await chat.kept.rows("wishes")] == ["погода"]

    await chat.presses("untell:1:ru")
    assert await chat.kept.rows("wishes") == []
    assert chat.toasts() == [say("ru", "told-later-toast", days=90), say("ru", "not-told-toast")]


async def test_nobody_is_promised_to_be_told_of_the_question_of_another(chat: Chat) -> None:
    await chat.says("погода", who=8)
    await chat.presses("tell:1:ru")

    assert await chat.kept.rows("wishes") == []
    assert chat.toasts() == [None]
    assert chat.telegram.texts()[-1] == say("ru", "old-button")


async def test_a_list_opened_again_is_no_answer_any_more(chat: Chat) -> None:
    await chat.presses("open:seats.0:ru", under=55)
    await chat.presses("section:parliament.0:ru", under=55)
    await chat.presses("up:2.seats.0:ru", under=55)

    assert [row["entry"] for row in await chat.kept.rows("ratings")] == ["seats"]


@pytest.mark.parametrize(
    ("button", "method", "refusal", "methods"),
    [
        ("topics::ru", "answerCallbackQuery", OLD, ["editMessageText"]),
        ("topics::ru", "editMessageText", SAME, ["editMessageText"]),
        ("topics::ru", "editMessageText", GONE, ["editMessageText", "sendMessage"]),
        ("open:seats.0:ru", "editMessageText", GONE, ["editMessageText", "sendMessage"]),
        ("up:1f.seats:ru", "editMessageReplyMarkup", SAME, ["editMessageReplyMarkup"]),
        ("up:1f.seats:ru", "editMessageReplyMarkup", GONE, ["editMessageReplyMarkup"]),
    ],
)
async def test_what_telegram_makes_of_an_old_press_is_no_fault(
    chat: Chat, button: str, method: str, refusal: Refusal, methods: list[str]
) -> None:
    chat.telegram.will_answer(method, refusal)
    await chat.presses(button)

    assert chat.methods() == ["answerCallbackQuery", *methods]
    assert say("ru", "apology") not in chat.telegram.texts()


async def test_under_a_message_too_old_to_be_seen_a_new_one_comes(chat: Chat) -> None:
    query = {"id": "q", "from": message_update(1, "")["message"]["from"], "chat_instance": "-1", "data": "topics::ru"}
    await chat.happens({"update_id": 1, "callback_query": query})

    assert chat.methods() == ["answerCallbackQuery", "sendMessage"]
    assert chat.last()["chat_id"] == 7


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ({"voice": {}}, "voice"),
        ({"video_note": {}}, "voice"),
        ({"photo": []}, "picture"),
        ({"document": {}}, "picture"),
        ({"sticker": {}}, "sticker"),
        ({"dice": {}}, "sticker"),
        ({"location": {}}, "place"),
        ({"contact": {}}, "contact"),
        ({"poll": {}}, "poll"),
    ],
)
async def test_what_cannot_be_read_gets_its_line(chat: Chat, sent: Raw, name: str) -> None:
    await chat.sends(**sent)

    assert chat.telegram.texts() == [say("ru", f"not-text-{name}")]


async def test_an_album_gets_one_line(chat: Chat) -> None:
    for _ in range(3):
        await chat.sends(photo=[], media_group_id="a")
    assert chat.telegram.texts() == [say("ru", "not-text-picture")]

    await chat.sends(photo=[], media_group_id="b")
    assert len(chat.telegram.texts()) == 2


async def test_an_album_with_a_caption_gets_the_answer_to_it_alone(chat: Chat) -> None:
    await chat.sends(photo=[], media_group_id="a", caption="how many deputies")
    for _ in range(2):
        await chat.sends(photo=[], media_group_id="a")

    [text] = chat.telegram.texts()
    assert "question of seats, en" in text


async def test_an_album_whose_line_did_not_get_through_gets_it_when_it_is_tried_again(chat: Chat) -> None:
    first, second = (message_update(number, "", photo=[], media_group_id="a") for number in (1, 2))
    for update in (first, second):
        del update["message"]["text"]
    chat.telegram.will_answer("sendMessage", NetworkError("away"))
    for update in (first, first, second):
        await chat.happens(update)

    assert chat.telegram.texts() == [say("ru", "not-text-picture")] * 2
