"""Turn messages into Telegram's HTML, and keep them within its limits. The only place that writes HTML for it.

It needs nothing of Telegram's library, so that a command which only prints a reply need not load that.
"""

from dataclasses import replace
from html import escape

from bot.content.claims import FOLDED_LINES, LINE
from bot.conversation import (
    Block,
    Citation,
    Extract,
    Fact,
    Heading,
    Label,
    MarkedText,
    Message,
    Paragraph,
    Quotation,
    Remark,
)

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
