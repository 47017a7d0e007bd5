"""Send, change and delete the bot's messages: rendered, without previews, and where Telegram has moved the chat to."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from telegram import Bot, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.conversation import Message
from bot.telegram import html

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes: a chat, the thread in it, and the message it replies to so that all see to which."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None


async def send(bot: Bot, said: Message, to: Destination) -> int:
    """Send a message; returns its number. A group that has become a supergroup gets it there."""
    try:
        return await _send(bot, said, to)
    except ChatMigrated as moved:
        return await _send(bot, said, Destination(moved.new_chat_id))  # numbers of messages did not move along


async def _send(bot: Bot, said: Message, to: Destination) -> int:
    reply = ReplyParameters(to.reply_to, allow_sending_without_reply=True) if to.reply_to else None
    sent = await bot.send_message(
        to.chat,
        html.html_of(said),
        parse_mode=ParseMode.HTML,
        reply_markup=html.keyboard_of(said, bot.username),
        link_preview_options=_NO_PREVIEW,
        message_thread_id=to.thread,
        reply_parameters=reply,
    )
    return sent.message_id


async def send_picture(bot: Bot, picture: bytes, said: Message, chat: int) -> None:
    """Send a picture with a message under it, of at most 1,024 characters."""
    await bot.send_photo(chat, picture, html.html_of(said), parse_mode=ParseMode.HTML)


async def change(bot: Bot, said: Message, chat: int, message: int) -> bool:
    """Change a message into another. Whether that can be read now: one deleted or too old cannot be changed."""
    try:
        await bot.edit_message_text(
            html.html_of(said),
            chat,
            message,
            parse_mode=ParseMode.HTML,
            reply_markup=html.keyboard_of(said, bot.username),
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        return _is_the_same(error)
    return True


async def change_buttons(bot: Bot, said: Message, chat: int, message: int) -> None:
    """Change the buttons under a message. Where it is gone, there is nothing to change."""
    with contextlib.suppress(BadRequest):
        await bot.edit_message_reply_markup(chat, message, reply_markup=html.keyboard_of(said, bot.username))


async def delete(bot: Bot, chat: int, message: int) -> None:
    """Delete a message of the bot's, if it is still there and young enough."""
    with contextlib.suppress(BadRequest):
        await bot.delete_message(chat, message)


@contextlib.asynccontextmanager
async def typing(bot: Bot, to: Destination) -> AsyncIterator[None]:
    """Show meanwhile that a reply is being worked on. Nobody waits for that, and it is no loss if it fails."""
    showing = asyncio.create_task(_type(bot, to))
    try:
        yield
    finally:
        showing.cancel()


async def _type(bot: Bot, to: Destination) -> None:
    with contextlib.suppress(TelegramError):
        await bot.send_chat_action(to.chat, ChatAction.TYPING, message_thread_id=to.thread)


def _is_the_same(error: BadRequest) -> bool:
    # Pressing the button of what is already shown changes nothing, and Telegram calls that an error.
    return "not modified" in error.message.lower()
