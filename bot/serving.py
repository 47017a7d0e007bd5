"""Serve Telegram over a database: the two adapters meet here, and nowhere else."""

import asyncio
import contextlib
import getpass
import secrets
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

import structlog
from pydantic import SecretStr
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken

from bot import assembly, terminal
from bot.conversation import Guide, Listener, Occasion, Record, Turn, Wording
from bot.counting import Counting
from bot.curation import Made, Office, Past
from bot.deskside import Talk
from bot.gatekeeping import Gatekeeper, examined
from bot.hangup import on_hangup
from bot.knowledge import Library, Snapshot
from bot.lasting import doubts
from bot.live import LiveContent
from bot.logs import set_up_logging
from bot.matching import Matcher
from bot.pausing import Pausing
from bot.reviewing import Review
from bot.settings import Settings
from bot.sorting import Sorting
from bot.storage import (
    DatabaseError,
    Desk,
    Dialogues,
    Grouping,
    Inbox,
    Leases,
    Publications,
    Question,
    QuestionLog,
    Records,
    Rushes,
    Sessions,
    Switches,
    Told,
    migrate,
    open_engine,
    open_sessions,
)
from bot.storage.numbers import Tables
from bot.telegram.attending import KAZAKHSTAN, Attending
from bot.telegram.curating import Staff
from bot.telegram.reporting import Watch
from bot.telegram.service import Address
from bot.telegram.service import serve as serve_telegram
from bot.tending import tend
from bot.web import ListenError, Web, stop_on_signals

T = TypeVar("T")

complaints = structlog.get_logger()

_NOBODY = 0  # who asks in the terminal; no number of a person's in Telegram
_TURN = 0.0005  # seconds that a computing thread may keep the loop waiting; Python's own 5 ms add up over a reply
_DAY = 24 * 3600  # seconds between two purges


def serve(library: Library, mind: assembly.Mind, settings: Settings) -> str | None:
    """Serve until told to stop. Returns what the operator has to mend, if that is why it ended."""
    set_up_logging(settings.log_level)
    sys.setswitchinterval(_TURN)
    for doubt in doubts(settings):
        complaints.warning("something will not last", doubt=doubt)
    try:
        asyncio.run(_serve(library, mind, settings))
    except InvalidToken:
        return "Telegram does not know this TELEGRAM_BOT_TOKEN. Look it up with @BotFather."
    except DatabaseError as fault:
        return f"The database of DATABASE_URL cannot be used: {fault}."
    except ListenError as fault:
        return f"HOST and PORT cannot be listened on: {fault}."
    return None


async def _serve(library: Library, mind: assembly.Mind, settings: Settings) -> None:
    stopping, web = stop_on_signals(), Web(settings.host, settings.port)
    engine = open_engine(settings.database_url)
    await migrate(engine)
    sessions = open_sessions(engine)
    me = secrets.token_hex(8)  # the name of this process, where several share a database
    records, inbox, leases = Records(sessions), Inbox(sessions, me), Leases(sessions, me)
    guide = assembly.guide_for(library, mind, settings)
    live = LiveContent(guide, mind, settings, partial(_publish, Publications(sessions)))
    on_hangup(live.look_now)
    pausing = Pausing(live.guide, Switches(sessions), live.changed)
    await pausing.look()
    tended = tend(inbox, records, pausing, _secret(settings.metrics_token))
    for page in tended.pages:
        web.add(page)
    attending = Attending(pausing.guide, records, assembly.identity(settings), tended.monitor)
    sorting = Sorting(Grouping(sessions), guide.library, live.matcher)
    counting = Counting(Tables(sessions), lambda: live.guide().library)
    staff, watch = _staff(sessions, settings, live, counting), _watch(sessions, settings, live, counting)
    jobs = (
        live.follow(),
        pausing.follow(),
        sorting.follow(),
        _purge_daily(sessions, inbox, settings.retention_days),
        tended.pulse.beat(),
    )
    address, serving = _address(settings), asyncio.create_task(web.run(stopping))
    try:
        async with _meanwhile(*jobs):
            await serve_telegram(
                address, attending, inbox, leases, Wording(), live.changed, staff, watch, stopping, web
            )
    finally:
        stopping.set()
        await serving
        await engine.dispose()


