"""Read every file of `faq/` and `corpus/` into its form, and note what cannot be read.

What editors and other programs leave in these folders is no content, and is passed over.
"""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, get_args

from bot.content.entries import note_file
from bot.content.forms import (
    ArticleForm,
    EntryForm,
    EraForm,
    FigureForm,
    Form,
    OfficialForm,
    OutsideForm,
    SectionForm,
    SentenceForm,
    SignpostForm,
    faults,
    form_problems,
    name_of,
)
from bot.content.problems import Problem, told
from bot.content.yaml_reader import Value, YamlFile, YamlPlace, read

_ENDINGS = (".yaml", ".yml", ".txt")
_TEMPORARY = (".", "~", "#")  # how the names of editors' and spreadsheets' own files begin


def content_files(folder: Path, ending: str) -> list[Path]:
    """The files of a folder with an ending such as ".yaml", by their names.

    A link that leads nowhere counts: it has the name of a file that somebody means to be read.
    """
    return sorted(path for path in folder.glob(f"*{ending}") if not _is_passed_over(path))


def passed_over(folder: Path) -> Iterator[Path]:
    """What has the name of content and is none: hidden and temporary files, folders, pipes."""
    yield from sorted(path for path in folder.glob("*") if path.suffix in _ENDINGS and _is_passed_over(path))


def not_to_copy(folder: str, names: Iterable[str]) -> set[str]:
    """What `shutil.copytree` has to leave out of a copy of the content: it would fail on pipes, and wait for them."""
    paths = {name: Path(folder) / name for name in names}
    return {
        name for name, path in paths.items() if name.startswith(_TEMPORARY) or not (path.is_file() or path.is_dir())
    }


def _is_passed_over(path: Path) -> bool:
    return path.name.startswith(_TEMPORARY) or (path.exists() and not path.is_file())


SECTIONS_FILE, OUTSIDE_FILE, SOURCES_FILE = "sections.yaml", "outside.yaml", "sources.yaml"
SIGNPOSTS_FILE, OFFICIAL_FILE, PEOPLE_FILE = "signposts.yaml", "official.yaml", "people.yaml"
ABOUT_FILE = "about.yaml"
WITHOUT_ENTRIES = (SECTIONS_FILE, OUTSIDE_FILE, SIGNPOSTS_FILE, OFFICIAL_FILE, PEOPLE_FILE)
"""The files of `faq/` that hold no entries."""

FileKind = Literal["entry", "section", "article", "file", "signpost", "address", "figure", "sentence"]

F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Located(Generic[F]):
    """A form that was read, the place it was read from, and what problems call it ("entry 'kurultai'")."""

    form: F
    page: YamlFile
    place: YamlPlace
    who: str

    def line(self, place: YamlPlace) -> int:
        return self.page.line((*self.place, *place))

    def problem(self, place: YamlPlace, message: str, mend: str = "") -> Problem:
        return Problem(self.page.file, self.line(place), message, mend, getattr(self.form, "id", ""), place)

    def texts(self) -> Iterator[tuple[YamlPlace, str]]:
        """Every text within this form, as (place, text)."""
        return _texts(self.form.model_dump(by_alias=True), ())


def _texts(value: Any, place: YamlPlace) -> Iterator[tuple[YamlPlace, str]]:
    match value:
        case str():
            yield place, value
        case dict():
            for key, inner in value.items():
                yield from _texts(inner, (*place, key))
        case list():
            for number, inner in enumerate(value):
                yield from _texts(inner, (*place, number))


@dataclass(slots=True)
class Named:
    """The ids of one kind and their lines, even of forms with other faults. `all_known`: no other id can exist."""

    ids: dict[str, int] = field(default_factory=dict)
    all_known: bool = True

    def lacks(self, name: str) -> bool:
        """Whether no file can hold this id. False if some file could not be read, because that one may hold it."""
        return self.all_known and name not in self.ids


