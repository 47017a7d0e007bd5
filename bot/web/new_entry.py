"""Write a new entry for a group's questions: its texts, and passages picked from the articles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from bot.content import (
    LANGUAGES,
    Article,
    Entry,
    Language,
    Library,
    NewEntry,
    NewQuote,
    NotDone,
    Trilingual,
    quote_of,
    translated,
)
from bot.content.entries import no_wordings
from bot.desk import Draft, Group, PickedPassage, decide, joined, paragraphs, passage_from
from bot.desk.drafts import DraftSubject, KeptDraft
from bot.desk.entry_fields import id_for, proposed, section_for
from bot.web import drafts
from bot.web.decide import Fault, agreed, fault_of, parted
from bot.web.drafts import DraftInForm, fields_of, form_of_draft
from bot.web.edit_entry import previews
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
    short: LanguageTexts
    lead: LanguageTexts
    quotes: tuple[tuple[PickedPassage, LanguageTexts], ...] = ()
    search: str = ""
    source: str = ""
    lost: int = 0
    """How many picked passages are no longer there because their articles have changed."""

    @classmethod
    def empty(cls, group: Group, library: Library) -> "EntrySheet":
        """A sheet with the topic that the group is nearest to, and the group's questions as phrasings."""
        none: LanguageTexts = dict.fromkeys(LANGUAGES, "")
        return cls(
            "",
            section_for(group, library),
            "",
            none,
            none,
            {language: "\n".join(group.wordings(language)) for language in LANGUAGES},
            none,
            none,
        )

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
            short=_texts(form, "short"),
            lead=_texts(form, "lead"),
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

    def proposals(self, group: Group, library: Library) -> dict[str, str]:
        """What is proposed for its id, labels and facts, whatever stands there, by the names of the fields."""
        written = {f"question-{code}": text for code, text in self.question.items()}
        written |= {f"answer-{code}": text for code, text in self.answer.items()}
        return {"id": id_for(group, self.question, library.everything), **proposed(written)}

    def following(self, proposals: Mapping[str, str], follows: Collection[str], is_shown: bool) -> "EntrySheet":
        """The same sheet with those labels and facts as they are proposed now that nobody has written.

        These are the ones that follow their proposals and, if no proposals were shown yet, the empty ones.
        """

        def text_of(name: str, text: str) -> str:
            is_free = name in follows or not (text or is_shown)
            return proposals.get(name, "") if is_free else text

        short, lead = (
            {code: text_of(f"{name}-{code}", text) for code, text in texts.items()}
            for name, texts in (("short", self.short), ("lead", self.lead))
        )
        return replace(self, short=short, lead=lead)

    def follows(self, proposals: Mapping[str, str]) -> str:
        """What the form carries of it: which labels and facts are as they are proposed."""
        texts = {("short", code): text for code, text in self.short.items()}
        texts |= {("lead", code): text for code, text in self.lead.items()}
        names = (
            f"{name}-{code}" for (name, code), text in texts.items() if text and text == proposals.get(f"{name}-{code}")
        )
        return " ".join(["shown", *names])

    def fields(self) -> set[str]:
        """The names of the fields of its form."""
        spoken = (
            "short",
            "question",
            "lead",
            "answer",
            "phrasings",
            *(f"quote-{number}" for number in range(len(self.quotes))),
        )
        return {"id", "section", "quotes", *(f"{name}-{language}" for name in spoken for language in LANGUAGES)}

    def kept(self, fields: Mapping[str, str]) -> dict[str, str]:
        """What a draft holds of the sheet: the form's fields, with the wordings and the quotes as they are now."""
        other = {name: text for name, text in fields.items() if not name.startswith(("quote", "search", "source"))}
        other |= {f"phrasings-{language}": text for language, text in self.phrasings.items() if text}
        quotes = "\n".join(str(passage) for passage, _ in self.quotes)
        other |= {"quote": quotes} if quotes else {}
        for number, (_, texts) in enumerate(self.quotes):
            other |= {f"quote-{number}-{language}": text for language, text in texts.items() if text}
        return other

    def entry(self, articles: Mapping[str, Article]) -> Entry:
        """The entry as far as it is written, for a preview."""
        quotes = []
        for passage, own in self.quotes:
            article, words = articles[passage.source], passage.text(articles)
            given = {code: own.get(code, "") for code in LANGUAGES if code != article.language}
            quotes.append(quote_of(article, words, {} if translated(article, words) else given))
        question, answer = _in_all(self.question), _in_all(self.answer)
        entry = Entry(self.id, self.section, question, answer, tuple(quotes), no_wordings(), no_wordings(), ())
        short, lead = (_in_all(texts) if any(texts.values()) else None for texts in (self.short, self.lead))
        return replace(entry, short=short, lead=lead)

    def draft(self, articles: Mapping[str, Article]) -> Draft:
        """The entry, as far as it is written."""
        quotes = [_quote(passage, texts, articles) for passage, texts in self.quotes]
        phrasings = {language: _lines(self.phrasings[language]) for language in LANGUAGES}
        entry = NewEntry(self.id, self.section, self.question, self.answer, quotes, phrasings, self.short, self.lead)
        return Draft(entry, self.file or self.section)  # the files of entries are named after their sections


