"""Chats, and what the bot did in them, in order, for a test to wait for."""

import asyncio
import copy
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Message = dict[str, Any]

QUEUE = 10_000
"""So many unread messages a chat holds; a bot that floods beyond them loses its oldest."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message the bot sent or edited, as the reader sees it at that moment."""

    method: str
    message: Message
    html: str
    params: dict[str, Any]

    @property
    def text(self) -> str:
        """The text or caption after parsing, without markup."""
        return str(self.message.get("text", self.message.get("caption", "")))

    @property
    def entities(self) -> list[dict[str, Any]]:
        """Bot API entities, offsets in UTF-16 units."""
        found: list[dict[str, Any]] = self.message.get("entities") or self.message.get("caption_entities") or []
        return found

    @property
    def buttons(self) -> list[list[dict[str, Any]]]:
        """The rows of its inline keyboard, or of the reply keyboard it came with."""
        markup: Message = self.message.get("reply_markup") or self.params.get("reply_markup") or {}
        rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard") or markup.get("keyboard") or []
        return rows

    @property
    def labels(self) -> list[str]:
        """What its buttons say, from top to bottom."""
        return [button["text"] for row in self.buttons for button in row]

    def marked(self, *kinds: str) -> list[str]:
        """The parts of its text that an entity of such a type marks, in order."""
        units = self.text.encode("utf-16-le")
        found = (entity for entity in self.entities if entity["type"] in kinds)
        spans = ((2 * entity["offset"], 2 * (entity["offset"] + entity["length"])) for entity in found)
        return [units[start:end].decode("utf-16-le") for start, end in spans]

    @property
    def title(self) -> str:
        """The first part in bold: what the message says it is about; empty if nothing is."""
        return next(iter(self.marked("bold")), "")

    @property
    def message_id(self) -> int:
        return int(self.message["message_id"])

    @property
    def chat_id(self) -> int:
        return int(self.message["chat"]["id"])


@dataclass(frozen=True, slots=True)
class Bar:
    """What keeps the bot out of a chat: the answer to whatever it sends there all the same.

    `status` is what it is now as a ChatMember. `blame` is True where it brought that about itself, and so must
    know; of what people do it may hear too late, and a call that crosses their doing breaks no rule.
    """

    words: str
    code: int = 403
    status: str = "kicked"
    blame: bool = False
    parameters: Mapping[str, int] = field(default_factory=dict)


@dataclass(eq=False)
class Chat:
    """A chat the bot knows. `about` is its Chat object in the Bot API."""

    about: dict[str, Any]
    news: asyncio.Condition
    ids: Iterator[int]
    members: set[int] = field(default_factory=set)
    bar: Bar | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    sent: deque[Sent] = field(default_factory=lambda: deque(maxlen=QUEUE))
    edits: deque[Sent] = field(default_factory=lambda: deque(maxlen=QUEUE))
    actions: list[str] = field(default_factory=list)
    reactions: dict[int, list[str]] = field(default_factory=dict)
    allows_reactions: bool = True
    activity: int = 0

    @property
    def id(self) -> int:
        return int(self.about["id"])

    @property
    def is_private(self) -> bool:
        return bool(self.about["type"] == "private")

    @property
    def bot_is_member(self) -> bool:
        return self.bar is None

    def message(
        self, author: dict[str, Any], date: int, reply_to: Message | None = None, topic: Message | None = None
    ) -> Message:
        """The frame of a new message. What is replied to is shown without what that replied to.

        In a topic what replies to nothing shows the message that opened it, as if it replied to that.
        """
        frame: Message = {"message_id": next(self.ids), "from": author, "chat": self.about, "date": date}
        frame |= self._thread(topic or reply_to)
        shown = reply_to or topic
        if shown is not None:
            frame["reply_to_message"] = {key: shown[key] for key in shown if key != "reply_to_message"}
        return frame

    def _thread(self, above: Message | None) -> Message:
        """The topic of the message above, or the chain of replies that it is in or begins. Supergroups only."""
        if above is None or self.about["type"] != "supergroup":
            return {}
        thread: Message = {"message_thread_id": above.get("message_thread_id", above["message_id"])}
        return thread | ({"is_topic_message": True} if above.get("is_topic_message") else {})

    def keep(self, message: Message) -> Message:
        """Store a message under its number."""
        self.messages[message["message_id"]] = message
        return message

    def show(self, queue: deque[Sent], sent: Sent) -> None:
        """Put what the bot did where the test waits for it; later edits do not reach back into it."""
        queue.append(copy.deepcopy(sent))
        self.activity += 1

    async def reply(self, within: float = 10.0) -> Sent:
        """The bot's next message here, in order."""
        return await self._next(self.sent, within, "sent no message to")

    async def edit(self, within: float = 10.0) -> Sent:
        """The bot's next edit of a message here, in order."""
        return await self._next(self.edits, within, "edited no message in")

    async def is_silent(self, seconds: float) -> bool:
        """Whether the bot neither sent nor edited anything here for this long, and nothing waits unread."""
        before = self.activity
        if self.sent or self.edits:
            return False
        return not await arrives(self.news, lambda: self.activity != before, seconds)

    async def _next(self, queue: deque[Sent], within: float, what: str) -> Sent:
        if not await arrives(self.news, lambda: bool(queue), within):
            raise AssertionError(f"the bot {what} chat {self.id} within {within} s")
        return queue.popleft()


async def arrives(news: asyncio.Condition, what: Any, within: float) -> bool:
    """Whether something becomes true in time. Everything that happens notifies `news`."""
    try:
        async with asyncio.timeout(within), news:
            return bool(await news.wait_for(what))
    except TimeoutError:
        return False
