"""Serve Telegram and the console over a database. Only here are all the adapters put together."""

import asyncio
import contextlib
import os
import secrets
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import structlog
from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import Route
from telegram.error import InvalidToken

from bot.content import Library, Snapshot
from bot.conversation import Wording
from bot.desk import Audit, Desk
from bot.desk_chat import DeskChat
from bot.identity import Identity, identity_with
from bot.jobs.grouping import Grouping
from bot.jobs.live_content import LiveContent
from bot.jobs.pause import PauseSwitch
from bot.jobs.preparation import prepare_publishing
from bot.jobs.refresh import KnownFigures, Popularity, SitePictures, follow_ages
from bot.jobs.replication import Replication
from bot.jobs.retention import purge_daily
from bot.monitoring import Events, Facts, Health, Heartbeat, Limits, Metrics, pages
from bot.publishing import learned, publisher
from bot.publishing.gate import check_all
from bot.publishing.rollback import Rollback
from bot.run import console
from bot.run.intervals import USUAL, Intervals
from bot.run.logs import form_of, set_up_logging
from bot.run.memory import give_back_regularly
from bot.run.public import public_routes, serves_site
from bot.run.server import HttpServer, ListenError, on_hangup, stop_on_signals
from bot.settings import KAZAKHSTAN, Settings, doubts
from bot.stats.stats import Stats
from bot.storage import (
    AwayError,
    ConsoleLogins,
    DatabaseError,
    DeskStore,
    EntryDrafts,
    GroupStore,
    Inbox,
    Locks,
    QueueTending,
    Records,
    Rushes,
    Sessions,
    Switches,
    ToldOnce,
    Versions,
    migrate,
    open_engine,
    open_sessions,
)
from bot.storage.audit import AuditStore
from bot.storage.counts import Counter
from bot.storage.locks import InUseError, sole_use_of
from bot.storage.versions import EntryAges
from bot.telegram.app import Address, WebhookRefusedError
from bot.telegram.app import serve as serve_telegram
from bot.telegram.context import Context
from bot.telegram.curator_chat import Watch
from bot.telegram.curators import Staff
from bot.telegram.notices import ProposalNotices
from bot.telegram.timing import rest
from bot.web.request import is_local

T = TypeVar("T")

complaints = structlog.get_logger()

TURN = 0.0005  # seconds that a computing thread may keep the loop waiting; Python's own 5 ms add up over a reply


def _loop() -> asyncio.AbstractEventLoop:
    """The event loop for everything: uvloop, which is faster than Python's own, if the system has it."""
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop

    return uvloop.new_event_loop()


class FirstContent:
    """The content that a start begins with, and what has learned it.

    It can be taken once: the caller that starts the bot waits until it ends, and must not keep older content in memory.
    """

    def __init__(self, library: Library, trained: learned.LearnedMatcher) -> None:
        self._kept = [(library, trained)]

    def take(self) -> tuple[Library, learned.LearnedMatcher]:
        return self._kept.pop()


def serve(first: FirstContent, settings: Settings, intervals: Intervals = USUAL) -> str | None:
    """Serve until told to stop. Returns what the operator has to fix, if that is why it ended."""
    set_up_logging(settings.log_level, form_of(settings.log_format))
    sys.setswitchinterval(TURN)
    for doubt in doubts(settings):
        complaints.warning("something will not last", doubt=doubt)
    file = settings.database_file
    try:
        with sole_use_of(file) if file else contextlib.nullcontext(), asyncio.Runner(loop_factory=_loop) as runner:
            runner.run(_serve(first, settings, intervals))
    except InUseError:
        return f"Another process serves over {file} already. SQLite is for one; for several, use PostgreSQL."
    except InvalidToken:
        return "Telegram does not know this TELEGRAM_BOT_TOKEN. Look it up with @BotFather."
    except WebhookRefusedError as fault:
        return f"Telegram does not take this WEBHOOK_URL: {fault}."
    except DatabaseError as fault:
        return f"The database of DATABASE_URL cannot be used: {fault}."
    except ListenError as fault:
        return f"HOST and PORT cannot be listened on: {fault}. Does the bot run already? Otherwise set another PORT."
    return None


