"""Content: the entries and how each is received, the articles they quote, and what the gate says about both."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote, unquote

from starlette.responses import Response

from bot.content import LANGUAGES, Article, Entry, Language, NotDone, Section
from bot.content.entries import Vouch
from bot.content.vouching import lapsed, sum_of, unvouched, vouch_of, with_vouch
from bot.desk import Decision
from bot.desk.drafts import DraftSubject, KeptDraft
from bot.desk.history import EntryAge, NoVersion, RolledBack, Unpublished, looked_after
from bot.stats.numbers import Received
from bot.web.decide import Fault, fault_of
from bot.web.visit import Visit


async def entry(visit: Visit) -> Response:
    """Show one entry, how people received it, and its problems."""
    found = visit.conversation.library.entries.get(visit.request.path_params["entry"])
    return await _entry(visit, found) if found else visit.missing()


async def _entry(visit: Visit, found: Entry, fault: Fault | None = None, by: str = "") -> Response:
    problems = visit.house.examine()
    if problems is not None:
        problems = [problem for problem in problems if f"'{found.id}'" in problem.message]
    received = await _received(visit, found.id)
    draft = await visit.house.drafts.about(DraftSubject(entry=found.id))
    passages = await visit.house.drafts.about(DraftSubject(page=f"/content/entries/{found.id}/quotes"))
    ages = await visit.house.ages.since() if visit.house.ages else {}
    return visit.page(
        "entry.html",
        "content",
        422 if fault else 200,
        entry=found,
        received=received,
        days=DAYS,
        age=ages.get(found.id),
        faults=problems,
        draft=draft,
        passages=passages,
        vouched={code: vouch for code in LANGUAGES if (vouch := vouch_of(found, code))},
        lapsed=dict(lapsed(found)),
        sums={code: sum_of(found, code) for code in LANGUAGES},
        by=by or unquote(visit.request.cookies.get(_BY, "")),
        fault=fault,
    )


_BY = "vouches-as"  # the cookie that keeps by what name somebody vouches
_YEAR = 365 * 24 * 3600


async def vouch(visit: Visit) -> Response:
    """Note that the curator vouches for the text of an entry in a language, as it was shown to them."""
    found = visit.conversation.library.entries.get(visit.request.path_params["entry"])
    language = next((code for code in LANGUAGES if code == visit.form("language")), None)
    if found is None or language is None:
        return visit.missing()
    by = " ".join(visit.form("by").split())
    if not by:
        return await _entry(visit, found, Fault("no-name"))
    if visit.form(f"sum-{language}") != sum_of(found, language):
        return await _entry(visit, found, Fault("changed-meanwhile"), by)
    fields = {"vouched": with_vouch(found, language, by, visit.house.now().date().isoformat())}
    try:
        decision = Decision("edit", 0, 0, entry=found.id, fields=fields)
        made = await visit.house.desk.carry_out(visit.session.name, decision, "none")
    except NotDone as error:
        return await _entry(visit, found, fault_of(error), by)
    response = visit.to(f"/trail/{made.number}")
    response.set_cookie(_BY, quote(by), max_age=_YEAR, samesite="lax", httponly=True)
    return response


async def _received(visit: Visit, name: str) -> Received | None:
    """How often an entry was the answer and how people rated it; `None` if nothing is counted."""
    if visit.house.stats is None:
        return None
    numbers = await visit.house.stats.latest(DAYS)
    return next((one for one in numbers.entries if one.entry == name), None)


async def article(visit: Visit) -> Response:
    """Show one article, with the passages that entries quote from it."""
    library = visit.conversation.library
    found = library.articles.get(visit.request.path_params["article"])
    if found is None:
        return visit.missing()
    quoting = [entry for entry in library.entries.values() if _quotes(entry, found)]
    quotes = [quote.text for entry in quoting for quote in entry.quotes if quote.article.id == found.id]
    return visit.page("article.html", "content", article=found, quotes=quotes, quoting=quoting)


def _quotes(entry: Entry, article: Article) -> bool:
    return any(quote.article.id == article.id for quote in entry.quotes)


async def faults(visit: Visit) -> Response:
    """Show every problem that the gate reports."""
    return visit.page("faults.html", "content", faults=visit.house.examine())


async def look(visit: Visit) -> Response:
    """Read the files now, and serve them if they are valid."""
    visit.house.look()
    return visit.to("/content/faults")


_VERSIONS = 20


async def versions(visit: Visit) -> Response:
    """Show the latest versions of the content."""
    return await _versions(visit)


async def roll_back(visit: Visit) -> Response:
    """Bring the files of a version back."""
    if not visit.house.desk.may_publish(visit.session.name):
        return await _versions(visit, Fault("publisher"))
    try:
        done = await visit.house.rollback.go(visit.session.name, visit.request.path_params["version"])
    except NoVersion:
        return visit.missing()
    except Unpublished:
        return await _versions(visit, Fault("unpublished"))
    except NotDone as error:
        return await _versions(visit, fault_of(error))
    return await _versions(visit, done=done)


async def _versions(visit: Visit, fault: Fault | None = None, done: RolledBack | None = None) -> Response:
    listed = await visit.house.rollback.history(_VERSIONS)
    return visit.page("versions.html", "content", 409 if fault else 200, versions=listed, fault=fault, done=done)


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
