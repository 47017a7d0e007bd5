"""Inline mode: somebody types the bot's name and a question in any chat, and chooses an answer to send."""

import contextlib
from collections.abc import Sequence

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.conversation import Card
from bot.telegram import sending

PAGE = 20
"""Answers sent at a time; more come when the person scrolls on."""

_KEPT = 60  # seconds for which Telegram may cache a person's answers; few, because an edit has to show soon
_DESCRIPTION = 200  # characters; Telegram shows about two lines of it


async def answer(query: InlineQuery, cards: Sequence[Card], bot: str, asking: str) -> None:
    """Offer the cards. `asking` is the label of the button above them, which opens the private chat."""
    start = int(query.offset) if query.offset.isascii() and query.offset.isdecimal() and len(query.offset) < 5 else 0
    more = str(start + PAGE) if start + PAGE < len(cards) else ""
    with contextlib.suppress(BadRequest):  # the person has typed on meanwhile, or Telegram has waited too long
        await query.answer(
            [_result(card, bot) for card in cards[start : start + PAGE]],
            cache_time=_KEPT,
            is_personal=True,  # the language may be the person's own choice
            next_offset=more,
            button=InlineQueryResultsButton(asking, start_parameter="inline"),
        )


def _result(card: Card, bot: str) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        sending.html_of(card.message), ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    shown = card.message.shows
    return InlineQueryResultArticle(
        id=shown.entry if shown else card.title[:40],
        title=card.title,
        description=card.text if len(card.text) <= _DESCRIPTION else f"{card.text[:_DESCRIPTION].rstrip()}…",
        input_message_content=content,
        reply_markup=sending.keyboard_of(card.message, bot),
    )
