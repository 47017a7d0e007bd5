"""Proposals: what waits for a publisher, and what a publisher says to it."""

from starlette.responses import Response

from bot.content import LANGUAGES, NotDone
from bot.desk import Made, NoProposal, Tried
from bot.desk.proposals import TextChange, changes_of, texts_written
from bot.web.decide import Fault, agreed, fault_of
from bot.web.visit import Visit

_REASON = 300  # characters


async def show(visit: Visit) -> Response:
    """List what waits, the oldest first."""
    return visit.page("proposals.html", "review", decisions=await visit.house.desk.proposals())


async def made(visit: Visit) -> Response:
    """Show one decision."""
    found = await visit.house.desk.made(visit.number("number"))
    return await decision_page(visit, found) if found else visit.missing()


async def undo(visit: Visit) -> Response:
    """Undo a decision, or withdraw a proposal."""
    number = visit.number("number")
    found = await visit.house.desk.made(number)
    if found is None:
        return visit.missing()
    try:
        await visit.house.desk.undo(visit.session.name, number)
    except NotDone as error:
        return await decision_page(visit, found, fault_of(error))
    return visit.to(f"/trail/{number}")


async def decision_page(visit: Visit, found: Made, fault: Fault | None = None) -> Response:
    """A decision with what it changed or, if it still waits, what it would change now."""
    desk = visit.house.desk
    tried = await desk.tried(found.number) if found.waits else None
    roles = desk.roles
    return visit.page(
        "made.html",
        "review",
        409 if fault else 200,
        made=found,
        withdrew=[code for code in LANGUAGES if code in visit.query("withdrew").split(",")],
        fault=fault,
        impact=None if fault else desk.impact(found.number),
        reads=_reads(found, tried),
        unserved=_unserved(visit, found),
        article=visit.conversation.library.articles.get(visit.query("article")),
        tried=tried,
        tried_fault=fault_of(tried.fault) if tried and tried.fault else None,
        may_accept=roles is not None and roles.may_accept(visit.session.name, found),
        may_undo=desk.may_undo(visit.session.name, found),
    )


def _reads(found: Made, tried: Tried | None) -> list[TextChange]:
    """What a decision changes, in words: as the files had it before and have it after, or as far as it says that."""
    if tried:
        return list(tried.reads)
    return list(changes_of(found.edits)) or list(texts_written(found.decision))


def _unserved(visit: Visit, found: Made) -> dict[str, str]:
    """The question of an entry that a decision has written, by its id: until it is served, no library has it."""
    draft = found.decision.draft
    question = draft.entry.question.get(visit.language) if draft else None
    return {found.decision.entry: question} if found.decision.entry and question else {}


async def accept(visit: Visit) -> Response:
    """Carry a proposal out."""
    number = visit.number("number")
    found = await visit.house.desk.made(number)
    if found is None:
        return visit.missing()
    try:
        await visit.house.desk.accept(visit.session.name, number, agreed(visit.form("do"))[0])
    except NotDone as error:
        return await decision_page(visit, found, _fault(error))
    return visit.to(f"/trail/{number}")


async def refuse(visit: Visit) -> Response:
    """Refuse a proposal, with a reason."""
    number = visit.number("number")
    found = await visit.house.desk.made(number)
    if found is None:
        return visit.missing()
    reason = " ".join(visit.form("reason").split())[:_REASON]
    if not reason:
        return await decision_page(visit, found, Fault("no-reason"))
    try:
        await visit.house.desk.refuse(visit.session.name, number, reason)
    except NotDone as error:
        return await decision_page(visit, found, _fault(error))
    return visit.to(f"/trail/{number}")


def _fault(error: NotDone) -> Fault:
    return Fault("no-proposal") if isinstance(error, NoProposal) else fault_of(error)
