"""Serve Telegram: introduce the bot, put the parts together, run them until told to stop, and stop in time."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import structlog
from starlette.routing import BaseRoute
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    MenuButton,
    MenuButtonDefault,
    MenuButtonWebApp,
    User,
    WebAppInfo,
)
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.content import LANGUAGES, Language
from bot.conversation import Wording
from bot.identity import Identity
from bot.monitoring import Events
from bot.storage import Inbox, Locks, People, Waiting
from bot.telegram.context import Context
from bot.telegram.curator_chat import CuratorReports, Watch
from bot.telegram.curators import Staff
from bot.telegram.handlers import COMMANDS, IN_GROUPS, Handlers
from bot.telegram.notices import NoticeSender, ProposalNotices
from bot.telegram.polling import POLLING, in_turn, poll
from bot.telegram.questions import Continuations, Prefetch
from bot.telegram.retry import AiohttpRequest, Retry
from bot.telegram.timing import USUAL, Pace, rest, unless
from bot.telegram.update_filter import Intake, Me
from bot.telegram.webhook import guard_webhook, set_webhook, webhook_address, webhook_route
from bot.telegram.worker import Worker

LOGIN_PATH = "/login"
"""The console's page that takes what Telegram has signed."""

_FOR_EVERYBODY_ELSE: Language = "ru"  # shown where Telegram's language is none of the three


async def present(bot: Bot, wording: Wording, staff: Staff, context: Context) -> None:
    """Introduce the bot to everybody and the desk to curators. If Telegram cannot be reached, it keeps what it had."""
    try:
        await introduce(bot, wording)
        await introduce_desk(bot, wording, staff, context.records.people, context.identity)
    except TelegramError as fault:
        log.warning("commands and descriptions could not be registered", fault=str(fault))


async def introduce(bot: Bot, wording: Wording) -> None:
    """Register commands and descriptions for each of our languages, and for all others."""
    spoken = _spoken()
    scopes: list[tuple[BotCommandScope, tuple[str, ...]]] = [
        (BotCommandScopeDefault(), COMMANDS),
        (BotCommandScopeAllGroupChats(), IN_GROUPS),
    ]
    for language, code in spoken:
        for scope, names in scopes:
            commands = [BotCommand(name, wording(language, f"command-{name}")) for name in names]
            await bot.set_my_commands(commands, scope, code)
    for language, code in spoken:
        await bot.set_my_description(wording(language, "bot-description"), language_code=code)
        await bot.set_my_short_description(wording(language, "bot-short-description"), language_code=code)


async def introduce_desk(bot: Bot, wording: Wording, staff: Staff, people: People, identity: Identity) -> None:
    """Add the curators' commands in each curator's private chat, in the language they chose or else Telegram's.

    The menu button there opens the console as a Mini App, where the console has an address that Telegram may open.
    """
    for curator in sorted(staff.ids):
        chosen = await people.language_of(identity.code(curator))
        menu: MenuButton = MenuButtonDefault()
        if staff.console:
            text = wording(chosen or _FOR_EVERYBODY_ELSE, "menu-console")
            menu = MenuButtonWebApp(text, WebAppInfo(f"{staff.console}{LOGIN_PATH}"))
        for language, code in _spoken():
            spoken = chosen or language
            usual = [(name, wording(spoken, f"command-{name}")) for name in COMMANDS]
            commands = [BotCommand(name, told) for name, told in (*staff.commands(spoken), *usual)]
            try:
                await bot.set_my_commands(commands, BotCommandScopeChat(curator), code)
            except BadRequest as fault:  # this curator has never written to the bot, so there is no chat yet
                log.info("a curator's commands could not be listed", reason=str(fault))
                break
        else:
            await _set_menu(bot, curator, menu)


async def _set_menu(bot: Bot, curator: int, menu: MenuButton) -> None:
    try:
        await bot.set_chat_menu_button(curator, menu)
    except BadRequest as fault:
        log.info("a curator's menu button could not be set", reason=str(fault))


