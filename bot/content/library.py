"""Turn the folders `faq/` and `corpus/` into a `Library`, or into every problem that stands in the way."""

from datetime import date
from pathlib import Path
from typing import cast

from bot.content.entries import (
    LANGUAGES,
    Article,
    Entry,
    Language,
    Library,
    Outside,
    PartialDate,
    Quote,
    Section,
    Trilingual,
    Wordings,
    version_of,
)
from bot.content.folders import RawContent, read_content, read_faq
from bot.content.forms import (
    ArticleForm,
    EntryForm,
    OutsideForm,
    PhrasingsForm,
    QuoteForm,
    SomeWordingsForm,
    TrilingualForm,
)
from bot.content.problems import ContentError, Problem
from bot.content.rules import check_rules


def load(faq: Path, corpus: Path) -> Library:
    """Read the content that is to be served. Raises `ContentError` with every problem it has."""
    library, problems = check_files(faq, corpus)
    if problems or library is None:
        raise ContentError(problems)
    return library


def check_files(faq: Path, corpus: Path) -> tuple[Library | None, list[Problem]]:
    """Read the content. Returns the library, or `None` and everything that is wrong with it, in file order."""
    draft = read_content(faq, corpus)
    problems = sorted([*draft.problems, *check_rules(draft)])
    if not draft.entries and not problems:
        problems.append(Problem(str(faq), 1, "there is not one entry here.", "Write one into a file ending in .yaml."))
    return (None if problems else _library(draft)), problems


def lines_of(faq: Path) -> dict[tuple[str, str], tuple[str, int]]:
    """Where each text of each entry stands: (entry id, text) to (file, line)."""
    draft = RawContent()
    read_faq(draft, faq)
    return {
        (entry.form.id, text): (entry.page.file, entry.line(place))
        for entry in draft.entries
        for place, text in entry.texts()
    }


def _library(draft: RawContent) -> Library:
    articles = {found.form.id: _article(found.form, draft.texts[found.form.id]) for found in draft.articles}
    entries = {found.form.id: _entry(found.form, articles) for found in draft.entries}
    sections = tuple(Section(found.form.id, _trilingual(found.form.title)) for found in draft.sections)
    outside = _outside(draft.outside.form if draft.outside else None)
    return Library(sections, entries, articles, outside, version_of(draft.files))


def _article(form: ArticleForm, text: str) -> Article:
    published = PartialDate(*map(int, form.published.split("-"))) if form.published else None
    not_before = date.fromisoformat(form.not_before) if form.not_before else None
    language = cast(Language, form.language)
    description = _trilingual(form.description)
    return Article(form.id, text, language, description, form.title, form.publisher, form.url, published, not_before)


def _entry(form: EntryForm, articles: dict[str, Article]) -> Entry:
    return Entry(
        id=form.id,
        section=form.section,
        question=_trilingual(form.question),
        answer=_trilingual(form.answer),
        quotes=tuple(_quote(quote, articles) for quote in form.quotes),
        phrasings=_wordings(form.phrasings),
        unlike=_wordings(form.unlike),
        related=tuple(form.related),
        valid_until=date.fromisoformat(form.valid_until) if form.valid_until else None,
        note=_trilingual(form.note) if form.note else None,
        correction=_trilingual(form.correction) if form.correction else None,
    )


def _quote(form: QuoteForm, articles: dict[str, Article]) -> Quote:
    translations: dict[Language, str] = {
        language: text for language in LANGUAGES if (text := getattr(form, language)) is not None
    }
    return Quote(articles[form.source], form.text, translations)


def _outside(form: OutsideForm | None) -> Outside:
    if form is None:
        return Outside({}, _wordings(None), _wordings(None))
    chat = {kind: _wordings(wordings) for kind, wordings in form.chat.items()}
    return Outside(chat, _wordings(form.outside.near), _wordings(form.outside.far))


def _trilingual(form: TrilingualForm) -> Trilingual:
    return Trilingual(form.kk, form.ru, form.en)


def _wordings(form: PhrasingsForm | SomeWordingsForm | None) -> Wordings:
    return {language: tuple(getattr(form, language)) if form else () for language in LANGUAGES}
