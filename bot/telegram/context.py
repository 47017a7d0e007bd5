"""What every handler needs: the event, the conversation now served, the records, and the way to reply."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import structlog
from telegram import Bot, Message, Update, User
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.content import Language, Library
from bot.conversation import (
    Asked,
    Conversation,
    MostAsked,
    Occasion,
    Person,
    SentMessage,
    Surface,
    Turn,
    command_from,
)
from bot.conversation import Message as Said
from bot.identity import Identity
from bot.monitoring import Events
from bot.settings import KAZAKHSTAN
from bot.storage import Records
from bot.telegram import sending
from bot.telegram.outbox import write
from bot.telegram.sending import Destination

log = structlog.get_logger()

HandlerContext = ContextTypes.DEFAULT_TYPE
"""What python-telegram-bot passes to each handler along with the update."""


@dataclass(frozen=True)
class Event:
    """One update, as the handlers see it."""

    update: Update
    bot: Bot
    identity: Identity

    @cached_property
    def user(self) -> User:
        """The sender. Raises `ValueError` if the update has none."""
        if self.update.effective_user is None:
            raise ValueError("an update without a sender reached a handler")
        return self.update.effective_user

    @cached_property
    def message(self) -> Message:
        """The message that was sent or edited. Raises `ValueError` if the update has none."""
        if self.update.effective_message is None:
            raise ValueError("an update without a message reached a handler of messages")
        return self.update.effective_message

    @cached_property
    def text(self) -> str:
        """The message's text; of a command, only its argument."""
        text = self.message.text or ""
        command = command_from(text) if self.message.entities else None
        return command.argument if command else text

    @cached_property
    def chat(self) -> int:
        """The chat's number. A message too old for Telegram to show is assumed to be in the person's own chat."""
        return self.update.effective_chat.id if self.update.effective_chat else self.user.id

    @cached_property
    def private(self) -> bool:
        """Whether nobody else can read along."""
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

    @cached_property
    def was_scrubbed(self) -> bool:
        """Whether personal data was taken out of the message before it was stored."""
        return bool(self.message.api_kwargs.get("scrubbed"))

    @property
    def turn(self) -> str:
        """The name of the turn that replies to this update."""
        return f"{self.update.update_id:x}"

    @property
    def at(self) -> datetime:
        """When it happened, by Telegram's clock; now, if Telegram gives no date."""
        message = self.update.message or self.update.edited_message or self.update.guest_message
        if message is None:
            return datetime.now(UTC)
        return message.edit_date or message.date

    @property
    def received(self) -> float | None:
        """When it arrived, in seconds since 1970; `None` if that is unknown."""
        return self.update.api_kwargs.get("received")

    @property
    def surface(self) -> Surface:
        """Where this happened."""
        if self.update.inline_query or self.update.chosen_inline_result:
            return "inline"
        if self.update.guest_message:
            return "guest"
        return "private" if self.private else "group"

    def occasion(self, turn: str, message: int | None = None) -> Occasion:
        """What the records need to know to keep a turn's effects. `message` is the number of the message that asks."""
        address = self.identity.seal(self.chat) if self.surface == "private" else None
        return Occasion(turn, self.asker, self.at, message, address, self.surface)

    def destination(self, reply_to: int | None = None) -> Destination:
        """Where the reply goes. In a group it quotes the message it replies to, so that everybody sees which one."""
        message = self.update.effective_message
        if self.private or not isinstance(message, Message):
            return Destination(self.chat)
        thread = message.message_thread_id if message.is_topic_message else None
        return Destination(self.chat, thread, reply_to or message.message_id)


