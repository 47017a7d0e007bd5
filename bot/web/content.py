"""Content: the entries, the articles they quote, and what the gate says about both."""

from datetime import timedelta

from starlette.responses import Response

from bot.content import Article, Entry, NotDone
from bot.desk.drafts import DraftSubject
from bot.desk.history import NoVersion, RolledBack, Unpublished
from bot.stats.numbers import Received
from bot.web.decide import Fault, fault_of
from bot.web.visit import Visit

_DAYS = 30


async def entries(visit: Visit) -> Response:
    """Show the entries that match the search, by section, and the articles."""
    library = visit.conversation.library
    search = visit.query("search").strip()
    found = {entry.id for entry in library.entries.values() if not search or _has(entry, search)}
    numbers = await visit.house.stats.latest(_DAYS) if visit.house.stats else None
    received = {one.entry: one for one in numbers.entries} if numbers else {}
    soon = visit.house.now().date() + timedelta(days=_DAYS)
    ending = [one for one in library.entries.values() if one.valid_until and one.valid_until <= soon]
    ending.sort(key=lambda one: str(one.valid_until))
    return visit.page(
        "content.html",
        "content",
        search=search,
        found=found,
        received=received,
        days=_DAYS,
        ending=ending,
        today=visit.house.now().date(),
    )


def _has(entry: Entry, search: str) -> bool:
    texts = " ".join([entry.id, *entry.wordings(), entry.answer.kk, entry.answer.ru, entry.answer.en]).casefold()
    return all(word in texts for word in search.casefold().split())


async def entry(visit: Visit) -> Response:
    """Show one entry, how people received it, and its problems."""
    found = visit.conversation.library.entries.get(visit.request.path_params["entry"])
    if found is None:
        return visit.missing()
    problems = visit.house.examine()
    if problems is not None:
        problems = [problem for problem in problems if f"'{found.id}'" in problem.message]
    received = await _received(visit, found.id)
    draft = await visit.house.drafts.about(DraftSubject(entry=found.id))
    return visit.page("entry.html", "content", entry=found, received=received, days=_DAYS, faults=problems, draft=draft)


async def _received(visit: Visit, name: str) -> Received | None:
    """How often an entry was the answer and how people rated it; `None` if nothing is counted."""
    if visit.house.stats is None:
        return None
    numbers = await visit.house.stats.latest(_DAYS)
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
