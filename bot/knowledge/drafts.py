"""Read every file of `faq/` and `corpus/` into its form, and note what cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from bot.knowledge.faults import entry_name, form_problems
from bot.knowledge.forms import ArticleForm, EntryForm, Form, OutsideForm, SectionForm
from bot.knowledge.problems import Problem
from bot.knowledge.reading import Page, Place, Value, read

SECTIONS_FILE, OUTSIDE_FILE, SOURCES_FILE = "sections.yaml", "outside.yaml", "sources.yaml"

F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Found(Generic[F]):
    """A form that was read, and where."""

    form: F
    page: Page
    place: Place

    def problem(self, place: Place, message: str, mend: str = "") -> Problem:
        """A problem at a place within this form."""
        return Problem(self.page.file, self.page.line((*self.place, *place)), message, mend)


@dataclass(slots=True)
class Draft:
    """What could be read of the content, before its parts are held against each other."""

    entries: list[Found[EntryForm]] = field(default_factory=list)
    sections: list[Found[SectionForm]] = field(default_factory=list)
    articles: list[Found[ArticleForm]] = field(default_factory=list)
    outside: Found[OutsideForm] | None = None
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_draft(faq: Path, corpus: Path) -> Draft:
    """Read both folders. Whatever is wrong is in `problems`; the rest is there to be checked."""
    draft = Draft()
    for folder in (faq, corpus):
        if not folder.is_dir():
            draft.problems.append(Problem(str(folder), 1, "this folder does not exist.", "Look at its setting."))
    _read_faq(draft, faq)
    _read_corpus(draft, corpus)
    return draft


def _read_faq(draft: Draft, folder: Path) -> None:
    for path in sorted(folder.glob("*.yml")):
        draft.problems.append(Problem(str(path), 1, "the name ends in .yml.", "Rename it to end in .yaml."))
    for path in sorted(folder.glob("*.yaml")):
        page = _page(draft, path)
        if page is None:
            continue
        if path.name == SECTIONS_FILE:
            draft.sections = _items(draft, page, SectionForm, lambda value, number: f"section number {number + 1}")
        elif path.name == OUTSIDE_FILE:
            draft.outside = _one(draft, page, (), page.value, OutsideForm, "the file")
        else:
            draft.entries += _items(draft, page, EntryForm, entry_name)


def _read_corpus(draft: Draft, folder: Path) -> None:
    sources = folder / SOURCES_FILE
    if not sources.is_file():
        draft.problems.append(Problem(str(sources), 1, "this file does not exist.", "It lists the articles."))
        return
    page = _page(draft, sources)
    if page is None:
        return
    draft.articles = _items(
        draft, page, ArticleForm, lambda value, number: entry_name(value, number).replace("entry", "article")
    )
    for found in draft.articles:
        _read_text(draft, folder / f"{found.form.id}.txt", found)
    for path in sorted(folder.glob("*.txt")):
        if isinstance(page.value, list) and path.stem not in {_id(value) for value in page.value}:
            mend = f"Add it to {SOURCES_FILE} with what is known of it."
            draft.problems.append(Problem(str(path), 1, "no source is known for this article.", mend))


def _id(value: Value) -> Value | None:
    return value.get("id") if isinstance(value, dict) else None


def _read_text(draft: Draft, path: Path, found: Found[ArticleForm]) -> None:
    if not path.is_file():
        message = f"article '{found.form.id}' has no text."
        draft.problems.append(found.problem(("id",), message, f"Put its text into {path}, byte for byte."))
        return
    data = path.read_bytes()
    draft.files[path.name] = data
    try:
        draft.texts[found.form.id] = data.decode("utf-8")
    except UnicodeDecodeError:
        draft.problems.append(Problem(str(path), 1, "the article is not UTF-8.", "Save it in the encoding UTF-8."))


def _page(draft: Draft, path: Path) -> Page | None:
    data = path.read_bytes()
    draft.files[path.name] = data
    page, problems = read(str(path), data)
    draft.problems += problems
    if page is not None:
        draft.named |= {str(found) for found in _ids(page.value)}
    return page


def _ids(value: Value) -> list[Value]:
    return [_id(part) or "" for part in value] if isinstance(value, list) else []


def _items(draft: Draft, page: Page, form: type[F], name: Callable[[Value, int], str]) -> list[Found[F]]:
    if not isinstance(page.value, list):
        mend = "Begin each with '- id: …'."
        draft.problems.append(Problem(page.file, 1, "the file has to be a list.", mend))
        return []
    read_forms = (
        _one(draft, page, (number,), value, form, name(value, number)) for number, value in enumerate(page.value)
    )
    return [found for found in read_forms if found is not None]


def _one(draft: Draft, page: Page, place: Place, value: Value, form: type[F], who: str) -> Found[F] | None:
    problems = form_problems(page, place, value, form, who)
    draft.problems += problems
    return None if problems else Found(form.model_validate(value), page, place)