@contextlib.asynccontextmanager
async def _meanwhile(*jobs: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do what never ends for as long as something else is done."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        yield
    finally:
        for task in reversed(tasks):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def _publish(publications: Publications, snapshot: Snapshot) -> None:
    try:
        await publications.keep(snapshot)
    except SQLAlchemyError as fault:  # what is live stays live; only a way back to it is missing
        complaints.error("a version could not be kept", version=snapshot.version, exc_info=fault)


def _staff(sessions: Sessions, settings: Settings, live: LiveContent, counting: Counting) -> Staff:
    """Who may work at the desk in Telegram, and the desk."""

    def now() -> datetime:
        return datetime.now(KAZAKHSTAN)

    office = office_over(sessions, settings, lambda: live.guide().library)
    talk = Talk(office, Dialogues(sessions), Wording(), now)
    return Staff(settings.curator_ids, talk, lambda: examined(settings), counting)


def _watch(sessions: Sessions, settings: Settings, live: LiveContent, counting: Counting) -> Watch | None:
    """What the curators' chat is told of, if there is one."""
    if settings.curator_chat_id is None:
        return None
    return Watch(settings.curator_chat_id, Told(sessions), Rushes(sessions), counting, lambda: live.problems)


@dataclass(frozen=True, slots=True)
class _Desk:
    """The records, for a chat in the terminal that does one thing after another."""

    runner: asyncio.Runner
    records: Records
    asker: str

    def keep(self, name: str, turn: Turn) -> bool:
        return self.runner.run(self.records.keep(turn.deeds, Occasion(name, self.asker, datetime.now(UTC))))

    def record(self) -> Record:
        return self.runner.run(self.records.people.record_of(self.asker))

    def cancel(self) -> int:
        return self.runner.run(self.records.notices.cancel(self.asker))


def chat(guide: Guide, settings: Settings) -> None:
    """Chat in the terminal; what is asked there is in the log too."""
    asker = assembly.identity(settings).code(_NOBODY)
    with asyncio.Runner() as runner:
        engine = open_engine(settings.database_url)
        runner.run(migrate(engine))
        desk = _Desk(runner, Records(open_sessions(engine)), asker)
        listener = Listener(datetime.now(KAZAKHSTAN).date(), reachable=False)
        terminal.chat(guide, listener, Console(highlight=False), desk)
        runner.run(engine.dispose())


def review(settings: Settings, library: Library, matcher: Callable[[], Matcher], console: Console) -> None:
    """Work the unanswered questions off in the terminal. `matcher` is asked for if any are not in groups yet."""
    with asyncio.Runner() as runner:
        engine = open_engine(settings.database_url)
        runner.run(migrate(engine))
        sessions = open_sessions(engine)
        runner.run(_sort(Sorting(Grouping(sessions), library, matcher), console))
        office = office_over(sessions, settings, lambda: library)
        Review(office, runner.run, getpass.getuser(), console).sit()
        runner.run(engine.dispose())


async def _sort(sorting: Sorting, console: Console) -> None:
    with console.status("Putting new questions into groups …") as status:
        await sorting.sort(done=lambda count: status.update(f"Putting new questions into groups: {count:,} …"))


def office_over(sessions: Sessions, settings: Settings, library: Callable[[], Library]) -> Office:
    """The curators' desk over a database and the content's files."""
    return Office(Desk(sessions), Gatekeeper(settings, library), lambda: datetime.now(UTC))


async def trail(settings: Settings, limit: int) -> Sequence[Made]:
    """What curators decided, the latest first."""
    engine = open_engine(settings.database_url)
    try:
        await migrate(engine)
        return await Desk(open_sessions(engine)).trail(limit)
    finally:
        await engine.dispose()


async def with_publications(settings: Settings, work: Callable[[Publications], Awaitable[T]]) -> T:
    """Do some work on what was published."""
    engine = open_engine(settings.database_url)
    try:
        await migrate(engine)
        return await work(Publications(open_sessions(engine)))
    finally:
        await engine.dispose()


async def unanswered(settings: Settings) -> Sequence[Question]:
    """The questions that got no answer."""
    engine = open_engine(settings.database_url)
    try:
        await migrate(engine)
        return await QuestionLog(open_sessions(engine)).unanswered()
    finally:
        await engine.dispose()


async def past(settings: Settings, days: int, limit: int) -> list[Past]:
    """What was asked within so many days, each text once."""
    engine = open_engine(settings.database_url)
    try:
        await migrate(engine)
        return await QuestionLog(open_sessions(engine)).past(days, limit)
    finally:
        await engine.dispose()


async def migrate_only(settings: Settings) -> None:
    """Bring the tables up to date, and nothing else."""
    engine = open_engine(settings.database_url)
    await migrate(engine)
    await engine.dispose()


async def _purge_daily(sessions: Sessions, inbox: Inbox, days: int) -> None:
    while True:
        try:
            await Dialogues(sessions).purge()
            await Told(sessions).purge()
            await Records(sessions).purge(days)
            await Desk(sessions).purge(days)
            await inbox.purge()
        except SQLAlchemyError as fault:  # a database that another program holds, say; tomorrow it may not
            complaints.error("what is old could not be deleted", exc_info=fault)
        await asyncio.sleep(_DAY)


def _address(settings: Settings) -> Address:
    return Address(
        token=_secret(settings.telegram_bot_token),
        base_url=settings.telegram_base_url,
        webhook_url=settings.webhook_url,
        webhook_secret=_secret(settings.webhook_secret),
    )


def _secret(kept: SecretStr | None) -> str:
    return kept.get_secret_value() if kept else ""
