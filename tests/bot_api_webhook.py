"""Delivery of updates to the bot's webhook, as Telegram's WebhookActor does it.

Updates of one chat go one after the other, each repeated until it is accepted; different chats go side by
side, up to max_connections. Nothing is dropped while the bot is down.
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
from bot_api_updates import Update, kind_of
from bot_api_world import Webhook, World

ANSWER_SECONDS = 60.0


@dataclass
class Delivery:
    """The sender. `retry_seconds` is the pause after a failure; Telegram's grows from 1 second."""

    world: World
    retry_seconds: float = 0.2
    taken: set[object] = field(default_factory=set)
    sending: int = 0
    tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    async def run(self) -> None:
        """Send for as long as the task lives."""
        limits = httpx.Limits(max_connections=100)
        timeout = httpx.Timeout(ANSWER_SECONDS)
        async with httpx.AsyncClient(limits=limits, timeout=timeout, verify=False, trust_env=False) as client:  # noqa: S501
            while True:
                await self._start_next(client)

    async def _start_next(self, client: httpx.AsyncClient) -> None:
        async with self.world.news:
            await self.world.news.wait_for(lambda: self._next() is not None)
        update, hook = self._next(), self.world.webhook
        if update is not None and hook is not None:
            self.taken.add(_line(update))
            self.sending += 1
            task = asyncio.create_task(self._deliver(client, hook, update))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    def _next(self) -> Update | None:
        """The oldest update whose line is free, if a connection is free too."""
        hook = self.world.webhook
        if hook is None or self.sending >= hook.max_connections:
            return None
        pending = self.world.updates.pending
        return next((update for update in pending if _line(update) not in self.taken), None)

    async def _deliver(self, client: httpx.AsyncClient, hook: Webhook, update: Update) -> None:
        fault = await self._post(client, hook, update)
        self.sending -= 1
        if not fault:
            self.world.updates.forget(update)
        else:
            hook.last_error_date, hook.last_error_message = int(time.time()), fault
            await self.world.tell()
            await asyncio.sleep(self.retry_seconds)
        self.taken.discard(_line(update))
        await self.world.tell()

    async def _post(self, client: httpx.AsyncClient, hook: Webhook, update: Update) -> str:
        """Send once. Returns Telegram's words for what went wrong, or nothing."""
        headers = {"Content-Type": "application/json"}
        if hook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
        try:
            body = json.dumps(update, ensure_ascii=False).encode()
            response = await client.post(hook.url, content=body, headers=headers)
        except httpx.ConnectError:
            return "Connection refused"
        except httpx.TimeoutException:
            return "Read timeout expired"
        except (httpx.HTTPError, httpx.InvalidURL):
            return "Webhook connection closed"
        if response.is_success:
            return ""
        return f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"

    async def stop(self) -> None:
        """End what is under way."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def _line(update: Update) -> object:
    """What an update queues behind: what is of a chat behind the same of it, queries behind their person's."""
    kind = kind_of(update)
    content: Any = update.get(kind)
    content = content if isinstance(content, dict) else {}
    chat, person = content.get("chat"), content.get("from")
    if kind.endswith(("message", "post")) and isinstance(chat, dict):
        return "chat", chat.get("id")
    if kind == "my_chat_member" and isinstance(chat, dict):
        return kind, chat.get("id")
    if kind.endswith("query") and isinstance(person, dict):
        return kind, person.get("id")
    return "alone", id(update)
