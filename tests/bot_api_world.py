"""Telegram's side of one bot: its chats, its queue of updates, its profile, its webhook."""

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot_api_chats import Chat, Message
from bot_api_profile import Profile
from bot_api_rules import Params, Refused
from bot_api_updates import Update, Updates

BOT_ID = 6_123_456_789
GROUP_ANONYMOUS_BOT = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""Who is said to have written what an administrator wrote in the name of the group."""
TELEGRAM = {"id": 777_000, "is_bot": False, "first_name": "Telegram"}
"""Who is said to have forwarded a channel's posts into its discussion group."""
TOKEN = f"{BOT_ID}:AAF-loopback_token_for_end_to_end_tests"[:46]


@dataclass
class Webhook:
    """What setWebhook stored."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    allowed_updates: list[str] = field(default_factory=list)
    last_error_date: int = 0
    last_error_message: str = ""


@dataclass
class Question:
    """A callback or inline query that a person asked and the bot may answer."""

    answers: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=100))


@dataclass
class World:
    """Everything Telegram knows. `news` is notified whenever anything changes."""

    username: str
    privacy: bool = False
    inline: bool = True
    feedback: bool = True
    guest: bool = True
    token: str = TOKEN
    users: dict[int, dict[str, Any]] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    profile: Profile = field(default_factory=Profile)
    webhook: Webhook | None = None
    callbacks: dict[str, Question] = field(default_factory=dict)
    inline_queries: dict[str, Question] = field(default_factory=dict)
    guest_queries: dict[str, Question] = field(default_factory=dict)
    poll: object = None
    logged_out: bool = False
    closing: bool = False
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    query_ids: Iterator[int] = field(default_factory=lambda: itertools.count(4_611_686_018_427_387_905))
    message_ids: Iterator[int] = field(default_factory=lambda: itertools.count(101))

    @property
    def me(self) -> dict[str, Any]:
        """The bot as the author of a message."""
        return {"id": BOT_ID, "is_bot": True, "first_name": "Loopback", "username": self.username}

    async def happens(self, update: Update) -> None:
        """Queue an update for the bot."""
        self.updates.add(update)
        await self.tell()

    async def tell(self) -> None:
        """Wake whoever waits for something."""
        async with self.news:
            self.news.notify_all()

    def add_chat(self, about: dict[str, Any]) -> Chat:
        """Supergroups and channels number their own messages; all other chats of a bot share one sequence."""
        own = about["type"] in ("supergroup", "channel")
        chat = Chat(about, self.news, itertools.count(1) if own else self.message_ids)
        self.chats[chat.id] = chat
        return chat

    def chat_of(self, params: Params, reading: bool = False) -> Chat:
        """The chat a call names by number or @username; the bot must be able to write there.

        To read is allowed still where it was blocked or has left, but in no supergroup or channel.
        """
        wanted = params.get("chat_id", "")
        if not wanted:
            raise Refused("Chat_id is empty")
        chat = self.chats.get(int(wanted)) if wanted.lstrip("-").isdecimal() else self._named(wanted)
        if chat is None:
            raise Refused("Chat not found")
        bar = chat.bar
        if bar is not None and not (reading and chat.about["type"] in ("private", "group")):
            raise Refused(bar.words, bar.code, bar.blame, bar.parameters)
        return chat

    def _named(self, name: str) -> Chat | None:
        named = (chat for chat in self.chats.values() if f"@{chat.about.get('username')}" == name)
        return next(named, None)

    def hears(self, message: Message) -> bool:
        """In privacy mode a bot in a group gets commands, mentions of it, replies to it, service messages, no more."""
        if not self.privacy or message["chat"]["type"] == "private" or "forum_topic_created" in message:
            return True
        kinds = {entity["type"] for entity in message.get("entities", [])}
        is_called = "mention" in kinds and f"@{self.username}".lower() in message["text"].lower()
        is_reply = message.get("reply_to_message", {}).get("from", {}).get("id") == BOT_ID
        return bool("bot_command" in kinds or is_called or is_reply)


def now() -> int:
    """Unix time, in seconds, as dates are in the Bot API."""
    return int(time.time())
