"""Change the fields of an entry or a signpost in its file, or take it out whole; every other byte stays as it is.

Each edit has to be made before the next one is asked for, because that starts from its result.
"""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from bot.content.editing import Part, YamlSheet, entry_part, open_sheet, value_at
from bot.content.entries import LANGUAGES
from bot.content.folders import OUTSIDE_FILE, PEOPLE_FILE, SIGNPOSTS_FILE, FileKind, content_files
from bot.content.forms import EntryForm, FigureForm, Form, SignpostForm, keys_of
from bot.content.problems import ContentError, Edit, Problem, told
from bot.content.splicing import (
    Splice,
    Unfit,
    below,
    child_of,
    end_of,
    lengthened,
    new_key,
    rearranged,
    spot_at,
    without,
    without_key,
)
from bot.content.yaml_reader import Value
from bot.content.yaml_writer import BREAKS, Habit, bracketed, keyed

FieldValues = Mapping[str, Value | None]
"""New values by the keys of the form; `None` takes the key out."""

_FLAGS = ("careful",)  # written without quotes
_LINKS = ("related", "nearest", "entries")  # keys that hold ids of entries


def revised(faq: Path, name: str, fields: FieldValues) -> Iterator[Edit]:
    """Give an entry or a signpost new values. Raises `UnknownEntry`, and `ContentError` if its file cannot be read."""
    return changed(lambda: entry_part(faq, name), fields)


def changed(find: Callable[[], Part], fields: FieldValues) -> Iterator[Edit]:
    """Give new values to a part that `find` finds in its file as it is now. Raises what that raises."""
    for key in (key for key in keys_of(find().form) if key in fields and key != "id"):
        new, old = fields[key], value_at(find().value, [key])
        if isinstance(new, dict) and isinstance(old, dict):
            for language in LANGUAGES:
                yield from _in_language(find, key, language, new.get(language))
        elif new != old:
            yield (
                _with_blocks(find(), key, new)
                if has_blocks(new) and has_blocks(old)
                else _with_value(find(), (), key, new)
            )


