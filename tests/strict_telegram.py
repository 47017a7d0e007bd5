"""A stand-in for Telegram inside the test's own process that refuses what Telegram refuses, and remembers it."""

from typing import Any

from bot_api_inline import check_rest, inline_results
from bot_api_keyboard import reply_markup
from bot_api_rules import Params, Refused, message_text
from fakes import FakeTelegram, Refusal
from markup import utf16_length
from telegram.request import RequestData

TOAST_UNITS = 200


class StrictTelegram(FakeTelegram):
    """Reads every text and keyboard with Telegram's own parser before it answers."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer one call, or refuse it."""
        name = url.rsplit("/", 1)[-1]
        try:
            _check(name, request_data.json_parameters if request_data else {})
        except Refused as refusal:
            self.refused.append(f"{name}: {refusal.description}")
            self.will_answer(name, Refusal(refusal.code, refusal.description))
        return await super().do_request(url, method, request_data)


def _check(method: str, params: Params) -> None:
    match method:
        case "sendMessage":
            message_text(params)
            reply_markup(params)
        case "editMessageText":
            message_text(params)
            reply_markup(params, inline_only=True)
        case "editMessageReplyMarkup":
            reply_markup(params, inline_only=True)
        case "answerCallbackQuery":
            if utf16_length(params.get("text", "")) > TOAST_UNITS:
                raise Refused("MESSAGE_TOO_LONG")
        case "answerInlineQuery":
            inline_results(params)
            check_rest(params)
