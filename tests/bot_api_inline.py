"""What Telegram refuses in the answer to an inline query.

Stricter than Telegram in two places where it silently overlooks a mistake: a button with two actions, and a
cache_time that is no number.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot_api_keyboard import check_url, keyboard
from bot_api_rules import Params, Refused, caption, json_of, message_text, required

MAX_RESULTS = 50
ID_BYTES = 64
OFFSET_BYTES = 64
START_BYTES = 64
PARSING = "Can't parse inline query result: "
BUTTON = "Can't parse inline query results button: "
REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    # each tuple is a choice: one of its fields must be there
    "article": (("title",), ("input_message_content",)),
    "audio": (("audio_url", "audio_file_id"),),
    "contact": (("phone_number",), ("first_name",)),
    "document": (("title",), ("document_url", "document_file_id")),
    "game": (("game_short_name",),),
    "gif": (("gif_url", "gif_file_id"),),
    "location": (("latitude",), ("longitude",), ("title",)),
    "mpeg4_gif": (("mpeg4_url", "mpeg4_file_id"),),
    "photo": (("photo_url", "photo_file_id"),),
    "sticker": (("sticker_file_id",),),
    "venue": (("latitude",), ("longitude",), ("title",), ("address",)),
    "video": (("title",), ("video_url", "video_file_id")),
    "voice": (("title",), ("voice_url", "voice_file_id")),
}


def inline_results(params: Params) -> list[dict[str, Any]]:
    """The results of answerInlineQuery. Telegram accepts none at all: "nothing found" is an answer."""
    results = json_of(params, "results", "inline query results") or []
    if not isinstance(results, list):
        raise Refused("Expected an Array of inline query results")
    if len(results) > MAX_RESULTS:
        raise Refused("RESULTS_TOO_MUCH")
    for result in results:
        _check(result)
    ids = [str(result["id"]) for result in results]
    if len(set(ids)) < len(ids):
        raise Refused("RESULT_ID_DUPLICATE")
    return results


def guest_result(params: Params) -> dict[str, Any]:
    """The result of answerGuestQuery: a single one, like those of an inline query."""
    result = json_of(params, "result", "inline query result")
    _check(result)
    found: dict[str, Any] = result
    return found


def check_rest(params: Params) -> None:
    """What stands beside the results: their button, how long they are kept, where they go on."""
    button = json_of(params, "button", "inline query results button")
    if button is not None:
        _check_button(button)
    if not re.fullmatch("(-?[0-9]+)?", params.get("cache_time", "")):
        raise Refused('Can\'t parse "cache_time" as Number')
    if len(params.get("next_offset", "").encode()) > OFFSET_BYTES:
        raise Refused("NEXT_OFFSET_INVALID")


def _check_button(button: Any) -> None:
    """The button above the results: it opens the bot's private chat, or a Web App."""
    if not isinstance(button, dict):
        raise Refused(f"{BUTTON}InlineQueryResultsButton must be an Object")
    text = required(button, "text", BUTTON)
    if ("start_parameter" in button) == ("web_app" in button):
        raise Refused(f"{BUTTON}InlineQueryResultsButton must have exactly one optional field")
    if "start_parameter" in button:
        _check_start(required(button, "start_parameter", BUTTON))
    else:
        url = required(required(button, "web_app", BUTTON, dict), "url", BUTTON)
        check_url(url, secure=True, where="Inline query button")
    if not text:
        raise Refused("SWITCH_PM_TEXT_EMPTY")


def _check_start(parameter: str) -> None:
    if not parameter:
        raise Refused("Can't use empty start_parameter")
    if len(parameter.encode()) > START_BYTES:
        raise Refused("Too long start_parameter specified")
    if not re.fullmatch("[A-Za-z0-9_-]+", parameter):
        raise Refused("Unallowed characters in start_parameter are used")


def _check(result: Any) -> None:
    if not isinstance(result, dict):
        raise Refused("Inline query result must be an object")
    kind = required(result, "type", PARSING)
    if not 1 <= len(required(result, "id", PARSING).encode()) <= ID_BYTES:
        raise Refused("RESULT_ID_INVALID")
    if kind not in REQUIRED:
        raise Refused(f'{PARSING}type "{kind}" is unsupported for the inline query result')
    for choice in REQUIRED[kind]:
        if not any(field in result for field in choice):
            raise Refused(f'{PARSING}Can\'t find field "{choice[0]}"')
    if kind == "article" and not required(result, "title", PARSING):
        raise Refused("ARTICLE_TITLE_EMPTY")
    _check_parts(result)


def _check_parts(result: Mapping[str, Any]) -> None:
    caption(_as_params(result))
    if "photo_url" in result:
        for field in ("photo_url", "thumbnail_url"):
            check_url(required(result, field, PARSING), where="Photo")
    if "reply_markup" in result:
        keyboard(required(result, "reply_markup", PARSING, dict), inline_only=True)
    if "input_message_content" in result:
        content = required(result, "input_message_content", PARSING, dict)
        if "latitude" not in content and "phone_number" not in content and "payload" not in content:
            required(content, "message_text", PARSING)
            message_text(_as_params(content), "message_text")


def _as_params(content: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name, value in content.items() if isinstance(value, str)}
