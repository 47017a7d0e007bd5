"""The curators' desk over a database and the content's files: the office behind every face, and the terminal's own."""

import asyncio
import getpass
from collections.abc import Callable
from datetime import UTC, datetime

from rich.console import Console

from bot.curation import Office
from bot.gatekeeping import Gatekeeper
from bot.knowledge import Library
from bot.matching import Matcher
from bot.reviewing import Review
from bot.settings import Settings
from bot.sorting import Sorting
from bot.storage import Desk, Grouping, Sessions, migrate, open_engine, open_sessions


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
