"""Reply to a question: wait for the rest of the thought, use what it follows on from, and react when it is edited.

The matcher starts while the question is being committed to the inbox; the reply waits for the commit. If a thought
comes in several messages, the bot waits for them a moment and handles them as one.
"""

import asyncio
import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import Update

from bot.conversation import Before, Conversation, Heard, SentMessage, Turn, is_ended
from bot.conversation.privacy import REMOVED, is_nothing_left
from bot.conversation.typed_input import may_choose
from bot.storage import Inbox, Waiting
from bot.telegram import sending
from bot.telegram.context import Context, Event, HandlerContext
from bot.telegram.rate_limit import LONG, RateLimit
from bot.telegram.timing import USUAL, Pace, uncounted

_LONGEST = 15.0  # seconds after which a thought counts as finished even if more comes
_APART = 4  # seconds at most between two messages of one thought; Telegram's dates are whole seconds
_MOST = 5  # messages that may continue one; somebody who writes more in one go is not finishing a thought
_STALE = 10  # seconds after which nobody is still typing


class Continuations:
    """Joins messages that continue one another, so that they are handled as one.

    `holding` counts messages that wait for more. `freed` is set when one starts to wait: others can be handled then.
    """

    def __init__(self, inbox: Inbox, freed: asyncio.Event, pace: Pace = USUAL) -> None:
        self._moment = pace.moment
        self._inbox = inbox
        self._freed = freed
        self._joined: dict[int, list[int]] = {}
        self._news: dict[int, asyncio.Event] = {}
        self.holding = 0

    def arrived(self, chats: Iterable[int]) -> None:
        """Wake the messages that wait for more in these chats."""
        for chat in chats:
            if chat in self._news:
                self._news[chat].set()

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """Let other chats be handled while a message waits for something."""
        self.holding += 1
        self._freed.set()
        try:
            yield
        finally:
            self.holding -= 1

    async def more(self, update_id: int, chat: int, date: int, now: float) -> list[dict[str, Any]]:
        """Wait a moment for messages that continue one, and return them. They are not handled again after that.

        `date` is the message's date and `now` the current time, both in seconds since 1970.
        """
        loop = asyncio.get_running_loop()
        patience = 0.0 if now - date > _STALE else self._moment
        started, quiet_from = loop.time(), loop.time()
        followed: list[Waiting] = []
        news = self._news.setdefault(chat, asyncio.Event())
        self.holding += 1
        self._freed.set()
        try:
            while True:
                news.clear()
                found, ended = _continuing(await self._inbox.behind(update_id, chat, _MOST), date)
                if len(found) > len(followed):
                    followed, quiet_from = found, loop.time()
                left = min(quiet_from + patience, started + _LONGEST) - loop.time()
                if ended or left <= 0 or not await _within(news, left):
                    break
            self._joined[update_id] = [each.update_id for each in followed]
        finally:
            self.holding -= 1
            self._news.pop(chat, None)
        return [each.body["message"] for each in followed]

    def joined(self, update_id: int) -> list[int]:
        """The numbers of the updates that were handled together with one, its own included."""
        return [update_id, *self._joined.pop(update_id, ())]


def _continuing(behind: Iterable[Waiting], date: int) -> tuple[list[Waiting], bool]:
    """The messages that continue the first, and whether the thought is known to end with them."""
    found: list[Waiting] = []
    for waiting in behind:
        message = waiting.body.get("message", {})
        if "text" not in message or message.get("entities") or message["date"] - date > _APART:
            return found, True
        found.append(waiting)
        date = message["date"]
        if is_ended(message["text"]):
            return found, True
    return found, len(found) == _MOST


async def _within(news: asyncio.Event, seconds: float) -> bool:
    try:
        with uncounted():
            await asyncio.wait_for(news.wait(), seconds)
    except TimeoutError:
        return False
    return True


_AT_ONCE = 8  # questions started early; under more load than that there is a queue anyway
# More threads than cores compute no faster, and each makes the event loop wait longer for its turn.
_MATCHING = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="matching")
# Long texts are understood one at a time, and in a thread of their own: nobody else's question waits for them.
_LONG_ONES = ThreadPoolExecutor(max_workers=1, thread_name_prefix="matching-long")
_KEPT = 10.0  # seconds; what nobody has asked for by then was a duplicate, or was stopped by the rate limit


@dataclass(frozen=True, slots=True)
class _Begun:
    conversation: Conversation
    text: str
    hearing: asyncio.Future[Heard]


