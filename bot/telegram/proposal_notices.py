"""Tell publishers of what waits for their yes, and curators of what became of theirs: each once, in private chats."""

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.content import Language
from bot.conversation import Message
from bot.desk import Made
from bot.desk_chat import Curator, DeskChat
from bot.storage import DeskStore, ToldOnce
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.html import fitting
from bot.telegram.retry import is_barred
from bot.telegram.sending import Destination
from bot.telegram.timing import USUAL, Pace, rest

log = structlog.get_logger()

_WHO = "telegram:"  # what stands before a numeric id on the trail
_LATELY = timedelta(days=30)  # how long what became of a proposal is worth telling; the marks are kept for longer
_UNCHOSEN: Language = "ru"


def _mark(made: Made) -> str:
    """What a decision is told apart by, also from one of the same number in a database that was put back."""
    return f"{made.number}.{made.at:%y%m%d%H%M%S}"


class ProposalNotices:
    """Looks regularly for something new to tell."""

    def __init__(
        self, context: Context, talk: DeskChat, store: DeskStore, told: ToldOnce, bot: Bot, pace: Pace = USUAL
    ) -> None:
        self._context = context
        self._talk = talk
        self._store = store
        self._told = told
        self._bot = bot
        self._pace = pace
        self._known: set[str] = set()  # what this process has told, and need not look up again

    async def run(self, stopping: asyncio.Event) -> None:
        """Tell until told to stop."""
        while not stopping.is_set():
            try:
                await self._look()
            except (SQLAlchemyError, OSError) as fault:
                log.warning("proposals cannot be looked up", fault=type(fault).__name__)
            await rest(stopping, self._pace.reports)

    async def _look(self) -> None:
        roles = self._talk.desk.roles
        for made in await self._talk.desk.proposals() if roles else ():
            for publisher in sorted(roles.publishers - {made.curator} if roles else ()):
                curator = await self._curator(publisher)
                await self._tell(f"proposal:{_mark(made)}:{publisher}", curator, self._talk.proposed(made, curator))
        for made in await self._store.settled(self._talk.clock() - _LATELY):
            curator = await self._curator(made.curator)
            await self._tell(f"settled:{_mark(made)}", curator, self._talk.settled(made, curator))

    async def _curator(self, who: str) -> Curator:
        number = who.removeprefix(_WHO)
        if not (who.startswith(_WHO) and number.isdecimal()):
            return Curator(who, _UNCHOSEN)
        chosen = await self._context.records.people.language_of(self._context.identity.code(int(number)))
        return Curator(who, chosen or _UNCHOSEN)

    async def _tell(self, name: str, to: Curator, said: Message) -> None:
        """Send a message once. Who came by a link or a terminal has no chat, and sees it on the trail."""
        number = to.name.removeprefix(_WHO)
        if name in self._known or not (to.name.startswith(_WHO) and number.isdecimal()):
            return
        if not await self._told.begin(name, self._talk.clock()):
            return
        try:
            await sending.send(self._bot, fitting(said), Destination(int(number)))
        except TelegramError as fault:
            if not (is_barred(fault) or isinstance(fault, BadRequest)):
                log.warning("telegram cannot be reached", fault=str(fault))
                return  # and is tried again
            log.warning("somebody at the desk cannot be written to: they have to write to the bot first")
        await self._told.done(name)
        self._known.add(name)
