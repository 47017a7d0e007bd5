"""Make the edits of the FAQ that a curator decides on: new texts go between the old ones, which keep every byte.

Nothing is written here: an `Edit` says what a file holds before and after, `bot/publishing/publisher.py` writes it.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import yaml

from bot.content.entries import LANGUAGES, Language
from bot.content.folders import (
    OUTSIDE_FILE,
    SIGNPOSTS_FILE,
    WITHOUT_ENTRIES,
    FileKind,
    RawContent,
    content_files,
    read_faq,
)
from bot.content.forms import EntryForm, Form, OutsideForm, SignpostForm, form_problems, keys_of
from bot.content.problems import ContentError, Edit, Problem, UnknownEntry, told
from bot.content.splicing import Splice, Unfit, YamlKey, lengthened, spliced
from bot.content.wordings import same_wording
from bot.content.yaml_reader import LOADER, Value, YamlFile, YamlPlace, read
from bot.content.yaml_writer import BREAKS, Habit, keyed, one_line


@dataclass(frozen=True, slots=True)
class YamlSheet:
    """A file that was read strictly and has no slips."""

    path: Path
    data: bytes
    kind: FileKind
    page: YamlFile
    root: yaml.Node

    @property
    def text(self) -> str:
        """The file's characters, with its line ends as they are."""
        return self.data.decode()

    def unchanged(self) -> Edit:
        return Edit(self.path, self.data, self.data)

    def edit(self, splices: Sequence[Splice], place: YamlPlace, expected: Value) -> Edit:
        """Apply `splices` at a place. The file then has to read as `expected`: YAML has corners that nobody knows.

        Raises `ContentError` if it does not.
        """
        after = spliced(self.text, splices).encode()
        page, _ = read(str(self.path), after, self.kind)
        if page is None or page.slips or page.value != expected:
            message = told("unsafe-place")
            raise ContentError([Problem(str(self.path), self.page.line(place), message, told("mend-unsafe-place"))])
        return Edit(self.path, self.data, after)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a sheet that has its own form: an entry, a signpost, or the whole sheet."""

    sheet: YamlSheet
    place: YamlPlace
    value: Value
    node: yaml.Node
    form: type[Form]
    who: str

    def refused(self) -> ContentError:
        """The error that says how this part breaks its form."""
        return ContentError(form_problems(self.sheet.page, self.place, self.value, self.form, self.who))

    def texts(self, *keys: str) -> Iterator[str]:
        """Every text under the keys, which lead from the outside in."""
        yield from texts_in(value_at(self.value, keys))


def entry_part(faq: Path, entry: str) -> Part:
    """Find an entry or a signpost.

    Raises `UnknownEntry`, or `ContentError` if the file that names it cannot be read.
    """
    problems: list[Problem] = []
    for path in content_files(faq, ".yaml"):
        data = path.read_bytes()
        kind: FileKind = "signpost" if path.name == SIGNPOSTS_FILE else "entry"
        if (kind == "entry" and path.name in WITHOUT_ENTRIES) or entry.encode() not in data:
            continue
        try:
            part = _entry_in(open_sheet(path, data, kind), entry)
        except ContentError as error:
            problems += error.problems
        else:
            if part:
                return part
    if problems:
        raise ContentError(problems)
    draft = RawContent()
    read_faq(draft, faq)
    raise UnknownEntry(entry, [*draft.named["entry"].ids, *draft.named["signpost"].ids])


def _entry_in(sheet: YamlSheet, entry: str) -> Part | None:
    values = sheet.page.value if isinstance(sheet.page.value, list) else []
    form = SignpostForm if sheet.kind == "signpost" else EntryForm
    for number, value in enumerate(values):
        if isinstance(value, dict) and value.get("id") == entry:
            who = told(f"who-{sheet.kind}-named", id=entry)
            return Part(sheet, (number,), value, sheet.root.value[number], form, who)
    return None


def outside_part(faq: Path) -> Part:
    """The file of the messages outside all entries. Raises `ContentError` if it cannot be read."""
    path = faq / OUTSIDE_FILE
    if not path.is_file():
        mend = told("mend-no-outside")
        raise ContentError([Problem(str(path), 1, told("no-file"), mend)])
    sheet = open_sheet(path, path.read_bytes(), "file")
    return Part(sheet, (), sheet.page.value, sheet.root, OutsideForm, told("who-file"))


def open_sheet(path: Path, data: bytes, kind: FileKind) -> YamlSheet:
    """Read a file's bytes. Raises `ContentError` if anything in them may not be what it seems."""
    page, problems = read(str(path), data, kind)
    root = yaml.compose(data.decode(), Loader=LOADER) if page else None
    slips = [problem for _, problem in page.slips] if page else []
    if page is None or root is None or slips:
        raise ContentError([*problems, *slips])
    return YamlSheet(path, data, kind, page, root)