class Prefetch:
    """The questions that the matcher has started on before they were committed, by the numbers of their updates."""

    def __init__(self, conversation: Callable[[], Conversation]) -> None:
        self._conversation = conversation
        self._begun: dict[int, _Begun] = {}

    def begin(self, updates: Iterable[dict[str, Any]]) -> None:
        """Start matching the plain questions among slimmed updates."""
        for update in updates:
            number, text = update["update_id"], _question(update)
            if 0 < len(text) <= LONG and number not in self._begun and len(self._begun) < _AT_ONCE:
                conversation = self._conversation()
                self._begun[number] = _Begun(conversation, text, hearing(conversation, text))
                asyncio.get_running_loop().call_later(_KEPT, self._begun.pop, number, None)

    def hear(self, update_id: int, conversation: Conversation, text: str) -> asyncio.Future[Heard]:
        """Understand a question. An early start is used if neither the text nor the content has changed since."""
        known = self._begun.pop(update_id, None)
        if known and known.conversation is conversation and known.text == text:
            return known.hearing
        return hearing(conversation, text)


def hearing(conversation: Conversation, text: str) -> asyncio.Future[Heard]:
    """Understand a text: at once if the result is remembered, so that it does not wait for a thread."""
    if not conversation.remembers(text):
        return in_thread(conversation.hear, text)
    done = asyncio.get_running_loop().create_future()
    done.set_result(conversation.hear(text))
    return done


def in_thread(work: Callable[..., Heard], *arguments: object) -> asyncio.Future[Heard]:
    """Run the matcher in a thread: it takes tens of milliseconds, and meanwhile the loop serves others."""
    return asyncio.get_running_loop().run_in_executor(_MATCHING, work, *arguments)


def _question(update: dict[str, Any]) -> str:
    """The question in an update: plain text in a private chat, without a command. Empty for anything else."""
    message = update.get("message", {})
    if message.get("chat", {}).get("type") != "private" or message.get("entities"):
        return ""
    return str(message.get("text", ""))


_BLINK = 0.4  # seconds after which the person is shown that a reply is being worked on
_ON_SCREEN = timedelta(minutes=10)  # for which an answer is what a message without a subject is about
_JUST_NOW = 60  # seconds within which the same question gets a word on where its answer stands
_MOMENT = 2  # seconds within which a message continues the one before it


