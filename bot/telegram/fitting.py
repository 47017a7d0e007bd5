"""Cut a message of unknown length, such as the gate's complaints, to what Telegram takes."""

from dataclasses import replace

from bot.conversation import Block, Message, Paragraph, Quotation
from bot.telegram.rendering import MAX_TEXT, visible_length

_CUT = "…"


def fitting(message: Message, most: int = MAX_TEXT) -> Message:
    """As many of its blocks as fit, from the top; the one that no longer does is cut, the buttons stay."""
    kept: tuple[Block, ...] = ()
    for block in message.blocks:
        if visible_length(Message((*kept, block))) > most:
            return replace(message, blocks=(*kept, *_cut(kept, block, most)))
        kept = (*kept, block)
    return message


def _cut(kept: tuple[Block, ...], block: Block, most: int) -> tuple[Block, ...]:
    """What of a block fits below those above it; nothing of one that is read whole or not at all."""
    if not isinstance(block, Paragraph | Quotation):
        return ()
    room = most - visible_length(Message((*kept, replace(block, text=""))))
    text = block.text.encode("utf-16-le")[: 2 * (room - len(_CUT))].decode("utf-16-le", "ignore")
    return (replace(block, text=text.rstrip() + _CUT),) if room > len(_CUT) else ()
