"""The operator's commands on a bot that runs: silence it, let it speak again, ask how it is."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import httpx
import typer
from rich.table import Table

from bot.knowledge import ContentError, load
from bot.pausing import SWITCH
from bot.settings import Settings
from bot.shell import out, settings_or_stop, stop, with_sessions
from bot.storage import Inbox, Notices, Sessions, Switches

_LONGEST = 1000  # characters; Telegram takes 4,096, and nobody reads so many

Words = Annotated[str | None, typer.Option(help="What is said in this language.")]


def pause(
    text: Annotated[str | None, typer.Argument(help="What is said instead of answers, whatever the language.")] = None,
    kk: Words = None,
    ru: Words = None,
    en: Words = None,
) -> None:
    """Let the bot answer no questions, within two seconds and until `resume`; restarts change nothing in that."""
    given = {"kk": kk or text, "ru": ru or text, "en": en or text}
    words = {language: said.strip() for language, said in given.items() if said and said.strip()}
    if any(len(said) > _LONGEST for said in words.values()):
        stop(f"At most {_LONGEST} characters, please.", 2)
    _set({"on": True, "words": words})
    out.print("The bot is paused. `python -m bot resume` lets it answer again.")


def resume() -> None:
    """Let the bot answer again."""
    _set({"on": False})
    out.print("The bot answers again.")


def _set(value: dict[str, Any]) -> None:
    with_sessions(settings_or_stop(), lambda sessions: Switches(sessions).write(SWITCH, value))


@dataclass(frozen=True, slots=True)
class _Standing:
    waiting: int
    oldest: datetime | None
    latest: datetime | None
    owed: int
    pause: dict[str, Any]


async def _standing(sessions: Sessions) -> _Standing:
    inbox = Inbox(sessions)
    waiting, oldest = await inbox.backlog()
    owed = await Notices(sessions).owed()
    return _Standing(waiting, oldest, await inbox.latest(), owed, await Switches(sessions).read(SWITCH))


def status() -> None:
    """Show how the bot stands: whether it runs and is ready, what waits, and whether it is paused."""
    settings = settings_or_stop()
    standing = with_sessions(settings, _standing)
    running = _running(settings)
    table = Table(show_header=False, box=None)
    table.add_row("process", _process(settings, running))
    for name, check in (running or {}).get("checks", {}).items():
        table.add_row(f"  {name}", f"{'ok' if check['ok'] else 'NOT OK'}: {check['detail']}")
    table.add_row("content served", running["content"] if running else "–")
    table.add_row("content in the files", _version(settings))
    table.add_row("paused", _paused(standing.pause))
    table.add_row(
        "inbox", f"{standing.waiting} waiting" + (f", since {_at(standing.oldest)}" if standing.oldest else "")
    )
    table.add_row("last update", _at(standing.latest) if standing.latest else "none in the last two days")
    table.add_row("notices owed", str(standing.owed))
    out.print(table)


def _running(settings: Settings) -> dict[str, Any] | None:
    """What the bot that listens here says of itself."""
    address = httpx.URL(scheme="http", host=_reached(settings.host), port=settings.port, path="/readyz")
    try:
        told = httpx.get(address, timeout=5, trust_env=False).json()
    except (httpx.HTTPError, ValueError):
        return None
    return told if isinstance(told, dict) and "checks" in told else None


def _reached(host: str) -> str:
    """Who listens everywhere is reached here."""
    try:
        listening = ipaddress.ip_address(host)
    except ValueError:
        return host
    here = {4: "127.0.0.1", 6: "::1"}
    return here[listening.version] if listening.is_unspecified else host


def _process(settings: Settings, running: dict[str, Any] | None) -> str:
    if running is None:
        return f"nobody answers at {settings.host}:{settings.port}"
    return "ready" if running["ready"] else "NOT READY"


def _version(settings: Settings) -> str:
    try:
        return load(settings.faq_dir, settings.corpus_dir).version
    except ContentError as error:
        return f"not valid: {len(error.problems)} problems (`python -m bot check`)"


def _paused(switch: dict[str, Any]) -> str:
    if not switch.get("on"):
        return "no"
    words = dict.fromkeys(switch.get("words", {}).values())
    return "yes: " + (" / ".join(words) or "the bot's own words")


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
