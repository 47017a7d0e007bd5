"""Audit: look at answers that were given, say whether they were right, and let the content learn from wrong ones."""

from starlette.responses import Response

from bot.content import NotDone
from bot.desk import AUDIT_VERBS, Audit, AuditCase, Decision
from bot.desk.audit import asks_of_entry, not_of_entry, other_entries
from bot.web.decide import Fault, agreed, fault_of
from bot.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show the answer that waits at a place of the curator's queue. `said` is the verdict that led here."""
    audit = visit.house.audit
    if audit is None:
        return visit.missing()
    place = max(0, visit.query.number("place"))
    page = await audit.waiting(visit.session.name, place)
    said = await visit.house.desk.made(visit.query.number("said")) if visit.query("said") else None
    if said and said.decision.verb not in AUDIT_VERBS:
        said = None
    place = place if place < page.total else 0
    return _page(visit, page.case, place=place, total=page.total, said=said)


async def one(visit: Visit) -> Response:
    """Show one answer and the curator's own verdict on it, with what a wrong one may become."""
    case = await _case(visit)
    return _page(visit, case) if case else _gone(visit)


async def judge(visit: Visit) -> Response:
    """Take a verdict. A wrong answer stays on the page, because the content may learn from it."""
    audit, case = visit.house.audit, await _case(visit)
    if audit is None or case is None:
        return _gone(visit)
    verb = next((verb for verb in AUDIT_VERBS if verb == visit.form("do")), None)
    if verb is None:
        return _page(visit, case, fault=Fault("nothing"))
    made = await audit.judge(visit.session.name, case, verb)
    if verb == "wrong":
        return visit.to(f"/audit/{case.number}")
    return visit.to(f"/audit?place={visit.form.number('place')}&said={made.number}")


async def mend(visit: Visit) -> Response:
    """Make a wrong answer a `not` of its entry, or an `asks` of the right one."""
    case = await _case(visit)
    if case is None:
        return _gone(visit)
    consent, do = agreed(visit.form("do"))
    decision = _mending(case, do, visit)
    if isinstance(decision, Fault):
        return _page(visit, case, fault=decision)
    try:
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        return _page(visit, case, fault=fault_of(error), do=do)
    return visit.to(f"/trail/{made.number}")


def _mending(case: AuditCase, do: str, visit: Visit) -> Decision | Fault:
    verb, _, entry = do.partition(" ")
    if verb == "not":
        return not_of_entry(case)
    if verb != "asks":
        return Fault("nothing")
    entry = entry or visit.form("entry")
    return asks_of_entry(case, entry) if entry else Fault("entry")


async def undo(visit: Visit) -> Response:
    """Take the curator's verdict back."""
    case = await _case(visit)
    mine = case.verdict_of(visit.session.name) if case else None
    if case is None or mine is None:
        return _gone(visit)
    await visit.house.desk.undo(visit.session.name, mine.number)
    return visit.to(f"/audit/{case.number}")


async def _case(visit: Visit) -> AuditCase | None:
    audit: Audit | None = visit.house.audit
    return await audit.case(visit.number("case")) if audit else None


def _gone(visit: Visit) -> Response:
    """The question is no longer kept, or was never drawn."""
    return visit.page("audit.html", "review", 404, **_shown(visit, None) | {"gone": True})


def _page(visit: Visit, case: AuditCase | None, fault: Fault | None = None, **more: object) -> Response:
    shown = _shown(visit, case) | {"fault": fault} | more
    return visit.page("audit.html", "review", 422 if fault else 200, **shown)


def _shown(visit: Visit, case: AuditCase | None) -> dict[str, object]:
    library = visit.conversation.library
    return {
        "case": case,
        "entry": library.entries.get(case.entry) if case else None,
        "mine": case.verdict_of(visit.session.name) if case else None,
        "near": [library.everything[name] for name in other_entries(case, library)] if case else [],
        "verbs": AUDIT_VERBS,
        "fault": None,
        "do": "",
        "said": None,
        "place": 0,
        "total": None,
        "gone": False,
    }
