"""Turn the folders `faq/` and `corpus/` into a `Library`, or into every problem that stands in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from bot.content.claims import check_claims
from bot.content.entries import (
    LANGUAGES,
    Article,
    Entry,
    Era,
    Figure,
    FigureKind,
    Language,
    Library,
    Mention,
    OfficialAddress,
    Outside,
    PartialDate,
    Quote,
    Section,
    Sentence,
    Signpost,
    Trilingual,
    Vouch,
    Wordings,
    version_of,
)
from bot.content.folders import RawContent, read_content, read_faq
from bot.content.forms import (
    AnswerForm,
    ArticleForm,
    EntryForm,
    EraForm,
    FigureForm,
    LabelForm,
    LeadForm,
    OfficialForm,
    OutsideForm,
    PhrasingsForm,
    QuoteForm,
    SentenceForm,
    SignpostForm,
    SomeWordingsForm,
    TrilingualForm,
    VouchedForm,
    VouchForm,
    faults,
)
from bot.content.problems import ContentError, Problem, told
from bot.content.quotes import quote_of
from bot.content.rules import check_rules
from bot.content.yaml_reader import Value, YamlPlace


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
        problems.append(Problem(str(faq), 1, told("no-entries"), told("mend-no-entries")))
    if problems:
        return None, problems
    library = _library(draft)
    if faults_found := list(check_claims(library)):
        spots = _spots(draft)
        problems = sorted(spots[one.entry, one.text].problem(one.message, one.mend) for one in faults_found)
    return (None if problems else library), problems


@dataclass(frozen=True, slots=True)
class TextSpot:
    """Where a text of an entry or a signpost stands: in the file, and in the entry."""

    file: str
    line: int
    entry: str
    place: YamlPlace

    def problem(self, message: str, mend: str) -> Problem:
        """A problem of the text."""
        return Problem(self.file, self.line, message, mend, self.entry, self.place)


def spots_of(faq: Path) -> dict[tuple[str, str], TextSpot]:
    """Where each text of each entry and signpost stands, by (id, text)."""
    draft = RawContent()
    read_faq(draft, faq)
    return _spots(draft)


def _spots(draft: RawContent) -> dict[tuple[str, str], TextSpot]:
    return {
        (entry.form.id, text): TextSpot(entry.page.file, entry.line(place), entry.form.id, place)
        for entry in draft.asked
        for place, text in entry.texts()
    }


def _library(draft: RawContent) -> Library:
    articles = {
        found.form.id: _article(
            found.form, draft.texts[found.form.id], (one.form for one in draft.sentences.get(found.form.id, ()))
        )
        for found in draft.articles
    }
    entries = {found.form.id: _entry(found.form, articles) for found in draft.entries}
    sections = tuple(Section(found.form.id, _trilingual(found.form.title)) for found in draft.sections)
    outside = _outside(draft.outside.form if draft.outside else None)
    return Library(
        sections,
        entries,
        articles,
        outside,
        version_of(draft.files),
        {found.form.id: _signpost(found.form) for found in draft.signposts},
        {found.form.id: _address(found.form) for found in draft.official},
        {found.form.id: _figure(found.form) for found in draft.figures},
        _era(draft.era.form) if draft.era else None,
    )


def article_from(facts: Mapping[str, Value], text: str) -> tuple[Article | None, tuple[str, ...]]:
    """The article that sources.yaml would describe with these facts, or the keys whose values cannot be."""
    wrong = tuple(dict.fromkeys(str(place[0]) for place, _, _ in faults(ArticleForm, dict(facts))))
    if wrong:
        return None, wrong
    try:
        return _article(ArticleForm.model_validate(dict(facts)), text, ()), ()
    except ValueError:  # a day that no month has
        return None, ("not_before" if "not_before" in facts else "published",)


def _article(form: ArticleForm, text: str, sentences: Iterable[SentenceForm]) -> Article:
    published = PartialDate(*map(int, form.published.split("-"))) if form.published else None
    not_before = date.fromisoformat(form.not_before) if form.not_before else None
    language = cast(Language, form.language)
    return Article(
        form.id,
        text,
        language,
        _trilingual(form.description),
        form.title,
        form.publisher,
        form.url,
        published,
        not_before,
        _trilingual(form.voices) if form.voices else None,
        _trilingual(form.editors_note) if form.editors_note else None,
        tuple(map(_sentence, sentences)),
    )


def _sentence(form: SentenceForm) -> Sentence:
    said_at = date.fromisoformat(form.said_at) if form.said_at else None
    return Sentence(form.text, _translations(form), form.said_by, said_at, form.fact, form.place)


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
        short=_trilingual(form.short) if form.short else None,
        lead=_trilingual(form.lead) if form.lead else None,
        asks=_wordings(form.asks),
        careful=form.careful,
        vouched=_vouched(form.vouched) if form.vouched else {},
    )


def _vouched(form: VouchedForm) -> dict[Language, Vouch]:
    given: dict[Language, VouchForm | None] = {language: getattr(form, language) for language in LANGUAGES}
    return {code: Vouch(one.by, date.fromisoformat(one.day), one.sum) for code, one in given.items() if one}


def _quote(form: QuoteForm, articles: dict[str, Article]) -> Quote:
    return quote_of(articles[form.source], form.text, _translations(form))


def _translations(form: QuoteForm | SentenceForm) -> dict[Language, str]:
    return {language: text for language in LANGUAGES if (text := getattr(form, language)) is not None}


def _signpost(form: SignpostForm) -> Signpost:
    return Signpost(
        id=form.id,
        gap=form.gap,
        question=_trilingual(form.question),
        short=_trilingual(form.short),
        lead=_trilingual(form.lead),
        answer=_trilingual(form.answer),
        nearest=tuple(form.nearest),
        official=tuple(form.official),
        phrasings=_wordings(form.phrasings),
        unlike=_wordings(form.unlike),
        asks=_wordings(form.asks),
        careful=form.careful,
        subjects=_wordings(form.subjects),
    )


def _address(form: OfficialForm) -> OfficialAddress:
    return OfficialAddress(form.id, _trilingual(form.name), _trilingual(form.offers), form.address, form.phone)


def _era(form: EraForm) -> Era:
    voices = _trilingual(form.voices) if form.voices else None
    return Era(date.fromisoformat(form.valid_until), _trilingual(form.note), voices)


def _figure(form: FigureForm) -> Figure:
    return Figure(
        id=form.id,
        kind=cast(FigureKind, form.kind),
        name=_trilingual(form.name),
        spellings=_wordings(form.spellings),
        office=_trilingual(form.office) if form.office else None,
        mentions=tuple(Mention(one.source, one.text) for one in form.named),
        entries=tuple(form.entries),
    )


def _outside(form: OutsideForm | None) -> Outside:
    if form is None:
        return Outside({}, _wordings(None), _wordings(None))
    chat = {kind: _wordings(wordings) for kind, wordings in form.chat.items()}
    return Outside(chat, _wordings(form.outside.near), _wordings(form.outside.far))


def _trilingual(form: TrilingualForm | LabelForm | LeadForm | AnswerForm) -> Trilingual:
    return Trilingual(form.kk, form.ru, form.en)


def _wordings(form: PhrasingsForm | SomeWordingsForm | None) -> Wordings:
    return {language: tuple(getattr(form, language)) if form else () for language in LANGUAGES}
