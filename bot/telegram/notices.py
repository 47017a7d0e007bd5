"""Send people the notices they are owed, each once: an answer, a correction; to curators, what became of proposals.

Notices stay in the database until they are sent, so that they survive any restart.
"""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.content import Entry, Language
from bot.conversation import Conversation, Message, Notice, Person, SentMessage, Wish
from bot.desk import Made
from bot.desk_chat import Curator, DeskChat
from bot.settings import KAZAKHSTAN
from bot.storage import DeskStore, Locks, ToldOnce
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.html import fitting
from bot.telegram.retry import is_barred
from bot.telegram.sending import Destination
from bot.telegram.timing import USUAL, Pace, first_of, rest

log = structlog.get_logger()

_TASK = "telling"
_AT_ONCE = 100  # wishes or notices read from the database at a time
_APART = 0.05  # seconds between two notices: 20 a second; Telegram allows 30, and answers need the rest
_AGAIN = 30.0  # seconds after which it looks again even if no change was announced


class NoticeSender:
    """Looks for owed notices whenever the content has `changed`, and sends them while not `busy` with questions.

    It sends nothing while the bot is paused, or at night. Of several processes over one database, only the one with the
    lease sends.
    """

    def __init__(
        self,
        context: Context,
        bot: Bot,
        busy: Callable[[], bool],
        changed: asyncio.Event,
        leases: Locks,
        pace: Pace = USUAL,
    ) -> None:
        self._pace = pace
        self._context = context
        self._changed = changed
        self._notices = context.records.notices
        self._bot = bot
        self._busy = busy
        self._leases = leases

    async def run(self, stopping: asyncio.Event) -> None:
        """Send notices until told to stop."""
        while not stopping.is_set():
            self._changed.clear()
            try:
                may_write = self._context.conversation().answers and not self._context.is_quiet()
                told = may_write and await self._leases.mine(_TASK)
                more = told and await self._round(stopping)
            except ConnectionError as fault:
                log.warning("owed notices cannot be looked up", fault=str(fault))
                more = False
            await first_of(self._pace.notices if more else _AGAIN, stopping, self._changed)

    async def _round(self, stopping: asyncio.Event) -> bool:
        """Do everything that is due now; return whether there may be more right away."""
        conversation = self._context.conversation()
        await self._correct(conversation)
        await self._look(conversation, stopping)
        return await self._send_due(stopping)

    async def _correct(self, conversation: Conversation) -> None:
        """Record a correction for everybody who got an answer that is now corrected."""
        for entry in conversation.library.entries.values():
            if entry.correction:
                await self._notices.correct(correction_name(entry), entry.id, conversation.library.version)

    async def _look(self, conversation: Conversation, stopping: asyncio.Event) -> None:
        """Search the content for answers that somebody waits for."""
        while not stopping.is_set():
            wishes = await self._notices.unlooked(conversation.library.version, _AT_ONCE)
            if not await self._leases.mine(_TASK):
                return
            for wish in wishes:
                entry = await asyncio.to_thread(_answer_to, wish, conversation)
                await self._notices.looked(wish.turn, conversation.library.version, entry)
            if not wishes:
                return

    async def _send_due(self, stopping: asyncio.Event) -> bool:
        """Send what is due, at most one notice per person; return whether there may be more."""
        due = await self._notices.due(_AT_ONCE)
        for notice in due:
            while self._busy() and not stopping.is_set():
                await rest(stopping, _APART)
            if stopping.is_set() or self._context.is_quiet() or not await self._leases.mine(_TASK):
                return False
            if not await self._send(notice):
                return False
            await rest(stopping, _APART)
        return bool(due)

    async def _send(self, notice: Notice) -> bool:
        """Send a notice and strike it off the list; `False` if that is not possible now."""
        conversation = self._context.conversation()
        if not conversation.answers:
            return False
        chosen = await self._context.records.people.preferences_of(notice.asker)
        person = Person(datetime.now(KAZAKHSTAN).date(), notice.language, simple=chosen.simple)
        turn = conversation.notice(notice, person)
        chat = self._context.identity.unseal(notice.address)
        if turn and chat is not None:
            try:
                number = await sending.send(self._bot, turn.messages[0], Destination(chat, None, notice.message))
            except (Forbidden, BadRequest) as fault:
                log.info("a notice cannot be delivered", reason=str(fault))
            except TelegramError as fault:
                log.warning("telegram cannot be reached", fault=str(fault))
                return False
            else:
                await self._note(notice, chat, number, conversation.library.version)
        await self._notices.done(notice.number)
        return True

    async def _note(self, notice: Notice, chat: int, number: int, version: str) -> None:
        """A notice is an answer like any other: it can be replied to, and corrected."""
        place, address = self._context.identity.code(chat), notice.address
        letter = SentMessage(
            place, number, notice.turn, notice.asker, version, None, notice.entry, notice.language, address
        )
        await self._context.records.sent_messages.add([letter])


def _answer_to(wish: Wish, conversation: Conversation) -> str | None:
    """The entry that now answers what somebody asked, unless they have already said that they did not mean it."""
    verdict = conversation.hear(wish.text).verdict
    answered = verdict.outcome == "answer" and not set(verdict.entries) & set(wish.declined)
    return next((name for name in verdict.entries if name in conversation.library.entries), None) if answered else None


def correction_name(entry: Entry) -> str:
    """A correction's name, derived from its text: a different text is a different correction."""
    said = entry.correction
    text = "\n".join((said.kk, said.ru, said.en)) if said else ""
    return f"{entry.id}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


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
