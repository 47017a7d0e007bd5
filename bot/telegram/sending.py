"""Turn messages into Telegram's HTML and buttons, and send, change and delete them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import quote

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    SwitchInlineQueryChosenChat,
)
from telegram.constants import ChatAction, InlineQueryLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.conversation import (
    AnyButton,
    Button,
    Copy,
    Message,
    Open,
    Share,
)
from bot.conversation.message import Reaction
from bot.conversation.typeahead import SHARED
from bot.telegram.html import html_of, link_to


def keyboard_of(message: Message, bot: str, inline: bool = False) -> InlineKeyboardMarkup | None:
    """The message's buttons, if it has any. `bot` is the bot's username, for links to it.

    `inline`: the bot answers in other chats, so that an answer itself can be shared, not only the link to it.
    """
    if not message.buttons:
        return None
    return InlineKeyboardMarkup([[_button(button, bot, inline) for button in row] for row in message.buttons])


def _keyboard(message: Message, bot: Bot) -> InlineKeyboardMarkup | None:
    return keyboard_of(message, bot.username, bool(bot.supports_inline_queries))


def _button(button: AnyButton, bot: str, inline: bool) -> InlineKeyboardButton:
    match button:
        case Button(label, press):
            return InlineKeyboardButton(label, callback_data=press)
        case Share(label, entry, text) if inline:
            # The person chooses a chat, and there finds the question typed and its answer offered first.
            typed = f"{text} {SHARED}"
            asked = typed if len(typed) <= InlineQueryLimit.MAX_QUERY_LENGTH else entry
            chosen = SwitchInlineQueryChosenChat(
                asked, allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
            )
            return InlineKeyboardButton(label, switch_inline_query_chosen_chat=chosen)
        case Share(label, entry, text):
            # Telegram's own page for sharing a link, where the person chooses a chat.
            url = f"https://t.me/share/url?url={link_to(entry, bot)}&text={quote(text)}"
            return InlineKeyboardButton(label, url=url)
        case Open(label, entry):
            return InlineKeyboardButton(label, url=link_to(entry, bot))
        case Copy(label, text):
            return InlineKeyboardButton(label, copy_text=CopyTextButton(text))


_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes: a chat, the thread in it, and the message that it visibly replies to."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None


async def send(bot: Bot, said: Message, to: Destination) -> int:
    """Send a message and return its number. If a group has become a supergroup, the message goes there."""
    try:
        return await _send(bot, said, to)
    except ChatMigrated as moved:
        return await _send(bot, said, Destination(moved.new_chat_id))  # message numbers did not move along


async def _send(bot: Bot, said: Message, to: Destination) -> int:
    reply = ReplyParameters(to.reply_to, allow_sending_without_reply=True) if to.reply_to else None
    sent = await bot.send_message(
        to.chat,
        html_of(said, bot.username),
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(said, bot),
        link_preview_options=_NO_PREVIEW,
        message_thread_id=to.thread,
        reply_parameters=reply,
    )
    return sent.message_id


async def send_picture(bot: Bot, picture: bytes, said: Message, chat: int) -> None:
    """Send a picture with a message of at most 1,024 characters as its caption."""
    await bot.send_photo(chat, picture, html_of(said, bot.username), parse_mode=ParseMode.HTML)


async def change(bot: Bot, said: Message, chat: int, message: int) -> bool:
    """Change a message into another. Returns whether it now shows that: a deleted or too old one cannot be changed."""
    try:
        await bot.edit_message_text(
            html_of(said, bot.username),
            chat,
            message,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(said, bot),
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        return _is_the_same(error)
    return True


async def change_buttons(bot: Bot, said: Message, chat: int, message: int) -> None:
    """Change the buttons under a message. If it is gone, there is nothing to change."""
    with contextlib.suppress(BadRequest):
        await bot.edit_message_reply_markup(chat, message, reply_markup=_keyboard(said, bot))


async def react(bot: Bot, chat: int, message: int, reaction: Reaction) -> bool:
    """React to somebody's message. Returns whether that shows: a group may allow no reactions."""
    try:
        return await bot.set_message_reaction(chat, message, reaction)
    except BadRequest:
        return False


async def delete(bot: Bot, chat: int, message: int) -> None:
    """Delete one of the bot's messages, if it still exists and is recent enough."""
    with contextlib.suppress(BadRequest):
        await bot.delete_message(chat, message)


@contextlib.asynccontextmanager
async def typing(bot: Bot, to: Destination) -> AsyncIterator[None]:
    """Show meanwhile that the bot is typing. Nothing waits for that, and it does not matter if it fails."""
    showing = asyncio.create_task(_type(bot, to))
    try:
        yield
    finally:
        showing.cancel()


async def _type(bot: Bot, to: Destination) -> None:
    with contextlib.suppress(TelegramError):
        await bot.send_chat_action(to.chat, ChatAction.TYPING, message_thread_id=to.thread)


def _is_the_same(error: BadRequest) -> bool:
    # A button for what is already shown changes nothing, and Telegram calls that an error.
    return "not modified" in error.message.lower()
