"""Edit an entry or a signpost: every field, with a preview as people will read it; take it out of what is published."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from starlette.responses import Response

from bot.content import LANGUAGES, Entry, Language, Library, NotDone, Signpost, Trilingual
from bot.content.entries import Wordings
from bot.content.revision import FieldValues
from bot.conversation import Message, Person, Wording
from bot.conversation.speaker import Speaker
from bot.desk import CONTENT_VERBS, Decision
from bot.web.decide import Fault, agreed, fault_of
from bot.web.request import Fields
from bot.web.visit import Visit

Asked = Entry | Signpost

SPOKEN = ("question", "short", "lead", "answer", "note", "correction")
"""Fields with a text in each language."""
WORDINGS = ("phrasings", "asks", "not")
"""Fields with any number of wordings in each language."""
_ENTRY_IDS, _SIGNPOST_IDS = ("related",), ("nearest", "official")


def _field(asked: Asked, name: str) -> Any:
    return getattr(asked, "unlike" if name == "not" else name, None)


def _names(asked: Asked, names: Sequence[str]) -> list[str]:
    """Those of the fields that such an entry or signpost may have."""
    return [name for name in names if name in asked.__dataclass_fields__ or name == "not"]


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """What stands in the form, by the names of its inputs."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, asked: Asked) -> "FieldSheet":
        """The form of an entry or a signpost as it is served."""
        values = {"section": getattr(asked, "section", getattr(asked, "gap", ""))}
        for name in _names(asked, SPOKEN):
            spoken: Trilingual | None = _field(asked, name)
            values |= {f"{name}-{language}": spoken[language] if spoken else "" for language in LANGUAGES}
        for name in WORDINGS:
            wordings: Wordings = _field(asked, name)
            values |= {f"{name}-{language}": "\n".join(wordings[language]) for language in LANGUAGES}
        for name in _names(asked, (*_ENTRY_IDS, *_SIGNPOST_IDS)):
            values[name] = " ".join(_field(asked, name))
        if isinstance(asked, Entry):
            values["valid_until"] = asked.valid_until.isoformat() if asked.valid_until else ""
        values["careful"] = "true" if asked.careful else ""
        return cls(values)

    def written(self, form: Fields) -> "FieldSheet":
        """The same form as it was posted."""
        return FieldSheet({name: form(name).strip() for name in self.values})

    def changes(self, asked: Asked) -> FieldValues:
        """The new values of the fields that differ from those that are served, as the files have them."""
        before = FieldSheet.of(asked)
        changed = {name for name, value in self.values.items() if value != before.values[name]}
        fields = {name.rpartition("-")[0] or name for name in changed}
        return {self._key(name, asked): self._value(name) for name in sorted(fields)}

    def _key(self, name: str, asked: Asked) -> str:
        return "gap" if name == "section" and isinstance(asked, Signpost) else name

    def _value(self, name: str) -> Any:
        if name in SPOKEN:
            spoken = {str(language): text for language in LANGUAGES if (text := self.values[f"{name}-{language}"])}
            return spoken or None
        if name in WORDINGS:
            lists = {str(language): self.lines(f"{name}-{language}") for language in LANGUAGES}
            return lists if any(lists.values()) else None
        if name in (*_ENTRY_IDS, *_SIGNPOST_IDS):
            return self.values[name].replace(",", " ").split() or None
        return self.values[name] or None

    def lines(self, name: str) -> list[str]:
        """The wordings of an input, one a line."""
        return [line.strip() for line in self.values[name].splitlines() if line.strip()]

    def asked(self, asked: Asked, library: Library) -> Asked:
        """The entry or signpost as this form has it, for a preview."""
        values: dict[str, Any] = {}
        for name in _names(asked, SPOKEN):
            texts = [self.values[f"{name}-{language}"] for language in LANGUAGES]
            values[name] = Trilingual(*texts) if any(texts) or name in ("question", "answer") else None
        if isinstance(asked, Entry):
            values["valid_until"] = _day(self.values["valid_until"])
            values["related"] = tuple(name for name in self._value("related") or () if name in library.entries)
        return replace(asked, **values)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def mark_of(asked: Asked) -> str:
    """A sum that tells whether an entry is still as it was when the form was opened."""
    return f"{zlib.crc32(repr(FieldSheet.of(asked)).encode()):x}"


async def show(visit: Visit) -> Response:
    """Show the form."""
    asked = visit.conversation.library.find(visit.request.path_params["entry"])
    return _page(visit, asked, FieldSheet.of(asked)) if asked else visit.missing()


async def write(visit: Visit) -> Response:
    """Show a preview, save the new values, or take the entry out."""
    asked = visit.conversation.library.find(visit.request.path_params["entry"])
    if asked is None:
        return visit.missing()
    sheet = FieldSheet.of(asked).written(visit.form)
    consent, step = agreed(visit.form("step"))
    verb = next((verb for verb in CONTENT_VERBS if verb == step), None)
    if verb is None:
        return _page(visit, asked, sheet, preview=True)
    if visit.form("mark") != mark_of(asked):
        return _page(visit, asked, sheet, Fault("changed-meanwhile"))
    fields = sheet.changes(asked) if verb == "edit" else None
    if verb == "edit" and not fields:
        return _page(visit, asked, sheet, Fault("nothing-changed-here"))
    try:
        decision = Decision(verb, 0, 0, entry=asked.id, fields=fields)
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        return _page(visit, asked, sheet, fault_of(error))
    return visit.to(f"/trail/{made.number}")


def _page(visit: Visit, asked: Asked, sheet: FieldSheet, fault: Fault | None = None, preview: bool = False) -> Response:
    library = visit.conversation.library
    shown = list(previews(sheet.asked(asked, library), library)) if preview or fault else []
    return visit.page(
        "edit.html",
        "content",
        422 if fault else 200,
        asked=asked,
        is_entry=isinstance(asked, Entry),
        sheet=sheet.values,
        spoken=_names(asked, SPOKEN),
        ids=_names(asked, (*_ENTRY_IDS, *_SIGNPOST_IDS)),
        mark=mark_of(asked),
        fault=fault,
        step=agreed(visit.form("step"))[1],
        previews=shown,
    )


def previews(asked: Asked, library: Library) -> Iterator[tuple[Language, Message]]:
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
            yield language, speaker.signpost(asked, language, person)