def has_blocks(value: Value | None) -> bool:
    """Whether a value is a list of mappings, as quotes are."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _with_blocks(part: Part, key: str, new: Value | None) -> Edit:
    """Give a list of mappings new items; those that were there before keep every byte."""
    _, items = child_of(_mapping(part.node), key)
    old = value_at(part.value, [key])
    if not isinstance(items, yaml.SequenceNode) or items.flow_style or not isinstance(old, list):
        return _with_value(part, (), key, new)
    expected = copy.deepcopy(part.sheet.page.value)
    target = value_at(expected, part.place)
    if isinstance(target, dict) and isinstance(new, list):
        target[key] = new
        return part.sheet.edit([rearranged(part.sheet.text, items, old, new)], (*part.place, key), expected)
    raise part.refused()


def _in_language(find: Callable[[], Part], key: str, language: str, new: Value | None) -> Iterator[Edit]:
    part = find()
    old = value_at(part.value, [key, language])
    if old == new or not (old or new):
        return
    if not (isinstance(old, list) and isinstance(new, list) and old and new):
        yield _with_value(part, (key,), language, new or None)
    elif len(old) == len(new):
        yield _replaced(part, key, language, new)
    else:
        yield _shorter(part, key, language, new)
        yield _longer(find(), key, language, new)


def _with_value(part: Part, way: Sequence[str], key: str, value: Value | None) -> Edit:
    """Set a key of the mapping that `way` leads to, or take it out, and the mapping too if it has no other."""
    try:
        mapping, above = part.node, None
        for name in way:
            above, inner = child_of(_mapping(mapping), name)
            mapping = inner if inner is not None else mapping
        mapping = _mapping(mapping)
        if value is None and len(mapping.value) == 1 and way:
            return _with_value(part, way[:-1], way[-1], None)
        order = LANGUAGES if way else keys_of(part.form)
        splice = _set(part.sheet.text, mapping, above, key, order, value)
    except Unfit:
        raise part.refused() from None
    expected = copy.deepcopy(part.sheet.page.value)
    target = value_at(expected, (*part.place, *way))
    if isinstance(target, dict):
        target.pop(key, None)
        if value is not None:
            target[key] = value
    return part.sheet.edit([splice], (*part.place, *way), expected)


def _mapping(node: yaml.Node) -> yaml.MappingNode:
    if not isinstance(node, yaml.MappingNode):
        raise Unfit
    return node


def _set(
    text: str,
    mapping: yaml.MappingNode,
    above: yaml.ScalarNode | None,
    name: str,
    order: Sequence[str],
    value: Value | None,
) -> Splice:
    key, old = child_of(mapping, name)
    if value is None:
        return without_key(text, mapping, name)
    spot = spot_at(text, mapping, above, Habit())
    if key is None or old is None:
        splice = new_key(spot, (name, order), value)
        return Splice(splice.start, splice.end, _unquoted(name, splice.written))
    start, end = key.start_mark.index, end_of(text, old)
    if mapping.flow_style:
        return Splice(start, end, f"{name}: {bracketed(value)}")
    habit = Habit(in_brackets=True) if isinstance(value, list) and not has_blocks(value) else spot.habit
    return Splice(start, end, _unquoted(name, keyed({name: value}, key.start_mark.column, habit)))


def _unquoted(name: str, written: str) -> str:
    return written.replace('"', "") if name in _FLAGS else written


def _replaced(part: Part, key: str, language: str, new: Sequence[Value]) -> Edit:
    """Put other texts in the places of those that differ: as many as there were."""
    items = _items(part, key, language)
    old = [one.value for one in items.value]
    splices = []
    for node, was, now in zip(items.value, old, new, strict=True):
        if was != now:
            column = node.start_mark.column
            written = bracketed(now) if items.flow_style else keyed({"": now}, column - 2, Habit()).removeprefix(": ")
            splices.append(Splice(node.start_mark.index, end_of(part.sheet.text, node), written))
    return _edited(part, key, language, splices, list(new))


def _shorter(part: Part, key: str, language: str, new: Sequence[Value]) -> Edit:
    """Take out the texts that are not among the new ones. If none stays, put the new ones in their place."""
    old = [one.value for one in _items(part, key, language).value]
    kept = [text for text in old if text in new]
    if not kept:  # there would be no list to add to
        return _with_value(part, (key,), language, list(new))
    splices = without(part.sheet.text, part.node, (key, language), lambda text: text not in new, 2)
    return _edited(part, key, language, splices, kept)


def _longer(part: Part, key: str, language: str, new: Sequence[Value]) -> Edit:
    """Add the texts that are not there yet."""
    old = [one.value for one in _items(part, key, language).value]
    added = [str(text) for text in new if text not in old]
    if not added:
        return part.sheet.unchanged()
    keys = [(key, keys_of(part.form)), (language, LANGUAGES)]
    splices = lengthened(part.sheet.text, part.node, keys, added)
    return _edited(part, key, language, splices, [*old, *added])


def _items(part: Part, key: str, language: str) -> yaml.SequenceNode:
    _, lists = child_of(_mapping(part.node), key)
    _, items = child_of(_mapping(lists), language) if lists is not None else (None, None)
    if not isinstance(items, yaml.SequenceNode):
        raise part.refused()
    return items


def _edited(part: Part, key: str, language: str, splices: Sequence[Splice], texts: list[Value]) -> Edit:
    expected = copy.deepcopy(part.sheet.page.value)
    target = value_at(expected, (*part.place, key))
    if isinstance(target, dict):
        target[language] = texts
    return part.sheet.edit(splices, (*part.place, key, language), expected)


def taken_out(faq: Path, name: str, draft: Path | None) -> Iterator[Edit]:
    """Take an entry or a signpost out of its file, and its id out of all that leads to it.

    `draft` is the file that it moves to, word for word; without one it is gone. Raises `UnknownEntry`, and
    `ContentError` if a file cannot be read.
    """
    part = entry_part(faq, name)
    start, end = _lines(part)
    if draft:
        if draft.exists():
            raise ContentError([Problem(str(draft), 1, told("draft-there"), told("mend-draft-there"))])
        yield Edit(draft, b"", part.sheet.text[start:end].encode())
    yield _without_item(part, start, end)
    for path, other, form in _linking(faq, name):
        yield from _unlinked(path, other, form, name)


def _lines(part: Part) -> tuple[int, int]:
    """The lines of an entry, from its dash to its last comment, and the blank lines below."""
    text, node = part.sheet.text, part.node
    if getattr(part.sheet.root, "flow_style", False):
        raise part.refused()
    dash = text.rindex("-", 0, node.start_mark.index)
    start = max(text.rfind(sign, 0, dash) for sign in BREAKS) + 1
    end = below(text, end_of(text, node), part.sheet.root.start_mark.column)
    blank = len(text[end:]) - len(text[end:].lstrip(f" {BREAKS}"))
    after = text[: end + blank]
    return start, len(after) if end + blank == len(text) else max(after.rfind(sign) for sign in BREAKS) + 1


def _without_item(part: Part, start: int, end: int) -> Edit:
    sheet, [number] = part.sheet, part.place
    expected = copy.deepcopy(sheet.page.value)
    if isinstance(expected, list) and isinstance(number, int):
        del expected[number]
    if not expected:
        return Edit(sheet.path, sheet.data, b"")
    return sheet.edit([Splice(start, end, "")], part.place, expected)


def _linking(faq: Path, name: str) -> list[tuple[Path, str, type[Form]]]:
    """The entries, signposts and people that lead to an entry: file, id and form."""
    found = []
    for path in content_files(faq, ".yaml"):
        data = path.read_bytes()
        if path.name == OUTSIDE_FILE or name.encode() not in data:
            continue
        kind, form = _kind(path)
        values = open_sheet(path, data, kind).page.value
        for value in values if isinstance(values, list) else []:
            if any(name in _ids(value, key) for key in _LINKS):
                found.append((path, str(value_at(value, ["id"])), form))
    return found


def _kind(path: Path) -> tuple[FileKind, type[Form]]:
    match path.name:
        case _ if path.name == SIGNPOSTS_FILE:
            return "signpost", SignpostForm
        case _ if path.name == PEOPLE_FILE:
            return "figure", FigureForm
        case _:
            return "entry", EntryForm


def _ids(value: Value | None, key: str) -> list[Value]:
    ids = value_at(value, [key])
    return ids if isinstance(ids, list) else []


def _unlinked(path: Path, other: str, form: type[Form], name: str) -> Iterator[Edit]:
    for key in _LINKS:
        sheet = open_sheet(path, path.read_bytes(), _kind(path)[0])
        part = _part(sheet, other, form)
        ids = _ids(part.value, key) if part else []
        if part and name in ids:
            yield _with_value(part, (), key, [one for one in ids if one != name] or None)


def _part(sheet: YamlSheet, name: str, form: type[Form]) -> Part | None:
    values = sheet.page.value if isinstance(sheet.page.value, list) else []
    for number, value in enumerate(values):
        if value_at(value, ["id"]) == name:
            who = told(f"who-{sheet.kind}-named", id=name)
            return Part(sheet, (number,), value, sheet.root.value[number], form, who)
    return None
