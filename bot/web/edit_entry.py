"""Edit an entry or a signpost: every field, with a preview as people will read it; take it out of what is published."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from starlette.responses import Response

from bot.content import LANGUAGES, Entry, Language, Library, NotDone
from bot.content.entries import Vouch
from bot.content.vouching import lost
from bot.conversation import Message, Person, Wording
from bot.conversation.speaker import Speaker
from bot.desk import CONTENT_VERBS, Decision, Made
from bot.desk.drafts import DraftSubject
from bot.desk.entry_fields import ENTRY_IDS, SIGNPOST_IDS, SPOKEN, Editable, FieldSheet, mark_of, names_of
from bot.web import drafts
from bot.web.decide import Fault, agreed, fault_of, parted
from bot.web.drafts import DraftInForm
from bot.web.visit import Visit

Lapsed = Sequence[tuple[Language, Vouch]]
"""The vouches that an edit withdraws, by their languages."""


async def show(visit: Visit) -> Response:
    """Show the form, with what a draft has changed already."""
    asked = visit.conversation.library.find(visit.request.path_params["entry"])
    if asked is None:
        return visit.missing()
    draft = await visit.house.drafts.about(DraftSubject(entry=asked.id))
    sheet = FieldSheet.of(asked)
    return _page(visit, asked, sheet.with_drafted(draft.fields) if draft else sheet, DraftInForm(draft))


async def write(visit: Visit) -> Response:
    """Keep the draft, show a preview, save the new values, or take the entry out."""
    asked = visit.conversation.library.find(visit.request.path_params["entry"])
    if asked is None:
        return visit.missing()
    sheet, served = FieldSheet.of(asked).written(visit.form), FieldSheet.of(asked)
    changed = sheet.differing(served)
    found = await drafts.keep(
        visit, DraftSubject(entry=asked.id), changed, {name: served.values[name] for name in changed}
    )
    if said := drafts.kept(visit, found):
        return said
    if found.theirs is not None:
        return _page(visit, asked, sheet, found, Fault("draft-moved"))
    match agreed(visit.form("step"))[1]:
        case "keep":
            return visit.to(visit.request.url.path)
        case "throw":
            return await drafts.thrown(visit, found)
    return await _decided(visit, asked, sheet, found)


async def _decided(visit: Visit, asked: Editable, sheet: FieldSheet, found: DraftInForm) -> Response:
    consent, step = agreed(visit.form("step"))
    verb = next((verb for verb in CONTENT_VERBS if verb == step), None)
    if verb is None:
        return _page(visit, asked, sheet, found, preview=True)
    if visit.form("mark") != mark_of(asked):
        return _page(visit, asked, sheet, found, Fault("changed-meanwhile"))
    fields = sheet.changes(asked) if verb == "edit" else None
    if verb == "edit" and not fields:
        return _page(visit, asked, sheet, found, Fault("nothing-changed-here"))
    try:
        decision = Decision(verb, 0, 0, entry=asked.id, fields=fields)
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        return _page(visit, asked, sheet, found, fault_of(error))
    if verb == "edit":
        await drafts.close(visit, found, made.number)
    withdrawn = _withdrawn(visit, asked, sheet) if verb == "edit" else ()
    return visit.to(trail_page(made, withdrawn))


def _withdrawn(visit: Visit, asked: Editable, sheet: FieldSheet) -> Lapsed:
    after = sheet.asked(asked, visit.conversation.library)
    return lost(asked, after) if isinstance(asked, Entry) and isinstance(after, Entry) else ()


def trail_page(made: Made, withdrawn: Lapsed) -> str:
    """Where a decision stands, saying for which languages nobody vouches any more."""
    names = ",".join(language for language, _ in withdrawn)
    return f"/trail/{made.number}" + (f"?withdrew={names}" if names else "")


def _page(
    visit: Visit,
    asked: Editable,
    sheet: FieldSheet,
    found: DraftInForm,
    fault: Fault | None = None,
    preview: bool = False,
) -> Response:
    library = visit.conversation.library
    fault, beside = parted(visit, fault, asked.id, {*sheet.values})
    shown = list(previews(sheet.asked(asked, library), library)) if preview or fault else []
    return visit.page(
        "edit.html",
        "content",
        422 if fault else 200,
        asked=asked,
        is_entry=isinstance(asked, Entry),
        sheet=sheet.values,
        spoken=names_of(asked, SPOKEN),
        ids=names_of(asked, (*ENTRY_IDS, *SIGNPOST_IDS)),
        mark=mark_of(asked),
        kept=found,
        theirs=drafts.labelled_texts(visit, found.theirs or {}),
        moved=drafts.labelled_texts(visit, _moved(found, asked, library)),
        fault=fault,
        beside=beside,
        step=agreed(visit.form("step"))[1],
        previews=shown,
        withdrawn=_withdrawn(visit, asked, sheet) if shown else (),
    )


def _moved(found: DraftInForm, asked: Editable, library: Library) -> dict[str, str]:
    """The fields that were changed in what is published since they were drafted, with what stands there now."""
    served = FieldSheet.of(asked).values
    return {name: served[name] for name in (found.draft.moved(library) if found.draft else ()) if name in served}


def previews(asked: Editable, library: Library) -> Iterator[tuple[Language, Message]]:
    """What people will read in each language: first the short answer, then what stands behind *More*."""
    if isinstance(asked, Entry):
        changed = replace(library, entries={**library.entries, asked.id: asked})
    else:
        changed = replace(library, signposts={**library.signposts, asked.id: asked})
    speaker, person = Speaker(changed, Wording()), Person(date.max)
    for language in LANGUAGES:
        if isinstance(asked, Entry):
            short, whole = speaker.answer(asked, language, person, "0"), speaker.more(asked, language, person)
            yield language, replace(short, blocks=(*short.blocks, *whole.blocks))
        else:
            yield language, speaker.gaps.told(asked, language, person)
