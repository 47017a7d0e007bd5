"""What Telegram refuses in the results of an inline query."""

from collections.abc import Mapping
from typing import Any

from bot_api_keyboard import keyboard
from bot_api_rules import Params, Refused, json_of, message_text, required

MAX_RESULTS = 50
ID_BYTES = 64
PARSING = "Can't parse inline query result: "
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
    if "reply_markup" in result:
        keyboard(required(result, "reply_markup", PARSING, dict), inline_only=True)
    if "input_message_content" in result:
        content = required(result, "input_message_content", PARSING, dict)
        if "latitude" not in content and "phone_number" not in content and "payload" not in content:
            required(content, "message_text", PARSING)
            message_text(_as_params(content), "message_text")


def _as_params(content: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name, value in content.items() if isinstance(value, str)}
