"""Open the console: connect it to the other parts, and tell the operator how to get in."""

import getpass
from collections.abc import Sequence
from datetime import datetime

from starlette.types import ASGIApp

from bot.content.folders import WITHOUT_ENTRIES, content_files
from bot.desk import Audit, Desk
from bot.desk.history import AgesPort
from bot.desk.tending import TendingPort
from bot.jobs.live_content import LiveContent
from bot.publishing import learned
from bot.publishing.articles import EffectsFinder
from bot.publishing.gate import BackgroundCheck
from bot.publishing.rollback import Rollback
from bot.run.server import HttpServer
from bot.settings import KAZAKHSTAN, Settings, locked_folder
from bot.stats.stats import Stats
from bot.storage import EntryDrafts
from bot.web import ConsoleParts, Entrance, Links, console
from bot.web.request import is_loopback
from bot.web.sessions import KeptLogins

_CONSOLE_ALONE = """\
No TELEGRAM_BOT_TOKEN is set, so Telegram is not served yet. Meanwhile the console's first page is a chat with the bot.
To serve Telegram: write to @BotFather there, send /newbot, and put the token it gives you into .env:

    TELEGRAM_BOT_TOKEN=123456789:AA…
"""
_LINK = """\
The console is open. This link lets you in, once, within 15 minutes and on this machine:

    {link}

For another: python -m bot login-link
"""
_ELSEWHERE = """\
The console is open on port {port}, to the curators of CURATOR_IDS, who sign in with Telegram.
"""
_NOBODY = """\
The console is open on port {port}, and nobody can sign in yet: that takes TELEGRAM_BOT_TOKEN and CURATOR_IDS, or
HOST=127.0.0.1 and a link on this machine.
"""


def console_over(
    live: LiveContent,
    desk: Desk,
    audit: Audit,
    drafts: EntryDrafts,
    rollback: Rollback,
    stats: Stats,
    settings: Settings,
    web: HttpServer,
    logins: KeptLogins,
    tending: TendingPort,
    ages: AgesPort,
) -> ASGIApp:
    """The console over the content now served, the desk, the statistics and the queue."""
    house = ConsoleParts(
        conversation=live.conversation,
        desk=desk,
        drafts=drafts,
        rollback=rollback,
        problems=lambda: live.problems,
        examine=BackgroundCheck(settings),
        look=live.look_now,
        files=lambda: _files(settings),
        stats=stats,
        now=_now,
        effects=EffectsFinder(desk, live.trained),
        tending=tending,
        ages=ages,
        is_locked=lambda: locked_folder(settings) is not None,
        audit=audit,
    )
    return console(_entrance(settings, web, logins), house)


def _entrance(settings: Settings, web: HttpServer, logins: KeptLogins) -> Entrance:
    token = settings.telegram_bot_token
    return Entrance(
        settings.host,
        _operator(),
        _links(settings),
        token.get_secret_value() if token else "",
        lambda: web.bot,
        lambda: settings.staff_ids,
        logins,
    )


def _operator() -> str:
    """The operator's user name on this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # in a container, a user may have only a number
        return "operator"


def _now() -> datetime:
    return datetime.now(KAZAKHSTAN)


def _files(settings: Settings) -> Sequence[str]:
    """The names of the files that an entry can be written into."""
    files = content_files(settings.faq_dir, ".yaml")
    return [file.stem for file in files if file.name not in WITHOUT_ENTRIES]


def _links(settings: Settings) -> Links:
    return Links(learned.state_folder(settings) / "links", _now)


def login_link(settings: Settings) -> str:
    """A link that lets in the first person who opens it, on this machine only."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/enter/{_links(settings).make()}"


def invitation(settings: Settings) -> str:
    """What the operator is told about the console when the bot starts."""
    if is_loopback(settings.host):
        text = _LINK.format(link=login_link(settings))
    elif settings.telegram_bot_token and settings.staff_ids:
        text = _ELSEWHERE.format(port=settings.port)
    else:
        text = _NOBODY.format(port=settings.port)
    return text if settings.telegram_bot_token else f"{text}\n{_CONSOLE_ALONE}"
