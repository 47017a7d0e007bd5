"""A file of the FAQ as it is before an edit: its bytes, its values, and where in the bytes each value is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.knowledge.drafts import OUTSIDE_FILE, SECTIONS_FILE, Draft, Kind, read_faq
from bot.knowledge.edits import Edit, UnknownEntry
from bot.knowledge.faults import form_problems
from bot.knowledge.forms import EntryForm, Form, OutsideForm
from bot.knowledge.problems import ContentError, Problem
from bot.knowledge.reading import Page, Place, Value, read
from bot.knowledge.splicing import Splice, spliced

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # as reading.py has it: the two have to agree


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was read strictly, and has no slip in it."""

    path: Path
    data: bytes
    kind: Kind
    page: Page
    root: yaml.Node

    @property
    def text(self) -> str:
        """The file's characters, line ends as they are."""
        return self.data.decode()

    def unchanged(self) -> Edit:
        """The edit that changes nothing."""
        return Edit(self.path, self.data, self.data)

    def edit(self, splices: Sequence[Splice], place: Place, expected: Value) -> Edit:
        """The edit by `splices` at a place, if the file then reads as expected: YAML has corners that nobody knows."""
        after = spliced(self.text, splices).encode()
        page, _ = read(str(self.path), after, self.kind)
        if page is None or page.slips or page.value != expected:
            message = "this place is written in a way that cannot safely be changed from elsewhere."
            raise ContentError([Problem(str(self.path), self.page.line(place), message, "Write it into the file.")])
        return Edit(self.path, self.data, after)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a sheet that has a form of its own: an entry, or the whole of it."""

    sheet: Sheet
    place: Place
    value: Value
    node: yaml.Node
    form: type[Form]
    who: str

    def refused(self) -> ContentError:
        """What is wrong with it, where it is not in its form."""
        return ContentError(form_problems(self.sheet.page, self.place, self.value, self.form, self.who))

    def texts(self, *keys: str) -> Iterator[str]:
        """Every text under the keys."""
        yield from _texts(value_at(self.value, keys))


def entry_part(faq: Path, entry: str) -> Part:
    """Find an entry. Raises `UnknownEntry`, or `ContentError` if the file that names it cannot be read."""
    problems: list[Problem] = []
    for path in sorted(faq.glob("*.yaml")):
        data = path.read_bytes()
        if path.name in (SECTIONS_FILE, OUTSIDE_FILE) or entry.encode() not in data:
            continue
        try:
            part = _entry_in(open_sheet(path, data, "entry"), entry)
        except ContentError as error:
            problems += error.problems
        else:
            if part:
                return part
    if problems:
        raise ContentError(problems)
    draft = Draft()
    read_faq(draft, faq)
    raise UnknownEntry(entry, draft.named["entry"].ids)


def _entry_in(sheet: Sheet, entry: str) -> Part | None:
    values = sheet.page.value if isinstance(sheet.page.value, list) else []
    for number, value in enumerate(values):
        if isinstance(value, dict) and value.get("id") == entry:
            return Part(sheet, (number,), value, sheet.root.value[number], EntryForm, f"entry '{entry}'")
    return None


def outside_part(faq: Path) -> Part:
    """All that lies outside the entries. Raises `ContentError` where it cannot be read."""
    path = faq / OUTSIDE_FILE
    if not path.is_file():
        mend = "Write it, with the small talk that the bot knows."
        raise ContentError([Problem(str(path), 1, "this file does not exist.", mend)])
    sheet = open_sheet(path, path.read_bytes(), "file")
    return Part(sheet, (), sheet.page.value, sheet.root, OutsideForm, "the file")


def open_sheet(path: Path, data: bytes, kind: Kind) -> Sheet:
    """Read a file's bytes. Raises `ContentError` where anything in it may not be what it seems."""
    page, problems = read(str(path), data, kind)
    root = yaml.compose(data.decode(), Loader=_LOADER) if page else None
    slips = [problem for _, problem in page.slips] if page else []
    if page is None or root is None or slips:
        raise ContentError([*problems, *slips])
    return Sheet(path, data, kind, page, root)


def value_at(value: Value | None, place: Iterable[str | int]) -> Value | None:
    """The value at a place within another; `None` where there is none."""
    for part in place:
        if isinstance(value, dict):
            value = value.get(str(part))
        else:
            value = value[part] if isinstance(value, list) and isinstance(part, int) else None
    return value


def _texts(value: Value | None) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list() | dict():
            for inner in value.values() if isinstance(value, dict) else value:
                yield from _texts(inner)
