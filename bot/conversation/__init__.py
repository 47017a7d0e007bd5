"""What is said: a message comes in, a reply goes out as plain values. Telegram is one way to show it."""

from bot.conversation.guide import Asked, Guide, Listener, Turn
from bot.conversation.message import Block, Button, Citation, Heading, Message, Paragraph, Quotation, Remark
from bot.conversation.presses import Press, press_from
from bot.conversation.wording import Wording

__all__ = [
    "Asked",
    "Block",
    "Button",
    "Citation",
    "Guide",
    "Heading",
    "Listener",
    "Message",
    "Paragraph",
    "Press",
    "Quotation",
    "Remark",
    "Turn",
    "Wording",
    "press_from",
]
