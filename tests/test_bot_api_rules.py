"""What Telegram refuses. Each refusal has status 400, Telegram's words, and is counted."""

import json
from typing import Any

import pytest
from bot_api import BotApi
from bot_api_people import Account
from conftest import Raw
from telegram import Bot, ReplyParameters

PNG = b"\x89PNG\r\n\x1a\n" + b"\r\n--0123" * 100
DATA = {"text": "x", "callback_data": "x"}


def rows(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


async def test_an_empty_text_is_refused(raw: Raw, aliya: Account) -> None:
    assert await raw.refused("sendMessage", chat_id=aliya.id) == "Bad Request: message text is empty"
    assert await raw.refused("sendMessage", chat_id=aliya.id, text="") == "Bad Request: message text is empty"


@pytest.mark.parametrize("text", [" \n\t", "<b> </b>", "\u200b"])
async def test_a_text_of_nothing_visible_is_refused(raw: Raw, aliya: Account, text: str) -> None:
    refusal = await raw.refused("sendMessage", chat_id=aliya.id, text=text, parse_mode="HTML")
    assert refusal == "Bad Request: text must be non-empty"


async def test_a_text_over_4096_utf16_units_is_refused(raw: Raw, aliya: Account) -> None:
    assert (await raw("sendMessage", chat_id=aliya.id, text="😀" * 2048))["ok"]

    refusal = await raw.refused("sendMessage", chat_id=aliya.id, text="😀" * 2048 + "x")
    assert refusal == "Bad Request: message is too long"


async def test_markup_and_blanks_at_the_ends_do_not_count(raw: Raw, aliya: Account) -> None:
    text = f" \n<b>{'ң' * 4096}</b>\n\n"

    assert (await raw("sendMessage", chat_id=aliya.id, text=text, parse_mode="HTML"))["ok"]
    assert len((await aliya.reply()).text) == 4096


@pytest.mark.parametrize(
    ("text", "mode", "complaint"),
    [
        ("<b>x", "HTML", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<h1>x</h1>", "HTML", 'Unsupported start tag "h1" at byte offset 0'),
        ("1 < 2", "HTML", 'Unsupported start tag "" at byte offset 2'),
        ("*x", "MarkdownV2", "Can't find end of Bold entity at byte offset 0"),
        ("a.b", "MarkdownV2", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ],
)
async def test_broken_markup_is_refused_in_the_words_of_telegrams_parser(
    raw: Raw, aliya: Account, text: str, mode: str, complaint: str
) -> None:
    refusal = await raw.refused("sendMessage", chat_id=aliya.id, text=text, parse_mode=mode)
    assert refusal == f"Bad Request: can't parse entities: {complaint}"


async def test_an_unknown_parse_mode_is_refused(raw: Raw, aliya: Account) -> None:
    refusal = await raw.refused("sendMessage", chat_id=aliya.id, text="x", parse_mode="xml")
    assert refusal == "Bad Request: unsupported parse_mode"


async def test_an_unknown_chat_is_not_found(raw: Raw) -> None:
    assert await raw.refused("sendMessage", chat_id=5, text="x") == "Bad Request: chat not found"
    assert await raw.refused("sendMessage", text="x") == "Bad Request: chat_id is empty"


async def test_a_reply_to_nothing_is_refused_unless_allowed(raw: Raw, bot: Bot, aliya: Account) -> None:
    said = await aliya.says("x")
    aliya.deletes(said)
    asked = {"chat_id": aliya.id, "text": "x", "reply_parameters": {"message_id": said["message_id"]}}
    assert await raw.refused("sendMessage", **asked) == "Bad Request: message to be replied not found"

    allowed = ReplyParameters(said["message_id"], allow_sending_without_reply=True)
    assert (await bot.send_message(aliya.id, "x", reply_parameters=allowed)).reply_to_message is None


async def test_a_quote_stands_word_for_word_in_what_it_quotes(raw: Raw, bot: Bot, aliya: Account) -> None:
    said = await aliya.says("😀 how many deputies?")
    quoting = ReplyParameters(said["message_id"], quote="<b>many</b>", quote_parse_mode="HTML")
    sent = await bot.send_message(aliya.id, "145", reply_parameters=quoting)
    assert sent.quote and (sent.quote.text, sent.quote.position, sent.quote.is_manual) == ("many", 7, True)

    for quote in ("few", ""):
        asked = {"message_id": said["message_id"], "quote": quote}
        refusal = await raw.refused("sendMessage", chat_id=aliya.id, text="x", reply_parameters=asked)
        assert refusal == "Bad Request: QUOTE_TEXT_INVALID"


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("reply_markup", "[", "can't parse reply keyboard markup JSON object"),
        ("reply_markup", "[]", "object expected as reply markup"),
        ("reply_parameters", "7", "object expected as reply parameters"),
        ("reply_parameters", '{"quote":"x"}', 'can\'t find field "message_id"'),
        ("reply_parameters", '{"message_id":[1]}', 'field "message_id" must be of type Number'),
        ("link_preview_options", "true", "object expected as link preview options"),
        ("entities", "[1]", "can't parse MessageEntity: expected an Object"),
        ("entities", '[{"type":"bold","offset":0,"length":2}]', "entity beginning at UTF-16 offset 0 ends"),
        ("entities", '[{"type":"red","offset":0,"length":1}]', "can't parse MessageEntity: Unsupported type"),
    ],
)
async def test_parameters_of_the_wrong_shape_are_refused(
    raw: Raw, aliya: Account, name: str, value: str, complaint: str
) -> None:
    refusal = await raw.refused("sendMessage", chat_id=aliya.id, text="x", **{name: value})
    assert refusal.startswith(f"Bad Request: {complaint}")


@pytest.mark.parametrize(
    ("keyboard", "complaint"),
    [
        ({"inline_keyboard": {}}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": [DATA]}, "must be an Array of Arrays"),
        (rows("x"), "InlineKeyboardButton must be an Object"),
        (rows({"callback_data": "x"}), 'Can\'t find field "text"'),
        (rows({"text": " ", "callback_data": "x"}), "button text must be non-empty"),
        (rows({"text": "x"}), "Text buttons are unallowed in the inline keyboard"),
        (rows({**DATA, "url": "https://a.kz"}), "exactly one action"),
        (rows({"text": "x", "callback_data": ""}), "BUTTON_DATA_INVALID"),
        (rows({"text": "x", "callback_data": "қ" * 33}), "BUTTON_DATA_INVALID"),
        (rows({"text": "x", "url": "http://localhost/x"}), "URL 'http://localhost/x' is invalid"),
        (rows({"text": "x", "web_app": {"url": "http://a.kz"}}), "Only HTTPS links are allowed"),
        (rows(*[DATA] * 9), "a row has more than 8 buttons"),
        ({"inline_keyboard": [[DATA]] * 101}, "reply markup is too long"),
        ({"keyboard": [[{"request_contact": True}]]}, 'Can\'t find field "text"'),
    ],
)
async def test_keyboards_telegram_would_not_show_are_refused(
    raw: Raw, aliya: Account, keyboard: dict[str, Any], complaint: str
) -> None:
    refusal = await raw.refused("sendMessage", chat_id=aliya.id, text="x", reply_markup=keyboard)
    assert complaint in refusal


async def test_keyboards_at_the_limits_are_accepted(raw: Raw, aliya: Account) -> None:
    data = {"text": "x", "callback_data": "қ" * 32}
    links = [{"text": "x", "url": url} for url in ("https://ақорда.kz/қ?a=1", "tg://user?id=5", "t.me/x")]

    keyboard = {"inline_keyboard": [[data] * 8] * 12 + [links]}
    assert (await raw("sendMessage", chat_id=aliya.id, text="x", reply_markup=keyboard))["ok"]
    assert sum(map(len, (await aliya.reply()).buttons)) == 99


async def test_a_contact_can_be_asked_for_in_private_only(api: BotApi, raw: Raw, aliya: Account) -> None:
    keyboard = {"keyboard": [[{"text": "Call me", "request_contact": True}]]}
    assert (await raw("sendMessage", chat_id=aliya.id, text="x", reply_markup=keyboard))["ok"]
    assert (await aliya.reply()).buttons == keyboard["keyboard"]

    asked = {"chat_id": api.group("Class").id, "text": "x", "reply_markup": keyboard}
    refusal = await raw.refused("sendMessage", **asked)
    assert refusal == "Bad Request: phone number can be requested in private chats only"


async def test_an_edit_that_changes_nothing_is_refused(raw: Raw, bot: Bot, aliya: Account) -> None:
    sent = await bot.send_message(aliya.id, "<b>x</b>", parse_mode="HTML")
    asked = {"chat_id": aliya.id, "message_id": sent.message_id, "text": " <strong>x</strong> "}

    refusal = await raw.refused("editMessageText", **asked, parse_mode="HTML")
    assert refusal.startswith("Bad Request: message is not modified: specified new message content and")
    assert (await raw("editMessageText", **asked))["ok"], "without markup it is another text"


async def test_a_keyboard_can_be_edited_alone(raw: Raw, bot: Bot, aliya: Account) -> None:
    sent = await bot.send_message(aliya.id, "x")
    asked = {"chat_id": aliya.id, "message_id": sent.message_id, "reply_markup": json.dumps(rows(DATA))}
    await raw("editMessageReplyMarkup", **asked)

    assert (await aliya.edit()).buttons == [[DATA]]
    assert "message is not modified" in await raw.refused("editMessageReplyMarkup", **asked)

    await raw("editMessageReplyMarkup", chat_id=aliya.id, message_id=sent.message_id)
    assert (await aliya.edit()).buttons == []
    refusal = await raw.refused("editMessageReplyMarkup", chat_id=aliya.id, message_id=sent.message_id)
    assert refusal.startswith("Bad Request: message is not modified: "), "there is no keyboard left to take away"


async def test_only_the_bots_own_texts_can_be_edited(raw: Raw, aliya: Account) -> None:
    said = await aliya.says("x")

    async def refusal(number: int) -> str:
        return await raw.refused("editMessageText", chat_id=aliya.id, message_id=number, text="y")

    assert await refusal(999) == "Bad Request: message to edit not found"
    assert await refusal(said["message_id"]) == "Bad Request: message can't be edited"
    nowhere = await raw.refused("editMessageText", text="y")
    assert nowhere == "Bad Request: message identifier is not specified"


async def test_an_edited_message_takes_no_reply_keyboard(raw: Raw, bot: Bot, aliya: Account) -> None:
    sent = await bot.send_message(aliya.id, "x")
    asked = {"chat_id": aliya.id, "message_id": sent.message_id, "reply_markup": {"force_reply": True}}

    assert await raw.refused("editMessageText", text="y", **asked) == "Bad Request: inline keyboard expected"


async def test_a_deleted_message_is_gone(raw: Raw, bot: Bot, aliya: Account) -> None:
    sent = await bot.send_message(aliya.id, "x")
    assert await sent.delete()

    refusal = await raw.refused("deleteMessage", chat_id=aliya.id, message_id=sent.message_id)
    assert refusal == "Bad Request: message to delete not found"


async def test_a_photo_is_uploaded_with_its_caption(bot: Bot, aliya: Account) -> None:
    sent = await bot.send_photo(aliya.id, PNG, caption="<i>map</i>", parse_mode="HTML")

    assert sent.photo[-1].file_size == len(PNG)
    reply = await aliya.reply()
    assert (reply.method, reply.text, reply.entities[0]["type"]) == ("sendPhoto", "map", "italic")


async def test_a_bad_photo_is_refused(raw: Raw, aliya: Account) -> None:
    assert await raw.refused("sendPhoto", chat_id=aliya.id) == "Bad Request: there is no photo in the request"
    refusal = await raw.refused("sendPhoto", chat_id=aliya.id, photo="https://a.kz/x.png", caption="x" * 1025)
    assert refusal == "Bad Request: message caption is too long"
    files = {"photo": ("x.png", b"not a picture")}
    answer = await raw.client.post("sendPhoto", data={"chat_id": str(aliya.id)}, files=files)
    assert answer.json()["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_an_unknown_callback_query_is_too_old(raw: Raw) -> None:
    refusal = await raw.refused("answerCallbackQuery", callback_query_id="7")
    assert refusal.startswith("Bad Request: query is too old and response timeout expired or query ID is")


async def test_an_alert_over_200_characters_is_refused(raw: Raw) -> None:
    refusal = await raw.refused("answerCallbackQuery", callback_query_id="7", text="x" * 201)
    assert refusal == "Bad Request: MESSAGE_TOO_LONG"


async def test_an_unknown_chat_action_is_refused(raw: Raw, aliya: Account) -> None:
    refusal = await raw.refused("sendChatAction", chat_id=aliya.id, action="dancing")
    assert refusal == "Bad Request: wrong parameter action in request"


ARTICLE = {"type": "article", "id": "1", "title": "x", "input_message_content": {"message_text": "x"}}


@pytest.mark.parametrize(
    ("results", "complaint"),
    [
        ({}, None),
        ([ARTICLE] * 51, "RESULTS_TOO_MUCH"),
        ([ARTICLE] * 2, "RESULT_ID_DUPLICATE"),
        ([{**ARTICLE, "id": "x" * 65}], "RESULT_ID_INVALID"),
        ([{**ARTICLE, "id": ""}], "RESULT_ID_INVALID"),
        ([{**ARTICLE, "title": ""}], "ARTICLE_TITLE_EMPTY"),
        ([{"type": "article", "id": "1"}], "can't parse inline query result: Can't find field \"title\""),
        ([{"type": "photo", "id": "1"}], "can't parse inline query result: Can't find field \"photo_url\""),
        ([{"type": "song", "id": "1"}], 'can\'t parse inline query result: type "song" is unsupported'),
        ([{**ARTICLE, "input_message_content": {"message_text": "x" * 4097}}], "message is too long"),
        ([{**ARTICLE, "reply_markup": rows({"text": "x"})}], "can't parse inline keyboard button"),
        ([], "query is too old"),  # no result at all is fine: it is the query that is unknown
    ],
)
async def test_inline_results_telegram_would_not_show_are_refused(
    raw: Raw, results: Any, complaint: str | None
) -> None:
    refusal = await raw.refused("answerInlineQuery", inline_query_id="7", results=results)
    assert refusal.startswith(f"Bad Request: {complaint or 'query is too old'}")