def _texts(form: Fields, name: str) -> LanguageTexts:
    return {language: form(f"{name}-{language}").strip() for language in LANGUAGES}


def _in_all(texts: LanguageTexts) -> Trilingual:
    return Trilingual(*(texts[code] for code in LANGUAGES))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _quote(passage: PickedPassage, texts: LanguageTexts, articles: Mapping[str, Article]) -> NewQuote:
    article, words = articles[passage.source], passage.text(articles)
    is_kept = bool(translated(article, words))
    translations = {code: text for code, text in texts.items() if code != article.language and text and not is_kept}
    return NewQuote(passage.source, words, translations)


async def show(visit: Visit) -> Response:
    """Show the group's draft, or an empty sheet; with the passage that the address names."""
    number = _number(visit)
    kept = await drafts.opened(visit, DraftSubject(number) if number else _ALONE)
    draft = kept.draft
    group = await _group(visit, draft) if number else _nobody(visit)
    articles = visit.conversation.library.articles
    sheet = EntrySheet.read(form_of_draft(draft), articles) if draft else None
    if group is None and draft and visit.query("alone"):
        group = _nobody(visit)
    if group is None:
        return await _gone(visit, sheet, draft) if sheet else visit.to(f"/review/{number}")
    sheet = sheet or EntrySheet.empty(group, visit.conversation.library)
    quote = passage_from(visit.query("quote"), articles)
    return await _page(visit, group, sheet.with_picked([quote], articles) if quote else sheet, kept)


_ALONE = DraftSubject(page=drafts.NEW_ENTRY)


def _number(visit: Visit) -> int:
    """The number of the group that the entry is written for; 0 if it is for none."""
    return visit.number("group") if "group" in visit.request.path_params else 0


async def _group(visit: Visit, draft: KeptDraft | None) -> Group | None:
    """The questions that the draft was begun for, if they still wait; else all that wait in the group."""
    desk, number = visit.house.desk, visit.number("group")
    group = await desk.group(number, draft.subject.upto) if draft else None
    return group or await desk.group(number)


def _nobody(visit: Visit) -> Group:
    """What stands for a group in which nobody waits any longer: what was written for it becomes an entry of its own."""
    now = visit.house.now()
    return Group(_number(visit), 0, 0, now, now, 0, ())


async def _gone(visit: Visit, sheet: EntrySheet, draft: KeptDraft | None) -> Response:
    """What was written for questions that somebody has decided meanwhile: it is kept, and shown to be copied."""
    made = await visit.house.desk.latest_of(visit.number("group"))
    return visit.page("decided.html", "review", 409, made=made, sheet=sheet, draft=draft)


