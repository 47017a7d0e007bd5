"""Edit what is no entry: articles taken in or out, sections, official addresses, people, messages outside all."""

import copy
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import yaml

from bot.content.editing import Part, add_outside, add_small_talk, appended, open_sheet, value_at
from bot.content.entries import LANGUAGES, Article, Language, Library
from bot.content.folders import OFFICIAL_FILE, PEOPLE_FILE, SECTIONS_FILE, SOURCES_FILE, FileKind
from bot.content.forms import ArticleForm, FigureForm, Form, OfficialForm, SectionForm, keys_of
from bot.content.problems import ContentError, Edit, Problem, told
from bot.content.revision import FieldValues, changed
from bot.content.splicing import rearranged, without_item
from bot.content.standing import SpotKind, Standing, take_out
from bot.content.yaml_reader import Value

OddityKind = Literal["breaks", "no-break", "hyphens", "zero-width", "lost", "tabs", "control", "mixed", "accents"]
_SIGNS: tuple[tuple[OddityKind, str], ...] = (
    ("breaks", "\r\n"),
    ("no-break", "\N{NO-BREAK SPACE}"),
    ("hyphens", "\N{SOFT HYPHEN}"),
    ("zero-width", "\N{ZERO WIDTH SPACE}"),
    ("lost", "\N{REPLACEMENT CHARACTER}"),
    ("tabs", "\t"),
)
_IN_ENGLISH: Mapping[OddityKind, str] = {
    "breaks": "line ends as Windows writes them",
    "no-break": "no-break spaces",
    "hyphens": "soft hyphens, which are not seen",
    "zero-width": "zero-width spaces, which are not seen",
    "lost": "signs that an earlier conversion has lost (\N{REPLACEMENT CHARACTER})",
    "tabs": "tabs",
    "control": "control characters",
    "mixed": "words of Latin and Cyrillic letters",
    "accents": "letters written as a letter and an accent",
}
_MIXED = re.compile(r"\w*(?:[a-zA-Z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][a-zA-Z])\w*", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NAMED = 3  # mixed words named


class EncodingError(ValueError):
    """The bytes are not UTF-8. `likely` is the encoding that they seem to have."""

    def __init__(self, likely: str) -> None:
        super().__init__(f"not UTF-8 but, it seems, {likely}")
        self.likely = likely


def decoded(data: bytes) -> str:
    """The text of an article's bytes. Raises `EncodingError` if they are not plain UTF-8."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            raise EncodingError(name)
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise EncodingError("cp1251") from None  # what Windows wrote in Russian and Kazakh


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something unusual in a text: how often it is there, and the first few words, where words are odd."""

    kind: OddityKind
    count: int
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The oddity in English, as the command names it."""
        if self.words:
            return f"{_IN_ENGLISH[self.kind]}: {', '.join(self.words)}"
        return _IN_ENGLISH[self.kind] if self.kind == "accents" else f"{self.count} × {_IN_ENGLISH[self.kind]}"


def oddities(text: str) -> Iterator[Oddity]:
    """What is unusual in a text and easily overlooked, because a quote of it has to have it too."""
    for kind, sign in _SIGNS:
        if count := text.count(sign):
            yield Oddity(kind, count)
    if control := sum(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in text):
        yield Oddity("control", control)
    if mixed := list(dict.fromkeys(_MIXED.findall(text))):
        yield Oddity("mixed", len(mixed), tuple(mixed[:_NAMED]))
    if text != unicodedata.normalize("NFC", text):
        yield Oddity("accents", 1)


def twin_of(text: str, articles: Iterable[Article]) -> Article | None:
    """The article that has this text, whatever the space between its words."""
    words = text.split()
    return next((article for article in articles if article.text.split() == words), None)


def facts_of(given: Mapping[str, str], spoken: Mapping[str, Mapping[str, str]]) -> dict[str, Value]:
    """What is known of an article, under the keys of sources.yaml and in their order; what is "" is left out.

    `spoken` has what it is ("description") and who speaks in it ("voices"), by language.
    """
    facts: dict[str, Value] = {}
    for key in keys_of(ArticleForm):
        texts: dict[str, Value] = {code: text for code, text in spoken.get(key, {}).items() if text}
        if value := texts or given.get(key, ""):
            facts[key] = value
    return facts


def add_article(corpus: Path, data: bytes, known: Mapping[str, Value]) -> tuple[Edit, Edit]:
    """Add an article's bytes, and what is `known` of it under the keys of sources.yaml. Its `id` names its file.

    Raises `ContentError` if there is such a file, or sources.yaml cannot be read.
    """
    text, sources = corpus / f"{known['id']}.txt", corpus / SOURCES_FILE
    if text.exists():
        raise ContentError([Problem(str(text), 1, told("article-there"), told("mend-article-there"))])
    return Edit(text, b"", data), appended(sources, "article", dict(known))


def remove_article(corpus: Path, name: str) -> tuple[Edit, ...]:
    """Take an article out of the corpus, with its translations and what is known of it.

    Raises `ContentError` if there is none of this name.
    """
    path = corpus / SOURCES_FILE
    sheet = open_sheet(path, path.read_bytes(), "article")
    known = sheet.page.value if isinstance(sheet.page.value, list) else []
    root = sheet.root if isinstance(sheet.root, yaml.SequenceNode) else None
    numbers = [number for number, one in enumerate(known) if isinstance(one, dict) and one.get("id") == name]
    if root is None or not numbers:
        raise ContentError([Problem(str(path), 1, told("no-article", name=name), told("mend-no-article"))])
    left = [one for number, one in enumerate(known) if number != numbers[0]]
    edit = sheet.edit([without_item(sheet.text, root, numbers[0])], (), left)
    files = [file for file in (corpus / f"{name}.yaml", corpus / f"{name}.txt") if file.is_file()]
    return (*(Edit(file, file.read_bytes(), b"") for file in files), edit)


@dataclass(frozen=True, slots=True)
class Holders:
    """What would be left without its article: the entries that quote it, and the people it alone names there."""

    entries: tuple[str, ...]
    people: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.entries or self.people)


def holders_of(library: Library, article: str) -> Holders:
    """Who rests on an article, by their ids."""
    entries = (one.id for one in library.entries.values() if any(quote.article.id == article for quote in one.quotes))
    people = (one.id for one in library.figures.values() if any(said.source == article for said in one.mentions))
    return Holders(tuple(entries), tuple(people))


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
