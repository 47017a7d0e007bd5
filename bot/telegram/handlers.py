"""What python-telegram-bot calls: read who and what, ask the guide, send what it says, note it."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, LinkPreviewOptions, Message, Update, User
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.conversation import Guide, Listener, Turn, press_from
from bot.conversation import Message as Said
from bot.telegram import rendering
from bot.telegram.ports import LogPort, PeoplePort

COMMANDS = ("start", "topics", "sources", "language", "help", "privacy")

# All of Kazakhstan has been on this time since March 2024; it says on which day a date has passed.
KAZAKHSTAN = ZoneInfo("Asia/Almaty")

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Update, Context, None]


class Handlers:
    """The bot's reactions. `guide` gives the content now served; `pseudonym` the code for a person."""

    def __init__(
        self, guide: Callable[[], Guide], log: LogPort, people: PeoplePort, pseudonym: Callable[[int], str]
    ) -> None:
        self._guide = guide
        self._log = log
        self._people = people
        self._pseudonym = pseudonym

    def all(self) -> list[Handler]:
        """The handlers in the order in which python-telegram-bot tries them."""
        return [
            CommandHandler(COMMANDS, self.on_command),
            MessageHandler(filters.COMMAND, self.on_unknown_command),
            MessageHandler(filters.TEXT, self.on_question),
            MessageHandler(filters.ALL, self.on_unreadable),
            CallbackQueryHandler(self.on_press),
        ]

    async def on_question(self, update: Update, context: Context) -> None:
        """Reply to a question asked in plain text."""
        message, listener = _message(update), await self._listener(update)
        # The matcher computes for tens of milliseconds; meanwhile others are served.
        turn = await asyncio.to_thread(self._guide().hear, message.text or "", listener, f"{update.update_id:x}")
        await _send(message, turn)
        await self._note(update, turn)

    async def on_command(self, update: Update, context: Context) -> None:
        """Reply to a command that the bot knows."""
        message = _message(update)
        name = (message.text or "").split()[0].partition("@")[0].removeprefix("/").lower()
        argument = context.args[0] if context.args else ""
        await _send(message, self._guide().command(name, argument, await self._listener(update)))

    async def on_unknown_command(self, update: Update, context: Context) -> None:
        """Say that there is no such command."""
        await _send(_message(update), self._guide().say("unknown-command", await self._listener(update)))

    async def on_unreadable(self, update: Update, context: Context) -> None:
        """Say that only text can be read."""
        await _send(_message(update), self._guide().say("not-text", await self._listener(update)))

    async def on_press(self, update: Update, context: Context) -> None:
        """Reply to a button, however old."""
        query = update.callback_query
        if query is None:
            return
        turn = self._guide().press(press_from(query.data or ""), await self._listener(update))
        await _stop_spinner(query)
        await self._note(update, turn)
        shown = turn.replaces and isinstance(query.message, Message) and await _replace(query.message, turn.messages[0])
        if not shown:
            await _send_to(context, query.from_user.id, turn)

    async def apologise(self, update: object, context: Context) -> None:
        """Say that a fault of ours happened, be it a reply that Telegram cannot read. By then it is in the log."""
        passes = isinstance(context.error, TelegramError) and not isinstance(context.error, BadRequest)
        if passes or not isinstance(update, Update) or not update.effective_user:
            return
        turn = self._guide().say("apology", await self._listener(update))
        with contextlib.suppress(TelegramError):
            await _send_to(context, update.effective_user.id, turn)

    async def _listener(self, update: Update) -> Listener:
        person = _person(update)
        chosen = await self._people.language_of(self._pseudonym(person.id))
        return Listener(datetime.now(KAZAKHSTAN).date(), chosen, person.language_code)

    async def _note(self, update: Update, turn: Turn) -> None:
        asker = self._pseudonym(_person(update).id)
        if turn.asked:
            await self._log.note(f"{update.update_id:x}", asker, turn.asked)
        if turn.declined:
            await self._log.decline(turn.declined, asker)
        if turn.chosen:
            await self._people.choose_language(asker, turn.chosen)


def _message(update: Update) -> Message:
    if update.effective_message is None:
        raise ValueError("an update without a message reached a handler of messages")
    return update.effective_message


def _person(update: Update) -> User:
    if update.effective_user is None:
        raise ValueError("an update without a sender reached a handler")
    return update.effective_user


async def _send(message: Message, turn: Turn) -> None:
    for said in turn.messages:
        await message.reply_html(
            rendering.html_of(said),
            reply_markup=rendering.keyboard_of(said),
            link_preview_options=_NO_PREVIEW,
        )


async def _send_to(context: Context, chat: int, turn: Turn) -> None:
    for said in turn.messages:
        await context.bot.send_message(
            chat,
            rendering.html_of(said),
            parse_mode=ParseMode.HTML,
            reply_markup=rendering.keyboard_of(said),
            link_preview_options=_NO_PREVIEW,
        )


async def _replace(message: Message, said: Said) -> bool:
    """Change a message into another. Whether that can be read now: one deleted or too old cannot be changed."""
    try:
        await message.edit_text(
            rendering.html_of(said),
            parse_mode=ParseMode.HTML,
            reply_markup=rendering.keyboard_of(said),
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        # Pressing the button of what is already shown changes nothing, and Telegram calls that an error.
        return "not modified" in error.message.lower()
    return True


async def _stop_spinner(query: CallbackQuery) -> None:
    # Telegram takes an answer for some minutes only; the reply itself is still wanted.
    with contextlib.suppress(BadRequest):
        await query.answer()