class Replies:
    """Sends, changes and deletes the bot's messages, and records which of them stand where."""

    def __init__(self, records: Records, events: Events) -> None:
        self._records = records
        self._events = events

    async def deliver(
        self, turn: Turn, event: Event, version: str, replied_to: int | None = None, quoting: int | None = None
    ) -> None:
        """Send a turn's messages. `replied_to` is the question they answer: when it is edited, they are changed too.

        `quoting` is the number of a message of the bot's that they visibly reply to, in place of the question.
        """
        to = event.destination(replied_to)
        to = replace(to, reply_to=quoting) if quoting else to
        if turn.reaction and await sending.react(event.bot, event.chat, event.message.message_id, turn.reaction):
            turn = replace(turn, messages=())
        numbers = [await sending.send(event.bot, said, to) for said in turn.messages]
        self.arrived(turn, event)

        async def keep() -> None:
            await self._keep(turn, event, event.turn, replied_to)
            await self._note(turn, event, event.turn, version, numbers, replied_to, is_new=True)

        await write(keep)

    async def show(self, turn: Turn, event: Event, version: str) -> None:
        """Show the result of a button: in the button's own message, or in a new one if that is too old to change."""
        under = event.update.effective_message
        number = under.message_id if isinstance(under, Message) else None
        if turn.place == "buttons":
            if number:
                await sending.change_buttons(event.bot, turn.messages[0], event.chat, number)
                self.arrived(turn, event)
        elif turn.place == "instead" and number and await self._change(turn, event, number):
            self.arrived(turn, event)
            if turn.messages[0].shows:
                await self._note(turn, event, event.turn, version, [number], None)
            else:
                await self._records.sent_messages.blank(event.place, number)
        else:
            await self.deliver(replace(turn, effects=()), event, version)

    async def rewrite(self, standing: Sequence[SentMessage], turn: Turn, event: Event, version: str) -> None:
        """Turn the old reply to an edited question into the new one: send missing messages, delete surplus ones."""
        place, name = event.chat, standing[0].turn
        numbers = []
        for letter, said in zip(standing, turn.messages, strict=False):
            changed = await sending.change(event.bot, said, place, letter.message)
            numbers.append(letter.message if changed else await sending.send(event.bot, said, event.destination()))
        for said in turn.messages[len(standing) :]:
            numbers.append(await sending.send(event.bot, said, event.destination()))
        self.arrived(turn, event)
        for letter in standing[len(turn.messages) :]:
            await sending.delete(event.bot, place, letter.message)
        gone = [letter.message for letter in standing if letter.message not in numbers]
        await self._records.sent_messages.drop(event.place, gone)
        await self._keep(turn, event, name, event.message.message_id)
        if turn.asked:
            await self._records.notices.changed(name, turn.asked)
        await self._note(turn, event, name, version, numbers, event.message.message_id)

    async def _change(self, turn: Turn, event: Event, number: int) -> bool:
        return await sending.change(event.bot, turn.messages[0], event.chat, number)

    def arrived(self, turn: Turn, event: Event) -> None:
        """Count a turn that has reached its person, and leave a line in the log if it replies to a question."""
        seconds = None if event.received is None else max(0.0, time.time() - event.received)
        if asked := turn.asked:
            self._events.asked(asked.outcome)
            self._log_question(asked, event.update.update_id, seconds)
        elif not turn.messages:
            log.info("a message only repeats the question before it", update=event.update.update_id)
        if turn.messages and seconds is not None:
            self._events.replied(seconds)

    @staticmethod
    def _log_question(asked: Asked, update: int, seconds: float | None) -> None:
        """A line for each question, without its text and its asker: so that a slow reply leaves a trail."""
        log.info(
            "a question",
            update=update,
            outcome=asked.outcome,
            entries=[*asked.answered, *asked.offered],
            language=asked.language,
            milliseconds=None if seconds is None else round(1000 * seconds),
        )

    async def _keep(self, turn: Turn, event: Event, name: str, replied_to: int | None) -> None:
        if turn.effects:
            await self._records.keep(turn.effects, event.occasion(name, replied_to))

    async def _note(
        self,
        turn: Turn,
        event: Event,
        name: str,
        version: str,
        numbers: list[int],
        replied_to: int | None,
        is_new: bool = False,
    ) -> None:
        """Record the messages that show an entry or answer a question: they may have to be corrected or changed."""
        letter = SentMessage(event.place, 0, name, event.asker, version, replied_to)
        letters = [
            replace(letter, message=number, **self._shown(said, event))
            for said, number in zip(turn.messages, numbers, strict=True)
            if said.shows or replied_to
        ]
        await (self._records.sent_messages.sent(letters) if is_new else self._records.sent_messages.add(letters))

    @staticmethod
    def _shown(said: Said, event: Event) -> dict[str, Any]:
        if said.shows is None:
            return {}
        address = event.identity.seal(event.chat) if event.private else None
        return {"entry": said.shows.entry, "language": said.shows.language, "address": address}


def _no_picture(library: Library, entry: str, language: Language) -> str | None:
    return None


_EVENT = "event"  # the attribute that holds it in python-telegram-bot's context; there is one context for each update


@dataclass(frozen=True, slots=True)
class Context:
    """What all handlers share. `conversation` returns the conversation over the content now served.

    `is_quiet` says whether people sleep now: then the bot replies, and writes to nobody by itself. `most_asked` returns
    what was counted last, and `picture_of` the address of the picture of an entry's answer, if it has one.
    """

    conversation: Callable[[], Conversation]
    records: Records
    identity: Identity
    events: Events = field(default_factory=Events)
    is_quiet: Callable[[], bool] = lambda: False
    most_asked: Callable[[], tuple[MostAsked, ...]] = tuple
    picture_of: Callable[[Library, str, Language], str | None] = _no_picture

    @property
    def delivery(self) -> Replies:
        return Replies(self.records, self.events)

    def event(self, update: Update, context: HandlerContext) -> Event:
        """The event of an update: built once, however many handlers look at it."""
        known: Event | None = vars(context).get(_EVENT)
        if known is None:
            known = vars(context)[_EVENT] = Event(update, context.bot, self.identity)
        return known

    async def person(self, event: Event) -> Person:
        """The person to reply to, with what they chose and today's date in Kazakhstan."""
        chosen = await self.records.people.preferences_of(event.asker)
        today = datetime.now(KAZAKHSTAN).date()
        return Person(
            today,
            chosen.language,
            event.user.language_code,
            event.private,
            most_asked=self.most_asked(),
            simple=chosen.simple,
            shortened=chosen.shortened,
        )

    async def say(self, name: str, event: Event) -> None:
        """Reply with one sentence of the wording, by its name."""
        conversation = self.conversation()
        turn = conversation.say(name, await self.person(event))
        await self.delivery.deliver(turn, event, conversation.library.version)
