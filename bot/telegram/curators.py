"""The desk in Telegram, for curators only: it knows them by their numeric ids, and serves them in their private chats.

For everybody else the desk does not exist: its commands and buttons are treated like any that the bot does not know.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from telegram import Update
from telegram.constants import MessageLimit
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.content import Language, Library, Problem
from bot.conversation import Turn
from bot.desk_chat import Curator, DeskChat, Said, check_report, desk_press_from, stats_report
from bot.stats.stats import Stats
from bot.telegram import sending
from bot.telegram.context import Context, Event, HandlerContext
from bot.telegram.html import fitting
from bot.telegram.timing import uncounted

_DAYS = 30  # days that /stats covers

Callback = Callable[[Update, HandlerContext], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Staff:
    """The curators' ids and what serves them. `examined` returns the gate's verdict, and takes seconds to compute it.

    Without `stats` there is no /stats. `console` is the console's https address, if it has one.
    """

    ids: frozenset[int]
    talk: DeskChat
    examined: Callable[[], tuple[Library | None, list[Problem]]]
    stats: Stats | None = None
    console: str | None = None

    def commands(self, language: Language) -> list[tuple[str, str]]:
        """The curators' commands, as (name, description)."""
        return [(name, told) for name, told in self.talk.commands(language) if name != "stats" or self.stats]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The handlers for what a curator does outside the desk: the same as for anybody else."""

    question: Callback
    edit: Callback
    cancel: Callback
    help: Callback


class CuratorHandlers:
    """The handlers of curators' commands, words and buttons."""

    def __init__(self, context: Context, staff: Staff, otherwise: Otherwise) -> None:
        self._context = context
        self._staff = staff
        self._talk = staff.talk
        self._otherwise = otherwise

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """The handlers, which must be tried before all others."""
        theirs = filters.ChatType.PRIVATE & filters.User(self._staff.ids)
        new, changed = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
        words = filters.TEXT & ~filters.COMMAND & theirs
        counted = self._staff.stats
        return [
            CommandHandler("review", self.on_review, new & theirs),
            CommandHandler("audit", self.on_audit, new & theirs),
            CommandHandler("proposals", self.on_proposals, new & theirs),
            CommandHandler("refuse", self.on_refuse, new & theirs),
            CommandHandler("drafts", self.on_drafts, new & theirs),
            CommandHandler("entry", self.on_entry, new & theirs),
            *([CommandHandler("stats", partial(self.on_stats, counted), new & theirs)] if counted else []),
            CommandHandler("check", self.on_check, new & theirs),
            CommandHandler("cancel", self.on_cancel, new & theirs),
            CommandHandler("help", self.on_help, new & theirs),
            MessageHandler(words & changed, self.on_edit),
            MessageHandler(words & new, self.on_words),
            _Presses(self.on_press, self._staff.ids),
        ]

    async def on_review(self, update: Update, context: HandlerContext) -> None:
        """Show the first waiting group."""
        event, curator = await self._met(update, context)
        await self._deliver(await self._talk.review(curator), event)

    async def on_audit(self, update: Update, context: HandlerContext) -> None:
        """Show the first answer that waits to be looked at."""
        event, curator = await self._met(update, context)
        turn = await self._talk.audit(curator)
        if turn is not None:
            await self._deliver(turn, event)

    async def on_proposals(self, update: Update, context: HandlerContext) -> None:
        """Show what waits for a publisher."""
        event, curator = await self._met(update, context)
        await self._deliver(await self._talk.proposals(curator), event)

    async def on_refuse(self, update: Update, context: HandlerContext) -> None:
        """Refuse a proposal, with the reason that follows its number."""
        event, curator = await self._met(update, context)
        await self._deliver(await self._talk.refuse(event.text, curator), event)

    async def on_drafts(self, update: Update, context: HandlerContext) -> None:
        """Show what curators are writing."""
        event, curator = await self._met(update, context)
        await self._deliver(await self._talk.drafts(curator), event)

    async def on_entry(self, update: Update, context: HandlerContext) -> None:
        """Open an entry to change it."""
        event, curator = await self._met(update, context)
        words = (event.message.text or "").partition(" ")[2]
        await self._deliver(await self._talk.entry(words, curator), event)

    async def on_stats(self, stats: Stats, update: Update, context: HandlerContext) -> None:
        """Show the statistics of the last 30 days, with a chart."""
        event, curator = await self._met(update, context)
        async with _working(event):
            numbers, audited = await stats.latest(_DAYS), await stats.audited()
            picture = await asyncio.to_thread(stats.picture, numbers, curator.language)
        said = fitting(
            stats_report(self._talk.says(curator.language), numbers, _DAYS, audited), MessageLimit.CAPTION_LENGTH
        )
        await sending.send_picture(event.bot, picture, said, event.chat)

    async def on_check(self, update: Update, context: HandlerContext) -> None:
        """Report what the gate finds in the content's files."""
        event, curator = await self._met(update, context)
        async with _working(event):
            library, problems = await asyncio.to_thread(self._staff.examined)
        report = check_report(self._talk.says(curator.language), library, problems, curator.language)
        await self._deliver(Turn((report,)), event)

    async def on_cancel(self, update: Update, context: HandlerContext) -> None:
        """Stop writing an entry; if none is being written, do what /cancel does for anybody."""
        event, curator = await self._met(update, context)
        turn = await self._talk.cancel(curator)
        if turn is None:
            await self._otherwise.cancel(update, context)
        else:
            await self._deliver(turn, event)

    async def on_help(self, update: Update, context: HandlerContext) -> None:
        """Say what everybody is told, and then the curators' own commands."""
        await self._otherwise.help(update, context)
        event, curator = await self._met(update, context)
        commands = self._staff.commands(curator.language)
        await self._deliver(self._talk.help(commands, curator.language), event)

    async def on_words(self, update: Update, context: HandlerContext) -> None:
        """Take the words for the entry that is being written; if there is none, they are a question like anybody's."""
        if not await self._hear(update, context, again=False):
            await self._otherwise.question(update, context)

    async def on_edit(self, update: Update, context: HandlerContext) -> None:
        """Take a curator's edit of words for an entry; if they were a question, treat it like anybody's edit."""
        if not await self._hear(update, context, again=True):
            await self._otherwise.edit(update, context)

    async def _hear(self, update: Update, context: HandlerContext, again: bool) -> bool:
        event, curator = await self._met(update, context)
        said = Said(event.message.text or "", event.message.message_id, update.update_id, again)
        turn = await self._talk.hear(said, curator)
        if turn is not None:
            await self._deliver(turn, event)
        return turn is not None

    async def on_press(self, update: Update, context: HandlerContext) -> None:
        """Reply to a desk button, however old."""
        query = update.callback_query
        press = desk_press_from(query.data or "") if query else None
        if query is None or press is None:
            return
        event, curator = await self._met(update, context)
        with contextlib.suppress(BadRequest):  # Telegram accepts an answer only for some minutes
            await query.answer()
        async with _working(event):
            turn = await self._talk.press(press, curator)
        version = self._context.conversation().library.version
        await self._context.delivery.show(_fitted(turn), event, version)

    async def _met(self, update: Update, context: HandlerContext) -> tuple[Event, Curator]:
        event = self._context.event(update, context)
        person = await self._context.person(event)
        return event, Curator(f"telegram:{event.user.id}", person.language())

    async def _deliver(self, turn: Turn, event: Event) -> None:
        await self._context.delivery.deliver(_fitted(turn), event, self._context.conversation().library.version)


@contextlib.asynccontextmanager
async def _working(event: Event) -> AsyncIterator[None]:
    """Show that the bot is working for a curator, and do not count the time against the limit.

    The gate reads and learns the whole content. Given up halfway, its thread would go on and change the files.
    """
    with uncounted():
        async with sending.typing(event.bot, event.destination()):
            yield


class _Presses(CallbackQueryHandler[Any, Any]):
    """Handles desk buttons, but only those that curators press in their private chats."""

    def __init__(self, callback: Callback, ids: frozenset[int]) -> None:
        super().__init__(callback)  # type: ignore[arg-type]  # any awaitable will do
        self._ids = ids

    def check_update(self, update: object) -> bool | object | None:
        """Whether the update is such a button."""
        if not isinstance(update, Update) or not update.callback_query:
            return None
        chat = update.effective_chat
        theirs = update.callback_query.from_user.id in self._ids and (chat is None or chat.type == chat.PRIVATE)
        return theirs and desk_press_from(update.callback_query.data or "") is not None


def _fitted(turn: Turn) -> Turn:
    return replace(turn, messages=tuple(map(fitting, turn.messages)))
