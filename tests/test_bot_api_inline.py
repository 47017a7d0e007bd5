"""The answer to an inline query: what Telegram takes beside the results, and what it refuses."""

from typing import Any

import pytest
from bot_api import BotApi
from bot_api_people import Account
from conftest import Raw
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)

START = {"text": "Ask in private", "start_parameter": "ask"}
PARSING = "can't parse inline query results button: "


async def test_results_with_buttons_and_a_way_into_the_private_chat_are_taken(
    api: BotApi, bot: Bot, aliya: Account
) -> None:
    await aliya.types_inline("145")
    (update,) = await bot.get_updates()
    row = [InlineKeyboardButton("Source", url="https://a.kz/1"), InlineKeyboardButton("More", callback_data="x")]
    article = InlineQueryResultArticle("1", "145", InputTextMessageContent("145"), InlineKeyboardMarkup([row]))
    assert update.inline_query

    await update.inline_query.answer(
        [article],
        cache_time=300,
        next_offset="қ" * 32,
        button=InlineQueryResultsButton("Ask", start_parameter="a" * 64),
    )

    answer = await aliya.inline_answer()
    assert answer["button"] == {"text": "Ask", "start_parameter": "a" * 64}
    assert answer["results"][0]["reply_markup"]["inline_keyboard"][0][1]["callback_data"] == "x"
    assert (answer["cache_time"], api.refusals) == (300, [])


async def test_a_web_app_may_stand_above_the_results(raw: Raw, aliya: Account) -> None:
    await aliya.types_inline("x")
    number = next(iter(raw.api.world.inline_queries))
    button = {"text": "Open", "web_app": {"url": "https://a.kz"}}

    assert (await raw("answerInlineQuery", inline_query_id=number, results=[], button=button))["ok"]


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ("{", "can't parse inline query results button JSON object"),
        ([], f"{PARSING}InlineQueryResultsButton must be an Object"),
        ({"start_parameter": "x"}, f'{PARSING}Can\'t find field "text"'),
        ({"text": "x"}, f"{PARSING}InlineQueryResultsButton must have exactly one optional field"),
        ({**START, "web_app": {"url": "https://a.kz"}}, f"{PARSING}InlineQueryResultsButton must have exactly one"),
        ({"text": "x", "web_app": {}}, f'{PARSING}Can\'t find field "url"'),
        ({"text": "x", "web_app": {"url": "http://a.kz"}}, "inline query button Web App URL 'http://a.kz' is invalid"),
        ({**START, "start_parameter": ""}, "can't use empty start_parameter"),
        ({**START, "start_parameter": "x" * 65}, "too long start_parameter specified"),
        ({**START, "start_parameter": "сұрақ"}, "unallowed characters in start_parameter are used"),
        ({**START, "start_parameter": "a b"}, "unallowed characters in start_parameter are used"),
        ({**START, "text": ""}, "SWITCH_PM_TEXT_EMPTY"),
    ],
)
async def test_buttons_telegram_would_not_show_above_the_results_are_refused(
    raw: Raw, button: Any, complaint: str
) -> None:
    refusal = await raw.refused("answerInlineQuery", inline_query_id="7", results=[], button=button)
    assert refusal.startswith(f"Bad Request: {complaint}")


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("next_offset", "қ" * 33, "NEXT_OFFSET_INVALID"),
        ("cache_time", "an hour", 'can\'t parse "cache_time" as Number'),
        ("cache_time", 0.5, 'can\'t parse "cache_time" as Number'),
    ],
)
async def test_what_stands_beside_the_results_is_looked_at_too(
    raw: Raw, name: str, value: object, complaint: str
) -> None:
    refusal = await raw.refused("answerInlineQuery", inline_query_id="7", results=[], **{name: value})
    assert refusal == f"Bad Request: {complaint}"
