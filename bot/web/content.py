"""Content: the entries, the articles they quote, and what the gate says about both."""

from urllib.parse import quote, unquote

from starlette.responses import Response

from bot.content import LANGUAGES, Article, Entry, NotDone
from bot.content.vouching import lapsed, sum_of, vouch_of, with_vouch
from bot.desk import Decision
from bot.desk.drafts import DraftSubject
from bot.desk.history import NoVersion, RolledBack, Unpublished
from bot.stats.numbers import Received
from bot.web.content_list import DAYS
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
