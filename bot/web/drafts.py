"""Keep as a draft what is typed into a form; list the drafts, throw one away, and bring it back.

A form carries its draft's number and revision. Each time that it is sent, what stands in it is kept first: whatever
becomes of the rest, nothing typed is lost. Over what somebody else has written meanwhile, nothing is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import JSONResponse, Response

from bot.desk.drafts import DraftMoved, DraftSubject, KeptDraft
from bot.web.pages import guarded
from bot.web.request import Fields
from bot.web.visit import Visit

# What a form carries besides what is typed into it.
_CARRIED = ("proof", "step", "draft", "revision", "upto", "mark", "piece", "text")
_SEVERAL = ("quote",)  # fields that stand in a form several times


@dataclass(frozen=True, slots=True)
class DraftInForm:
    """What a form says of its draft: the draft, if there is one, and what somebody has written over it meanwhile.

    `theirs` are the fields in which that differs from what was posted.
    """

    draft: KeptDraft | None = None
    theirs: Mapping[str, str] | None = None


def fields_of(form: Fields) -> dict[str, str]:
    """What was typed into a posted form, as a draft holds it."""
    names = [name for name in form.names() if name not in _CARRIED]
    texts = {name: "\n".join(form.all(name)) if name in _SEVERAL else form(name).strip() for name in names}
    return {name: text for name, text in texts.items() if text}


def form_of_draft(draft: KeptDraft) -> Fields:
    """A draft as the form that it was typed into."""
    texts = draft.fields.items()
    return Fields({name: text.split("\n") if name in _SEVERAL else [text] for name, text in texts})


def page_of(draft: KeptDraft) -> str:
    """The address of the form in which a draft is gone on with."""
    subject = draft.subject
    if subject.group:
        return f"/review/{subject.group}/draft"
    if subject.entry:
        return f"/content/entries/{subject.entry}/edit"
    return f"{subject.page}?{urlencode({'draft': draft.number})}"


async def keep(
    visit: Visit, subject: DraftSubject, fields: Mapping[str, str], base: Mapping[str, str] | None = None
) -> DraftInForm:
    """Keep what was posted, if there is anything new in it. An empty form begins no draft."""
    drafts, who = visit.house.drafts, visit.session.name
    number, revision = visit.form.number("draft"), visit.form.number("revision")
    found = await drafts.find(number) if number else None
    if found is None or found.ended:
        found = await drafts.about(subject)
    if found is None and not fields:
        return DraftInForm()
    try:
        if found is None:
            return DraftInForm(await drafts.begin(subject, who, fields, base))
        if dict(found.fields) == dict(fields):
            return DraftInForm(found)
        known = {name: text for name, text in found.base.items() if name in fields}  # what it replaced at first
        written = await drafts.write(found.number, revision, who, fields, {**(base or {}), **known})
    except DraftMoved as fault:
        names = {*fault.draft.fields, *fields}
        theirs = {name: fault.draft.fields.get(name, "") for name in sorted(names)}
        theirs = {name: text for name, text in theirs.items() if text != fields.get(name, "")}
        return DraftInForm(fault.draft, theirs or None)
    return DraftInForm(written)


def kept(visit: Visit, found: DraftInForm) -> Response | None:
    """The reply to a script that keeps what is being typed; `None` if the form was sent with a button."""
    if visit.request.headers.get("accept") != "application/json":
        return None
    draft = found.draft
    if draft is None:
        return guarded(JSONResponse({"draft": 0, "revision": 0, "said": ""}))
    at = f"{draft.changed.astimezone(visit.house.now().tzinfo):%H:%M}"
    if found.theirs is not None:
        said = visit.say("draft-moved", who=draft.changed_by, at=at)
        return guarded(JSONResponse({"said": said}, 409))
    said = visit.say("draft-kept", at=at)
    return guarded(JSONResponse({"draft": draft.number, "revision": draft.revision, "said": said}))


_NAMED = ("question", "short", "lead", "answer", "note", "correction", "phrasings", "asks", "not")


def labelled(visit: Visit, name: str) -> str:
    """A field of a form as curators call it: "Answer, Kazakh"."""
    stem, _, language = name.rpartition("-")
    if stem in _NAMED:
        return f"{visit.say(f'field-{stem}')}, {visit.say(f'language-{language}')}"
    if name.startswith("quote"):
        return visit.say("field-quotes")
    known = {"section": "section", "related": "field-related", "nearest": "field-nearest", "careful": "field-careful"}
    known |= {"official": "field-official", "valid_until": "field-valid-until", "id": "field-id", "file": "field-file"}
    return visit.say(known[name]) if name in known else name


def labelled_texts(visit: Visit, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Fields by their labels, each with a text."""
    return [(labelled(visit, name), text) for name, text in texts.items()]


async def close(visit: Visit, found: DraftInForm, decision: int) -> None:
    """A decision has published what the form holds."""
    if found.draft:
        await visit.house.drafts.close(found.draft.number, visit.session.name, "published", decision)


async def thrown(visit: Visit, found: DraftInForm) -> Response:
    """Throw the draft of a form away, and show where it can be brought back."""
    if found.draft:
        await visit.house.drafts.close(found.draft.number, visit.session.name, "thrown")
    return visit.to("/content/drafts")


async def listed(visit: Visit) -> Response:
    """Show all drafts, and those that ended today."""
    return await _listed(visit)


async def _listed(visit: Visit, fault: str = "") -> Response:
    library = visit.conversation.library
    live = await visit.house.drafts.live()
    ended = [one for one in await visit.house.drafts.ended() if one.how == "thrown"]
    return visit.page(
        "drafts.html",
        "content",
        409 if fault else 200,
        live=[(one, one.headline(library), page_of(one), one.moved(library)) for one in live],
        ended=[(one, one.headline(library)) for one in ended],
        refused=fault,
    )


async def throw(visit: Visit) -> Response:
    """Throw one away."""
    await visit.house.drafts.close(visit.number("number"), visit.session.name, "thrown")
    return visit.to("/content/drafts")


async def bring_back(visit: Visit) -> Response:
    """Bring one back that was thrown away, and go on with it."""
    draft = await visit.house.drafts.reopen(visit.number("number"), visit.session.name)
    return visit.to(page_of(draft)) if draft else await _listed(visit, "draft-gone")


async def being_written(visit: Visit) -> Mapping[int, KeptDraft]:
    """The drafts for groups, by the groups' numbers."""
    return {draft.subject.group: draft for draft in await visit.house.drafts.live() if draft.subject.group}
