"""The numbers of a period for the interfaces that show them: counted, added up and drawn."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime

from bot.content import Language, Library
from bot.conversation.about_bot import figure_weeks
from bot.stats import chart
from bot.stats.audit import AuditCounts, AuditNumbers, audit_numbers, nothing_audited
from bot.stats.chart import PictureFormat
from bot.stats.numbers import Counts, Numbers, Period, numbers_of


class Stats:
    """The numbers of the bot's use.

    `counts` looks a period up in the database, `library` returns the content served now, and `clock` returns the time
    in the time zone of the days.
    """

    def __init__(
        self,
        counts: Callable[[Period], Awaitable[Counts]],
        library: Callable[[], Library],
        clock: Callable[[], datetime],
        audited: Callable[[date], Awaitable[AuditCounts]] = nothing_audited,
    ) -> None:
        """`audited` looks up what was said of the answers of the weeks that began on a day or later."""
        self._audited = audited
        self._counts = counts
        self._library = library
        self._clock = clock

    async def latest(self, days: int) -> Numbers:
        """The numbers of the last `days` days, including today."""
        return await self.until(self._clock().date(), days)

    async def until(self, last: date, days: int) -> Numbers:
        """The numbers of the `days` days that end with `last`. Raises `ValueError` if the clock has no time zone."""
        zone = self._clock().tzinfo
        if zone is None:
            raise ValueError("days begin and end in a zone, and the clock names none")
        period = Period.until(last, days, zone)
        return numbers_of(period, await self._counts(period), self._library())

    async def audited(self) -> AuditNumbers:
        """What curators found in the answers of the last weeks."""
        return audit_numbers(await self._audited(figure_weeks(self._clock().date())[0]))

    def picture(self, numbers: Numbers, language: Language, dark: bool = False, form: PictureFormat = "png") -> bytes:
        """A picture of the numbers, as the bytes of a PNG or an SVG file; takes a moment to draw."""
        return chart.picture(numbers, self._library(), language, dark, form)