async def _serve(first: FirstContent, settings: Settings, intervals: Intervals) -> None:
    await serve_until(stop_on_signals(), first, settings, on_hangup, partial(print, flush=True), intervals)


async def serve_until(
    stopping: asyncio.Event,
    first: FirstContent,
    settings: Settings,
    on_hangup: Callable[[Callable[[], None]], None],
    say: Callable[[str], None],
    intervals: Intervals = USUAL,
) -> None:
    """Serve in the running loop, until `stopping` is set.

    `on_hangup` gets a function that makes the bot read the content's files; `say` tells the operator how to get in.
    """
    web = HttpServer(settings.host, settings.port)
    engine = open_engine(settings.database_url, intervals.statement, intervals.busy)
    sessions = open_sessions(engine)
    me = secrets.token_hex(8)  # the name of this process, in case several share a database
    records, inbox, leases = Records(sessions), Inbox(sessions, me), Locks(sessions, me)
    audit, store = publisher.audit_over(sessions, settings), AuditStore(sessions)
    figures = KnownFigures(sessions, audit, intervals.figures)
    publications = Versions(sessions)
    spreading = Replication(publications, intervals.replication)
    publish = spreading.publish if sessions.are_shared else publications.keep
    live = _live(first, settings, publish, figures, intervals)
    on_hangup(live.look_now)
    pausing = PauseSwitch(live.conversation, Switches(sessions), live.changed, intervals.pause)
    publishing = publisher.publisher_over(
        sessions, settings, lambda: live.conversation().library, live.trained, live.offer
    )
    desk = publisher.desk_over(sessions, publishing, lambda: live.trained().search, settings.publisher_ids)
    stats = Stats(Counter(sessions).counts, lambda: live.conversation().library, _now, store.judged)
    tended = tend(inbox, records, pausing, settings, intervals.limits)
    for page in tended.pages:
        web.add(page)
    for route in public_routes(pausing.conversation, lambda: web.bot, settings):
        web.add(route)
    pictures = SitePictures(settings.site_address, serves_site(settings), intervals.site)
    popularity = Popularity(sessions, intervals.popularity)
    rollback = Rollback(sessions, settings, publishing.alone)
    sorting = Grouping(GroupStore(sessions), live.conversation().library, live.matcher, poll=intervals.grouping)
    being_served = asyncio.create_task(web.run(stopping))
    try:
        if not await _migrated(settings.database_url, stopping, intervals.telegram.away):
            return
        kept = (ConsoleLogins(sessions), QueueTending(sessions), EntryAges(sessions))
        drafts = EntryDrafts(sessions)
        web.show(console.console_over(live, desk, audit, drafts, rollback, stats, settings, web, *kept))
        await pausing.look()
        say(console.invitation(settings))
        jobs = [
            live.follow(),
            pausing.follow(),
            sorting.follow(inbox.depth),
            popularity.follow(),
            pictures.follow(lambda: live.conversation().library),
            purge_daily(sessions, inbox, settings.retention_days),
            prepare_publishing(publishing),
            figures.follow(lambda: live.conversation().library),
            follow_ages(EntryAges(sessions), lambda: live.conversation().library, intervals.ages),
            tended.heartbeat.beat(intervals.dead),
            give_back_regularly(),
        ]
        if sessions.are_shared:
            jobs.append(spreading.follow(live))
        async with _meanwhile(*jobs):
            if settings.telegram_bot_token:
                quiet = partial(_is_quiet, settings)
                shared = (records, _identity(settings), tended.monitor, quiet, popularity.latest, pictures)
                context = Context(pausing.conversation, *shared)
                staff, watch = _staff(desk, audit, sessions, settings, stats), _watch(sessions, settings, live, stats)
                parts = (Wording(), live.changed, staff, watch)
                pace, told = intervals.telegram, (DeskStore(sessions), ToldOnce(sessions))
                notices = partial(ProposalNotices, context, staff.talk, *told, pace=pace)
                named = notices if settings.publisher_ids else None
                await serve_telegram(_address(settings), context, inbox, leases, *parts, stopping, web, pace, named)
            else:
                await stopping.wait()
    finally:
        stopping.set()
        await being_served
        await engine.dispose()


