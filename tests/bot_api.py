"""A loopback Telegram Bot API server for end-to-end tests: the bot is another process and talks HTTP to it.

    async with BotApi() as api:
        aliya = api.person("Aliya", language_code="kk")
        await aliya.says("парламентте неше депутат болады")
        reply = await aliya.reply()

It runs in the test's own event loop. What Telegram refuses, it refuses, and remembers in `api.refusals`.
"""

import asyncio
import contextlib
import inspect
import itertools
import re
import socket
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, Unpack

import uvicorn
from bot_api_channels import discuss, post
from bot_api_chats import Chat, Message, arrives
from bot_api_faults import Fault, Faults, Manner
from bot_api_http import Form, read, reset, send_json
from bot_api_membership import TO_BOTS, upgrade
from bot_api_methods import METHODS, NAMES
from bot_api_people import Account
from bot_api_profile import Profile
from bot_api_rules import Refused, as_read
from bot_api_updates import Update
from bot_api_webhook import Delivery
from bot_api_world import GROUP_ANONYMOUS_BOT, Webhook, World
from prompt import PromptServer
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

PATH = re.compile("/bot([^/]+)/([^/]+)/?")
CALLS = 100_000
"""So many calls are remembered; older ones are forgotten first."""


@dataclass(slots=True)
class Call:
    """A call the bot made. `status` is 0 until it is answered, and stays 0 where the connection was cut."""

    method: str
    params: dict[str, Any]
    time: float
    status: int = 0
    description: str = ""
    refused: bool = False
    fault: Fault | None = None


