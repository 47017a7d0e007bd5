"""The webhook: what is delivered, how, in which order, and what happens while the bot is down."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import uvicorn
from bot_api import BotApi
from bot_api_people import Account
from conftest import Raw
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


class Receiver:
    """A bot's webhook, which answers with the given statuses first and 200 from then on."""

    def __init__(self, *statuses: int, seconds: float = 0.0) -> None:
        self.statuses, self.seconds = list(statuses), seconds
        self.updates: list[dict[str, Any]] = []
        self.headers: dict[str, str] = {}
        self.at_once = self.most_at_once = 0
        self.news = asyncio.Condition()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/telegram"

    async def receive(self, request: Request) -> Response:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        update, self.headers = await request.json(), dict(request.headers)
        await asyncio.sleep(self.seconds)
        self.at_once -= 1
        self.updates.append(update)
        async with self.news:
            self.news.notify_all()
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)

    async def texts(self, count: int) -> list[str]:
        """The texts received, when there are this many."""
        async with asyncio.timeout(5), self.news:
            await self.news.wait_for(lambda: len(self.updates) >= count)
        return [update["message"]["text"] for update in self.updates]

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["Receiver"]:
        app = Starlette(routes=[Route("/telegram", self.receive, methods=["POST"])])
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, log_level="error", lifespan="off"))
        server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]  # pytest's
        serving = asyncio.create_task(server.serve([self.socket]))
        yield self
        server.should_exit = True
        await serving


async def settled(api: BotApi) -> bool:
    """Whether every update is delivered, soon."""
    for _ in range(100):
        if not api.world.updates.pending:
            return True
        await asyncio.sleep(0.02)
    return False


async def test_an_update_is_posted_with_the_secret(api: BotApi, raw: Raw, aliya: Account) -> None:
    async with Receiver().running() as bot:
        assert (await raw("setWebhook", url=bot.url, secret_token="s3cret"))["ok"]
        await aliya.says("сұрақ")

        assert await bot.texts(1) == ["сұрақ"]
        assert bot.headers["x-telegram-bot-api-secret-token"] == "s3cret"
        assert bot.headers["content-type"] == "application/json"
        assert await settled(api)


async def test_what_was_set_can_be_read(api: BotApi, raw: Raw) -> None:
    asked = {"url": "https://a.kz/hook", "max_connections": 1000, "allowed_updates": ["message"]}
    assert (await raw("setWebhook", **asked, secret_token="x"))["ok"]

    assert api.webhook and (api.webhook.url, api.webhook.secret_token) == ("https://a.kz/hook", "x")
    assert (api.webhook.max_connections, api.webhook.allowed_updates) == (100, ["message"])
    info = (await raw("getWebhookInfo"))["result"]
    assert (info["url"], info["pending_update_count"]) == ("https://a.kz/hook", 0)


async def test_what_is_not_accepted_is_sent_again_in_order(api: BotApi, raw: Raw, aliya: Account) -> None:
    async with Receiver(500, 302).running() as bot:
        await raw("setWebhook", url=bot.url)
        await aliya.says("one")
        await aliya.says("two")

        assert await bot.texts(4) == ["one", "one", "one", "two"]
        info = (await raw("getWebhookInfo"))["result"]
        assert info["last_error_message"].startswith("Wrong response from the webhook: 302")


async def test_updates_wait_while_the_bot_is_down(api: BotApi, raw: Raw, aliya: Account) -> None:
    receiver = Receiver()
    receiver.socket.close()
    await raw("setWebhook", url=receiver.url)
    await aliya.says("one")
    await aliya.says("two")
    await asyncio.sleep(0.1)
    info = (await raw("getWebhookInfo"))["result"]
    assert (info["pending_update_count"], info["last_error_message"]) == (2, "Connection refused")

    receiver.socket = socket.create_server(("127.0.0.1", int(receiver.url.split(":")[2].split("/")[0])))
    async with receiver.running() as bot:
        assert await bot.texts(2) == ["one", "two"]


async def test_one_chat_is_served_in_order_and_many_side_by_side(api: BotApi, raw: Raw) -> None:
    people = [api.person(name) for name in "ABCDE"]
    async with Receiver(seconds=0.05).running() as bot:
        for text in ("1", "2"):
            for person in people:
                await person.says(f"{person.user['first_name']}{text}")
        await raw("setWebhook", url=bot.url, max_connections=3)

        received = await bot.texts(10)
        assert all(received.index(f"{name}1") < received.index(f"{name}2") for name in "ABCDE")
        assert received[:3] != ["A1", "A2", "B1"] and bot.most_at_once == 3


async def test_what_becomes_of_the_bot_in_a_chat_is_told_in_order(api: BotApi, raw: Raw, aliya: Account) -> None:
    async with Receiver(500).running() as bot:
        await aliya.blocks()
        await aliya.unblocks()
        await raw("setWebhook", url=bot.url)

        assert await settled(api)
        changes = [update["my_chat_member"]["new_chat_member"]["status"] for update in bot.updates]
        assert changes == ["kicked", "kicked", "member"]


async def test_polling_is_refused_while_a_webhook_is_set(api: BotApi, raw: Raw) -> None:
    await raw("setWebhook", url="https://a.kz/hook")

    body = await raw("getUpdates")
    assert (body["error_code"], body["description"].partition(";")[0]) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active",
    )
    await raw("deleteWebhook")
    assert (api.webhook, (await raw("getUpdates"))["ok"]) == (None, True)


async def test_setting_a_webhook_ends_a_hanging_poll(api: BotApi, raw: Raw) -> None:
    polling = asyncio.create_task(raw("getUpdates", timeout=20))
    await asyncio.sleep(0.1)
    await raw("setWebhook", url="https://a.kz/hook")

    assert (await polling)["description"] == "Conflict: terminated by setWebhook request"
    assert api.refusals == []


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook"])
async def test_pending_updates_are_dropped_only_on_demand(api: BotApi, raw: Raw, aliya: Account, method: str) -> None:
    await aliya.says("one")
    await raw(method, url="")
    assert len(api.world.updates.pending) == 1

    await raw(method, url="", drop_pending_updates=True)
    assert not api.world.updates.pending


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"url": "nonsense"}, "invalid webhook URL specified"),
        ({"url": "http://a.kz"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://a.kz", "secret_token": "ə"}, "secret token contains unallowed characters"),
        ({"url": "https://a.kz", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_bad_webhooks_are_refused(raw: Raw, asked: dict[str, Any], complaint: str) -> None:
    assert await raw.refused("setWebhook", **asked) == f"Bad Request: {complaint}"
