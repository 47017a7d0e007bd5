"""A chat with the bot in one process: real handlers and a real database, and Telegram as a stand-in."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from fakes import (
    ME,
    AnyApplication,
    FakeTelegram,
    application_over,
    blocked_update,
    chosen_update,
    edit_update,
    inline_update,
    message_update,
    press_update,
)
from kept import Kept, kept_in
from small_library import small_conversation
from staffed import staff_over
from telegram import Update

from bot.conversation import MostAsked
from bot.identity import Identity
from bot.jobs.refresh import SitePictures
from bot.telegram.context import Context
from bot.telegram.handlers import Handlers
from bot.telegram.questions import Continuations, Prefetch
from bot.telegram.update_filter import slim

Raw = dict[str, Any]

IDENTITY = Identity(b"key")


class Chat:
    """What one person does, and what the bot does then.

    `conversation` is the content served, `most_asked` what is counted, `site` where pictures of answers are, if any.
    """

    def __init__(self, application: AnyApplication, telegram: FakeTelegram, kept: Kept) -> None:
        self.application = application
        self.telegram = telegram
        self.kept = kept
        self.conversation = small_conversation()
        self.most_asked: tuple[MostAsked, ...] = ()
        self.site = ""
        self._number = 0

    async def says(self, text: str, who: int = 7, place: Raw | None = None, **more: Any) -> int:
        """Write to the bot, or in another chat; returns the number of the message."""
        await self.happens(_in(place, message_update(self._next(), text, who, **more)))
        return self._number

    async def sends(self, who: int = 7, place: Raw | None = None, **what: Any) -> None:
        """Send what has no text of its own: `photo=[]`."""
        update = _in(place, message_update(self._next(), "", who, **what))
        del update["message"]["text"]
        await self.happens(update)

    async def edits(self, message: int, text: str, place: Raw | None = None, **more: Any) -> None:
        """Change a message."""
        await self.happens(_in(place, edit_update(self._next(), message, text, **more)))

    async def presses(self, button: str, who: int = 7, under: int = 5) -> None:
        """Press a button."""
        await self.happens(press_update(self._next(), button, who, under))

    async def types(self, query: str, offset: str = "") -> None:
        """Type the bot's name and a question in another chat."""
        await self.happens(inline_update(self._next(), query, offset))

    async def chooses(self, query: str, entry: str) -> None:
        """Send an answer that is offered for what was typed into another chat."""
        await self.happens(chosen_update(self._next(), query, entry))

    async def blocks(self) -> None:
        """Block the bot."""
        await self.happens(blocked_update(self._next()))

    async def happens(self, update: Raw) -> None:
        """Take an update in as the bot does: cut down, and through the handlers."""
        cut = slim(update, ME)
        if cut:
            await self.application.process_update(Update.de_json(cut[0], self.application.bot))

    def _next(self) -> int:
        self._number += 1
        return self._number

    def methods(self) -> list[str]:
        """Which calls the bot made, but for showing that it works on a reply."""
        return [call.method for call in self.telegram.calls if call.method != "sendChatAction"]

    def last(self) -> Raw:
        """What was sent or changed last."""
        writing = ("sendMessage", "editMessageText")
        return [call.parameters for call in self.telegram.calls if call.method in writing][-1]

    def toasts(self) -> list[str | None]:
        """What was shown for a moment where a button was pressed."""
        return [call.parameters.get("text") for call in self.telegram.calls if call.method == "answerCallbackQuery"]


def _in(place: Raw | None, update: Raw) -> Raw:
    """An update, in another chat than the person's own if there is one."""
    for message in (update.get("message"), update.get("edited_message")):
        if place and message:
            message["chat"] = place
    return update


@contextlib.asynccontextmanager
async def chatting(folder: Path, *curators: int) -> AsyncIterator[Chat]:
    """A chat that begins, with a new database in a folder. `curators` may work at the desk."""
    telegram = FakeTelegram()
    async with kept_in(folder) as kept, application_over(telegram) as application:
        chat = Chat(application, telegram, kept)
        continuations = Continuations(kept.inbox, asyncio.Event())
        context = Context(
            lambda: chat.conversation,
            kept.records,
            IDENTITY,
            most_asked=lambda: chat.most_asked,
            picture_of=lambda *of: SitePictures(chat.site, is_served=True)(*of),
        )
        staff = staff_over(kept, curators)
        Handlers(context, continuations, Prefetch(context.conversation), staff).register(application)
        telegram.calls.clear()
        yield chat