def value_at(value: Value | None, place: Iterable[str | int]) -> Value | None:
    """The value at a place within another, or `None` if it has no such place."""
    for part in place:
        if isinstance(value, dict):
            value = value.get(str(part))
        else:
            value = value[part] if isinstance(value, list) and isinstance(part, int) else None
    return value


def texts_in(value: Value | None) -> Iterator[str]:
    """Every text within a value."""
    match value:
        case str():
            yield value
        case list() | dict():
            for inner in value.values() if isinstance(value, dict) else value:
                yield from texts_in(inner)


_FIRST_LINE = "# yaml-language-server: $schema=schema.json\n"
_OUTSIDE, _QUESTIONS = (keys_of(form) for form in (OutsideForm, OutsideForm.QuestionsForm))


@dataclass(frozen=True, slots=True)
class NewQuote:
    """A passage of the article `source`, word for word, and our translations, if we have any."""

    source: str
    text: str
    translations: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to draft. What is not known yet is "" or left out, and a curator writes it later."""

    id: str
    section: str
    question: Mapping[Language, str]
    answer: Mapping[Language, str]
    quotes: Sequence[NewQuote]
    phrasings: Mapping[Language, Sequence[str]]
    short: Mapping[Language, str] = field(default_factory=dict)
    lead: Mapping[Language, str] = field(default_factory=dict)


def add_phrasings(faq: Path, entry: str, language: Language, texts: Sequence[str]) -> Edit:
    """Add phrasings to an entry or a signpost.

    Skips those that it already has, as a question or a phrasing, in any language.

    Raises `UnknownEntry`, and `ContentError` if the file cannot be read as it is.
    """
    part = entry_part(faq, entry)
    keys = [("phrasings", keys_of(part.form)), (language, LANGUAGES)]
    return _with_texts(part, keys, texts, part.texts("question"))


def add_unlike(faq: Path, entry: str, language: Language, texts: Sequence[str]) -> Edit:
    """Add questions that resemble those of an entry or a signpost but are not.

    Skips those already under its `not`, in any language.

    Raises `UnknownEntry`, and `ContentError` if the file cannot be read as it is.
    """
    part = entry_part(faq, entry)
    return _with_texts(part, [("not", keys_of(part.form)), (language, LANGUAGES)], texts)


def add_asks(faq: Path, entry: str, language: Language, texts: Sequence[str]) -> Edit:
    """Add questions that must find an entry or a signpost. Skips those already under its `asks`, in any language.

    Raises `UnknownEntry`, and `ContentError` if the file cannot be read as it is.
    """
    part = entry_part(faq, entry)
    return _with_texts(part, [("asks", keys_of(part.form)), (language, LANGUAGES)], texts)


def add_outside(faq: Path, where: Literal["near", "far"], language: Language, texts: Sequence[str]) -> Edit:
    """Add questions that no entry answers. Skips those already in the same place, in any language.

    Raises `ContentError` if the file cannot be read as it is.
    """
    keys = [("outside", _OUTSIDE), (where, _QUESTIONS), (language, LANGUAGES)]
    return _with_texts(outside_part(faq), keys, texts)


def add_small_talk(faq: Path, kind: str, language: Language, texts: Sequence[str]) -> Edit:
    """Add messages to a kind of small talk. Skips those that it already has, in any language.

    Raises `ContentError` if the file cannot be read as it is.
    """
    return _with_texts(outside_part(faq), [("chat", _OUTSIDE), (kind, (kind,)), (language, LANGUAGES)], texts)


def draft_entry(faq: Path, file: str, draft: NewEntry) -> Edit:
    """Add an entry at the end of `file` ("referendum"), which may be a new file. The gate says what it still lacks.

    Raises `ContentError` if the file cannot be read as it is, or is not a file for entries.
    """
    path = faq / f"{file}.yaml"
    if path.name in WITHOUT_ENTRIES or path.parent != faq or path.name.startswith("."):
        raise ContentError([Problem(str(path), 1, told("not-for-entries"), told("mend-not-for-entries"))])
    entry = _drafted(draft)
    if not path.is_file():
        return Edit(path, b"", f"{_FIRST_LINE}- {keyed(entry, 2, Habit())}\n".encode())
    return appended(path, "entry", entry)


def appended(path: Path, kind: FileKind, new: dict[str, Value]) -> Edit:
    """Add one more to the list in a file. Raises `ContentError` if the file cannot be read as it is."""
    sheet = open_sheet(path, path.read_bytes(), kind)
    if not isinstance(sheet.page.value, list):
        raise ContentError([Problem(str(path), 1, told("no-list"), told("mend-no-list-of-entries"))])
    splice = _at_the_end(sheet.text, sheet.root.start_mark.column, new)
    return sheet.edit([splice], (), [*sheet.page.value, new])


def _drafted(draft: NewEntry) -> dict[str, Value]:
    question, answer = (
        {str(language): texts.get(language, "") for language in LANGUAGES} for texts in (draft.question, draft.answer)
    )
    phrasings: dict[str, Value] = {}
    there = [*question.values()]
    for language in LANGUAGES:
        new = _new(draft.phrasings.get(language, ()), there)
        phrasings[language] = [*new]
        there += new
    return {
        "id": draft.id,
        "section": draft.section,
        **_spoken("short", draft.short),
        "question": {**question},
        **_spoken("lead", draft.lead),
        "answer": {**answer},
        "quotes": [_quote(quote) for quote in draft.quotes],
        "phrasings": phrasings,
    }


def _spoken(name: str, texts: Mapping[Language, str]) -> dict[str, Value]:
    """A field that an entry may do without, if anything is written in it."""
    written = {str(language): texts.get(language, "") for language in LANGUAGES}
    return {name: {**written}} if any(written.values()) else {}


def _quote(quote: NewQuote) -> Value:
    translated = {str(language): text for language in LANGUAGES if (text := quote.translations.get(language))}
    return {"source": quote.source, "text": quote.text, **translated}


def _at_the_end(text: str, column: int, entry: dict[str, Value]) -> Splice:
    """Put an entry below all others, after an empty line. The file ends with a line break only if it did before."""
    written = " " * column + "- " + keyed(entry, column + 2, Habit())
    end = text[-4:].replace("\r\n", "\n")
    if end[-1] not in BREAKS:
        return Splice(len(text), len(text), f"\n\n{written}")
    return Splice(len(text), len(text), f"{written}\n" if end[-2] in BREAKS else f"\n{written}\n")


def _with_texts(part: Part, keys: Sequence[YamlKey], texts: Sequence[str], there: Iterable[str] = ()) -> Edit:
    names = [name for name, _ in keys]
    new = _new(texts, [*there, *part.texts(*names[:-1])])
    if not new:
        return part.sheet.unchanged()
    try:
        splices = lengthened(part.sheet.text, part.node, keys, new)
    except Unfit:
        raise part.refused() from None
    expected = copy.deepcopy(part.sheet.page.value)
    _extend(value_at(expected, part.place), names, new)
    return part.sheet.edit(splices, (*part.place, *names), expected)


def _new(texts: Iterable[str], there: Iterable[str]) -> list[str]:
    """The texts that are not there yet, each on one line."""
    seen = {same_wording(text) for text in there}
    new: list[str] = []
    for text in map(one_line, texts):
        if same_wording(text) not in seen:
            new.append(text)
        seen.add(same_wording(text))
    return new


def _extend(value: Value | None, names: Sequence[str], texts: Sequence[str]) -> None:
    for name in names[:-1]:
        value = value.setdefault(name, {}) if isinstance(value, dict) else None
    items = value.setdefault(names[-1], []) if isinstance(value, dict) else None
    if isinstance(items, list):
        items.extend(texts)
