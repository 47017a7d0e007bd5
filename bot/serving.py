"""Serve Telegram and the console over a database: the adapters meet here, and nowhere else."""

import asyncio
import contextlib
import getpass
import logging
import secrets
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

import structlog
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken

from bot import assembly, opening
from bot.conversation import Wording
from bot.counting import Counting
from bot.curation import Made, Office, Past
from bot.deskside import Talk
from bot.gatekeeping import Gatekeeper, examined
from bot.hangup import on_hangup
from bot.knowledge import Library, Snapshot
from bot.live import LiveContent
from bot.matching import Matcher
from bot.reviewing import Review
from bot.settings import Settings
from bot.sorting import Sorting
from bot.spreading import Spreading
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
from bot.web import ListenError, Web, stop_on_signals

T = TypeVar("T")

complaints = structlog.get_logger()

_TURN = 0.0005  # seconds that a computing thread may keep the loop waiting; Python's own 5 ms add up over a reply
_DAY = 24 * 3600  # seconds between two purges


def serve(library: Library, mind: assembly.Mind, settings: Settings) -> str | None:
    """Serve until told to stop. Returns what the operator has to mend, if that is why it ended."""
    _set_up_logging(settings.log_level)
    sys.setswitchinterval(_TURN)
    try:
        asyncio.run(_serve(library, mind, settings))
    except InvalidToken:
        return "Telegram does not know this TELEGRAM_BOT_TOKEN. Look it up with @BotFather."
    except DatabaseError as fault:
        return f"The database of DATABASE_URL cannot be used: {fault}."
    except ListenError as fault:
        return f"HOST and PORT cannot be listened on: {fault}. Does the bot run already? Otherwise set another PORT."
    return None


async def _serve(library: Library, mind: assembly.Mind, settings: Settings) -> None:
    stopping = stop_on_signals()
    web = Web(settings.host, settings.port)
    engine = open_engine(settings.database_url)
    await migrate(engine)
    sessions = open_sessions(engine)
    me = secrets.token_hex(8)  # the name of this process, where several share a database
    records, inbox, leases = Records(sessions), Inbox(sessions, me), Leases(sessions, me)
    guide = assembly.guide_for(library, mind, settings)
    publications = Publications(sessions)
    spreading = Spreading(publications)
    keep = spreading.publish if sessions.are_shared else publications.keep
    live = LiveContent(guide, mind, settings, partial(_publish, keep))
    on_hangup(live.look_now)
    office = office_over(sessions, settings, lambda: live.guide().library)
    counting = Counting(Tables(sessions), lambda: live.guide().library)
    web.show(opening.console_over(live, office, counting, settings, web))
    sorting = Sorting(Grouping(sessions), guide.library, live.matcher)
    works = [live.follow(), sorting.follow(), _purge_daily(sessions, inbox, settings.retention_days)]
    if sessions.are_shared:
        works.append(spreading.follow(live))
    tasks = [asyncio.create_task(work) for work in works]
    being_served = asyncio.create_task(web.run(stopping))
    print(opening.invitation(settings), flush=True)
    try:
        if settings.telegram_bot_token:
            attending = Attending(live.guide, records, assembly.identity(settings))
            staff, watch = _staff(office, sessions, settings, counting), _watch(sessions, settings, live, counting)
            desk = (Wording(), live.changed, staff, watch)
            await serve_telegram(_address(settings), attending, inbox, leases, *desk, stopping, web)
        else:
            await stopping.wait()
    finally:
        stopping.set()
        await being_served
        for task in reversed(tasks):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await engine.dispose()


async def _publish(keep: Callable[[Snapshot], Awaitable[None]], snapshot: Snapshot) -> None:
    try:
        await keep(snapshot)
    except SQLAlchemyError as fault:  # what is live stays live; only a way back to it is missing
        complaints.error("a version could not be kept", version=snapshot.version, exc_info=fault)


def _staff(office: Office, sessions: Sessions, settings: Settings, counting: Counting) -> Staff:
    """Who may work at the desk in Telegram, and the desk."""

    def now() -> datetime:
        return datetime.now(KAZAKHSTAN)

    talk = Talk(office, Dialogues(sessions), Wording(), now)
    return Staff(settings.curator_ids, talk, lambda: examined(settings), counting)


def _watch(sessions: Sessions, settings: Settings, live: LiveContent, counting: Counting) -> Watch | None:
    """What the curators' chat is told of, if there is one."""
    if settings.curator_chat_id is None:
        return None
    return Watch(settings.curator_chat_id, Told(sessions), Rushes(sessions), counting, lambda: live.problems)


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
    token, secret = settings.telegram_bot_token, settings.webhook_secret
    return Address(
        token=token.get_secret_value() if token else "",
        base_url=settings.telegram_base_url,
        webhook_url=settings.webhook_url,
        webhook_secret=secret.get_secret_value() if secret else "",
    )


def _set_up_logging(level: str) -> None:
    # Whatever LOG_LEVEL is, libraries only warn. Below that httpx writes addresses, and Telegram's hold the token;
    # python-telegram-bot writes whole updates as they came, and aiosqlite whole rows.
    lowest = logging.getLevelNamesMapping()[level]
    logging.basicConfig(level=max(logging.WARNING, lowest), format="%(levelname)s %(name)s %(message)s")
    # An answer cut short it even writes as an error, with the messages in it; that fault is in the log by other means.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(lowest),
    )
