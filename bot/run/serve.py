"""Serve Telegram and the console over a database: the adapters meet here, and nowhere else."""

import asyncio
import contextlib
import secrets
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

import structlog
from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import Route
from telegram.error import InvalidToken

from bot.content import Library, Snapshot
from bot.conversation import Wording
from bot.desk import Office
from bot.desk_chat import Talk
from bot.jobs.grouping import Sorting
from bot.jobs.live_content import LiveContent
from bot.jobs.pause import Pausing
from bot.jobs.replication import Spreading
from bot.monitoring import Facts, Health, Metrics, Monitor, Pulse, pages
from bot.publishing import learned, publisher
from bot.publishing.gate import examined
from bot.run import console
from bot.run.counting import Counting
from bot.run.logs import set_up_logging
from bot.run.server import ListenError, Web, on_hangup, stop_on_signals
from bot.settings import KAZAKHSTAN, Settings, doubts
from bot.storage import (
    DatabaseError,
    Desk,
    Dialogues,
    Grouping,
    Inbox,
    Leases,
    Publications,
    Records,
    Rushes,
    Sessions,
    Switches,
    Told,
    open_migrated,
    open_sessions,
)
from bot.storage.counts import Tables
from bot.telegram.app import Address
from bot.telegram.app import serve as serve_telegram
from bot.telegram.context import Attending
from bot.telegram.curator_chat import Watch
from bot.telegram.curators import Staff

T = TypeVar("T")

complaints = structlog.get_logger()

_TURN = 0.0005  # seconds that a computing thread may keep the loop waiting; Python's own 5 ms add up over a reply
_WITHIN = 15.0  # seconds for the database to carry a statement out; what is asked of it takes well under one
_DAY = 24 * 3600  # seconds between two purges


def _loop() -> asyncio.AbstractEventLoop:
    """The loop that all runs on: a faster one than Python's own, where there is one for the system."""
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop

    return uvloop.new_event_loop()


def serve(library: Library, mind: learned.Mind, settings: Settings) -> str | None:
    """Serve until told to stop. Returns what the operator has to mend, if that is why it ended."""
    set_up_logging(settings.log_level)
    sys.setswitchinterval(_TURN)
    for doubt in doubts(settings):
        complaints.warning("something will not last", doubt=doubt)
    try:
        with asyncio.Runner(loop_factory=_loop) as runner:
            runner.run(_serve(library, mind, settings))
    except InvalidToken:
        return "Telegram does not know this TELEGRAM_BOT_TOKEN. Look it up with @BotFather."
    except DatabaseError as fault:
        return f"The database of DATABASE_URL cannot be used: {fault}."
    except ListenError as fault:
        return f"HOST and PORT cannot be listened on: {fault}. Does the bot run already? Otherwise set another PORT."
    return None


async def _serve(library: Library, mind: learned.Mind, settings: Settings) -> None:
    stopping = stop_on_signals()
    web = Web(settings.host, settings.port)
    engine = await open_migrated(settings.database_url, _WITHIN)
    sessions = open_sessions(engine)
    me = secrets.token_hex(8)  # the name of this process, where several share a database
    records, inbox, leases = Records(sessions), Inbox(sessions, me), Leases(sessions, me)
    guide = learned.guide_for(library, mind, settings)
    publications = Publications(sessions)
    spreading = Spreading(publications)
    keep = spreading.publish if sessions.are_shared else publications.keep
    live = LiveContent(guide, mind, settings, partial(_publish, keep))
    on_hangup(live.look_now)
    pausing = Pausing(live.guide, Switches(sessions), live.changed)
    await pausing.look()
    office = publisher.office_over(sessions, settings, lambda: live.guide().library)
    counting = Counting(Tables(sessions), lambda: live.guide().library)
    tended = tend(inbox, records, pausing, _secret(settings.metrics_token), settings.telegram_bot_token is not None)
    for page in tended.pages:
        web.add(page)
    web.show(console.console_over(live, office, counting, settings, web))
    sorting = Sorting(Grouping(sessions), guide.library, live.matcher)
    purging = _purge_daily(sessions, inbox, settings.retention_days)
    jobs = [live.follow(), pausing.follow(), sorting.follow(inbox.depth), purging, tended.pulse.beat()]
    if sessions.are_shared:
        jobs.append(spreading.follow(live))
    being_served = asyncio.create_task(web.run(stopping))
    print(console.invitation(settings), flush=True)
    try:
        async with _meanwhile(*jobs):
            if settings.telegram_bot_token:
                attending = Attending(pausing.guide, records, learned.identity(settings), tended.monitor)
                staff, watch = _staff(office, sessions, settings, counting), _watch(sessions, settings, live, counting)
                desk = (Wording(), live.changed, staff, watch)
                await serve_telegram(_address(settings), attending, inbox, leases, *desk, stopping, web)
            else:
                await stopping.wait()
    finally:
        stopping.set()
        await being_served
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


async def _publish(keep: Callable[[Snapshot], Awaitable[None]], snapshot: Snapshot) -> None:
    try:
        await keep(snapshot)
    except (SQLAlchemyError, OSError) as fault:  # what is live stays live; only a way back to it is missing
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


async def _purge_daily(sessions: Sessions, inbox: Inbox, days: int) -> None:
    while True:
        try:
            await Dialogues(sessions).purge()
            await Told(sessions).purge()
            await Records(sessions).purge(days)
            await Desk(sessions).purge(days)
            await inbox.purge()
        except (SQLAlchemyError, OSError) as fault:  # a database that another program holds, say; tomorrow it may not
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


@dataclass(frozen=True, slots=True)
class Tended:
    """The ear for what happens, the pulse that has to be kept beating, and the pages that tell of both."""

    monitor: Monitor
    pulse: Pulse
    pages: list[Route]


def tend(inbox: Inbox, records: Records, pausing: Pausing, token: str, telegram: bool) -> Tended:
    """Begin to look after a bot. `token` opens the figures to those elsewhere; `telegram`: whether that is served."""
    metrics, pulse = Metrics(), Pulse()
    health = Health(_facts(inbox, records, pausing, telegram), pulse, metrics)
    return Tended(Monitor(metrics, pulse), pulse, pages(health, metrics, token))


def _facts(inbox: Inbox, records: Records, pausing: Pausing, telegram: bool) -> Facts:
    async def backlog() -> tuple[int, float]:
        waiting, oldest = await inbox.backlog()
        return waiting, (datetime.now(UTC) - oldest).total_seconds() if oldest else 0.0

    def version() -> str:
        return pausing.guide().library.version

    return Facts(backlog, records.notices.owed, version, pausing.paused, (SQLAlchemyError, OSError), telegram)