class BotApi:
    """The server. `privacy` is BotFather's privacy mode: in groups a bot hears only what is meant for it.

    `inline` is BotFather's switch for questions from other chats, `feedback` the one for what is chosen there,
    and `guest` the one for questions from chats that the bot is not in.
    """

    def __init__(
        self,
        username: str = "loopback_bot",
        privacy: bool = False,
        webhook_retry: float = 0.2,
        inline: bool = True,
        feedback: bool = True,
        guest: bool = True,
    ) -> None:
        self.world = World(username, privacy, inline, feedback, guest)
        self.calls: deque[Call] = deque(maxlen=CALLS)
        self.faults = Faults()
        self._delivery = Delivery(self.world, webhook_retry)
        self._numbers = itertools.count(1)
        self._closed = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        listener = socket.create_server(("127.0.0.1", 0))
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer waits 40 ms for an ACK
        self.port = int(listener.getsockname()[1])
        config = uvicorn.Config(
            self._answer, interface="asgi3", proxy_headers=False, lifespan="off", ws="none", http="h11",
            log_config=None, log_level="error", timeout_graceful_shutdown=2, timeout_keep_alive=60,
        )  # fmt: skip
        self._server = PromptServer(config)
        self._tasks = [
            asyncio.create_task(self._server.serve([listener])),
            asyncio.create_task(self._delivery.run()),
        ]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hanging long polls are answered at once, with nothing."""
        self.world.closing = self._server.should_exit = True
        self._closed.set()
        await self.world.tell()
        serving, delivering = self._tasks
        delivering.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await delivering
        await self._delivery.stop()
        await serving

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls base_url: the token follows at once."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def webhook(self) -> Webhook | None:
        """What setWebhook stored."""
        return self.world.webhook

    @property
    def profile(self) -> Profile:
        """What the setMy… methods stored."""
        return self.world.profile

    @property
    def refusals(self) -> list[Call]:
        """The calls refused for breaking Telegram's rules; injected faults are not among them."""
        return [call for call in self.calls if call.refused]

    def person(self, name: str, language_code: str | None = "en", **user: Any) -> Account:
        """A person with a private chat. Every second id is beyond 2**31, the first one too."""
        number = next(self._numbers)
        user = {"id": (6_000_000_000 if number % 2 else 300_000_000) + number, "is_bot": False, **user}
        user |= {"first_name": name} | ({"language_code": language_code} if language_code else {})
        self.world.users[user["id"]] = user
        about: dict[str, Any] = {key: user[key] for key in ("id", "first_name", "last_name", "username") if key in user}
        return Account(self.world, user, self.world.add_chat(about | {"type": "private"}))

    def bot_user(self, name: str) -> Account:
        """Another bot, for groups: the two cannot write to each other in private."""
        other = self.person(name, language_code=None, is_bot=True, username=f"{name}_bot")
        other.chat.bar = TO_BOTS
        return other

    def anonymous_admin(self, group: Chat) -> Account:
        """An administrator of a supergroup who writes in its name. What she says, she says there."""
        return Account(self.world, dict(GROUP_ANONYMOUS_BOT), group, sender_chat=group)

    def group(self, title: str, members: Iterable[Account] = (), kind: str = "supergroup", **about: Any) -> Chat:
        """A group, supergroup or channel with these people and the bot in it."""
        number = next(self._numbers)
        base = -4_000_000_000 if kind == "group" else -1_002_000_000_000
        chat = self.world.add_chat({"id": base - number, "type": kind, "title": title, **about})
        chat.members = {person.id for person in members}
        return chat

    async def becomes_supergroup(self, group: Chat) -> Chat:
        """Let a basic group grow into a supergroup, which is another chat with the same people."""
        supergroup = self.group(group.about["title"])
        await upgrade(self.world, group, supergroup)
        return supergroup

    async def channel_post(self, channel: Chat, text: str) -> Message:
        """Post in a channel."""
        return await post(self.world, channel, text)

    async def automatic_forward(self, posted: Message, group: Chat) -> Message:
        """Bring a channel's post into its discussion group, as Telegram itself does with every post."""
        return await discuss(self.world, posted, group)

    def actions(self, chat: Chat | Account) -> list[str]:
        """What the bot was shown to be doing in a chat so far: the actions of its sendChatAction calls."""
        return list(_chat(chat).actions)

    async def push(self, update: Update) -> None:
        """Queue a raw update as it stands; only a missing update_id is filled in."""
        await self.world.happens(update)

    async def silence(self, chat: Chat | Account, seconds: float) -> bool:
        """Whether the bot sent and edited nothing in a chat for this long, and nothing waits there unread."""
        return await _chat(chat).is_silent(seconds)

    async def called(self, method: str, times: int = 1, within: float = 10.0) -> None:
        """Wait until the bot has made so many calls of a method."""
        if not await arrives(self.world.news, lambda: self._count(method) >= times, within):
            raise AssertionError(f"the bot called {method} {self._count(method)} times within {within} s, not {times}")

    def _count(self, method: str) -> int:
        return sum(call.method == method for call in self.calls)

    def fail(self, method: str, status: int = 0, *, chat: Chat | Account | None = None, **how: Unpack[Manner]) -> Fault:
        """Let the next call of a method ("*": any) fail; how, says `Fault`."""
        fault = Fault(method, status, chat_id=chat.id if chat else None, **how)
        self.faults.waiting.append(fault)
        return fault

    def mend(self) -> None:
        """No fault waits any longer."""
        self.faults.waiting.clear()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application."""
        form = await read(Request(scope, receive))
        found = PATH.fullmatch(scope["path"])
        token, method = found.groups() if found else ("", "")
        method = NAMES.get(method.lower(), method)
        call = Call(method, as_read(form.params), time.monotonic())
        self.calls.append(call)
        await self.world.tell()
        call.fault = fault = self.faults.take(method, form.params.get("chat_id", ""))
        if fault and fault.delay:
            await self._pause(fault.delay)
        body: dict[str, Any] = {"ok": True, "result": True}
        if not fault or not fault.loses_answer or fault.carried_out:
            body = await self._carry_out(call, token, form)
        await self._send(call, body, send)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closed.wait(), seconds)

    async def _carry_out(self, call: Call, token: str, form: Form) -> dict[str, Any]:
        try:
            result = await self._result(call.method, token, form)
        except Refused as refusal:
            call.refused, call.description = refusal.blame, refusal.description
            return refusal.body()
        await self.world.tell()
        return {"ok": True, "result": result}

    async def _result(self, method: str, token: str, form: Form) -> Any:
        if token != self.token:
            raise Refused("Unauthorized" if token else "Not Found", 401 if token else 404)
        if method not in METHODS:
            raise Refused("Not Found", 404)
        if self.world.logged_out:
            raise Refused("Bad Request: Logged out")
        result = METHODS[method](self.world, form)
        return await result if inspect.isawaitable(result) else result

    async def _send(self, call: Call, body: dict[str, Any], send: Send) -> None:
        fault = call.fault
        if fault and fault.reset:
            reset(send)
            await asyncio.sleep(0)  # uvicorn learns of the loss before it looks for an unfinished answer
            return
        if fault and fault.status:
            body = fault.body()
            call.description = body["description"]
        call.status = 200 if body["ok"] else int(body["error_code"])
        await send_json(send, call.status, body, truncated=bool(fault and fault.truncate))


def _chat(where: Chat | Account) -> Chat:
    return where.chat if isinstance(where, Account) else where
