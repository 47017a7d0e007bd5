"""The fields of an entry or a signpost as texts in a form: what the console's form and the talk in Telegram change."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.content import LANGUAGES, Entry, Library, Signpost, Trilingual
from bot.content.entries import Wordings
from bot.content.revision import FieldValues
from bot.content.wordings import same_wording

Editable = Entry | Signpost

SPOKEN = ("question", "short", "lead", "answer", "note", "correction")
"""Fields with a text in each language."""
WORDINGS = ("phrasings", "subjects", "asks", "not")
"""Fields with any number of wordings in each language."""
_QUESTIONS = tuple(f"question-{language}" for language in LANGUAGES)
ENTRY_IDS, SIGNPOST_IDS = ("related",), ("nearest", "official")


def _field(asked: Editable, name: str) -> Any:
    return getattr(asked, "unlike" if name == "not" else name, None)


def names_of(asked: Editable, names: Sequence[str]) -> list[str]:
    """Those of the fields that such an entry or signpost may have."""
    return [name for name in names if name in asked.__dataclass_fields__ or name == "not"]


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """What stands in the form, by the names of its inputs."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, asked: Editable) -> "FieldSheet":
        """The form of an entry or a signpost as it is served."""
        values = {"section": getattr(asked, "section", getattr(asked, "gap", ""))}
        for name in names_of(asked, SPOKEN):
            spoken: Trilingual | None = _field(asked, name)
            values |= {f"{name}-{language}": spoken[language] if spoken else "" for language in LANGUAGES}
        for name in names_of(asked, WORDINGS):
            wordings: Wordings = _field(asked, name)
            values |= {f"{name}-{language}": "\n".join(wordings[language]) for language in LANGUAGES}
        for name in names_of(asked, (*ENTRY_IDS, *SIGNPOST_IDS)):
            values[name] = " ".join(_field(asked, name))
        if isinstance(asked, Entry):
            values["valid_until"] = asked.valid_until.isoformat() if asked.valid_until else ""
        values["careful"] = "true" if asked.careful else ""
        return cls(values)

    def written(self, form: Callable[[str], str]) -> "FieldSheet":
        """The same form as it was posted; `form` gives a field by its name."""
        return FieldSheet({name: form(name).strip() for name in self.values})

    def with_drafted(self, fields: Mapping[str, str]) -> "FieldSheet":
        """The same form with the fields that a draft has changed."""
        return FieldSheet({name: fields.get(name, value) for name, value in self.values.items()})

    def differing(self, other: "FieldSheet") -> dict[str, str]:
        """The fields that have another text here."""
        return {name: text for name, text in self.values.items() if other.values.get(name, "") != text}

    def changes(self, asked: Editable) -> FieldValues:
        """The new values of the fields that differ from those that are served, as the files have them."""
        before = FieldSheet.of(asked)
        if any(self.values[name] != before.values[name] for name in _QUESTIONS):
            return self._without_questions(before)._changes(asked, before)
        return self._changes(asked, before)

    def _without_questions(self, before: "FieldSheet") -> "FieldSheet":
        """The same, but no phrasing is one of the new questions: the old question stands in its place."""
        questions = {same_wording(self.values[name]) for name in _QUESTIONS}
        values = dict(self.values)
        for language in LANGUAGES:
            name, old = f"phrasings-{language}", before.values[f"question-{language}"]
            lines = [line for line in self.lines(name) if same_wording(line) not in questions]
            is_taken = len(lines) < len(self.lines(name)) and same_wording(old) not in questions
            values[name] = "\n".join([*lines, *([old] if is_taken else [])])
        return FieldSheet(values)

    def _changes(self, asked: Editable, before: "FieldSheet") -> FieldValues:
        changed = {name for name, value in self.values.items() if value != before.values[name]}
        fields = {name.rpartition("-")[0] or name for name in changed}
        return {self._key(name, asked): self._value(name) for name in sorted(fields)}

    def _key(self, name: str, asked: Editable) -> str:
        return "gap" if name == "section" and isinstance(asked, Signpost) else name

    def _value(self, name: str) -> Any:
        if name in SPOKEN:
            spoken = {str(language): text for language in LANGUAGES if (text := self.values[f"{name}-{language}"])}
            return spoken or None
        if name in WORDINGS:
            lists = {str(language): self.lines(f"{name}-{language}") for language in LANGUAGES}
            return lists if any(lists.values()) else None
        if name in (*ENTRY_IDS, *SIGNPOST_IDS):
            return self.values[name].replace(",", " ").split() or None
        return self.values[name] or None

    def lines(self, name: str) -> list[str]:
        """The wordings of an input, one a line."""
        return [line.strip() for line in self.values[name].splitlines() if line.strip()]

    def asked(self, asked: Editable, library: Library) -> Editable:
        """The entry or signpost as this form has it, for a preview."""
        values: dict[str, Any] = {}
        for name in names_of(asked, SPOKEN):
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


def mark_of(asked: Editable) -> str:
    """A sum that tells whether an entry is still as it was when the form was opened."""
    return f"{zlib.crc32(repr(FieldSheet.of(asked)).encode()):x}"
