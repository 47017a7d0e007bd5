"""Report to the curators' chat unasked: the weekly digest, a sudden rush of one question, an edit that is not served.

Each report is marked in the database, so that it is sent once. Replies to citizens always go first.
"""

import asyncio
import hashlib
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import structlog
from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.content import Language, Problem
from bot.conversation import Message
from bot.desk_chat import DeskChat, digest, faulty, rushing
from bot.stats.stats import Stats
from bot.storage import Rushes, ToldOnce
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.html import fitting
from bot.telegram.retry import is_barred
from bot.telegram.sending import Destination
from bot.telegram.timing import USUAL, Pace, rest

log = structlog.get_logger()

_APART = 1.0  # seconds between two messages: Telegram takes about one a second in a chat, twenty a minute in a group
_BUSY = 0.05  # seconds between two checks whether questions are still being answered
_WEEK = 7  # days
_FAULTY = "faulty:"  # prefix of the names under which reports of faulty edits are marked as sent
_MONDAY_AT = time(9)
_LATE = timedelta(days=1)  # how late a digest may still be sent; after that, the next week's is soon enough
_BIGGEST = 5  # groups named in the digest
_AN_HOUR = timedelta(hours=1)
_MOST = 6  # rushes and faulty edits reported within an hour; what is still so after it is reported then
_UNCHOSEN: Language = "ru"  # the language of a chat that has not chosen one, as in the profile


@dataclass(frozen=True, slots=True)
class Watch:
    """What to report, and to which chat. `problems` returns those of the edit that is not served; none if all is well.

    Without `stats` there is no weekly digest.
    """

    chat: int
    told: ToldOnce
    rushes: Rushes
    stats: Stats | None
    problems: Callable[[], Sequence[Problem]]


class CuratorReports:
    """Checks regularly for something new, and reports it while the bot is not `busy` with questions."""

    def __init__(
        self, context: Context, watch: Watch, talk: DeskChat, bot: Bot, busy: Callable[[], bool], pace: Pace = USUAL
    ) -> None:
        self._pace = pace
        self._context = context
        self._watch = watch
        self._talk = talk
        self._bot = bot
        self._busy = busy
        self._is_faulty = False
        self._lately: deque[datetime] = deque(maxlen=_MOST)  # when rushes and faulty edits were reported
        self._tried: datetime | None = None  # when the chat was last tried

    async def run(self, stopping: asyncio.Event) -> None:
        """Report until told to stop."""
        while not stopping.is_set():
            now = self._talk.clock()
            try:
                await self._try_chat(now)
                await self._tell_of_faults(now, stopping)
                await self._tell_of_rushes(now, stopping)
                await self._tell_of_the_week(now, stopping)
            except ConnectionError as fault:
                log.warning("reports for the curators cannot be looked up", fault=str(fault))
            await rest(stopping, self._pace.reports)

    async def _try_chat(self, now: datetime) -> None:
        """Find out once an hour whether the chat can be written to: a report may not come up for a week."""
        if self._tried and now < self._tried + _AN_HOUR:
            return
        self._tried = now
        try:
            await self._bot.send_chat_action(self._watch.chat, ChatAction.TYPING)
        except (Forbidden, BadRequest, ChatMigrated) as fault:
            self._barred(fault)
        except TelegramError:
            self._tried = None  # nothing is known of the chat; the other checks say that Telegram is away
        else:
            self._context.events.curator_chat("")

    def _barred(self, fault: TelegramError) -> None:
        self._context.events.curator_chat(f"{fault.message} (CURATOR_CHAT_ID)")
        log.warning("the curators' chat cannot be written to", reason=str(fault))

    async def _tell_of_faults(self, now: datetime, stopping: asyncio.Event) -> None:
        """Report an edit that is not served. Once it is fixed, the same fault counts as new."""
        problems = self._watch.problems()
        if problems:
            name = hashlib.sha256("\n".join(map(str, problems)).encode()).hexdigest()[:16]
            language = await self._language()
            report = faulty(self._talk.says(language), problems, language)
            await self._alert(f"{_FAULTY}{name}", now, stopping, report)
        elif self._is_faulty:
            await self._watch.told.forget(_FAULTY)
        self._is_faulty = bool(problems)

    async def _tell_of_rushes(self, now: datetime, stopping: asyncio.Event) -> None:
        """Report each group that many people suddenly ask about, at most once a day."""
        rushes = await self._watch.rushes.within_an_hour(now)
        for rush in sorted(rushes, key=lambda each: -each.people):
            group = await self._talk.desk.group(rush.group) if rush.is_sudden else None
            if group:
                say = self._talk.says(await self._language())
                await self._alert(f"rush:{rush.group}:{now:%Y-%m-%d}", now, stopping, rushing(say, rush, group))

    async def _tell_of_the_week(self, now: datetime, stopping: asyncio.Event) -> None:
        """Send the digest of the past seven days, on Monday morning or, if the bot was down then, within a day."""
        monday = datetime.combine(now - timedelta(days=now.weekday()), _MONDAY_AT, now.tzinfo)
        name = f"digest:{monday:%Y-%m-%d}"
        stats = self._watch.stats
        if stats is None or not monday <= now < monday + _LATE or not await self._watch.told.is_free(name, now):
            return
        first, last = monday - timedelta(days=_WEEK), monday - timedelta(days=1)
        numbers = await stats.until(last.date(), _WEEK)
        biggest = await self._talk.desk.waiting(limit=_BIGGEST)
        say = self._talk.says(await self._language())
        await self._tell(name, now, stopping, digest(say, numbers, biggest, first, last, await stats.audited()))

    async def _language(self) -> Language:
        """The language that the curator chose, if this is a private chat; a group cannot choose one."""
        code = self._context.identity.code(self._watch.chat)
        return await self._context.records.people.language_of(code) or _UNCHOSEN

    async def _alert(self, name: str, now: datetime, stopping: asyncio.Event, said: Message) -> None:
        """Send a report that may come many times an hour, unless enough of them did."""
        if len(self._lately) == _MOST and now < self._lately[0] + _AN_HOUR:
            return
        if await self._tell(name, now, stopping, said):
            self._lately.append(now)

    async def _tell(self, name: str, now: datetime, stopping: asyncio.Event, said: Message) -> bool:
        """Send a report unless one of that name was sent; return whether it was sent now.

        If Telegram cannot be reached, or the chat does not let the bot write, it is tried again later.
        """
        while self._busy() and not stopping.is_set():
            await rest(stopping, _BUSY)
        if stopping.is_set() or not await self._watch.told.begin(name, now):
            return False
        try:
            await sending.send(self._bot, fitting(said), Destination(self._watch.chat))
        except TelegramError as fault:
            if is_barred(fault) or isinstance(fault, ChatMigrated):
                self._barred(fault)
                return False
            if not isinstance(fault, BadRequest):
                log.warning("telegram cannot be reached", fault=str(fault))
                return False
            log.error("a report for the curators is refused, and not sent again", reason=str(fault))
        else:
            self._context.events.curator_chat("")
        await self._watch.told.done(name)
        await rest(stopping, _APART)
        return True
