"""The command that writes the site: static pages of all answers, to be put on any web server or opened from a disk.

Drawing is most of the work, so a large site's cards are drawn on every core.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from bot.cli.database import with_sessions
from bot.cli.shell import err, library_or_stop, out, settings_or_stop, stop
from bot.content import Library
from bot.conversation.about_bot import NO_FIGURES, PublicFigures
from bot.jobs.refresh import figures_from
from bot.publishing.gate import load_servable
from bot.publishing.learned import operator_of
from bot.settings import KAZAKHSTAN, Settings
from bot.site import NotASiteError, SiteFile, SiteOptions, pages_of, replace_folder
from bot.site.addresses import CARD, PHOTO

_BOT = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")
_URL = re.compile(r"https?://[^\s?#\"'<>]+")


def site(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of the site; an older site is replaced.")],
    url: Annotated[
        str, typer.Option("--url", help="Where the site will be: https://… Otherwise that of SITE_URL.")
    ] = "",
    bot: Annotated[
        str, typer.Option("--bot", help="The bot's name in Telegram: each answer then links to the same one there.")
    ] = "",
) -> None:
    """Write the site: every answer, topic, article and person as a page, in three languages.

    If anything goes wrong, the older site stays as it was.
    """
    settings = settings_or_stop()
    library = library_or_stop(settings, load_servable)
    options = SiteOptions(
        datetime.now(KAZAKHSTAN).date(),
        _address_or_stop(url) or settings.site_url or "",
        _bot_or_stop(bot),
        operator_of(settings),
        figures=_figures(settings, library),
    )
    files = pages_of(library, options)
    try:
        written = replace_folder(folder, _shown(files))
    except NotASiteError as fault:
        stop(f"{fault}, so it is left alone. Name a new folder, or empty this one.", 2)
    except OSError as fault:
        stop(f"The site cannot be written: {fault.strerror}. What was in {folder} is still there.", 2)
    answers = len(library.everything)
    out.print(
        f"{folder}: {answers} answers in three languages, {len(files)} files, {written / 1e6:.1f} MB. "
        f"Content {library.version}."
    )
    if not options.url:
        out.print(
            "Without --url there are no cards, no feeds and no sitemap: they need to know where the site will be."
        )


def _figures(settings: Settings, library: Library) -> PublicFigures:
    """What the database knows of how well the bot does; nothing where there is none yet, and none is made for this."""
    file = settings.database_file
    if file and not file.is_file():
        return NO_FIGURES
    return with_sessions(settings, lambda sessions: figures_from(sessions, library, datetime.now(KAZAKHSTAN)))


def _shown(files: list[SiteFile]) -> Iterator[tuple[str, bytes]]:
    """The files one by one, with a progress bar."""
    columns = ("Writing the site", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        yield from progress.track(made(files), total=len(files))


def _address_or_stop(url: str) -> str:
    if url and not _URL.fullmatch(url):
        stop(f"--url is where the site will be, such as https://answers.example.org/, not '{url}'.", 2)
    return f"{url.rstrip('/')}/" if url else ""


def _bot_or_stop(bot: str) -> str:
    found = _BOT.fullmatch(bot)
    if bot and not found:
        stop(f"--bot is the bot's user name in Telegram, such as constitution_bot, not '{bot}'.", 2)
    return found[1] if found else ""


_MANY = 2000  # cards; for fewer, a start of more processes takes longer than it saves
_AT_ONCE = 512  # cards that are drawn before any of them is written: about 30 MB
_SHARE = 32  # cards that a process takes at a time; an even number, since it draws the two of an answer as one


def made(files: Sequence[SiteFile], many: int = _MANY, processes: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Each file's address and content, the cards last. `many`: from how many cards on, other processes draw them."""
    cards = [file for file in files if file.address.endswith((CARD, PHOTO))]
    drawn = set(map(id, cards))
    yield from ((file.address, file.make()) for file in files if id(file) not in drawn)
    processes = processes or os.cpu_count() or 1
    if len(cards) < many or processes == 1:
        yield from ((card.address, card.make()) for card in cards)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for start in range(0, len(cards), _AT_ONCE):
            some = cards[start : start + _AT_ONCE]
            addresses = (card.address for card in some)
            yield from zip(addresses, pool.map(_draw, [card.make for card in some], chunksize=_SHARE), strict=True)


def _draw(make: Callable[[], bytes]) -> bytes:
    return make()
