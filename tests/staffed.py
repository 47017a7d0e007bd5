"""The desk over the small library: who the curators are, content in memory, and numbers that are always the same."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from kept import Kept
from small_library import LIBRARY, SAY

from bot.content import Edit, Language, Library
from bot.desk import Decision, Desk, Published
from bot.desk_chat import DeskChat
from bot.settings import KAZAKHSTAN
from bot.stats.chart import PictureFormat
from bot.stats.numbers import Counts, Numbers, Period, Tally
from bot.stats.stats import Stats
from bot.storage import DeskStore, EntryDrafts
from bot.telegram.curators import Staff

PICTURE = b"\x89PNG\r\n\x1a\n"


class Files:
    """Content without files: decisions are kept, and change nothing."""

    alone = contextlib.nullcontext()
    takes = 0.0
    """Seconds for which the gate looks at a decision."""

    def library(self) -> Library:
        """The small one."""
        return LIBRARY

    async def publish(self, decision: Decision, sure: bool) -> Published | None:
        """Write nothing."""
        await asyncio.sleep(self.takes)
        return Published()

    async def take_back(self, edits: Sequence[Edit]) -> None:
        """Have nothing to take back."""


def now() -> datetime:
    """The time in Kazakhstan."""
    return datetime.now(KAZAKHSTAN)


class FixedStats(Stats):
    """The same numbers for all days. `asked` says of which days they were wanted."""

    def __init__(self) -> None:
        async def none(period: Period) -> Counts:
            raise AssertionError("nothing is counted here")

        super().__init__(none, lambda: LIBRARY, now)
        self.asked: list[tuple[date, int]] = []

    async def until(self, last: date, days: int) -> Numbers:
        """The numbers."""
        self.asked.append((last, days))
        overall = Tally(answer=30, choices=4, gap=2, unknown=4, liked=9, disliked=2)
        period = Period.until(last, days, KAZAKHSTAN)
        return Numbers(period, overall, {}, {}, {}, (), people=21, closed=5, closing=timedelta(hours=7), waiting=3)

    def picture(self, numbers: Numbers, language: Language, dark: bool = False, form: PictureFormat = "png") -> bytes:
        """A picture that says for which language it is."""
        return PICTURE + language.encode()


def talk_over(kept: Kept, clock: Callable[[], datetime] = now) -> DeskChat:
    """The desk over a database."""
    return DeskChat(Desk(DeskStore(kept.sessions), Files(), clock), EntryDrafts(kept.sessions), SAY, clock)


def staff_over(kept: Kept, curators: Iterable[int] = ()) -> Staff:
    """Curators at a desk. The gate finds all well."""
    return Staff(frozenset(curators), talk_over(kept), lambda: (LIBRARY, []), FixedStats())
