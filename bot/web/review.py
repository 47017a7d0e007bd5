"""Review: the queue of unanswered questions, filtered, sorted and page by page; acts on several groups at once.

What was ruled out has a page of its own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args
from urllib.parse import urlencode

from starlette.responses import Response

from bot.content import LANGUAGES, Library, NotDone
from bot.desk import Group, Made, QueueFilter, QueueOrder, Why, decide
from bot.desk.decision import GroupVerb
from bot.desk.tending import OLD
from bot.web.decide import fault_of
from bot.web.drafts import being_written
from bot.web.request import Fields, whole
from bot.web.visit import Visit

PERIODS = (1, 7, 30, 90)  # days
WHYS: tuple[Why, ...] = get_args(Why)
ORDERS: tuple[QueueOrder, ...] = get_args(QueueOrder)
ACTS: tuple[GroupVerb, ...] = ("postpone", "outside", "spam")
"""What can be done with several groups at once."""
_ON_A_PAGE = 20
_LATER = timedelta(days=7)
_LONGEST_NOTE = 1000  # characters


@dataclass(frozen=True, slots=True)
class Filters:
    """Which part of the queue a curator looks at, as the page's address says it."""

    language: str
    section: str
    why: str
    period: int
    search: str
    page: int
    order: str = ""
    owner: str = ""
    fresh: bool = False
    """Only groups that were asked since the curator's last visit."""

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
            query("order"),
            query("owner"),
            query("fresh") == "1",
        )

    def wanted(self, visit: Visit, library: Library, last_visit: datetime | None) -> QueueFilter:
        """The part of the queue that the filters describe. Unknown values are ignored."""
        known = {section.id for section in library.sections}
        near = frozenset(entry.id for entry in library.in_section(self.section)) if self.section in known else None
        return QueueFilter(
            next((language for language in LANGUAGES if language == self.language), None),
            next((why for why in WHYS if why == self.why), None),
            near,
            last_visit if self.fresh and last_visit else self._since(visit.house.now()),
            self.search,
            {"mine": visit.session.name, "nobody": ""}.get(self.owner),
            next((order for order in ORDERS if order == self.order), "askers"),
        )

    def _since(self, now: datetime) -> datetime | None:
        return now - timedelta(days=self.period) if self.period in PERIODS else None

    def address(self, page: int) -> str:
        """The query string of another page of the same part."""
        words = {"language": self.language, "section": self.section, "why": self.why, "search": self.search}
        words |= {"order": self.order, "owner": self.owner}
        numbers = {"period": self.period, "page": page, "fresh": int(self.fresh)}
        return "?" + urlencode({name: value for name, value in (words | numbers).items() if value})


async def queue(visit: Visit) -> Response:
    """Show the groups that wait."""
    filters, tending, now = Filters.of(visit.query), visit.house.tending, visit.house.now()
    last_visit = await tending.visited(visit.session.name, now) if tending else None
    wanted = filters.wanted(visit, visit.conversation.library, last_visit)
    page = await visit.house.desk.waiting(wanted, (filters.page - 1) * _ON_A_PAGE, _ON_A_PAGE)
    if not page.groups and filters.page > 1:
        return visit.to(f"/review{filters.address(1)}")
    return visit.page(
        "review.html",
        "review",
        groups=page.groups,
        writing=await being_written(visit),
        total=page.total,
        filters=filters,
        more=filters.page * _ON_A_PAGE < page.total,
        periods=PERIODS,
        whys=WHYS,
        orders=ORDERS,
        acts=ACTS,
        last_visit=last_visit,
        old=await tending.lone(now - OLD, now) if tending and filters.page == 1 else 0,
        settled=await tending.settled(filters.search) if tending and filters.search and not page.groups else 0,
    )


async def act(visit: Visit) -> Response:
    """Carry out the same decision on each ticked group, as it was shown. What cannot be done is said by group."""
    verb = next((verb for verb in ACTS if verb == visit.form("act")), None)
    ticked = [one.partition(":") for one in visit.form.all("group")][:_ON_A_PAGE]
    if verb is None or not ticked:
        return visit.to("/review")
    done: list[Made] = []
    left: list[tuple[Group, str]] = []
    for number, _, upto in ticked:
        group = await visit.house.desk.group(whole(number), whole(upto) or None)
        if group is None:
            continue  # somebody else has decided it
        decision = decide(group, verb, until=visit.house.now() + _LATER if verb == "postpone" else None)
        try:
            done.append(await visit.house.desk.carry_out(visit.session.name, decision))
        except NotDone as error:
            left.append((group, fault_of(error).name))
    return visit.page("acted.html", "review", verb=verb, done=done, left=left)


async def set_aside(visit: Visit) -> Response:
    """Set aside what one person alone has asked, long ago, in one decision."""
    now = visit.house.now()
    made = await visit.house.tending.set_aside(visit.session.name, now - OLD, now) if visit.house.tending else None
    return visit.to(f"/trail/{made.number}" if made else "/review")


async def assign(visit: Visit) -> Response:
    """Note who takes care of a group, and what curators want to say on it."""
    number = visit.number("group")
    group = await visit.house.desk.group(number)
    if group is None or visit.house.tending is None:
        return visit.to(f"/review/{number}")
    owner = {"take": visit.session.name, "leave": None}.get(visit.form("owner"), group.owner)
    await visit.house.tending.assign(number, owner, visit.form("note").strip()[:_LONGEST_NOTE], visit.house.now())
    return visit.to(f"/review/{number}")


async def ruled_out(visit: Visit) -> Response:
    """Show the groups that were ruled out, each with the decision that did so."""
    number = max(1, visit.query.number("page", 1))
    page = await visit.house.desk.ruled_out((number - 1) * _ON_A_PAGE, _ON_A_PAGE)
    if not page.groups and number > 1:
        return visit.to("/review/out")
    decided = {group.number: await visit.house.desk.latest_of(group.number) for group in page.groups}
    more = number * _ON_A_PAGE < page.total
    return visit.page("out.html", "review", groups=page.groups, decided=decided, total=page.total, at=number, more=more)