def _live(
    first: FirstContent,
    settings: Settings,
    publish: Callable[[Snapshot], Coroutine[Any, Any, None]],
    figures: KnownFigures,
    intervals: Intervals,
) -> LiveContent:
    library, trained = first.take()
    conversation = learned.conversation_for(library, trained, settings, figures)
    return LiveContent(conversation, trained, settings, publish, intervals.edit, intervals.looking)


async def _migrated(url: str, stopping: asyncio.Event, again_in: float) -> bool:
    """Bring the tables up to date, and wait for a database that is not there yet; `False` if told to stop meanwhile.

    After a reboot the bot may be up before its database is. Raises `DatabaseError` if waiting would not help.
    """
    while not stopping.is_set():
        engine = open_engine(url)
        try:
            await migrate(engine)
            return True
        except AwayError as fault:
            complaints.warning("the database cannot be used yet", fault=str(fault), again_in=again_in)
        finally:
            await engine.dispose()
        await rest(stopping, again_in)
    return False


@contextlib.asynccontextmanager
async def _meanwhile(*jobs: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run endless jobs while the body runs, and cancel them after it."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        yield
    finally:
        for task in reversed(tasks):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


def _staff(desk: Desk, audit: Audit, sessions: Sessions, settings: Settings, stats: Stats) -> Staff:
    """The curators and the desk that they use in Telegram."""
    talk = DeskChat(desk, EntryDrafts(sessions), Wording(), _now, audit)
    return Staff(settings.staff_ids, talk, lambda: check_all(settings), stats, settings.console_address)


def _identity(settings: Settings) -> Identity:
    return identity_with(_secret(settings.pseudonym_key), learned.state_folder(settings))


def _now() -> datetime:
    return datetime.now(KAZAKHSTAN)


def _is_quiet(settings: Settings) -> bool:
    return settings.is_quiet(_now().hour)


def _watch(sessions: Sessions, settings: Settings, live: LiveContent, stats: Stats) -> Watch | None:
    """What to report to the curators' chat; `None` if there is no such chat."""
    if settings.curator_chat_id is None:
        return None
    return Watch(settings.curator_chat_id, ToldOnce(sessions), Rushes(sessions), stats, lambda: live.problems)


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
    """The monitoring of a bot: what takes reports, the heartbeat that has to run, and the pages that show both."""

    monitor: Events
    heartbeat: Heartbeat
    pages: list[Route]


def tend(inbox: Inbox, records: Records, pausing: PauseSwitch, settings: Settings, limits: Limits) -> Tended:
    """Put the monitoring of a bot together."""
    token, telegram = _secret(settings.metrics_token), settings.telegram_bot_token is not None
    metrics, heartbeat = Metrics(), Heartbeat()
    health = Health(_facts(inbox, records, pausing, telegram, settings.database_file), heartbeat, metrics, limits)
    return Tended(
        Events(metrics, heartbeat), heartbeat, pages(health, metrics, token, partial(is_local, host=settings.host))
    )


def _facts(inbox: Inbox, records: Records, pausing: PauseSwitch, telegram: bool, file: Path | None) -> Facts:
    async def backlog() -> tuple[int, float]:
        if file and not os.path.exists(file):  # noqa: ASYNC240, PTH110  # as quick as a look at the clock
            raise FileNotFoundError(file)  # the system keeps it for us until we close it, and then it is gone
        waiting, oldest = await inbox.backlog()
        return waiting, (datetime.now(UTC) - oldest).total_seconds() if oldest else 0.0

    def version() -> str:
        return pausing.conversation().library.version

    return Facts(backlog, records.notices.owed, version, pausing.paused, (SQLAlchemyError, OSError), telegram)
