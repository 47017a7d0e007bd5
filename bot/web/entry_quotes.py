"""The passages of a published entry: ticked in the articles, so that each is word for word, and put in order."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from bot.content import LANGUAGES, Article, Entry, Language, NotDone, quote_of, translated
from bot.content.vouching import lost
from bot.content.yaml_reader import Value
from bot.desk import Decision, PickedPassage, joined, paragraphs, passage_from
from bot.desk.drafts import DraftSubject
from bot.desk.passages import pick
from bot.web import drafts
from bot.web.decide import Fault, agreed, fault_of
from bot.web.drafts import DraftInForm, form_of_draft
from bot.web.edit_entry import previews, trail_page
from bot.web.request import Fields
from bot.web.visit import Visit

_MOST_FOUND = 40  # paragraphs shown; with more, a curator searches for another word

Picked = tuple[PickedPassage, Mapping[Language, str]]
"""A passage, and its translations as they stand in the form."""


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    """The passages in their order; the first carries the fact. `lost` are those that their articles no longer have."""

    picked: tuple[Picked, ...]
    lost: int = 0

    @classmethod
    def of(cls, entry: Entry) -> "QuoteSheet":
        """The passages of an entry as it is served."""
        found = []
        for quote in entry.quotes:
            start = quote.article.text.index(quote.text)
            found.append((pick(quote.article, start, start + len(quote.text)), dict(quote.translations)))
        return cls(tuple(found))

    @classmethod
    def read(cls, form: Fields, articles: Mapping[str, Article]) -> "QuoteSheet":
        """The passages as they were posted."""
        written = form.all("quote")
        picked = [
            (passage, {code: form(f"quote-{number}-{code}").strip() for code in LANGUAGES})
            for number, one in enumerate(written)
            if (passage := passage_from(one, articles))
        ]
        return cls(tuple(picked), len(written) - len(picked))

    def texts(self, articles: Mapping[str, Article]) -> dict[str, str]:
        """What a draft holds of the form: the passages in their order, and translations that no article has."""
        held = {"quote": "\n".join(str(passage) for passage, _ in self.picked)}
        for number, (passage, own) in enumerate(self.picked):
            if not translated(articles[passage.source], passage.text(articles)):
                held |= {f"quote-{number}-{code}": own[code] for code in LANGUAGES if own.get(code)}
        return held

    def after(self, step: str, at: int, pieces: Iterable[str], articles: Mapping[str, Article]) -> "QuoteSheet":
        """The sheet after a button: passages were picked, one was dropped, or one comes first now."""
        if step == "pick":
            new = [passage for one in pieces if (passage := passage_from(one, articles))]
            known = {passage for passage, _ in self.picked}
            added = ((passage, dict.fromkeys(LANGUAGES, "")) for passage in joined(new, articles))
            return replace(self, picked=(*self.picked, *(one for one in added if one[0] not in known)))
        others = tuple(one for number, one in enumerate(self.picked) if number != at)
        if step == "first" and len(others) < len(self.picked):
            return replace(self, picked=(self.picked[at], *others))
        return replace(self, picked=others) if step == "drop" else self

    def values(self, articles: Mapping[str, Article]) -> list[Value]:
        """The quotes as the file has them: with translations only where the article has none."""
        return [_value(passage, own, articles) for passage, own in self.picked]

    def entry(self, entry: Entry, articles: Mapping[str, Article]) -> Entry:
        """The entry with these passages, for a preview."""
        quotes = []
        for passage, own in self.picked:
            article, words = articles[passage.source], passage.text(articles)
            given = {code: own.get(code, "") for code in LANGUAGES if code != article.language}
            quotes.append(quote_of(article, words, {} if translated(article, words) else given))
        return replace(entry, quotes=tuple(quotes))


def _value(passage: PickedPassage, own: Mapping[Language, str], articles: Mapping[str, Article]) -> Value:
    article, words = articles[passage.source], passage.text(articles)
    value: dict[str, Value] = {"source": passage.source, "text": words}
    if not translated(article, words):
        value |= {str(code): own[code] for code in LANGUAGES if code != article.language and own.get(code)}
    return value


def _mark(entry: Entry) -> str:
    """A sum that tells whether the quotes are still as they were when the form was opened."""
    quotes = [(quote.article.id, quote.text, sorted(quote.translations.items())) for quote in entry.quotes]
    return f"{zlib.crc32(repr(quotes).encode()):x}"


async def show(visit: Visit) -> Response:
    """Show the passages, as they are or as a draft has them."""
    library = visit.conversation.library
    entry = library.entries.get(visit.request.path_params["entry"])
    if entry is None:
        return visit.missing()
    draft = await drafts.opened(visit, _subject(entry))
    drafted = form_of_draft(draft.draft) if draft.draft and draft.draft.fields else None
    return _page(visit, entry, QuoteSheet.read(drafted, library.articles) if drafted else QuoteSheet.of(entry), draft)


def _subject(entry: Entry) -> DraftSubject:
    return DraftSubject(page=f"/content/entries/{entry.id}/quotes")


async def _kept(visit: Visit, entry: Entry, sheet: QuoteSheet) -> DraftInForm:
    """Keep the passages. They are kept together, because their order says which translation is whose."""
    articles = visit.conversation.library.articles
    texts, served = sheet.texts(articles), QuoteSheet.of(entry).texts(articles)
    return await drafts.keep(visit, _subject(entry), texts if texts != served else {}, served)


async def write(visit: Visit) -> Response:
    """Search, pick, drop or order passages, show a preview, or save."""
    library = visit.conversation.library
    entry = library.entries.get(visit.request.path_params["entry"])
    if entry is None:
        return visit.missing()
    sheet = QuoteSheet.read(visit.form, library.articles)
    consent, pressed = agreed(visit.form("step"))
    step, _, place = pressed.partition(" ")
    at = int(place) if place.isdecimal() else -1
    if step != "save":
        sheet = sheet.after(step, at, visit.form.all("piece"), library.articles)
    draft = await _kept(visit, entry, sheet)
    if settled := await drafts.settled(visit, draft):
        return settled
    if draft.theirs is not None:
        return _page(visit, entry, sheet, draft, Fault("draft-moved"))
    if step != "save":
        return _page(visit, entry, sheet, draft)
    if visit.form("mark") != _mark(entry):
        return _page(visit, entry, sheet, draft, Fault("changed-meanwhile"))
    if not sheet.picked:
        return _page(visit, entry, sheet, draft, Fault("no-passage"))
    values = sheet.values(library.articles)
    if values == QuoteSheet.of(entry).values(library.articles):
        return _page(visit, entry, sheet, draft, Fault("nothing-changed-here"))
    try:
        decision = Decision("edit", 0, 0, entry=entry.id, fields={"quotes": values})
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        return _page(visit, entry, sheet, draft, fault_of(error))
    await drafts.close(visit, draft, made.number)
    return visit.to(trail_page(made, lost(entry, sheet.entry(entry, library.articles))))


def _page(visit: Visit, entry: Entry, sheet: QuoteSheet, draft: DraftInForm, fault: Fault | None = None) -> Response:
    library = visit.conversation.library
    moved = drafts.moved_since(draft, QuoteSheet.of(entry).texts(library.articles))
    changed = sheet.entry(entry, library.articles) if sheet.picked else entry
    return visit.page(
        "quotes.html",
        "content",
        422 if fault else 200,
        entry=entry,
        picked=sheet.picked,
        lost=sheet.lost,
        mark=visit.form("mark") or _mark(entry),
        kept=draft,
        theirs=drafts.labelled_texts(visit, draft.theirs or {}),
        moved=drafts.labelled_texts(visit, moved),
        fault=fault,
        previews=list(previews(changed, library)) if visit.form("step") else [],
        withdrawn=lost(entry, changed),
        found=_found(visit, list(library.articles.values())),
        search=visit.form("search"),
        source=visit.form("source"),
    )


def _found(visit: Visit, articles: Sequence[Article]) -> list[tuple[Article, list[tuple[PickedPassage, ...]]]]:
    search, source = visit.form("search").strip(), visit.form("source")
    if not (search or source):
        return []
    looked_in = [article for article in articles if source in ("", article.id)]
    found = [(article, list(paragraphs(article, search))[:_MOST_FOUND]) for article in looked_in]
    return [(article, pieces) for article, pieces in found if pieces]
