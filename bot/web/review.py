"""Review: the queue of unanswered questions, filtered and page by page, and the groups that were ruled out."""

from dataclasses import dataclass
from datetime import timedelta
from typing import get_args
from urllib.parse import urlencode

from starlette.responses import Response

from bot.content import LANGUAGES, Library
from bot.desk import QueueFilter, Why
from bot.web.request import Fields
from bot.web.visit import Visit

PERIODS = (1, 7, 30, 90)  # days
WHYS: tuple[Why, ...] = get_args(Why)
_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """Which part of the queue a curator looks at, as the page's address says it."""

    language: str
    section: str
    why: str
    period: int
    search: str
    page: int

    @classmethod
    def of(cls, query: Fields) -> "Filters":
        """Read the filters from a query string."""
        return cls(
            query("language"),
            query("section"),
            query("why"),
            query.number("period"),
            query("search").strip()[:200],
            max(1, query.number("page", 1)),
        )

    def wanted(self, visit: Visit, library: Library) -> QueueFilter:
        """The part of the queue that the filters describe. Unknown values are ignored."""
        known = {section.id for section in library.sections}
        near = frozenset(entry.id for entry in library.in_section(self.section)) if self.section in known else None
        return QueueFilter(
            next((language for language in LANGUAGES if language == self.language), None),
            next((why for why in WHYS if why == self.why), None),
            near,
            visit.house.now() - timedelta(days=self.period) if self.period in PERIODS else None,
            self.search,
        )

    def address(self, page: int) -> str:
        """The query string of another page of the same part."""
        words = {"language": self.language, "section": self.section, "why": self.why, "search": self.search}
        numbers = {"period": self.period, "page": page}
        return "?" + urlencode({name: value for name, value in (words | numbers).items() if value})


async def queue(visit: Visit) -> Response:
    """Show the groups that wait."""
    filters = Filters.of(visit.query)
    wanted = filters.wanted(visit, visit.conversation.library)
    page = await visit.house.desk.waiting(wanted, (filters.page - 1) * _ON_A_PAGE, _ON_A_PAGE)
    if not page.groups and filters.page > 1:
        return visit.to(f"/review{filters.address(1)}")
    return visit.page(
        "review.html",
        "review",
        groups=page.groups,
        total=page.total,
        filters=filters,
        more=filters.page * _ON_A_PAGE < page.total,
        periods=PERIODS,
        whys=WHYS,
    )


async def ruled_out(visit: Visit) -> Response:
    """Show the groups that were ruled out, each with the decision that did so."""
    number = max(1, visit.query.number("page", 1))
    page = await visit.house.desk.ruled_out((number - 1) * _ON_A_PAGE, _ON_A_PAGE)
    if not page.groups and number > 1:
        return visit.to("/review/out")
    decided = {group.number: await visit.house.desk.latest_of(group.number) for group in page.groups}
    more = number * _ON_A_PAGE < page.total
    return visit.page("out.html", "review", groups=page.groups, decided=decided, total=page.total, at=number, more=more)
