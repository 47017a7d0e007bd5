"""Write a new entry for a group's questions: its texts, and passages picked from the articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from bot.content import LANGUAGES, Article, Language, NewEntry, NewQuote, NotDone, translated
from bot.desk import Draft, Group, PickedPassage, decide, joined, paragraphs, passage_from
from bot.web.decide import Fault, agreed, fault_of
from bot.web.request import Fields
from bot.web.visit import Visit

_MOST_FOUND = 40  # paragraphs shown; with more, a curator searches for another word

LanguageTexts = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """What a curator has written so far. `search` and `source` (an article's id) say where to look for a passage."""

    id: str
    section: str
    file: str
    question: LanguageTexts
    answer: LanguageTexts
    phrasings: LanguageTexts
    quotes: tuple[tuple[PickedPassage, LanguageTexts], ...] = ()
    search: str = ""
    source: str = ""
    lost: int = 0
    """How many picked passages are no longer there because their articles have changed."""

    @classmethod
    def empty(cls, group: Group) -> "EntrySheet":
        """A sheet with the group's questions as phrasings."""
        none: LanguageTexts = dict.fromkeys(LANGUAGES, "")
        return cls("", "", "", none, none, {language: "\n".join(group.wordings(language)) for language in LANGUAGES})

    @classmethod
    def read(cls, form: Fields, articles: Mapping[str, Article]) -> "EntrySheet":
        """Read a posted sheet. A passage that its article no longer has is left out, and counted in `lost`."""
        written = form.all("quote")
        quotes = [
            (passage, _texts(form, f"quote-{number}"))
            for number, one in enumerate(written)
            if (passage := passage_from(one, articles))
        ]
        return cls(
            id=form("id").strip(),
            section=form("section"),
            file=form("file"),
            question=_texts(form, "question"),
            answer=_texts(form, "answer"),
            phrasings=_texts(form, "phrasings"),
            quotes=tuple(quotes),
            search=form("search").strip(),
            source=form("source"),
            lost=len(written) - len(quotes),
        )

    def with_picked(self, picked: Sequence[PickedPassage], articles: Mapping[str, Article]) -> "EntrySheet":
        """Add passages. Adjacent ones become one, whose translations have to be written again."""
        known = dict(self.quotes)
        none: LanguageTexts = dict.fromkeys(LANGUAGES, "")
        passages = joined([*known, *picked], articles)
        return replace(self, quotes=tuple((passage, known.get(passage, none)) for passage in passages))

    def without(self, number: int) -> "EntrySheet":
        """Remove the quote at this place, from 0."""
        return replace(self, quotes=tuple(quote for at, quote in enumerate(self.quotes) if at != number))

    def draft(self, articles: Mapping[str, Article]) -> Draft:
        """The entry, as far as it is written."""
        quotes = [_quote(passage, texts, articles) for passage, texts in self.quotes]
        phrasings = {language: _lines(self.phrasings[language]) for language in LANGUAGES}
        entry = NewEntry(self.id, self.section, self.question, self.answer, quotes, phrasings)
        return Draft(entry, self.file)


def _texts(form: Fields, name: str) -> LanguageTexts:
    return {language: form(f"{name}-{language}").strip() for language in LANGUAGES}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _quote(passage: PickedPassage, texts: LanguageTexts, articles: Mapping[str, Article]) -> NewQuote:
    article, words = articles[passage.source], passage.text(articles)
    is_kept = bool(translated(article, words))
    translations = {code: text for code, text in texts.items() if code != article.language and text and not is_kept}
    return NewQuote(passage.source, words, translations)


async def show(visit: Visit) -> Response:
    """Show an empty sheet, with the passage that its address names."""
    group = await visit.house.desk.group(visit.number("group"))
    if group is None:
        return visit.to(f"/review/{visit.number('group')}")
    articles = visit.conversation.library.articles
    quote = passage_from(visit.query("quote"), articles)
    return _page(visit, group, EntrySheet.empty(group).with_picked([quote] if quote else [], articles))


async def write(visit: Visit) -> Response:
    """Continue a sheet: search for a passage, pick or drop one, save the entry, or save only a stub of it."""
    number = visit.number("group")
    articles = visit.conversation.library.articles
    sheet = EntrySheet.read(visit.form, articles)
    group = await visit.house.desk.group(number, visit.form.number("upto"))
    if group is None:
        return visit.page("decided.html", "review", 409, made=await visit.house.desk.latest_of(number), sheet=sheet)
    step, _, about = agreed(visit.form("step"))[1].partition(" ")
    match step:
        case "save" | "stub":
            return await _save(visit, group, sheet, whole=step == "save")
        case "pick":
            picked = [passage for one in visit.form.all("piece") if (passage := passage_from(one, articles))]
            sheet = sheet.with_picked(picked, articles)
        case "drop" if about.isdecimal():
            sheet = sheet.without(int(about))
    return _page(visit, group, sheet)


async def _save(visit: Visit, group: Group, sheet: EntrySheet, whole: bool) -> Response:
    if whole and not sheet.file:
        return _page(visit, group, sheet, Fault("no-file"))
    draft = sheet.draft(visit.conversation.library.articles) if whole else None
    try:
        decision = decide(group, "draft", sheet.id, draft=draft)
        made = await visit.house.desk.carry_out(visit.session.name, decision, agreed(visit.form("step"))[0])
    except NotDone as error:
        return _page(visit, group, sheet, fault_of(error))
    return visit.to(f"/trail/{made.number}")


def _page(visit: Visit, group: Group, sheet: EntrySheet, fault: Fault | None = None) -> Response:
    library = visit.conversation.library
    found = []
    if sheet.search or sheet.source:
        looked_in = [article for article in library.articles.values() if sheet.source in ("", article.id)]
        found = [(article, list(paragraphs(article, sheet.search))[:_MOST_FOUND]) for article in looked_in]
    return visit.page(
        "draft.html",
        "review",
        422 if fault else 200,
        group=group,
        sheet=sheet,
        found=[(article, pieces) for article, pieces in found if pieces],
        files=visit.house.files(),
        fault=fault,
        translated=translated,
    )
