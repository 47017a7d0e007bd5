"""What is said: a message comes in, a reply goes out as plain values. Telegram is one way to show it."""

from bot.conversation.buttons import Press, press_from
from bot.conversation.guide import Guide, Heard, is_ended
from bot.conversation.message import (
    Block,
    Button,
    Card,
    Citation,
    Heading,
    Label,
    Message,
    Open,
    Paragraph,
    Passage,
    Quotation,
    Remark,
    Share,
    Shows,
)
from bot.conversation.paused import PausedGuide
from bot.conversation.personal_data import CORRECTING, WAITING, LastQuestion, Letter, Notice, Occasion, Record, Wish
from bot.conversation.turns import Asked, Before, Chose, Declined, Deed, Forgotten, Liked, Listener, Turn, Wanted
from bot.conversation.wording import Wording

__all__ = [
    "CORRECTING",
    "WAITING",
    "Asked",
    "Before",
    "Block",
    "Button",
    "Card",
    "Chose",
    "Citation",
    "Declined",
    "Deed",
    "Forgotten",
    "Guide",
    "Heading",
    "Heard",
    "Label",
    "LastQuestion",
    "Letter",
    "Liked",
    "Listener",
    "Message",
    "Notice",
    "Occasion",
    "Open",
    "Paragraph",
    "Passage",
    "PausedGuide",
    "Press",
    "Quotation",
    "Record",
    "Remark",
    "Share",
    "Shows",
    "Turn",
    "Wanted",
    "Wish",
    "Wording",
    "is_ended",
    "press_from",
]
