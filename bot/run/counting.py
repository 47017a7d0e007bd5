"""The numbers of the desk, counted in the database and drawn: for whoever shows them to a curator."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.content import Language, Library
from bot.settings import KAZAKHSTAN
from bot.stats import chart
from bot.stats.numbers import Numbers, Period, numbers_of
from bot.storage.counts import Counter


@dataclass(frozen=True, slots=True)
class Counting:
    """Counts over a database. `library` gives the content served now."""

    tables: Counter
    library: Callable[[], Library]

    async def of(self, last: date, days: int) -> Numbers:
        """The numbers of so many days of Kazakhstan, of which `last` is the last."""
        period = Period.until(last, days, KAZAKHSTAN)
        return numbers_of(period, await self.tables.counts(period), self.library())

    def picture(self, numbers: Numbers, language: Language) -> bytes:
        """Those numbers as a PNG; takes a moment to draw."""
        return chart.picture(numbers, self.library(), language)
