"""Turn messages into Telegram's HTML and buttons, and send, change and delete them. The only place that writes HTML."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from html import escape
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

from bot.content.claims import FOLDED_LINES, LINE
from bot.conversation import (
    AnyButton,
    Block,
    Button,
    Citation,
    Copy,
    Extract,
    Fact,
    Heading,
    Label,
    MarkedText,
    Message,
    Open,
    Paragraph,
    Quotation,
    Remark,
    Share,
)
from bot.conversation.reactions import Reaction
from bot.conversation.typeahead import SHARED

# Telegram's limits: UTF-16 units of text, not counting markup, and bytes behind a button.
MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BUTTON_BYTES = 64

_LONG_QUOTE = 400  # characters; a longer quote fills a phone's screen, so it is shown folded
_FOLDED = FOLDED_LINES * LINE  # characters that show of a folded quotation; a shorter one needs no fold


def html_of(message: Message, bot: str = "") -> str:
    """The message as Telegram HTML. Everything that a person or a curator wrote is escaped.

    `bot` is the bot's username, for links to it. Without it there are none.
    """
    parts: list[str] = []
    for number, block in enumerate(message.blocks):
        if number:
            parts.append(_gap(message.blocks[number - 1], block))
        parts.append(_block(block, bot))
    return "".join(parts)


def _block(block: Block, bot: str) -> str:
    match block:
        case Heading(text):
            return f"<b>{_plain(text)}</b>"
        case Paragraph(text):
            return _plain(text)
        case Remark(text) | Label(text):
            return f"<i>{_plain(text)}</i>"
        case Fact():
            return "".join(f"<b>{_plain(text)}</b>" if asked_for else _plain(text) for text, asked_for in block.parts)
        case Quotation(text, folds, mark, label, original):
            longest = _FOLDED if folds else _LONG_QUOTE
            tag = "blockquote expandable" if original or len(text) > longest else "blockquote"
            above = f"<i>{_plain(mark)}</i> " if mark else ""
            below = f"\n\n<i>{_plain(label)}</i>\n{_plain(original)}" if original else ""
            return f"<{tag}>{above}{_plain(text)}{below}</blockquote>"
        case Extract(before, quoted, after):
            marked = f"<b>{_plain(quoted)}</b>" if quoted else ""
            return f"<blockquote>{_plain(before)}{marked}{_plain(after)}</blockquote>"
        case MarkedText():
            return f"<blockquote>{''.join(map(_piece, block.parts))}</blockquote>"
        case Citation(before, linked, after, url, place):
            address = url or (link_to(str(place), bot) if place and bot else None)
            title = f'<a href="{escape(address)}">{_plain(linked)}</a>' if address else _plain(linked)
            return f"{_plain(before)}{title}{_plain(after)}"


def _piece(piece: tuple[str, bool]) -> str:
    text, is_marked = piece
    return f"<b>{_plain(text)}</b>" if is_marked else _plain(text)


def _plain(text: str) -> str:
    return escape(text, quote=False)


def _gap(above: Block, below: Block) -> str:
    """The space between two blocks: none where they belong together, as a quotation and its source do."""
    match above, below:
        case (
            (Label(), _)
            | (Heading(), Fact())
            | (Fact(), Quotation())
            | (Quotation() | Extract() | MarkedText(), Label() | Citation())
            | (Citation(), Remark())
        ):
            return "\n"
        case _:
            return "\n\n"


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


def link_to(named: str, bot: str) -> str:
    """The link that opens an entry, or a place in an article, in the chat with the bot."""
    return f"https://t.me/{bot}?start={named}"


def visible_length(message: Message) -> int:
    """The length of a message as Telegram counts it: UTF-16 units, without the markup."""
    total = 0
    for number, block in enumerate(message.blocks):
        total += len(_gap(message.blocks[number - 1], block)) if number else 0
        total += len(_words(block).encode("utf-16-le")) // 2
    return total


def _words(block: Block) -> str:
    match block:
        case Citation(before, linked, after):
            return before + linked + after
        case Extract(before, quoted, after):
            return before + quoted + after
        case Fact():
            return "".join(text for text, _ in block.parts)
        case Quotation(text, _, mark, label, original) if original:
            return f"{mark} {text}\n\n{label}\n{original}"
        case _:
            return block.text


_CUT = "…"


def fitting(message: Message, most: int = MAX_TEXT) -> Message:
    """Shorten a message to `most` units: keep the blocks that fit, from the top, and cut the next. Buttons stay."""
    kept: tuple[Block, ...] = ()
    for block in message.blocks:
        if visible_length(Message((*kept, block))) > most:
            return replace(message, blocks=(*kept, *_cut(kept, block, most)))
        kept = (*kept, block)
    return message


def _cut(kept: tuple[Block, ...], block: Block, most: int) -> tuple[Block, ...]:
    """The part of a block that fits below those above it; nothing if the block makes sense only as a whole."""
    if not isinstance(block, Paragraph | Quotation):
        return ()
    room = most - visible_length(Message((*kept, replace(block, text=""))))
    text = block.text.encode("utf-16-le")[: 2 * (room - len(_CUT))].decode("utf-16-le", "ignore")
    return (replace(block, text=text.rstrip() + _CUT),) if room > len(_CUT) else ()


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