@dataclass(slots=True)
class RawContent:
    """What could be read of the content, before its parts are checked against each other."""

    entries: list[Located[EntryForm]] = field(default_factory=list)
    sections: list[Located[SectionForm]] = field(default_factory=list)
    articles: list[Located[ArticleForm]] = field(default_factory=list)
    outside: Located[OutsideForm] | None = None
    signposts: list[Located[SignpostForm]] = field(default_factory=list)
    official: list[Located[OfficialForm]] = field(default_factory=list)
    figures: list[Located[FigureForm]] = field(default_factory=list)
    sentences: dict[str, list[Located[SentenceForm]]] = field(default_factory=dict)
    era: Located[EraForm] | None = None
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    named: dict[FileKind, Named] = field(default_factory=lambda: {kind: Named() for kind in get_args(FileKind)})
    problems: list[Problem] = field(default_factory=list)

    @property
    def asked(self) -> "list[Located[EntryForm] | Located[SignpostForm]]":
        """The entries and the signposts: everything that people ask."""
        return [*self.entries, *self.signposts]


def read_content(faq: Path, corpus: Path) -> RawContent:
    """Read both folders. `problems` holds everything that is wrong; the rest can be checked further."""
    draft = RawContent()
    if _is_there(draft, faq, ("entry", "section")):
        read_faq(draft, faq)
    if _is_there(draft, corpus, ("article",)):
        _read_corpus(draft, corpus)
    return draft


def _is_there(draft: RawContent, folder: Path, kinds: tuple[FileKind, ...]) -> bool:
    if folder.is_dir():
        return True
    draft.problems.append(Problem(str(folder), 1, told("no-folder"), told("mend-no-folder")))
    for kind in kinds:
        draft.named[kind].all_known = False
    return False


def read_faq(draft: RawContent, folder: Path) -> None:
    """Read the entries, the sections and the messages outside all entries into `draft`."""
    renamed = {path.stem for path in content_files(folder, ".yml")}
    for stem in sorted(renamed):
        mend = told("mend-yml")
        draft.problems.append(Problem(str(folder / f"{stem}.yml"), 1, told("yml"), mend))
        draft.named["entry"].all_known = draft.named["section"].all_known = False
    sections = folder / SECTIONS_FILE
    if not sections.is_file() and sections.stem not in renamed:
        _lacks_file(draft, sections, "section", told("mend-no-sections"))
    for path in content_files(folder, ".yaml"):
        if path.name == SECTIONS_FILE:
            draft.sections = _items(draft, path, SectionForm, "section")
        elif path.name == OUTSIDE_FILE:
            page = _page(draft, path, "file")
            draft.outside = _one(draft, page, (), page.value, OutsideForm, told("who-file")) if page else None
        elif path.name == SIGNPOSTS_FILE:
            draft.signposts = _items(draft, path, SignpostForm, "signpost")
        elif path.name == OFFICIAL_FILE:
            draft.official = _items(draft, path, OfficialForm, "address")
        elif path.name == PEOPLE_FILE:
            draft.figures = _items(draft, path, FigureForm, "figure")
        else:
            draft.entries += _items(draft, path, EntryForm, "entry")


def _lacks_file(draft: RawContent, path: Path, kind: FileKind, mend: str) -> None:
    draft.problems.append(Problem(str(path), 1, told("no-file"), mend))
    draft.named[kind].all_known = False


