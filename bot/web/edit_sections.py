"""The sections of the topics: renamed, put in another order, new ones, and empty ones taken out."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from bot.content import LANGUAGES, Library, NotDone, Trilingual
from bot.content.yaml_reader import Value
from bot.desk import Decision
from bot.web.decide import Fault, agreed, fault_of
from bot.web.request import Fields
from bot.web.visit import Visit


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
        title = Trilingual(*(form(f"title-{number}-{code}").strip() for code in LANGUAGES))
        rows.append(SectionRow(name.strip(), title, is_new == "yes"))
    return tuple(rows)


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
    """Show the sections in their order."""
    return _page(visit, _served(visit.conversation.library))


async def write(visit: Visit) -> Response:
    """Move a section, take one out, begin a new one, or save them all."""
    library = visit.conversation.library
    rows = _posted(visit.form)
    consent, pressed = agreed(visit.form("step"))
    step, _, place = pressed.partition(" ")
    if step != "save":
        return _page(visit, _after(rows, step, int(place) if place.isdecimal() else -1))
    if visit.form("mark") != _mark(library):
        return _page(visit, rows, Fault("changed-meanwhile"))
    if [replace(row, is_new=False) for row in rows] == list(_served(library)):
        return _page(visit, rows, Fault("nothing-changed-here"))
    try:
        decision = Decision("sections", 0, 0, fields={"sections": [row.value() for row in rows]})
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        return _page(visit, rows, fault_of(error))
    return visit.to(f"/trail/{made.number}")


def _page(visit: Visit, rows: Sequence[SectionRow], fault: Fault | None = None) -> Response:
    library = visit.conversation.library
    entries = {row.id: len(library.in_section(row.id)) for row in rows}
    mark = visit.form("mark") or _mark(library)
    return visit.page(
        "sections.html", "content", 422 if fault else 200, rows=rows, entries=entries, mark=mark, fault=fault
    )
