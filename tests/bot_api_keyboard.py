"""What Telegram refuses in a reply_markup.

Stricter than Telegram in three places where Telegram silently drops or overlooks a button, because no bot
means that: a button without text, a button with two actions, a row of more than 8 buttons.
"""

from typing import Any
from urllib.parse import urlsplit

from bot_api_rules import Params, Refused, json_of, required
from markup import link, utf16_length

Keyboard = dict[str, Any]

ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
MAX_BUTTONS = 100
MAX_IN_ROW = 8
DATA_BYTES = 64
COPY_UNITS = 256
QUERY_UNITS = 256
CHATS = ("allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats")
REQUESTS = {
    "request_contact": "Phone number",
    "request_location": "Location",
    "request_poll": "Poll",
    "request_users": "Users",
    "request_chat": "Chats",
    "web_app": "Web App buttons",
}
PARSING = "Can't parse inline keyboard button: "


def reply_markup(params: Params, private: bool = True, inline_only: bool = False) -> Keyboard | None:
    """The keyboard of a call, or None. An edited message can only have an inline one."""
    value = json_of(params, "reply_markup", "reply keyboard markup")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Refused("Object expected as reply markup")
    return keyboard(value, private, inline_only)


def keyboard(markup: Keyboard, private: bool = True, inline_only: bool = False) -> Keyboard | None:
    """A keyboard that Telegram accepts; an empty object is none."""
    for row in _rows(markup, "keyboard", 'Field "keyboard" must be an Array of Arrays'):
        for button in row:
            _check_reply_button(button, private)
    complaint = 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    inline = _rows(markup, "inline_keyboard", complaint)
    _check_inline(inline)
    other = {field: value for field, value in markup.items() if field != "inline_keyboard"}
    if inline:
        return {"inline_keyboard": inline}
    if other and inline_only:
        raise Refused("Inline keyboard expected")
    return other or None


def _rows(markup: Keyboard, field: str, complaint: str) -> list[list[Any]]:
    if field not in markup:
        return []
    rows: list[list[Any]] = required(markup, field, kind=list)
    if not all(isinstance(row, list) for row in rows):
        raise Refused(complaint)
    return [row for row in rows if row]


def _check_inline(rows: list[list[Any]]) -> None:
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise Refused("Reply markup is too long")
    for row in rows:
        if len(row) > MAX_IN_ROW:
            raise Refused("Reply markup is too long: a row has more than 8 buttons")
        for button in row:
            _check_inline_button(button)


def _check_inline_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise Refused(f"{PARSING}InlineKeyboardButton must be an Object")
    if not required(button, "text", PARSING).strip():
        raise Refused("Inline keyboard button text must be non-empty")
    actions = [action for action in ACTIONS if action in button]
    if len(actions) > 1:
        raise Refused(f"{PARSING}exactly one action is allowed, found {' and '.join(actions)}")
    if not actions:
        raise Refused(f"{PARSING}Text buttons are unallowed in the inline keyboard")
    _check_action(actions[0], button)


def _check_action(action: str, button: Keyboard) -> None:
    match action:
        case "callback_data":
            if not 1 <= len(required(button, action, PARSING).encode()) <= DATA_BYTES:
                raise Refused("BUTTON_DATA_INVALID")
        case "url":
            check_url(required(button, action, PARSING))
        case "web_app" | "login_url":
            check_url(required(required(button, action, PARSING, dict), "url", PARSING), secure=True)
        case "copy_text":
            copied = required(required(button, action, PARSING, dict), "text", PARSING)
            if not 1 <= utf16_length(copied) <= COPY_UNITS:
                raise Refused("BUTTON_COPY_TEXT_INVALID")
        case "switch_inline_query" | "switch_inline_query_current_chat":
            required(button, action, PARSING)
        case "switch_inline_query_chosen_chat":
            _check_chosen_chat(required(button, action, PARSING, dict))


def _check_chosen_chat(wanted: Keyboard) -> None:
    """Stricter than Telegram, whose apps cut a query that is too long."""
    if utf16_length(required(wanted, "query", PARSING) if "query" in wanted else "") > QUERY_UNITS:
        raise Refused("BUTTON_DATA_INVALID")
    if not any(wanted.get(chats) for chats in CHATS):
        raise Refused(f"{PARSING}at least one chat type must be allowed")


def check_url(url: str, secure: bool = False, where: str = "Inline keyboard button") -> None:
    """TDLib's own check: a host with a dot, a scheme Telegram knows."""
    if link(url) is None:
        raise Refused(f"{where} URL '{url}' is invalid")
    if secure and urlsplit(url).scheme != "https":
        raise Refused(f"{where} Web App URL '{url}' is invalid: Only HTTPS links are allowed")


def _check_reply_button(button: Any, private: bool) -> None:
    if not isinstance(button, str | dict):
        raise Refused("Can't parse keyboard button: KeyboardButton must be a String or an Object")
    text = button if isinstance(button, str) else required(button, "text", "Can't parse keyboard button: ")
    if not text.strip():
        raise Refused("Keyboard button text must be non-empty")
    asked = [name for field, name in REQUESTS.items() if isinstance(button, dict) and button.get(field)]
    if asked and not private:
        verb = "used" if asked[0].startswith("Web") else "requested"
        raise Refused(f"{asked[0]} can be {verb} in private chats only")
