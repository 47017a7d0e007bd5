"""Read out of an update who did what, where, and in which message."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from telegram import Bot, Message, Update, User
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.conversation import Occasion, command_from
from bot.identity import Identity
from bot.telegram.sending import Destination

HandlerContext = ContextTypes.DEFAULT_TYPE
"""What python-telegram-bot hands to each handler beside the update."""


@dataclass(frozen=True)
class Event:
    """One update, as the handlers see it."""

    update: Update
    bot: Bot
    identity: Identity

    @cached_property
    def user(self) -> User:
        """Who did it."""
        if self.update.effective_user is None:
            raise ValueError("an update without a sender reached a handler")
        return self.update.effective_user

    @cached_property
    def message(self) -> Message:
        """The message that was written or changed."""
        if self.update.effective_message is None:
            raise ValueError("an update without a message reached a handler of messages")
        return self.update.effective_message

    @property
    def text(self) -> str:
        """What was written, without the command that asks."""
        text = self.message.text or ""
        command = command_from(text) if self.message.entities else None
        return command.argument if command else text

    @cached_property
    def chat(self) -> int:
        """Where it happened. A message too old to be seen is taken to stand in the person's own chat."""
        return self.update.effective_chat.id if self.update.effective_chat else self.user.id

    @property
    def private(self) -> bool:
        """Whether nobody else reads along."""
        chat = self.update.effective_chat
        return chat is None or chat.type == ChatType.PRIVATE

    @cached_property
    def place(self) -> str:
        """The code for the chat."""
        return self.identity.code(self.chat)

    @cached_property
    def asker(self) -> str:
        """The code for the person."""
        return self.identity.code(self.user.id)

    @property
    def turn(self) -> str:
        """The name of the turn that the reply is."""
        return f"{self.update.update_id:x}"

    @property
    def at(self) -> datetime:
        """When it was done, by Telegram's clock; of what Telegram does not date, now."""
        message = self.update.message or self.update.edited_message
        if message is None:
            return datetime.now(UTC)
        return message.edit_date or message.date

    @property
    def received(self) -> float | None:
        """When it came in, in seconds since 1970; `None` where that is not known."""
        return self.update.api_kwargs.get("received")

    def occasion(self, turn: str, message: int | None = None) -> Occasion:
        """What has to be known to keep what comes of a turn. `message` is the number of the one that asks."""
        address = self.identity.seal(self.chat) if self.private else None
        return Occasion(turn, self.asker, self.at, message, address)

    def destination(self, reply_to: int | None = None) -> Destination:
        """Where the reply goes: in a group as a reply, so that all see to what."""
        message = self.update.effective_message
        if self.private or not isinstance(message, Message):
            return Destination(self.chat)
        thread = message.message_thread_id if message.is_topic_message else None
        return Destination(self.chat, thread, reply_to or message.message_id)
