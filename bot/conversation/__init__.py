"""What the bot says: a message comes in, and a reply goes out as plain values. Telegram is one way to show it."""

from bot.conversation.about_bot import Operator
from bot.conversation.buttons import Press, press_from
from bot.conversation.catalogue import MostAsked
from bot.conversation.conversation import Conversation
from bot.conversation.dialogue_acts import dialogue_acts
from bot.conversation.effects import Chose, ChoseForm, Declined, Forgotten, Liked, Shortened, WantedNotice
from bot.conversation.heard import Heard, is_ended
from bot.conversation.inline_offer import InlineOffer
from bot.conversation.message import (
    AnyButton,
    Block,
    Button,
    Card,
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
    Shows,
)
from bot.conversation.paused import PausedConversation
from bot.conversation.personal_data import (
    CORRECTING,
    WAITING,
    LastQuestion,
    Notice,
    Occasion,
    Preferences,
    Record,
    SentMessage,
    Surface,
    Wish,
)
from bot.conversation.turns import Asked, Before, Effect, Person, Turn
from bot.conversation.typed_input import Command, command_from, command_in
from bot.conversation.wording import Wording

__all__ = [
    "CORRECTING",
    "WAITING",
    "AnyButton",
    "Asked",
    "Before",
    "Block",
    "Button",
    "Card",
    "Chose",
    "ChoseForm",
    "Citation",
    "Command",
    "Conversation",
    "Copy",
    "Declined",
    "Effect",
    "Extract",
    "Fact",
    "Forgotten",
    "Heading",
    "Heard",
    "InlineOffer",
    "Label",
    "LastQuestion",
    "Liked",
    "MarkedText",
    "Message",
    "MostAsked",
    "Notice",
    "Occasion",
    "Open",
    "Operator",
    "Paragraph",
    "PausedConversation",
    "Person",
    "Preferences",
    "Press",
    "Quotation",
    "Record",
    "Remark",
    "SentMessage",
    "Share",
    "Shortened",
    "Shows",
    "Surface",
    "Turn",
    "WantedNotice",
    "Wish",
    "Wording",
    "command_from",
    "command_in",
    "dialogue_acts",
    "is_ended",
    "press_from",
]
