"""Decide on a group, see past decisions and undo them; and how a page shows why something was not done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from starlette.responses import Response

from bot.content import ContentError, EditConflict, NotDone, Problem, UnknownEntry
from bot.desk import (
    VERBS,
    AlreadyDecided,
    BadName,
    Consent,
    Decision,
    Elsewhere,
    Group,
    Impact,
    Made,
    NeedsYes,
    NotAPublisher,
    Refused,
    StandsElsewhere,
    Unwritable,
    Verb,
    decide,
)
from bot.desk.drafts import DraftSubject
from bot.desk.passages import pick
from bot.desk.queue import LIKELY
from bot.web.draw import Mark, mark
from bot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something was not done; `name` says what is wrong.

    With it come the gate's problems, the decision that somebody else made first, what changed in a file, where
    wordings stand already, or what a publication would do to people.
    """

    name: str
    problems: Sequence[Problem] = ()
    made: Made | None = None
    file: str = ""
    diff: Sequence[tuple[Mark, str]] = ()
    elsewhere: Sequence[Elsewhere] = ()
    impact: Impact | None = None


def fault_of(error: Exception) -> Fault:
    """Turn an error into the fault that a page shows. Raises the error again if no page can show it."""
    match error:
        case Refused(problems=problems) | ContentError(problems=problems):
            return Fault("refused", problems)
        case AlreadyDecided(made=made):
            return Fault("decided", made=made)
        case StandsElsewhere(wordings=wordings):
            return Fault("elsewhere", elsewhere=wordings)
        case NeedsYes(impact=impact):
            return Fault("unsure", impact=impact)
        case NotAPublisher():
            return Fault("publisher")
        case BadName():
            return Fault("name")
        case UnknownEntry():
            return Fault("entry")
        case Unwritable():
            return Fault("unwritable")
        case EditConflict(file=file, diff=diff):
            lines = diff.splitlines()[2:]
            return Fault("conflict", file=file.name, diff=[(mark(line), line[1:]) for line in lines])
        case _:
            raise error


_CONSENTS: dict[str, Consent] = {"take": "move", "yes": "publish"}


def agreed(pressed: str) -> tuple[Consent, str]:
    """What a button's value agrees to, and the value without that: "take add kurultai" repeats "add kurultai"."""
    first, _, rest = pressed.partition(" ")
    return (_CONSENTS[first], rest) if first in _CONSENTS else ("none", pressed)


_NEAREST = 5
_LATER = timedelta(days=7)
_ABOUT_AN_ENTRY: tuple[Verb, ...] = ("add", "unlike")
_WITH_TEXTS: tuple[Verb, ...] = ("add", "unlike", "outside")
_TRAIL = 50


async def show(visit: Visit) -> Response:
    """Show one group."""
    group = await visit.house.desk.group(visit.number("group"))
    if group is None:
        return await _gone(visit)
    return await _page(visit, group)


async def carry_out(visit: Visit) -> Response:
    """Carry out a decision on exactly the questions that the curator saw."""
    number = visit.number("group")
    group = await visit.house.desk.group(number, visit.form.number("upto"))
    if group is None:
        return await _gone(visit)
    decision = _decision(visit, group)
    if isinstance(decision, Fault):
        return await _page(visit, group, decision)
    try:
        made = await visit.house.desk.carry_out(visit.session.name, decision, agreed(visit.form("do"))[0])
    except AlreadyDecided:
        return await _gone(visit)
    except NotDone as error:
        return await _page(visit, group, fault_of(error))
    return visit.to(f"/trail/{made.number}")


def _decision(visit: Visit, group: Group) -> Decision | Fault:
    """The decision that the form asks for: a verb, and the entry if the curator chose one by its button."""
    asked, _, entry = agreed(visit.form("do"))[1].partition(" ")
    verb = next((verb for verb in VERBS if verb == asked and verb != "draft"), None)
    if verb is None:
        return Fault("nothing")
    about = (entry or visit.form("entry")) if verb in _ABOUT_AN_ENTRY else None
    decision = decide(group, verb, about, _until(visit) if verb == "postpone" else None)
    ticked = set(visit.form.all("text"))
    texts = tuple(pair for pair in decision.texts if ":".join(pair) in ticked)
    if not texts:
        return Fault("no-texts") if verb in _WITH_TEXTS else decision
    return replace(decision.about([text for _, text in texts]), texts=texts)


def _until(visit: Visit) -> datetime:
    """The morning of the chosen day, if that is in the future; otherwise a week from now."""
    now = visit.house.now()
    try:
        morning = datetime.combine(date.fromisoformat(visit.form("until")), time(), now.tzinfo)
    except ValueError:
        return now + _LATER
    return morning if morning > now else now + _LATER


async def _page(visit: Visit, group: Group, fault: Fault | None = None) -> Response:
    library = visit.conversation.library
    known = library.everything
    nearest = [(known[name], belief) for name, belief in group.nearest if name in known]
    texts = decide(group, "add").texts
    passages = await visit.house.desk.passages(group)
    return visit.page(
        "group.html",
        "review",
        422 if fault else 200,
        group=group,
        nearest=nearest[:_NEAREST],
        likely=LIKELY,
        passages=[(passage, pick(passage.article, *passage.sentence.place)) for passage in passages],
        texts=texts,
        ticked=set(visit.form.all("text")) if fault else {":".join(text) for text in texts},
        entry=visit.form("entry"),
        do=agreed(visit.form("do"))[1],
        until=visit.form("until") or (visit.house.now() + _LATER).date().isoformat(),
        tomorrow=(visit.house.now() + timedelta(days=1)).date().isoformat(),
        fault=fault,
        draft=await visit.house.drafts.about(DraftSubject(group.number)),
    )


async def _gone(visit: Visit) -> Response:
    """Nothing in this group waits: somebody else has decided it, or the group never existed."""
    made = await visit.house.desk.latest_of(visit.number("group"))
    return visit.page("decided.html", "review", 409 if made else 404, made=made)


async def trail(visit: Visit) -> Response:
    """Show the latest decisions."""
    limit = _TRAIL * max(1, min(20, visit.query.number("pages", 1)))
    desk = visit.house.desk
    made = await desk.trail(limit + 1)
    mine = {one.number for one in made if desk.may_undo(visit.session.name, one)}
    more, pages = len(made) > limit, limit // _TRAIL
    return visit.page("trail.html", "review", decisions=made[:limit], mine=mine, more=more, pages=pages)


_NAMED = {"gap": "section"}  # keys whose fields have another name

Beside = Mapping[str, list[Problem]]
"""Problems by the names of the fields that they are about."""


def parted(visit: Visit, fault: Fault | None, entry: str, fields: Collection[str]) -> tuple[Fault | None, Beside]:
    """The fault without what stands beside the `fields` of an entry's form; and that, in the curator's language."""
    beside: dict[str, list[Problem]] = {}
    rest = []
    for problem in fault.problems if fault else ():
        name = _NAMED.get(problem.field, problem.field)
        if problem.entry and problem.entry == entry and name in fields:
            beside.setdefault(name, []).append(problem.in_language(visit.language, "field"))
        else:
            rest.append(problem)
    return replace(fault, problems=rest) if fault else None, beside