def _spoken() -> list[tuple[Language, str | None]]:
    """The languages, each with Telegram's code for it; `None` stands for all other codes."""
    return [(_FOR_EVERYBODY_ELSE, None), *((one, one) for one in LANGUAGES)]


log = structlog.get_logger()

_DRAIN = 5.0  # seconds for the updates in hand to finish; most platforms kill after ten
_DROP = 5.0  # seconds that polling waits for an earlier webhook to be removed


@dataclass(frozen=True, slots=True)
class Address:
    """Where the bot reaches Telegram, and where Telegram reaches the bot (by webhook, if at all)."""

    token: str
    base_url: str | None
    webhook_url: str | None
    webhook_secret: str


class WebhookRefusedError(Exception):
    """Telegram does not take the webhook's address; says why. Waiting would not help."""


class WebServer(Protocol):
    """The web server that serves the webhook."""

    def add(self, route: BaseRoute) -> None:
        """Serve this route as well."""

    def met(self, bot: str) -> None:
        """Learn the bot's username, once Telegram has told it."""

    async def closed(self) -> None:
        """Wait until no more requests can arrive, after the bot was told to stop."""


async def serve(
    address: Address,
    context: Context,
    inbox: Inbox,
    leases: Locks,
    wording: Wording,
    changed: asyncio.Event,
    staff: Staff,
    watch: Watch | None,
    stopping: asyncio.Event,
    web: WebServer,
    pace: Pace = USUAL,
    notices: Callable[[Bot], ProposalNotices] | None = None,
) -> None:
    """Serve until told to stop. `changed` is set when other content goes live.

    Without `watch` the curators' chat gets no reports, without `notices` publishers are not told what waits. Raises
    `InvalidToken` if Telegram does not know the token, and `WebhookRefusedError` if it does not take the webhook's
    address.
    """
    events = context.events
    news = asyncio.Event()
    news.set()
    async with _started(_application(address, events, pace), stopping, events, pace) as application:
        if stopping.is_set():
            return
        continuations = Continuations(inbox, news, pace)
        worker = Worker(application, inbox, continuations, news, events, pace=pace)
        prefetch = Prefetch(context.conversation)
        # Registered after the worker, which writes faults to the log first.
        Handlers(context, continuations, prefetch, staff).register(application)

        def tell(updates: Sequence[Waiting]) -> None:
            worker.offer(updates)
            continuations.arrived(update.chat_id for update in updates)

        bot = application.bot
        _say_what_works(bot.bot)
        web.met(bot.username)
        intake = Intake(inbox.put, Me(bot.id, bot.username, staff.ids), tell, prefetch.begin)
        telling = NoticeSender(context, bot, lambda: worker.at_work > 0, changed, leases, pace)
        introduction = asyncio.create_task(present(bot, wording, staff, context))
        working, owed = asyncio.create_task(worker.run(stopping)), asyncio.create_task(telling.run(stopping))
        renewing = asyncio.create_task(worker.renew(stopping))
        jobs = [owed]
        if watch:
            reporting = CuratorReports(context, watch, staff.talk, bot, lambda: worker.at_work > 0, pace)
            jobs.append(asyncio.create_task(reporting.run(stopping)))
        if notices:
            telling_of = notices(bot)
            jobs.append(asyncio.create_task(telling_of.run(stopping)))
        for job in (working, renewing, *jobs):
            job.add_done_callback(lambda _: stopping.set())  # do not keep fetching what nobody handles
        try:
            await _receive(address, bot, intake, leases, stopping, web, events, pace)
        finally:
            stopping.set()
            introduction.cancel()
            await working
            await asyncio.gather(worker.drain(_DRAIN), renewing, *(_ended(job, _DRAIN) for job in jobs))
        with contextlib.suppress(ConnectionError):  # claims that are not renewed expire by themselves
            await inbox.release()
            await leases.release()


