"""What Telegram refuses in the parameters of a call, in Telegram's words."""

import json
import re
from collections.abc import Mapping
from typing import Any

from markup import Formatted, MarkupError, parse, utf16_length

Params = Mapping[str, str]
"""Parameters as sent: every value a string, nested ones JSON."""

PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}
TEXT_UNITS = 4096
CAPTION_UNITS = 1024
TEXTS = {
    "text", "caption", "name", "description", "short_description", "url", "secret_token", "parse_mode",
    "callback_query_id", "inline_query_id", "guest_query_id", "inline_message_id", "language_code", "next_offset",
    "action", "photo",
}  # fmt: skip


class Refused(Exception):  # noqa: N818 - Telegram's answer, not a fault of this program
    """A call Telegram answers with an error. `blame` is False where no rule was broken, only a race lost.

    `parameters` are the ResponseParameters of the Bot API: what the bot can do about it.
    """

    def __init__(
        self, message: str, code: int = 400, blame: bool = True, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(worded(message, code))
        self.description, self.code, self.blame = worded(message, code), code, blame
        self.parameters = dict(parameters or {})

    def body(self) -> dict[str, Any]:
        """The answer as the Bot API writes it."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


def worded(message: str, code: int = 400) -> str:
    """The description as the Bot API words it: prefix, then lower case unless it is a CODE or an acronym."""
    prefix = PREFIXES.get(code, "")
    if message.startswith(prefix):
        return message
    is_code = re.match(r".[_A-Z]", message)
    return f"{prefix}: {message if is_code else message[0].lower() + message[1:]}"


def as_read(params: Params) -> dict[str, Any]:
    """The parameters as a person reads them: numbers, truths and JSON decoded, texts left alone."""
    return {name: value if name in TEXTS else _decoded(value) for name, value in params.items()}


def _decoded(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def json_of(params: Params, name: str, what: str) -> Any:
    """A JSON parameter, None when it is absent or empty. `what` is Telegram's name for it."""
    if not params.get(name):
        return None
    try:
        return json.loads(params[name])
    except ValueError as error:
        raise Refused(f"Can't parse {what} JSON object") from error


def object_of(params: Params, name: str, what: str) -> dict[str, Any] | None:
    """A JSON parameter that must be an object."""
    value = json_of(params, name, what)
    if value is not None and not isinstance(value, dict):
        raise Refused(f"Object expected as {what}")
    return value


def required(found: Mapping[str, Any], field: str, prefix: str = "", kind: type = str) -> Any:
    """A field that must be there, and of its type; the Bot API takes a number where it wants a string."""
    if field not in found:
        raise Refused(f'{prefix}Can\'t find field "{field}"')
    value = found[field]
    if kind is str and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, kind):
        named = {str: "String", dict: "Object", list: "Array", int: "Number"}[kind]
        raise Refused(f'{prefix}Field "{field}" must be of type {named}')
    return value


def integer(params: Params, name: str, default: int, least: int, most: int) -> int:
    """A number, pressed into its bounds without complaint, as the Bot API does."""
    try:
        return max(least, min(most, int(params.get(name, default))))
    except ValueError:
        return default


def is_true(params: Params, name: str) -> bool:
    """The Bot API's reading of a truth."""
    return params.get(name, "").strip().lower() in ("true", "yes", "1")


def message_text(params: Params, field: str = "text") -> Formatted:
    """The text of a message: never empty, at most 4096 UTF-16 units after parsing."""
    if not params.get(field):
        raise Refused("Message text is empty")
    formatted = _formatted(params, field, "entities")
    if not formatted.text:
        raise Refused("Text must be non-empty")
    if utf16_length(formatted.text) > TEXT_UNITS:
        raise Refused("Message is too long")
    object_of(params, "link_preview_options", "link preview options")
    return formatted


def caption(params: Params) -> Formatted:
    """The caption of a picture: may be empty, at most 1024 UTF-16 units after parsing."""
    formatted = _formatted(params, "caption", "caption_entities")
    if utf16_length(formatted.text) > CAPTION_UNITS:
        raise Refused("Message caption is too long")
    return formatted


def _formatted(params: Params, field: str, entities_field: str) -> Formatted:
    return formatted_text(params.get(field, ""), params.get("parse_mode", ""), _decoded(params.get(entities_field, "")))


def formatted_text(text: str, parse_mode: str = "", entities: Any = None) -> Formatted:
    """A text with its markup read; Telegram overlooks entities that are not an array."""
    try:
        return parse(text, parse_mode, entities if isinstance(entities, list) else [])
    except MarkupError as error:
        raise Refused(str(error)) from error


def language_code(params: Params) -> str:
    """Empty, or two lower-case letters."""
    code = params.get("language_code", "")
    if not re.fullmatch("([a-z]{2})?", code):
        raise Refused("Invalid language code specified")
    return code
