"""Edit what is no entry: the articles, the sections, the official addresses, the people, the messages outside all."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from bot.content.editing import Part, add_outside, add_small_talk, appended, open_sheet, value_at
from bot.content.entries import LANGUAGES, Language
from bot.content.folders import OFFICIAL_FILE, PEOPLE_FILE, SECTIONS_FILE, FileKind
from bot.content.forms import FigureForm, Form, OfficialForm, SectionForm
from bot.content.new_article import add_article, remove_article
from bot.content.problems import ContentError, Edit, Problem
from bot.content.revision import FieldValues, changed
from bot.content.splicing import rearranged
from bot.content.standing import SpotKind, Standing, take_out
from bot.content.told import told
from bot.content.yaml_reader import Value

FileVerb = Literal["add-article", "remove-article", "sections", "address", "person", "outside-texts"]
FILE_VERBS: tuple[FileVerb, ...] = get_args(FileVerb)
"""What is decided about the files that hold no entries."""

_FORMS: dict[str, tuple[FileKind, type[Form]]] = {
    SECTIONS_FILE: ("section", SectionForm),
    OFFICIAL_FILE: ("address", OfficialForm),
    PEOPLE_FILE: ("figure", FigureForm),
}


def file_edits(verb: FileVerb, faq: Path, corpus: Path, name: str, fields: FieldValues | None) -> Iterator[Edit]:
    """The edits that a decision asks for. Each has to be made before the next one is asked for.

    `name` is the id of the article, the address or the person. `fields` holds: for a new article, its facts under the
    keys of sources.yaml, and its "text"; for "sections", all of them in order; for an address or a person, the new
    values, or `None` to take it out; for "outside-texts", what to "take" and to "add". Raises `ContentError`.
    """
    values = fields or {}
    match verb:
        case "add-article":
            known = {"id": name} | {key: value for key, value in values.items() if key != "text" and value is not None}
            yield from add_article(corpus, str(values["text"]).encode(), known)
        case "remove-article":
            yield from remove_article(corpus, name)
        case "sections":
            yield from _with_items(faq / SECTIONS_FILE, values.get("sections"))
        case "address":
            yield from _with_item(faq / OFFICIAL_FILE, name, fields)
        case "person":
            yield from _with_item(faq / PEOPLE_FILE, name, fields)
        case "outside-texts":
            yield from _with_outside(faq, values)


def _with_items(path: Path, new: Value | None) -> Iterator[Edit]:
    """Give a file that is a list other items, in their order. What stays the same keeps every byte."""
    items = new if isinstance(new, list) else []
    for one in items:
        name = str(value_at(one, ["id"]))
        if isinstance(one, dict) and _is_in(path, name):
            yield from changed(lambda name=name: _part(path, name), one)  # type: ignore[misc]  # mypy loses the type
    kind, _ = _FORMS[path.name]
    sheet = open_sheet(path, path.read_bytes(), kind)
    old = sheet.page.value if isinstance(sheet.page.value, list) else []
    if old != items and old:
        yield sheet.edit([rearranged(sheet.text, sheet.root, old, items)], (), copy.deepcopy(items))  # type: ignore[arg-type]  # a list's node


def _with_item(path: Path, name: str, fields: FieldValues | None) -> Iterator[Edit]:
    kind, _ = _FORMS[path.name]
    if not path.is_file():
        raise ContentError([Problem(str(path), 1, told("no-file"), told("mend-first-item"))])
    if fields is not None and _is_in(path, name):
        yield from changed(lambda: _part(path, name), fields)
    elif fields is not None:
        yield appended(path, kind, {"id": name} | {key: value for key, value in fields.items() if value is not None})
    else:
        sheet = open_sheet(path, path.read_bytes(), kind)
        old = sheet.page.value if isinstance(sheet.page.value, list) else []
        kept = [one for one in old if value_at(one, ["id"]) != name]
        yield sheet.edit([rearranged(sheet.text, sheet.root, old, kept)], (), kept)  # type: ignore[arg-type]  # the same


def _is_in(path: Path, name: str) -> bool:
    values = open_sheet(path, path.read_bytes(), _FORMS[path.name][0]).page.value
    return isinstance(values, list) and any(value_at(one, ["id"]) == name for one in values)


def _part(path: Path, name: str) -> Part:
    kind, form = _FORMS[path.name]
    sheet = open_sheet(path, path.read_bytes(), kind)
    values = sheet.page.value if isinstance(sheet.page.value, list) else []
    number = next(number for number, one in enumerate(values) if value_at(one, ["id"]) == name)
    return Part(sheet, (number,), values[number], sheet.root.value[number], form, f"{kind} '{name}'")


def _with_outside(faq: Path, fields: FieldValues) -> Iterator[Edit]:
    yield from take_out(faq, [_standing(*map(str, one)) for one in _rows(fields.get("take"))])
    for place, code, *texts in _rows(fields.get("add")):
        language = next(language for language in LANGUAGES if language == code)
        if place in ("near", "far"):
            yield add_outside(faq, "near" if place == "near" else "far", language, [*map(str, texts)])
        else:
            yield add_small_talk(faq, str(place), language, [*map(str, texts)])


def _rows(value: Value | None) -> list[list[Value]]:
    return [row for row in value if isinstance(row, list)] if isinstance(value, list) else []


def _standing(place: str, code: str, text: str) -> Standing:
    language: Language = next(language for language in LANGUAGES if language == code)
    kind: SpotKind = "near" if place == "near" else "far" if place == "far" else "chat"
    return Standing(kind, place if kind == "chat" else "", language, text)