def _say_what_works(me: User) -> None:
    """Log what Telegram lets the bot do, as it was set at BotFather. What it does not say is not said."""
    log.info(
        "telegram lets the bot",
        answer_in_any_chat=bool(me.supports_inline_queries),
        answer_as_a_guest=bool(me.supports_guest_queries),
        join_groups=bool(me.can_join_groups),
        read_only_what_is_meant_for_it=not me.can_read_all_group_messages,
    )


def _application(address: Address, events: Events, pace: Pace) -> Application:  # type: ignore[type-arg]
    builder = ApplicationBuilder().token(address.token).updater(None).rate_limiter(Retry(events, pace))
    builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest())
    if address.base_url:
        builder = builder.base_url(address.base_url)
    return builder.build()


@contextlib.asynccontextmanager
async def _started(
    application: Application,  # type: ignore[type-arg]
    stopping: asyncio.Event,
    events: Events,
    pace: Pace,
) -> AsyncIterator[Application]:  # type: ignore[type-arg]
    """Connect to Telegram, and keep trying for as long as the network is down."""
    await _until_done(application.initialize, stopping, events, pace)
    try:
        yield application
    finally:
        await application.shutdown()


async def _ended(job: asyncio.Task[None], seconds: float) -> None:
    """Wait for a job to end, at most `seconds`. Raises what the job raised."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(job, seconds)


async def _receive(
    address: Address,
    bot: Bot,
    intake: Intake,
    leases: Locks,
    stopping: asyncio.Event,
    web: WebServer,
    events: Events,
    pace: Pace,
) -> None:
    if address.webhook_url is None:

        async def serve_by_polling(until: asyncio.Event) -> None:
            dropping = asyncio.create_task(_drop_webhook(bot, until, events, pace))
            await asyncio.wait({dropping}, timeout=_DROP)  # Telegram refuses polling while a webhook is set
            log.info("serving by long polling", bot=bot.username)
            await poll(bot, intake, until, events, pace)
            dropping.cancel()

        await in_turn(serve_by_polling, partial(leases.mine, POLLING), bot, stopping, events, pace)
        return
    url, path = webhook_address(address.webhook_url, address.webhook_secret)
    web.add(webhook_route(path, address.webhook_secret, intake))
    await _until_done(lambda: _set_webhook(bot, url, address.webhook_secret), stopping, events, pace)
    log.info("serving by webhook", bot=bot.username)
    await guard_webhook(bot, url, address.webhook_secret, stopping, events, pace)
    await web.closed()


async def _set_webhook(bot: Bot, url: str, secret: str) -> None:
    try:
        await set_webhook(bot, url, secret)
    except BadRequest as fault:
        if "resolve" in str(fault).lower():  # its name may not be known everywhere yet
            raise
        raise WebhookRefusedError(str(fault)) from fault


async def _drop_webhook(bot: Bot, stopping: asyncio.Event, events: Events, pace: Pace) -> None:
    try:
        await _until_done(bot.delete_webhook, stopping, events, pace)
    except InvalidToken as fault:
        # The token was good a moment ago; a server without webhooks answers like this too.
        log.warning("an earlier webhook could not be taken away", fault=str(fault))


async def _until_done(
    call: Callable[[], Coroutine[Any, Any, object]], stopping: asyncio.Event, events: Events, pace: Pace
) -> None:
    """Repeat a call that the bot needs to start until it succeeds. Raises `InvalidToken`; all other faults may pass."""
    pause = pace.pause
    while not stopping.is_set():
        try:
            await unless(stopping, call())
            events.reached()
            return
        except InvalidToken:
            raise
        except TelegramError as fault:
            events.missed(type(fault).__name__)
            log.warning("telegram cannot be reached", fault=str(fault), again_in=pause)
            await rest(stopping, pause)
            pause = min(pause * 2, pace.longest_pause)
