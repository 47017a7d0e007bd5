"""Keep as a draft what is typed into a form; list the drafts, throw one away, and bring it back.

A form carries its draft's number and revision. Each time that it is sent, what stands in it is kept first: whatever
becomes of the rest, nothing typed is lost. Over what somebody else has written meanwhile, nothing is kept.
"""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import JSONResponse, Response

from bot.desk.drafts import DraftMoved, DraftSubject, KeptDraft
from bot.desk.passages import passage_from
from bot.web.pages import guarded
from bot.web.request import Fields
from bot.web.visit import Visit

# What a form carries besides what is typed into it.
_CARRIED = ("proof", "step", "draft", "revision", "upto", "mark", "piece", "text", "follows")
NEW_ENTRY = "/content/new-entry"
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
    page = subject.page or NEW_ENTRY
    return page if subject.is_shared else f"{page}?{urlencode({'draft': draft.number})}"


async def opened(visit: Visit, subject: DraftSubject) -> DraftInForm:
    """The draft that a form is opened with: the one that the address names, or the one that everybody writes."""
    number = visit.query.number("draft")
    found = await visit.house.drafts.find(number) if number and not subject.is_shared else None
    if found and (found.ended or found.subject.is_shared or found.subject.page not in ("", subject.page)):
        found = None
    return DraftInForm(found or await visit.house.drafts.about(subject))


async def others(visit: Visit, subject: DraftSubject, found: DraftInForm) -> list[tuple[str, KeptDraft]]:
    """The other drafts that are being written in a form for something new, each with its address."""
    if subject.is_shared:
        return []
    mine = found.draft.number if found.draft else 0
    live = [one for one in await visit.house.drafts.live() if one.subject.page == subject.page and one.number != mine]
    return [(page_of(one), one) for one in live]


async def keep_changed(
    visit: Visit, subject: DraftSubject, texts: Mapping[str, str], served: Mapping[str, str]
) -> DraftInForm:
    """Keep those texts of a form that differ from what is served, with what they replace."""
    changed = {name: text for name, text in texts.items() if served.get(name, "") != text}
    return await keep(visit, subject, changed, {name: served.get(name, "") for name in changed})


def moved_since(found: DraftInForm, served: Mapping[str, str]) -> dict[str, str]:
    """What has changed in what is served since it was drafted, as it stands there now."""
    base = found.draft.base if found.draft else {}
    return {name: served.get(name, "") for name, text in base.items() if served.get(name, "") != text}


async def settled(visit: Visit, found: DraftInForm, proposed: Mapping[str, str] | None = None) -> Response | None:
    """The reply to what a form does with its draft alone: keep it, or throw it away; `None` for any other button.

    `proposed` is what its script may put into fields that are empty.
    """
    if said := kept(visit, found, proposed):
        return said
    if found.theirs is not None:
        return None
    match visit.form("step"):
        case "keep":
            return visit.to(page_of(found.draft) if found.draft else visit.request.url.path)
        case "throw":
            return await thrown(visit, found)
    return None


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


def kept(visit: Visit, found: DraftInForm, proposed: Mapping[str, str] | None = None) -> Response | None:
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
    told = {"draft": draft.number, "revision": draft.revision, "said": said, "page": page_of(draft)}
    told |= {"proposed": dict(proposed)} if proposed else {}
    return guarded(JSONResponse(told))


_NAMED = ("question", "short", "lead", "answer", "note", "correction", "phrasings", "subjects", "asks", "not")


def labelled(visit: Visit, name: str) -> str:
    """A field of a form as curators call it: "Answer, Kazakh"."""
    stem, _, language = name.rpartition("-")
    if stem in _NAMED:
        return f"{visit.say(f'field-{stem}')}, {visit.say(f'language-{language}')}"
    if name.startswith("quote"):
        return visit.say("field-quotes")
    if stem in _LABELS:
        return f"{visit.say(_LABELS[stem])}, {visit.say(f'language-{language}')}"
    return visit.say(_LABELS[name]) if name in _LABELS else name


_LABELS = {
    "section": "section",
    "related": "field-related",
    "nearest": "field-nearest",
    "careful": "field-careful",
    "official": "field-official",
    "valid_until": "field-valid-until",
    "id": "field-id",
    "file": "field-file",
    "name": "named-field-name",
    "office": "named-field-office",
    "offers": "named-field-offers",
    "spellings": "named-field-spellings",
    "address": "named-field-address",
    "phone": "named-field-phone",
    "kind": "named-field-kind",
    "entries": "named-field-entries",
    "named": "named-in",
    "sections": "sections-title",
    "texts": "add-texts",
    "ticked": "take-texts",
    "to": "place",
    "in": "language",
    "text": "the-text",
    "data": "the-text",
    "description": "article-description",
    "voices": "article-voices",
    "language": "article-language",
    "title": "article-title",
    "publisher": "article-publisher",
    "url": "article-url",
    "published": "article-published",
    "not_before": "article-not_before",
}


def labelled_texts(visit: Visit, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Fields by their labels, each with a text."""
    return [(labelled(visit, name), _readable(visit, name, text)) for name, text in texts.items()]


def _readable(visit: Visit, name: str, text: str) -> str:
    """A field's text as a curator can read it: passages by their words, an article by its own."""
    if name == "data":
        return b64decode(text).decode(errors="replace")
    if name != "quote":
        return text
    articles = visit.conversation.library.articles
    passages = [(one, passage_from(one, articles)) for one in text.split("\n")]
    return "\n".join(passage.text(articles) if passage else one for one, passage in passages)


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
        live=[(one, one.headline(library, visit.language), page_of(one), one.moved(library)) for one in live],
        ended=[(one, one.headline(library, visit.language)) for one in ended],
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


async def written_in(visit: Visit, folder: str) -> Mapping[str, KeptDraft]:
    """The drafts of what the forms of a folder are of, by their ids."""
    live = await visit.house.drafts.live()
    return {one.subject.named: one for one in live if one.subject.page.startswith(folder) and one.subject.named}


async def being_written(visit: Visit) -> Mapping[int, KeptDraft]:
    """The drafts for groups, by the groups' numbers."""
    return {draft.subject.group: draft for draft in await visit.house.drafts.live() if draft.subject.group}
