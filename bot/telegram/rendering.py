"""Turn a message into Telegram's HTML and buttons. The only place that writes HTML."""

from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.conversation import Block, Button, Citation, Heading, Message, Paragraph, Quotation, Remark

# What Telegram takes: UTF-16 units of text after its markup is read, and bytes behind a button.
MAX_TEXT = 4096
MAX_BUTTON_BYTES = 64

_LONG_QUOTE = 400  # characters; from here on a phone's screen is full, so the quote is shown folded


def html_of(message: Message) -> str:
    """The message as Telegram HTML. Whatever a person or a curator wrote is escaped."""
    parts: list[str] = []
    for number, block in enumerate(message.blocks):
        if number:
            parts.append(_gap(message.blocks[number - 1], block))
        parts.append(_block(block))
    return "".join(parts)


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<b>{_plain(text)}</b>"
        case Paragraph(text):
            return _plain(text)
        case Remark(text):
            return f"<i>{_plain(text)}</i>"
        case Quotation(text):
            tag = "blockquote expandable" if len(text) > _LONG_QUOTE else "blockquote"
            return f"<{tag}>{_plain(text)}</blockquote>"
        case Citation(before, linked, after, url):
            title = f'<a href="{escape(url)}">{_plain(linked)}</a>' if url else _plain(linked)
            return f"{_plain(before)}{title}{_plain(after)}"


def _plain(text: str) -> str:
    return escape(text, quote=False)


def _gap(above: Block, below: Block) -> str:
    belongs = isinstance(below, Quotation) or (isinstance(above, Quotation) and not isinstance(below, Paragraph))
    return "\n" if belongs and not isinstance(above, Paragraph | Heading | Citation) else "\n\n"


def keyboard_of(message: Message) -> InlineKeyboardMarkup | None:
    """The message's buttons, if it has any."""
    if not message.buttons:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in message.buttons])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.press)


def visible_length(message: Message) -> int:
    """The length of a message as Telegram counts it: UTF-16 units, without the markup."""
    total = 0
    for number, block in enumerate(message.blocks):
        total += len(_gap(message.blocks[number - 1], block)) if number else 0
        total += len(_words(block).encode("utf-16-le")) // 2
    return total


def _words(block: Block) -> str:
    match block:
        case Citation(before, linked, after, _):
            return before + linked + after
        case _:
            return block.text
