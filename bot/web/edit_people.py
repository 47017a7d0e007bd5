"""The official addresses that signposts send people to, and the people, institutions and events of the articles."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from starlette.responses import Response

from bot.content import LANGUAGES, Figure, Language, Library, NotDone, OfficialAddress, Trilingual
from bot.content.entries import FIGURE_KINDS, Mention, Wordings
from bot.content.yaml_reader import Value
from bot.conversation import Message, Person, Wording
from bot.conversation.speaker import Speaker
from bot.conversation.turns import WhoIs
from bot.desk import Decision, FileVerb
from bot.desk.drafts import DraftSubject
from bot.web import drafts
from bot.web.decide import Fault, agreed, fault_of
from bot.web.drafts import DraftInForm
from bot.web.request import Fields
from bot.web.visit import Visit

Named = OfficialAddress | Figure

_EMPTY_ROWS = 2  # for more mentions
_NEW = "new"  # stands for an id in the address of a form for a new one


@dataclass(frozen=True, slots=True)
class NamedForm:
    """What a form asks for: texts in each language, lists of wordings, single texts."""

    verb: FileVerb
    folder: str
    spoken: tuple[str, ...]
    wordings: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    with_mentions: bool = False

    def known(self, library: Library) -> Mapping[str, Named]:
        """All that there are, by their ids."""
        return library.figures if self.with_mentions else library.official


ADDRESSES = NamedForm("address", "addresses", ("name", "offers"), single=("address", "phone"))
PEOPLE = NamedForm("person", "people", ("name", "office"), ("spellings",), ("kind", "entries"), with_mentions=True)


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """What stands in the form, by the names of its inputs, and the places that name somebody."""

    id: str
    values: Mapping[str, str]
    mentions: tuple[Mention, ...] = ()

    @classmethod
    def of(cls, form: NamedForm, name: str, found: Named | None) -> "NamedSheet":
        """The form of one that is served, or an empty one."""
        values: dict[str, str] = {}
        for key in form.spoken:
            said: Trilingual | None = getattr(found, key, None)
            values |= {f"{key}-{code}": said[code] if said else "" for code in LANGUAGES}
        for key in form.wordings:
            lists: Wordings = getattr(found, key, None) or dict.fromkeys(LANGUAGES, ())
            values |= {f"{key}-{code}": "\n".join(lists[code]) for code in LANGUAGES}
        for key in form.single:
            held: Any = getattr(found, key, None) or ""
            values[key] = held if isinstance(held, str) else " ".join(held)
        return cls(name, values, found.mentions if isinstance(found, Figure) else ())

    def posted(self, form: Fields) -> "NamedSheet":
        """The same form as it was posted."""
        rows = zip(form.all("source"), form.all("said"), strict=False)
        mentions = tuple(Mention(source, text.strip()) for source, text in rows if text.strip())
        return NamedSheet(form("id").strip(), {name: form(name).strip() for name in self.values}, mentions)

    def texts(self) -> dict[str, str]:
        """What a draft holds of the form."""
        rows = "\n".join(f"{one.source}\t{one.text}" for one in self.mentions)
        return {"id": self.id, **self.values, **({"named": rows} if rows else {})}

    def with_drafted(self, fields: Mapping[str, str]) -> "NamedSheet":
        """The same form with what a draft has changed."""
        values = {name: fields.get(name, text) for name, text in self.values.items()}
        if "named" not in fields:
            return NamedSheet(fields.get("id", self.id), values, self.mentions)
        rows = (row.partition("\t") for row in fields["named"].splitlines())
        return NamedSheet(fields.get("id", self.id), values, tuple(Mention(row[0], row[2]) for row in rows))

    def fields(self, form: NamedForm) -> dict[str, Value | None]:
        """All values as the file has them; `None` for what is empty."""
        fields: dict[str, Value | None] = {}
        for key in form.single:
            ids: list[Value] = [*self.values[key].replace(",", " ").split()]
            fields[key] = (ids if key == "entries" else self.values[key]) or None
        for key in form.spoken:
            said: dict[str, Value] = {str(code): self.values[f"{key}-{code}"] for code in LANGUAGES}
            fields[key] = {code: text for code, text in said.items() if text} or None
        for key in form.wordings:
            lists: dict[str, Value] = {str(code): [*self.lines(f"{key}-{code}")] for code in LANGUAGES}
            fields[key] = {code: texts for code, texts in lists.items() if texts} or None
        if form.with_mentions:
            fields["named"] = [{"source": one.source, "text": one.text} for one in self.mentions]
        return fields

    def lines(self, name: str) -> Iterator[str]:
        """The wordings of an input, one a line."""
        return (line.strip() for line in self.values[name].splitlines() if line.strip())

    def named(self, form: NamedForm, library: Library) -> Named:
        """The address or the person as this form has it, for a preview."""
        said = {key: Trilingual(*(self.values[f"{key}-{code}"] for code in LANGUAGES)) for key in form.spoken}
        if not form.with_mentions:
            phone, address = self.values["phone"] or None, self.values["address"] or None
            return OfficialAddress(self.id, said["name"], said["offers"], address, phone)
        kind = next((one for one in FIGURE_KINDS if one == self.values["kind"]), FIGURE_KINDS[0])
        entries = tuple(one for one in self.values["entries"].split() if one in library.entries)
        office = said["office"] if any(self.values[f"office-{code}"] for code in LANGUAGES) else None
        return Figure(self.id, kind, said["name"], dict.fromkeys(LANGUAGES, ()), office, self.mentions, entries)


def _mark(sheet: NamedSheet) -> str:
    return f"{zlib.crc32(repr((sheet.values, sheet.mentions)).encode()):x}"


async def addresses(visit: Visit) -> Response:
    """List the official addresses."""
    return await _list(visit, ADDRESSES)


async def people(visit: Visit) -> Response:
    """List the people, the institutions and the events."""
    return await _list(visit, PEOPLE)


async def _list(visit: Visit, form: NamedForm) -> Response:
    found = form.known(visit.conversation.library).values()
    written = await drafts.written_in(visit, f"/content/{form.folder}/")
    return visit.page("named.html", "content", form=form, found=found, written=written)


async def address(visit: Visit) -> Response:
    """Show an address, or save what was written of it."""
    return await _one(visit, ADDRESSES)


async def person(visit: Visit) -> Response:
    """Show a person, an institution or an event, or save what was written of them."""
    return await _one(visit, PEOPLE)


async def _one(visit: Visit, form: NamedForm) -> Response:
    name = visit.request.path_params["name"]
    found = form.known(visit.conversation.library).get(name)
    if found is None and name != _NEW:
        return visit.missing()
    served = NamedSheet.of(form, name if found else "", found)
    subject = DraftSubject(page=f"/content/{form.folder}/{name}")
    if visit.request.method != "POST":
        draft = await drafts.opened(visit, subject)
        sheet = served.with_drafted(draft.draft.fields) if draft.draft else served
        return await _page(visit, form, served, sheet, draft)
    sheet = served.posted(visit.form)
    if found:
        sheet = replace(sheet, id=name)
    # Of a new one, a menu that nobody has touched is no beginning.
    blank = served.texts() if found else {**served.texts(), "kind": sheet.values.get("kind", "")}
    draft = await drafts.keep_changed(visit, subject, sheet.texts(), blank)
    if settled := await drafts.settled(visit, draft):
        return settled
    if draft.theirs is not None:
        return await _page(visit, form, served, sheet, draft, Fault("draft-moved"))
    return await _decided(visit, form, served, sheet, draft)


async def _decided(
    visit: Visit, form: NamedForm, served: NamedSheet, sheet: NamedSheet, draft: DraftInForm
) -> Response:
    consent, step = agreed(visit.form("step"))
    if step not in ("save", "delete") or (step == "delete" and not served.id):
        return await _page(visit, form, served, sheet, draft, preview=True)
    if visit.form("mark") != _mark(served):
        return await _page(visit, form, served, sheet, draft, Fault("changed-meanwhile"))
    if step == "save" and sheet == served:
        return await _page(visit, form, served, sheet, draft, Fault("nothing-changed-here"))
    if step == "save" and not served.id and sheet.id in form.known(visit.conversation.library):
        return await _page(visit, form, served, sheet, draft, Fault("name"))
    try:
        fields = sheet.fields(form) if step == "save" else None
        decision = Decision(form.verb, 0, 0, entry=sheet.id, fields=fields)
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        return await _page(visit, form, served, sheet, draft, fault_of(error))
    if step == "save":
        await drafts.close(visit, draft, made.number)
    return visit.to(f"/trail/{made.number}")


async def _page(
    visit: Visit,
    form: NamedForm,
    served: NamedSheet,
    sheet: NamedSheet,
    draft: DraftInForm,
    fault: Fault | None = None,
    preview: bool = False,
) -> Response:
    library = visit.conversation.library
    moved = drafts.moved_since(draft, served.texts()) if served.id else {}
    subject = DraftSubject(page=f"/content/{form.folder}/{served.id or _NEW}")
    return visit.page(
        "named_one.html",
        "content",
        422 if fault else 200,
        form=form,
        kinds=FIGURE_KINDS,
        is_new=not served.id,
        sheet=sheet,
        rows=[*sheet.mentions, *[Mention("", "")] * _EMPTY_ROWS] if form.with_mentions else [],
        mark=_mark(served),
        kept=draft,
        others=await drafts.others(visit, subject, draft),
        theirs=drafts.labelled_texts(visit, draft.theirs or {}),
        moved=drafts.labelled_texts(visit, moved),
        fault=fault,
        step=agreed(visit.form("step"))[1] or "save",
        previews=list(_previews(sheet.named(form, library), library)) if preview or fault else [],
    )


def _previews(named: Named, library: Library) -> Iterator[tuple[Language, Sequence[Message]]]:
    """What people will read: the page of a person, or a signpost that sends people to the address."""
    if isinstance(named, Figure):
        speaker = Speaker(replace(library, figures={**library.figures, named.id: named}), Wording())
        told = tuple(library.entries[one] for one in named.entries)
        for language in LANGUAGES:
            yield language, speaker.reply(WhoIs(named, told), language, Person(date.max), "0")
        return
    speaker = Speaker(replace(library, official={**library.official, named.id: named}), Wording())
    sent = next((one for one in library.signposts.values() if named.id in one.official), None)
    for language in LANGUAGES if sent else ():
        yield language, (speaker.gaps.told(sent, language, Person(date.max)),) if sent else ()