def _read_corpus(draft: RawContent, folder: Path) -> None:
    sources = folder / SOURCES_FILE
    if not sources.is_file():
        _lacks_file(draft, sources, "article", told("mend-no-sources"))
        return
    draft.articles = _items(draft, sources, ArticleForm, "article")
    named = draft.named["article"]
    without_source = [path.stem for path in content_files(folder, ".txt") if named.lacks(path.stem)]
    for name, line in list(named.ids.items()):
        path = folder / f"{name}.txt"
        if path.is_file():
            _read_text(draft, path)
            continue
        mend = told("mend-no-text", path=str(path))
        if near := difflib.get_close_matches(name, without_source, n=1, cutoff=0.7):
            mend = told("mend-text-elsewhere", near=near[0])
            without_source.remove(near[0])
            named.ids[near[0]] = line
        draft.problems.append(Problem(str(sources), line, told("article-without-text", name=name), mend))
    _read_sentences(draft, folder)
    about = folder / ABOUT_FILE
    if about.is_file():
        page = _page(draft, about, "file")
        draft.era = _one(draft, page, (), page.value, EraForm, told("who-file")) if page else None
    for name in without_source:
        mend = told("mend-no-source", file=SOURCES_FILE)
        draft.problems.append(Problem(str(folder / f"{name}.txt"), 1, told("no-source"), mend))
        named.ids[name] = 1


def _read_sentences(draft: RawContent, folder: Path) -> None:
    """Read the articles' sentences with their translations: those of coalition.txt stand in coalition.yaml."""
    for path in content_files(folder, ".yaml"):
        if path.name in (SOURCES_FILE, ABOUT_FILE):
            continue
        if draft.named["article"].lacks(path.stem):
            mend = told("mend-no-article-of-name", file=SOURCES_FILE)
            draft.problems.append(Problem(str(path), 1, told("no-article-of-name"), mend))
            continue
        draft.sentences[path.stem] = _items(draft, path, SentenceForm, "sentence")


def _read_text(draft: RawContent, path: Path) -> None:
    data = _bytes(draft, path)
    if data is None:
        return
    if not data.strip():
        draft.problems.append(Problem(str(path), 1, told("article-empty"), told("mend-article-empty")))
        return
    try:
        draft.texts[path.stem] = data.decode("utf-8")
    except UnicodeDecodeError:
        draft.problems.append(Problem(str(path), 1, told("article-not-utf8"), told("mend-not-utf8")))


def _bytes(draft: RawContent, path: Path) -> bytes | None:
    """What a file holds; `None` if it cannot be read, which is a problem."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        mend = told("mend-no-reading")
        draft.problems.append(Problem(str(path), 1, told("no-reading", reason=fault.strerror), mend))
        return None
    note_file(draft.files, path.name, data)
    return data


def _page(draft: RawContent, path: Path, kind: FileKind) -> YamlFile | None:
    data = _bytes(draft, path)
    if data is None:
        return None
    page, problems = read(str(path), data, kind)
    draft.problems += problems
    return page


def _items(draft: RawContent, path: Path, form: type[F], kind: FileKind) -> list[Located[F]]:
    page = _page(draft, path, kind)
    named = draft.named[kind]
    if page is None or not isinstance(page.value, list):
        named.all_known = False
    if page is None:
        return []
    if not isinstance(page.value, list):
        mend = told("mend-no-list", key=next(iter(form.model_fields)))
        draft.problems.append(Problem(page.file, 1, told("no-list"), mend))
        return []
    read_forms = []
    for number, value in enumerate(page.value):
        read_forms.append(_one(draft, page, (number,), value, form, name_of(kind, value, number)))
        _note_id(named, page, number, form)
    return [found for found in read_forms if found is not None]


def _note_id(named: Named, page: YamlFile, number: int, form: type[Form]) -> None:
    if "id" not in form.model_fields:
        return
    value = page.value[number] if isinstance(page.value, list) else ""
    name = value.get("id") if isinstance(value, dict) else None
    if isinstance(name, str) and not any(place in ((), ("id",)) for place, _, _ in faults(form, value)):
        named.ids.setdefault(name, page.line((number, "id")))
    else:
        named.all_known = False  # an id with a fault may be the one that others mean


def _one(
    draft: RawContent, page: YamlFile, place: YamlPlace, value: Value, form: type[F], who: str
) -> Located[F] | None:
    draft.problems += form_problems(page, place, value, form, who)
    is_whole = not any(faults(form, value))
    return Located(form.model_validate(value), page, place, who) if is_whole else None
