"""Guest mode: somebody names the bot in a chat that it is not in, and it answers there with one message.

Nothing is kept of that chat: the update is stored without its number, and no message of the bot's is noted.
"""

from dataclasses import replace
from functools import partial

import structlog
from telegram import Update
from telegram.error import BadRequest

from bot.conversation import Card, Conversation, Person, Turn
from bot.conversation.inline_offer import elsewhere
from bot.conversation.privacy import is_nothing_left
from bot.telegram.context import Context, Event, HandlerContext
from bot.telegram.html import fitting
from bot.telegram.inline import result_of
from bot.telegram.outbox import write
from bot.telegram.questions import hearing
from bot.telegram.rate_limit import LONG

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
