"""Inline mode: somebody types the bot's name and a question in any chat, and chooses an answer to send.

In guest mode somebody names the bot in a chat that it is not in, and it answers there with one message. Nothing is kept
of that chat: the update is stored without its number, and no message of the bot's is noted.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import structlog
from telegram import (
    InlineQuery,
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.conversation import Asked, Card, Conversation, InlineOffer, Person, Turn
from bot.conversation.inline_offer import elsewhere
from bot.conversation.privacy import is_nothing_left
from bot.conversation.typeahead import SHARED
from bot.site.share_card import HEIGHT, WIDTH
from bot.telegram.context import Context, Event, HandlerContext
from bot.telegram.html import MAX_CAPTION, fitting, html_of
from bot.telegram.outbox import write
from bot.telegram.questions import hearing
from bot.telegram.rate_limit import LONG
from bot.telegram.sending import keyboard_of

PAGE = 20
"""Answers sent at a time; more come when the person scrolls on."""

_KEPT = 60  # seconds for which Telegram may cache a person's answers; few, because an edit has to show soon
_PICTURE = "picture:"  # before an entry's id, in the name of a result
_DESCRIPTION = 200  # characters; Telegram shows about two lines of it


class InlineHandlers:
    """Offers answers to what is typed in other chats, and counts those that are sent there."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._records = context.records

    async def on_query(self, update: Update, context: HandlerContext) -> None:
        """Offer answers to somebody who types the bot's name and a question in any chat."""
        query = update.inline_query
        if query is None:
            return
        event, conversation = self._context.event(update, context), self._context.conversation()
        person = await self._context.person(event)
        offer = await asyncio.to_thread(conversation.look_up, query.query, person)
        asking = conversation.voice.speaker.line("inline-ask", person.language())
        await answer(query, offer.cards, context.bot.username, asking, self._picture(offer, context.bot.username))
        self._context.events.inline_query(bool(offer.cards))
        if offer.asked and not query.offset:
            await write(partial(self._note, event, offer.asked))

    async def on_chosen(self, update: Update, context: HandlerContext) -> None:
        """Count an answer that somebody has sent into a chat, and note the question that it answers."""
        chosen = update.chosen_inline_result
        conversation = self._context.conversation()
        entry = chosen.result_id.removeprefix(_PICTURE) if chosen else ""
        if chosen is None or conversation.library.find(entry) is None:
            return
        shared = chosen.query.rstrip().endswith(SHARED)
        self._context.events.inline_chosen(shared)
        await write(partial(self._records.inline_choices.add, entry, shared))
        if shared:
            return
        event = self._context.event(update, context)
        offer = await asyncio.to_thread(conversation.look_up, chosen.query, await self._context.person(event))
        if offer.asked and entry in conversation.library.entries:
            asked = replace(offer.asked, outcome="answer", answered=(entry,), offered=())
            await write(partial(self._note, event, asked, chosen=True))

    def _picture(self, offer: InlineOffer, bot: str) -> InlineQueryResultPhoto | None:
        """The answer that was named outright as a picture, if the site has one."""
        shown = offer.picture.message.shows if offer.picture else None
        if offer.picture is None or shown is None:
            return None
        library = self._context.conversation().library
        address = self._context.picture_of(library, shown.entry, shown.language)
        return picture_of(offer.picture, shown.entry, address, bot) if address else None

    async def _note(self, event: Event, asked: Asked, chosen: bool = False) -> None:
        if await self._records.log.typed(event.occasion(event.turn), asked, chosen):
            self._context.events.asked(asked.outcome)


async def answer(
    query: InlineQuery, cards: Sequence[Card], bot: str, asking: str, picture: InlineQueryResultPhoto | None = None
) -> None:
    """Offer the cards, and after the first of them its picture.

    `asking` is the label of the button above them, which opens the private chat.
    """
    start = int(query.offset) if query.offset.isascii() and query.offset.isdecimal() and len(query.offset) < 5 else 0
    more = str(start + PAGE) if start + PAGE < len(cards) else ""
    results: list[InlineQueryResult] = [result_of(card, bot) for card in cards[start : start + PAGE]]
    if picture and not start:
        results.insert(1, picture)
    with contextlib.suppress(BadRequest):  # the person has typed on meanwhile, or Telegram has waited too long
        await query.answer(
            results,
            cache_time=_KEPT,
            is_personal=True,  # the language may be the person's own choice
            next_offset=more,
            button=InlineQueryResultsButton(asking, start_parameter="inline"),
        )


def result_of(card: Card, bot: str) -> InlineQueryResultArticle:
    """A card as Telegram takes it, under the id of the entry that it shows. `bot` is the bot's username."""
    content = InputTextMessageContent(
        html_of(card.message, bot), ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    shown = card.message.shows
    return InlineQueryResultArticle(
        id=shown.entry if shown else card.title[:40],
        title=card.title,
        description=card.text if len(card.text) <= _DESCRIPTION else f"{card.text[:_DESCRIPTION].rstrip()}…",
        input_message_content=content,
        reply_markup=keyboard_of(card.message, bot),
    )


def picture_of(card: Card, entry: str, address: str, bot: str) -> InlineQueryResultPhoto:
    """The picture of an answer as Telegram takes it. `address` is where Telegram fetches it."""
    said = fitting(card.message, MAX_CAPTION)
    return InlineQueryResultPhoto(
        id=f"{_PICTURE}{entry}",
        photo_url=address,
        thumbnail_url=address,
        photo_width=WIDTH,  # without its size some apps do not offer a picture at all
        photo_height=HEIGHT,
        title=card.title,  # shown because text is offered beside it
        description=card.text,
        caption=html_of(said, bot),
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard_of(said, bot),
    )


log = structlog.get_logger()


class GuestHandlers:
    """Answers where the bot is a guest: in the short form, with links into the bot in place of buttons."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def on_question(self, update: Update, context: HandlerContext) -> None:
        """Answer a question, and log it like any other."""
        event, conversation = self._context.event(update, context), self._context.conversation()
        person = await self._person(event)
        text = event.text.strip()
        if not text:
            turn = conversation.say("guest-how", person)
        elif event.was_scrubbed and is_nothing_left(text):
            turn = conversation.say("personal-removed", person)
        else:
            turn = conversation.reply(await hearing(conversation, text[:LONG]), person, event.turn)
            turn = conversation.with_removal(turn, person) if event.was_scrubbed else turn
        await self._answer(turn, event, conversation, person)

    async def say(self, name: str, event: Event) -> None:
        """Say one sentence of the wording."""
        conversation, person = self._context.conversation(), await self._person(event)
        await self._answer(conversation.say(name, person), event, conversation, person)

    async def _person(self, event: Event) -> Person:
        """The person who asks, in a chat that others read and the bot cannot write to by itself."""
        return replace(await self._context.person(event), private=False, reachable=False)

    async def _answer(self, turn: Turn, event: Event, conversation: Conversation, person: Person) -> None:
        language = turn.asked.language if turn.asked else person.language()
        label = conversation.voice.speaker.line("open-bot", language)
        said = fitting(elsewhere(turn, label))
        try:
            await event.message.answer_guest_query(result_of(Card(label, "", said), event.bot.username))
        except BadRequest as fault:  # it was asked too long ago, or the message is gone
            log.info("a guest's answer came too late", update=event.update.update_id, reason=str(fault))
        self._context.delivery.arrived(turn, event)
        if turn.asked:
            await write(partial(self._context.records.log.note, event.occasion(event.turn), turn.asked))
