"""What python-telegram-bot calls: read the event, ask the conversation, send its reply, keep what has to be kept."""

import asyncio
import contextlib
import time
from collections import deque

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.conversation import Press, command_from, press_from
from bot.telegram.context import Context, Event, HandlerContext
from bot.telegram.curators import CuratorHandlers, Otherwise, Staff
from bot.telegram.inline import GuestHandlers, InlineHandlers
from bot.telegram.questions import Continuations, Prefetch, Questions
from bot.telegram.rate_limit import RateLimit, cost_of
from bot.telegram.retry import passes

# In the order in which Telegram lists them. In groups it lists only those that make sense there.
COMMANDS = (
    "start",
    "topics",
    "search",
    "sources",
    "language",
    "simple",
    "help",
    "about",
    "privacy",
    "mydata",
    "forget",
    "cancel",
)
IN_GROUPS = ("ask", "topics", "search", "sources", "help")

_LATE = 10.0  # seconds after which Telegram takes no answer to one
_ALBUMS = 1000  # album pictures to remember, each as (album, number of the album's first picture)


class Handlers:
    """The bot's handlers of all that people send."""

    def __init__(self, context: Context, continuations: Continuations, prefetch: Prefetch, staff: Staff) -> None:
        self._context = context
        self._staff = staff
        self._flood = RateLimit()
        self._questions = Questions(context, continuations, prefetch, self._flood)
        self._inline = InlineHandlers(context)
        self._guests = GuestHandlers(context)
        self._albums: deque[tuple[str, int]] = deque(maxlen=_ALBUMS)

    def register(self, application: Application) -> None:  # type: ignore[type-arg]
        """Add the handlers, in the order in which python-telegram-bot tries them."""
        application.add_handler(TypeHandler(Update, self.on_any), group=-1)
        otherwise = Otherwise(self._questions.on_question, self._questions.on_edit, self.on_cancel, self.on_command)
        application.add_handlers(CuratorHandlers(self._context, self._staff, otherwise).handlers())
        application.add_handlers(
            [
                MessageHandler(filters.UpdateType.GUEST_MESSAGE, self._guests.on_question),
                CommandHandler("ask", self._questions.on_edit, filters.UpdateType.EDITED_MESSAGE, has_args=True),
                CommandHandler("ask", self._questions.on_question, has_args=True),
                CommandHandler("mydata", self.on_mydata),
                CommandHandler("cancel", self.on_cancel),
                CommandHandler((*COMMANDS, "full", "ask"), self.on_command),
                MessageHandler(filters.COMMAND, self.on_unknown_command),
                MessageHandler(filters.TEXT & filters.UpdateType.EDITED_MESSAGE, self._questions.on_edit),
                MessageHandler(filters.TEXT, self._questions.on_question),
                MessageHandler(filters.ALL, self.on_unreadable),
                CallbackQueryHandler(self.on_press),
                InlineQueryHandler(self._inline.on_query),
                ChosenInlineResultHandler(self._inline.on_chosen),
                ChatMemberHandler(self.on_blocked),
            ]
        )
        application.add_error_handler(self.apologise)

    async def on_any(self, update: Update, context: HandlerContext) -> None:
        """Stop people who write too fast, and treat an album as one message though its pictures arrive one by one."""
        if update.my_chat_member or update.chosen_inline_result or not update.effective_user:
            return
        event = self._context.event(update, context)
        if update.inline_query:
            self._drop_what_nobody_waits_for(event)
            return
        if update.message and self._is_rest_of_album(update.message):
            raise ApplicationHandlerStop
        manner = self._flood.meet(update.effective_user.id, event.at.timestamp(), _cost_of(update))
        if manner == "read" or (event.private and update.effective_user.id in self._staff.ids):
            return  # a curator who works through a long queue presses many buttons
        if update.callback_query:
            await _stop_spinner(update.callback_query)
        if manner == "warn" and event.private:
            await self._context.say("too-fast", event)
        raise ApplicationHandlerStop

    @staticmethod
    def _drop_what_nobody_waits_for(event: Event) -> None:
        """Leave alone an inline query that has waited too long: Telegram has asked again, or takes no answer."""
        if event.received is not None and time.time() - event.received > _LATE:
            raise ApplicationHandlerStop

    def _is_rest_of_album(self, message: Message) -> bool:
        """Whether this is a picture without a caption, from an album that was already replied to."""
        album = message.media_group_id
        if album is None:
            return False
        first = next((number for known, number in self._albums if known == album), message.message_id)
        self._albums.append((album, first))
        return message.message_id != first and not message.text

    async def on_command(self, update: Update, context: HandlerContext) -> None:
        event, conversation = self._context.event(update, context), self._context.conversation()
        command = command_from(event.message.text or "")
        if command is None:
            return
        asked = (command.name, command.argument, await self._context.person(event), event.turn)
        # A search computes for tens of milliseconds; meanwhile the loop serves others.
        searches = command.name == "search"
        turn = await asyncio.to_thread(conversation.command, *asked) if searches else conversation.command(*asked)
        await self._context.delivery.deliver(turn, event, conversation.library.version)

    async def on_mydata(self, update: Update, context: HandlerContext) -> None:
        """Show people what is kept about them."""
        event, conversation = self._context.event(update, context), self._context.conversation()
        record = await self._context.records.people.record_of(event.asker)
        turn = conversation.mydata(record, await self._context.person(event))
        await self._context.delivery.deliver(turn, event, conversation.library.version)

    async def on_cancel(self, update: Update, context: HandlerContext) -> None:
        """Cancel all the answers that somebody asked to be told about."""
        event, conversation = self._context.event(update, context), self._context.conversation()
        if not event.private:
            await self._context.say("in-private", event)
            return
        count = await self._context.records.notices.cancel(event.asker)
        turn = conversation.cancelled(count, await self._context.person(event))
        await self._context.delivery.deliver(turn, event, conversation.library.version)

    async def on_unknown_command(self, update: Update, context: HandlerContext) -> None:
        """Say that there is no such command."""
        await self._context.say("unknown-command", self._context.event(update, context))

    async def on_unreadable(self, update: Update, context: HandlerContext) -> None:
        """Say that only text can be read."""
        event = self._context.event(update, context)
        await self._context.say(f"not-text-{event.message.api_kwargs.get('unreadable', 'picture')}", event)

    async def on_press(self, update: Update, context: HandlerContext) -> None:
        """Reply to a button, however old."""
        query = update.callback_query
        if query is None:
            return
        event, conversation = self._context.event(update, context), self._context.conversation()
        person = await self._context.person(event)
        press = press_from(query.data or "")
        if press and press.verb == "look":
            asked = await self._context.records.log.text_of(press.about, event.asker)
            turn = await asyncio.to_thread(conversation.press, press, person, event.turn, asked)
        else:
            turn = conversation.press(press, person, await self._turn_asked(press, event))
        if not await self._context.records.keep(turn.effects, event.occasion(event.turn)):
            turn = conversation.say("old-button", person)
        await _stop_spinner(query, turn.toast)
        await self._context.delivery.show(turn, event, conversation.library.version)

    async def _turn_asked(self, press: Press | None, event: Event) -> str:
        """The turn whose question a press answers: that of the choices, if one of them is chosen."""
        under = event.update.effective_message
        if press is None or press.verb != "choose" or under is None:
            return event.turn
        return await self._context.records.sent_messages.turn_of(event.place, under.message_id) or event.turn

    async def on_blocked(self, update: Update, context: HandlerContext) -> None:
        """Drop all that is owed to somebody who has blocked the bot."""
        await self._context.records.unreachable(self._context.event(update, context).asker)

    async def apologise(self, update: object, context: HandlerContext) -> None:
        """Apologise for a fault of ours, including a reply that Telegram cannot parse. It is in the log by then."""
        silent = passes(context.error) or isinstance(context.error, Forbidden | ChatMigrated)
        if silent or not isinstance(update, Update) or not update.effective_user:
            return
        if update.inline_query or update.chosen_inline_result:
            return
        event = self._context.event(update, context)
        say = self._guests.say if update.guest_message else self._context.say
        with contextlib.suppress(TelegramError, ConnectionError):
            await say("apology", event)


def _cost_of(update: Update) -> float:
    message = update.message or update.edited_message or update.guest_message
    return cost_of((message.text or "") if message else "")


async def _stop_spinner(query: CallbackQuery, toast: str = "") -> None:
    # Telegram accepts an answer only for some minutes; the reply itself is still wanted.
    with contextlib.suppress(BadRequest):
        await query.answer(toast or None)