async def write(visit: Visit) -> Response:
    """Go on with a sheet: keep it, search for a passage, pick or drop one, or publish the entry."""
    articles = visit.conversation.library.articles
    number, upto = _number(visit), visit.form.number("upto")
    sheet = EntrySheet.read(visit.form, articles)
    step, _, about = agreed(visit.form("step"))[1].partition(" ")
    if step == "pick":
        picked = [passage for one in visit.form.all("piece") if (passage := passage_from(one, articles))]
        sheet = sheet.with_picked(picked, articles)
    if step == "drop" and about.isdecimal():
        sheet = sheet.without(int(about))
    group = await visit.house.desk.group(number, upto) if upto else _nobody(visit)
    subject = DraftSubject(number, upto) if number else _ALONE
    found = await drafts.keep(visit, subject, _written(visit, sheet, group))
    proposals = sheet.proposals(group, visit.conversation.library) if group else {}
    if settled := await drafts.settled(visit, found, proposals):
        return settled
    if group is None:
        return await _gone(visit, sheet, found.draft)
    if found.theirs is not None:
        return await _page(visit, group, sheet, found, Fault("draft-moved"))
    follows = visit.form("follows").split()
    seen, sheet = sheet, sheet.following(proposals, follows, bool(follows) or step not in ("preview", "save"))
    if step == "save" and sheet == seen:
        return await _save(visit, group, sheet, found)
    return await _page(visit, group, sheet, found, preview=step in ("preview", "save"))


def _written(visit: Visit, sheet: EntrySheet, group: Group | None) -> Mapping[str, str]:
    """What a draft has to hold of the form; nothing, as long as it has only what it began with."""
    fields = sheet.kept(fields_of(visit.form))
    blank = EntrySheet.empty(group, visit.conversation.library) if group else None
    empty = blank.kept({"section": blank.section}) if blank else {}
    is_new = {name: text for name, text in fields.items() if empty.get(name) != text} or visit.form.number("draft")
    return fields if is_new else {}


async def _save(visit: Visit, group: Group, sheet: EntrySheet, found: DraftInForm) -> Response:
    library = visit.conversation.library
    if not (sheet.file or sheet.section):
        return await _page(visit, group, sheet, found, Fault("no-file"))
    named = replace(sheet, id=sheet.id or id_for(group, sheet.question, library.everything))
    try:
        decision = decide(group, "draft", named.id, draft=named.draft(library.articles))
        decision = decision if group.upto else replace(decision, group=0)
        made = await visit.house.desk.carry_out(visit.session.name, decision, agreed(visit.form("step"))[0])
    except NotDone as error:
        return await _page(visit, group, sheet, found, fault_of(error))
    await drafts.close(visit, found, made.number)
    further = f"?article={sheet.quotes[0][0].source}" if sheet.quotes else ""
    return visit.to(f"/trail/{made.number}{further}")


async def _page(
    visit: Visit,
    group: Group,
    sheet: EntrySheet,
    kept: DraftInForm,
    fault: Fault | None = None,
    preview: bool = False,
) -> Response:
    library = visit.conversation.library
    proposals = sheet.proposals(group, library)
    name = sheet.id or proposals["id"]
    fault, beside = parted(visit, fault, name, sheet.fields())
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
        unserved={name: sheet.question[visit.language]},
        proposed=proposals,
        follows=sheet.follows(proposals) if preview or visit.form("follows") else "",
        filled=visit.form("step") == "save" and preview,
        form_at=f"/review/{group.number}/draft" if group.number else drafts.NEW_ENTRY,
        previews=list(previews(sheet.entry(library.articles), library)) if preview and sheet.quotes else [],
        unquoted=preview and not sheet.quotes,
        kept=kept,
        others=[] if group.number else await drafts.others(visit, _ALONE, kept),
        theirs=drafts.labelled_texts(visit, kept.theirs or {}),
        moved=(),
        found=[(article, pieces) for article, pieces in found if pieces],
        files=visit.house.files(),
        fault=fault,
        beside=beside,
    )
