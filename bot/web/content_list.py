"""The list of the content: each entry with how it is received, how old it is, and who vouches for it; in any order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.responses import Response

from bot.content import LANGUAGES, Entry, Language, Section
from bot.content.entries import Vouch
from bot.content.vouching import lapsed, unvouched, vouch_of
from bot.desk.ages import EntryAge, looked_after
from bot.desk.drafts import KeptDraft
from bot.stats.numbers import Received
from bot.web.visit import Visit

DAYS = 30
"""For how many days it is counted how often an entry was the answer; and what ends within them ends soon."""


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry in the list. `age` is in days, since it was changed or vouched for; `None` if not known.

    `at_least`: it may be older. `lapsed` are the languages whose texts have changed since somebody vouched for them.
    """

    entry: Entry
    received: Received
    age: int | None
    at_least: bool
    vouched: Mapping[Language, Vouch]
    lapsed: Sequence[Language]
    draft: KeptDraft | None
    today: date

    @property
    def ends_soon(self) -> bool:
        """Whether it is out of date, or will be soon."""
        until = self.entry.valid_until
        return until is not None and until <= self.today + timedelta(days=DAYS)


def _by_age(one: ListedEntry) -> tuple[bool, int]:
    return one.age is None, -(one.age or 0)


def _by_end(one: ListedEntry) -> date:
    return one.entry.valid_until or date.max


ORDERS: Mapping[str, Callable[[ListedEntry], object] | None] = {
    "section": None,
    "asked": lambda one: -one.received.asked,
    "disliked": lambda one: (-one.received.disliked, -one.received.asked),
    "age": _by_age,
    "unvouched": lambda one: (len(one.vouched), _by_age(one)),
    "drafted": lambda one: one.draft is None,
    "ends": _by_end,
}
"""The orders of the list, by the keys that they sort by; by sections, the entries stand as in their files."""


async def entries(visit: Visit) -> Response:
    """Show the entries that match the search, in an order, and the articles."""
    search, wanted = visit.query("search").strip(), visit.query("unvouched")
    order = visit.query("order") if visit.query("order") in ORDERS else "section"
    listed = [one for one in await _listed(visit) if not search or _has(one.entry, search)]
    found = [one for one in listed if wanted not in LANGUAGES or wanted in unvouched(one.entry)]
    key = ORDERS[order]
    return visit.page(
        "content.html",
        "content",
        search=search,
        wanted=wanted,
        order=order,
        orders=list(ORDERS),
        found=found,
        parts=[(None, sorted(found, key=key))] if key else list(_by_sections(visit, found)),  # type: ignore[arg-type]
        ending=sorted((one for one in listed if one.ends_soon), key=_by_end),
        days=DAYS,
        today=visit.house.now().date(),
    )


async def _listed(visit: Visit) -> list[ListedEntry]:
    numbers = await visit.house.stats.latest(DAYS) if visit.house.stats else None
    received = {one.entry: one for one in numbers.entries} if numbers else {}
    ages = await visit.house.ages.since() if visit.house.ages else {}
    live = [one for one in await visit.house.drafts.live() if one.subject.kind in ("entry", "quotes")]
    drafts = {one.subject.entry or one.subject.named: one for one in live}
    library, now = visit.conversation.library, visit.house.now()
    return [
        ListedEntry(
            entry,
            received.get(entry.id, Received(entry.id)),
            _age(visit, entry, ages.get(entry.id)),
            bool((age := ages.get(entry.id)) and age.at_least),
            {code: vouch for code in LANGUAGES if (vouch := vouch_of(entry, code))},
            [code for code, _ in lapsed(entry)],
            drafts.get(entry.id),
            now.date(),
        )
        for entry in library.entries.values()
    ]


def _age(visit: Visit, entry: Entry, age: EntryAge | None) -> int | None:
    now = visit.house.now()
    since = looked_after(entry, age, now.tzinfo) if now.tzinfo else None
    return max(0, (now.date() - since).days) if since else None


def _by_sections(visit: Visit, found: Sequence[ListedEntry]) -> Iterator[tuple[Section, list[ListedEntry]]]:
    for section in visit.conversation.library.sections:
        if here := [one for one in found if one.entry.section == section.id]:
            yield section, here


def _has(entry: Entry, search: str) -> bool:
    texts = " ".join([entry.id, *entry.wordings(), entry.answer.kk, entry.answer.ru, entry.answer.en]).casefold()
    return all(word in texts for word in search.casefold().split())
