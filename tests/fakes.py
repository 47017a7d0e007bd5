"""Stand-ins at the seams: Telegram behind python-telegram-bot's own request class, and a clock that never waits."""

import asyncio
import json
import selectors
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from telegram.ext import Application, ApplicationBuilder, BaseRateLimiter
from telegram.request import BaseRequest, RequestData

from bot.telegram.update_filter import Me

T = TypeVar("T")
AnyApplication = Application[Any, Any, Any, Any, Any, Any]
"""An application, whatever its parts: the tests use none of what would tell them apart."""

TOKEN = "123456789:AAtestAAtestAAtestAAtestAAtestAAtes"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Bot", "username": "constitution_test_bot"}
ME = Me(123456789, "constitution_test_bot")
STARTED = 1_770_000_000
"""Seconds since 1970 at which the updates of the tests begin."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API: what python-telegram-bot sent, and at which second of the loop's clock."""

    method: str
    parameters: dict[str, Any]
    at: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer of Telegram's other than 200."""

    code: int
    description: str
    retry_after: int | None = None

    def body(self) -> dict[str, Any]:
        """As the Bot API writes it."""
        more = {"parameters": {"retry_after": self.retry_after}} if self.retry_after is not None else {}
        return {"ok": False, "error_code": self.code, "description": self.description, **more}


class FakeTelegram(BaseRequest):
    """Writes down every call, and answers it as the test says, else as if all were well."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.takes = 0.0  # seconds for each call
        self._answers: dict[str, deque[Any]] = {}

    def will_answer(self, method: str, *answers: Any) -> None:
        """Answer the next calls of a method with these: a result, a `Refusal`, or a fault to raise."""
        self._answers.setdefault(method, deque()).extend(answers)

    def texts(self) -> list[str]:
        """What was sent to people, in order."""
        return [call.parameters["text"] for call in self.calls if call.method == "sendMessage"]

    @property
    def read_timeout(self) -> float | None:
        """Seconds; there is nothing to wait for."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer one call."""
        parameters = request_data.parameters if request_data else {}
        call = Call(url.rsplit("/", 1)[-1], parameters, asyncio.get_running_loop().time())
        self.calls.append(call)
        queue = self._answers.get(call.method)
        answer = queue.popleft() if queue else self._usual(call)
        await asyncio.sleep(self.takes)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Refusal):
            return answer.code, json.dumps(answer.body()).encode()
        return 200, json.dumps({"ok": True, "result": answer}).encode()

    def _usual(self, call: Call) -> Any:
        match call.method:
            case "getMe":
                return BOT
            case "sendMessage" | "editMessageText":
                chat = {"id": call.parameters["chat_id"], "type": "private"}
                return {"message_id": 1000 + len(self.calls), "date": 1, "chat": chat, "text": "…"}
            case _:
                return True


def application_over(telegram: FakeTelegram, pacing: BaseRateLimiter[Any] | None = None) -> AnyApplication:
    """A real application of python-telegram-bot that speaks to a fake Telegram."""
    builder = ApplicationBuilder().token(TOKEN).updater(None).request(telegram).get_updates_request(telegram)
    return (builder.rate_limiter(pacing) if pacing else builder).build()


def message_update(number: int, text: str, chat: int = 7, **more: Any) -> dict[str, Any]:
    """An update as Telegram sends it: somebody writes a text, a minute after the one with the number before."""
    command = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0]) if text.strip() else 0}
    message = {
        "message_id": number,
        "date": STARTED + 60 * number,
        "chat": {"id": chat, "type": "private", "first_name": "Aliya", "username": "aliya_k"},
        "from": person(chat),
        "text": text,
    }
    return {"update_id": number, "message": message | ({"entities": [command]} if text[:1] == "/" else {}) | more}


def person(number: int) -> dict[str, Any]:
    """Somebody, as Telegram names them."""
    return {"id": number, "is_bot": False, "first_name": "Aliya", "username": "aliya_k", "language_code": "ru"}


def edit_update(number: int, message: int, text: str, chat: int = 7, **more: Any) -> dict[str, Any]:
    """An update as Telegram sends it: somebody changes the text of a message of theirs."""
    changed = message_update(message, text, chat, edit_date=STARTED + 60 * number, **more)["message"]
    return {"update_id": number, "edited_message": changed}


def press_update(number: int, pressed: str, chat: int = 7, under: int = 5) -> dict[str, Any]:
    """An update as Telegram sends it: somebody presses a button under a message of the bot's."""
    message = {"message_id": under, "date": 1, "chat": {"id": chat, "type": "private"}, "from": BOT, "text": "…"}
    query = {"id": f"q{number}", "from": person(chat), "chat_instance": "-1", "data": pressed, "message": message}
    return {"update_id": number, "callback_query": query}


def inline_update(number: int, typed: str, offset: str = "", who: int = 7) -> dict[str, Any]:
    """An update as Telegram sends it: somebody types the bot's name and a question in another chat."""
    query = {"id": f"i{number}", "from": person(who), "query": typed, "offset": offset, "chat_type": "private"}
    return {"update_id": number, "inline_query": query}


def chosen_update(number: int, typed: str, entry: str, who: int = 7) -> dict[str, Any]:
    """An update as Telegram sends it: somebody has sent an answer into a chat, chosen from what was offered."""
    return {"update_id": number, "chosen_inline_result": {"result_id": entry, "from": person(who), "query": typed}}


def blocked_update(number: int, who: int = 7, status: str = "kicked") -> dict[str, Any]:
    """An update as Telegram sends it: somebody has blocked the bot, or let it in again."""
    before, after = ({"status": one, "user": BOT, "until_date": 0} for one in ("member", status))
    member = {"chat": {"id": who, "type": "private"}, "from": person(who), "date": STARTED}
    return {"update_id": number, "my_chat_member": member | {"old_chat_member": before, "new_chat_member": after}}


class _Impatient(selectors.DefaultSelector):
    """Lets the clock jump to when something is due, instead of waiting for it."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready, at once."""
        self.now += timeout or 0.0
        return super().select(0 if timeout else timeout)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._impatient = _Impatient()
        super().__init__(self._impatient)

    def time(self) -> float:
        """Seconds by the jumping clock."""
        return self._impatient.now


def without_waiting(doing: Coroutine[Any, Any, T]) -> T:
    """Run on a loop whose clock jumps: seconds pass by its `time()`, and none by the one on the wall."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(doing)
