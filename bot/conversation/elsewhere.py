"""A reply as one message for a chat that the bot is not in: no button there can come back to it."""

from collections.abc import Iterator

from bot.conversation.buttons import press_from
from bot.conversation.message import Button, Message, Open
from bot.conversation.turns import Turn

OPENED = "inline"
"""What a link into the bot carries that opens no entry, but its welcome."""


def elsewhere(turn: Turn, label: str) -> Message:
    """All that a turn says, with links that open in the bot what its buttons would show. `label`: "open the bot"."""
    blocks = tuple(block for message in turn.messages for block in message.blocks)
    shown = [Open(label, message.shows.entry) for message in turn.messages if message.shows]
    links = shown or [link for message in turn.messages for link in _links(message)] or [Open(label, OPENED)]
    return Message(blocks, tuple((link,) for link in links))


def _links(message: Message) -> Iterator[Open]:
    for button in (button for row in message.buttons for button in row):
        press = press_from(button.press) if isinstance(button, Button) else None
        if press and press.verb in ("choose", "answer"):
            yield Open(button.label, press.about)
