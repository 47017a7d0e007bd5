"""The sections of the topics: renamed, put in another order, new ones, and empty ones taken out."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from bot.content import LANGUAGES, Library, NotDone, Trilingual
from bot.content.yaml_reader import Value
from bot.desk import Decision
from bot.desk.drafts import DraftSubject
from bot.web import drafts
from bot.web.decide import Fault, agreed, fault_of
from bot.web.drafts import DraftInForm
from bot.web.request import Fields
from bot.web.visit import Visit

_SUBJECT = DraftSubject(page="/content/sections")


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section in the form. `is_new` ones are not in the file yet, so their id can be written."""

    id: str
    title: Trilingual
    is_new: bool = False

    def value(self) -> Value:
        """The section as the file has it."""
        return {"id": self.id, "title": {str(code): self.title[code] for code in LANGUAGES}}


def _served(library: Library) -> tuple[SectionRow, ...]:
    return tuple(SectionRow(section.id, section.title) for section in library.sections)


def _posted(form: Fields) -> tuple[SectionRow, ...]:
    rows = []
    for number, (name, is_new) in enumerate(zip(form.all("id"), form.all("new"), strict=False)):
        title = Trilingual(*(" ".join(form(f"title-{number}-{code}").split()) for code in LANGUAGES))
        rows.append(SectionRow("".join(name.split()), title, is_new == "yes"))
    return tuple(rows)


def _texts(rows: Sequence[SectionRow]) -> dict[str, str]:
    """What a draft holds of the form: a line for each section, the id first; that of a new one after "+"."""
    lines = ("\t".join(["+" * row.is_new + row.id, *(row.title[code] for code in LANGUAGES)]) for row in rows)
    return {"sections": "\n".join(lines)}


def _drafted(fields: Mapping[str, str]) -> tuple[SectionRow, ...]:
    """The rows as a draft has them."""
    lines = (line.split("\t") for line in fields["sections"].split("\n"))
    return tuple(SectionRow(name.removeprefix("+"), Trilingual(*said), name[:1] == "+") for name, *said in lines)


def _after(rows: Sequence[SectionRow], step: str, at: int) -> tuple[SectionRow, ...]:
    """The rows after a button: one goes up or down, one is dropped, or there is a new one."""
    moved = list(rows)
    if step == "new":
        moved.append(SectionRow("", Trilingual("", "", ""), is_new=True))
    elif not 0 <= at < len(moved):
        pass
    elif step == "drop":
        del moved[at]
    elif step in ("up", "down"):
        moved.insert(max(0, at + (1 if step == "down" else -1)), moved.pop(at))
    return tuple(moved)


def _mark(library: Library) -> str:
    return f"{zlib.crc32(repr(library.sections).encode()):x}"


async def show(visit: Visit) -> Response:
    """Show the sections in their order, or as a draft has them."""
    draft = await drafts.opened(visit, _SUBJECT)
    drafted = draft.draft.fields if draft.draft else {}
    return _page(visit, _drafted(drafted) if drafted else _served(visit.conversation.library), draft)


async def write(visit: Visit) -> Response:
    """Move a section, take one out, begin a new one, or save them all."""
    library = visit.conversation.library
    rows = _posted(visit.form)
    consent, pressed = agreed(visit.form("step"))
    step, _, place = pressed.partition(" ")
    if step != "save":
        rows = _after(rows, step, int(place) if place.isdecimal() else -1)
    draft = await drafts.keep_changed(visit, _SUBJECT, _texts(rows), _texts(_served(library)))
    if settled := await drafts.settled(visit, draft):
        return settled
    if draft.theirs is not None:
        return _page(visit, rows, draft, Fault("draft-moved"))
    if step != "save":
        return _page(visit, rows, draft)
    if visit.form("mark") != _mark(library):
        return _page(visit, rows, draft, Fault("changed-meanwhile"))
    if [replace(row, is_new=False) for row in rows] == list(_served(library)):
        return _page(visit, rows, draft, Fault("nothing-changed-here"))
    try:
        decision = Decision("sections", 0, 0, fields={"sections": [row.value() for row in rows]})
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        return _page(visit, rows, draft, fault_of(error))
    await drafts.close(visit, draft, made.number)
    return visit.to(f"/trail/{made.number}")


def _page(visit: Visit, rows: Sequence[SectionRow], draft: DraftInForm, fault: Fault | None = None) -> Response:
    library = visit.conversation.library
    moved = drafts.moved_since(draft, _texts(_served(library)))
    return visit.page(
        "sections.html",
        "content",
        422 if fault else 200,
        rows=rows,
        entries={row.id: len(library.in_section(row.id)) for row in rows},
        mark=visit.form("mark") or _mark(library),
        kept=draft,
        theirs=drafts.labelled_texts(visit, draft.theirs or {}),
        moved=drafts.labelled_texts(visit, moved),
        fault=fault,
    )