class Questions:
    """Replies to what people write."""

    def __init__(self, context: Context, continuations: Continuations, prefetch: Prefetch, flood: RateLimit) -> None:
        self._context = context
        self._prefetch = prefetch
        self._flood = flood
        self._records = context.records
        self._continuations = continuations
        self._one_long = asyncio.Semaphore(1)

    async def on_question(self, update: Update, context: HandlerContext) -> None:
        """Reply to a question asked in words."""
        event, conversation = self._context.event(update, context), self._context.conversation()
        if event.was_scrubbed and is_nothing_left(event.text):
            await self._say_what_was_removed(event)
            return
        is_long = len(event.text) > LONG
        begun = None if is_long else self._prefetch.hear(update.update_id, conversation, event.text)
        before, person = await asyncio.gather(self._before(event), self._context.person(event))
        heard = await (_ended(begun, event) if begun else self._heard(conversation, event.text, event))
        before = before or await self._on_screen(event, heard)
        if before and not is_long:  # a long one says itself what it is about
            alone, start = heard, before
            heard = await _ended(in_thread(conversation.hear_on, alone, start), event)
        last, rest_was_scrubbed = event.message.message_id, False
        if event.private and heard.may_go_on and not is_long:
            heard, last, rest_was_scrubbed = await self._hear_out(heard, conversation, event)
        turn = conversation.reply(heard, person, event.turn)
        above = await self._above(turn, event)
        turn = conversation.answered_above(turn, person) if above else turn
        if event.was_scrubbed or rest_was_scrubbed:
            turn = conversation.with_removal(turn, person)
        await self._context.delivery.deliver(turn, event, conversation.library.version, last, above)

    async def _above(self, turn: Turn, event: Event) -> int | None:
        """The number of the message that answered the same person with the same entry just now, if it still stands."""
        asked = turn.asked
        if asked is None or asked.outcome != "answer" or len(asked.answered) != 1:
            return None
        if not self._flood.wrote_just_before(event.user.id, _JUST_NOW):
            return None  # nobody else waits for the query
        since = datetime.now(UTC) - timedelta(seconds=_JUST_NOW)
        return await self._records.sent_messages.shown_since(event.place, event.asker, asked, since)

    async def _hear_out(self, heard: Heard, conversation: Conversation, event: Event) -> tuple[Heard, int, bool]:
        """Wait a moment for the rest of a thought and understand it whole.

        Also returns its last message's number, and whether personal data was taken out of the rest.
        """
        date = int(event.message.date.timestamp())
        async with sending.typing(event.bot, event.destination()):
            more = await self._continuations.more(event.update.update_id, event.chat, date, time.time())
        if not more:
            return heard, event.message.message_id, False
        self._flood.spend(event.user.id, len(more))
        text = "\n".join([heard.text, *(message["text"] for message in more)])
        was_scrubbed = any(message.get("scrubbed") for message in more)
        return await self._heard(conversation, text, event), more[-1]["message_id"], was_scrubbed

    async def _heard(self, conversation: Conversation, text: str, event: Event) -> Heard:
        """Understand a text; a long one after all the long ones before it."""
        if len(text) <= LONG or conversation.remembers(text):
            return await _ended(hearing(conversation, text), event)
        with self._continuations.aside():
            with uncounted():
                await self._one_long.acquire()
            loop = asyncio.get_running_loop()
            began = loop.time()
            try:
                return await _ended(loop.run_in_executor(_LONG_ONES, conversation.hear, text), event)
            finally:
                # As long a pause after it: together they take at most half a processor.
                loop.call_later(loop.time() - began, self._one_long.release)

    async def _before(self, event: Event) -> Before | None:
        """What a message follows on from: the answer it replies to, or what its writer asked a moment ago."""
        replied = event.message.reply_to_message
        if replied:
            entry = await self._records.sent_messages.entry_of(event.place, replied.message_id)
            return Before((entry,)) if entry else await self._offered(event, replied.message_id)
        if not event.private or may_choose(event.text) or not self._flood.wrote_just_before(event.user.id, _MOMENT):
            return None  # older questions are not looked up: everybody would wait for the query
        last = await self._records.log.last_of(event.asker)
        if last and last.entries and 0 <= (event.at - last.at).total_seconds() <= _MOMENT:
            return Before(last.entries, last.text)
        return None

    async def _on_screen(self, event: Event, heard: Heard) -> Before | None:
        """The answer that the writer has before them, for a message that may be about it."""
        if not event.private or not heard.follows_on:
            return None  # nobody else waits for the query
        since = event.at - _ON_SCREEN
        last = await self._records.log.on_screen(event.asker, since)
        # What was opened with a button is on the screen too, and is in no log of questions.
        shown = await self._records.sent_messages.shown_lately(event.place, since)
        if shown is None:
            return last
        return replace(last, entries=(shown,)) if last else Before((shown,))

    async def _offered(self, event: Event, message: int) -> Before | None:
        """The choices in one of the bot's messages, which somebody replies to."""
        if not may_choose(event.text):
            return None
        turn = await self._records.sent_messages.turn_of(event.place, message)
        return await self._records.log.offered_in(turn) if turn else None

    async def _say_what_was_removed(self, event: Event) -> None:
        """Say that a message was nothing but personal data. It is noted which one: an edit of it is not told again."""
        conversation, number = self._context.conversation(), event.message.message_id
        turn = conversation.say("personal-removed", await self._context.person(event))
        await self._context.delivery.deliver(turn, event, conversation.library.version, number)

    async def on_edit(self, update: Update, context: HandlerContext) -> None:
        """Change the reply to a question that was edited. If it never got a reply, treat it as a new question.

        That personal data was removed is said once: the notice below the earlier reply stays where it is.
        """
        event, conversation = self._context.event(update, context), self._context.conversation()
        standing = await self._records.sent_messages.replies_to(event.place, event.message.message_id)
        if not standing:
            await self.on_question(update, context)
            return
        notice = await self._notice_among(standing, event)
        replies = [letter for letter in standing if letter is not notice]
        turn = await self._edited(event, conversation, replies[0].turn if replies else event.turn, notice is not None)
        if replies:
            await self._context.delivery.rewrite(replies, turn, event, conversation.library.version)
        elif turn.messages:
            number = event.message.message_id
            await self._context.delivery.deliver(turn, event, conversation.library.version, number)

    async def _edited(self, event: Event, conversation: Conversation, name: str, is_told: bool) -> Turn:
        """The turn that replies to an edited message. `is_told`: of personal data in it, its writer knows already."""
        person = await self._context.person(event)
        if event.was_scrubbed and is_nothing_left(event.text):
            return Turn(()) if is_told else conversation.say("personal-removed", person)
        turn = conversation.reply(await self._heard(conversation, event.text, event), person, name)
        return conversation.with_removal(turn, person) if event.was_scrubbed and not is_told else turn

    async def _notice_among(self, standing: Sequence[SentMessage], event: Event) -> SentMessage | None:
        """The reply that says already what has to be said again: that personal data was removed from the message.

        It shows no entry, and the log has what the message was before: nothing, or a text with the mark of a removal.
        """
        if not event.was_scrubbed:
            return None
        before = await self._records.log.text_of(standing[0].turn, event.asker)
        notices = [letter for letter in standing if letter.entry is None]
        return notices[-1] if notices and (REMOVED in before or not before) else None


async def _ended(working: asyncio.Future[Heard], event: Event) -> Heard:
    """Wait for the result. If it takes longer than a blink, show the person that the bot is working on it."""
    await asyncio.wait({working}, timeout=_BLINK)
    if working.done():
        return working.result()
    async with sending.typing(event.bot, event.destination()):
        return await working
