"""Take a new article in: its text byte for byte, what is known of it, how it will be cited, and what it brings."""

import asyncio
import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from bot.content import LANGUAGES, Article, Language, Library, NotDone
from bot.content.file_edits import EncodingError, decoded, facts_of, holders_of, oddities, twin_of
from bot.content.library import article_from
from bot.content.yaml_reader import Value
from bot.conversation import Wording
from bot.conversation.message import Citation
from bot.conversation.wording import citation
from bot.desk import Consent, Decision
from bot.desk.drafts import DraftSubject, KeptDraft
from bot.desk.passages import pick
from bot.search.passage_index import is_furniture, sentences_of
from bot.web import drafts
from bot.web.decide import Fault, agreed, fault_of
from bot.web.drafts import DraftInForm, form_of_draft
from bot.web.request import Fields
from bot.web.visit import Visit

FACTS = ("id", "language", "title", "publisher", "url", "published", "not_before")
SPOKEN_FACTS = ("description", "voices")
_LARGEST = 1_000_000  # bytes of an article
_LONG_TITLE = 150  # characters; a longer first line is a paragraph
_LIVE_WITHIN = 50  # tenths of a second that we wait for a new article to be served


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """An article's bytes as they came, and what has been written about it, by the names of the form's inputs."""

    data: bytes
    values: Mapping[str, str]

    @classmethod
    def of(cls, data: bytes, form: Fields) -> "ArticleSheet":
        """The form as it was posted."""
        spoken = [f"{name}-{code}" for name in SPOKEN_FACTS for code in LANGUAGES]
        return cls(data, {name: form(name).strip() for name in (*FACTS, *spoken)})

    def texts(self) -> dict[str, str]:
        """What a draft holds of it."""
        return {"data": base64.b64encode(self.data).decode(), **self.values}

    def facts(self) -> dict[str, Value]:
        """What is known, as sources.yaml has it."""
        spoken = {name: {str(code): self.values[f"{name}-{code}"] for code in LANGUAGES} for name in SPOKEN_FACTS}
        return facts_of(self.values, spoken)


_SUBJECT = DraftSubject(page="/content/new-article")


async def show(visit: Visit) -> Response:
    """Ask for the text, or go on with a draft."""
    draft = await drafts.opened(visit, _SUBJECT)
    fields = form_of_draft(draft.draft) if draft.draft else Fields({})
    if data := _came_with(fields)[0] if fields("data") else b"":
        return await _page(visit, ArticleSheet.of(data, fields), draft)
    return await _asked(visit, draft, pasted=fields("text"))


async def write(visit: Visit) -> Response:
    """Read the text that came, show how it will be cited, or add it."""
    data, name = _came_with(visit.form)
    step = agreed(visit.form("step"))[1]
    if not visit.form("data") and step in ("keep", "throw"):
        draft = await _pasted(visit)
        return await drafts.settled(visit, draft) or await _asked(visit, draft, 409, fault=Fault("draft-moved"))
    if not data.strip():
        return await _refused(visit, Fault("no-text"))
    if len(data) > _LARGEST:
        return await _refused(visit, Fault("long-text"))
    try:
        text = decoded(data)
    except EncodingError as error:
        text = _converted(data, error.likely)
        if step != "convert" or not text.strip():
            return await _refused(visit, Fault("encoding"), data, error.likely if text.strip() else "")
        data = text.encode()
    return await _continued(visit, ArticleSheet.of(data, visit.form), text, name)


async def _pasted(visit: Visit) -> DraftInForm:
    """Keep what was pasted and is not read yet."""
    return await drafts.keep_changed(visit, _SUBJECT, {"text": visit.form("text")}, {})


async def _continued(visit: Visit, sheet: ArticleSheet, text: str, name: str) -> Response:
    """Go on with a text that can be taken: propose what can be read off it, show the preview, or add it."""
    consent, step = agreed(visit.form("step"))
    library = visit.conversation.library
    if twin := twin_of(text, library.articles.values()):
        return await _refused(visit, Fault("twin"), twin=twin)
    if step in ("read", "convert"):
        sheet = replace(sheet, values={**sheet.values, **_proposed(text, name, library)})
    draft = await drafts.keep_changed(visit, _SUBJECT, sheet.texts(), {})
    if settled := await drafts.settled(visit, draft):
        return settled
    if draft.theirs is not None:
        return await _page(visit, sheet, draft, Fault("draft-moved"))
    if step == "add":
        return await _added(visit, sheet, text, consent, draft)
    return await _page(visit, sheet, draft, preview=step not in ("read", "convert"))


async def _asked(visit: Visit, draft: DraftInForm, status: int = 200, **values: Any) -> Response:
    """The first page, which asks for the text."""
    known: dict[str, Any] = {"sheet": None, "fault": None, "pasted": visit.form("text"), "data": "", "likely": ""}
    others = await drafts.others(visit, _SUBJECT, draft)
    return visit.page("new_article.html", "content", status, **known | _of_draft(visit, draft, others) | values)


def _of_draft(visit: Visit, draft: DraftInForm, others: Sequence[tuple[str, KeptDraft]]) -> dict[str, Any]:
    theirs = drafts.labelled_texts(visit, draft.theirs or {})
    return {"kept": draft, "others": others, "theirs": theirs, "moved": (), "twin": None}


def _came_with(form: Fields) -> tuple[bytes, str]:
    """The bytes of the article, and the name of the file that they came in: uploaded, pasted, or read before."""
    if upload := form.file("file"):
        return upload.data, upload.name
    if kept := form("data"):
        try:
            return base64.b64decode(kept, validate=True), ""
        except (binascii.Error, ValueError):
            return b"", ""
    return form("text").encode("utf-8", "replace"), ""


def _converted(data: bytes, encoding: str) -> str:
    """The text in an encoding that it seems to have; "" if it cannot be read in it either."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _proposed(text: str, name: str, library: Library) -> dict[str, str]:
    """What can be read off the text: a name for it, its language by its letters, its first line as the title."""
    first = next(line.strip() for line in text.splitlines() if line.strip())
    title = first if len(first) <= _LONG_TITLE and not first.endswith((".", "!", "…")) else ""
    stem = re.sub(r"[^a-z0-9]+", "-", (name.rpartition(".")[0] or title).lower()).strip("-")[:40].strip("-")
    number = len(library.articles) + 1
    while f"article-{number}" in library.articles:
        number += 1
    found = stem if len(stem) > 2 and stem not in library.articles else f"article-{number}"
    return {"id": found, "language": _language_of(text), "title": title}


def _language_of(text: str) -> Language:
    if re.search("[әғқңөұүһі]", text, re.IGNORECASE):
        return "kk"
    return "ru" if len(re.findall("[а-яё]", text, re.IGNORECASE)) > len(text) / 4 else "en"


async def _refused(
    visit: Visit,
    fault: Fault,
    data: bytes = b"",
    likely: str = "",
    twin: Article | None = None,
) -> Response:
    """Show the first page again, with why the text was not taken."""
    return await _asked(
        visit,
        DraftInForm() if data or twin else await _pasted(visit),
        422,
        fault=fault,
        pasted="" if data or twin else visit.form("text"),
        data=base64.b64encode(data).decode(),
        likely=likely,
        start=_converted(data, likely)[:300] if likely else "",
        twin=twin,
    )


async def _added(visit: Visit, sheet: ArticleSheet, text: str, consent: Consent, draft: DraftInForm) -> Response:
    name = sheet.values["id"]
    article, wrong = article_from(sheet.facts(), text)
    if article is None:
        return await _page(visit, sheet, draft, Fault("article-facts"), wrong=wrong)
    if name in visit.conversation.library.articles:
        return await _page(visit, sheet, draft, Fault("article-name"), wrong=("id",))
    fields: dict[str, Value | None] = {**sheet.facts(), "text": text}
    try:
        decision = Decision("add-article", 0, 0, entry=name, fields=fields)
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        return await _page(visit, sheet, draft, fault_of(error))
    await drafts.close(visit, draft, made.number)
    if not made.applied or made.waits:
        return visit.to(f"/trail/{made.number}")
    return visit.to(f"/content/articles/{name}/brings?added={made.number}")


async def _page(
    visit: Visit,
    sheet: ArticleSheet,
    draft: DraftInForm,
    fault: Fault | None = None,
    wrong: Sequence[str] = (),
    preview: bool = False,
) -> Response:
    text = decoded(sheet.data)
    article, faulty = article_from(sheet.facts(), text) if preview or fault else (None, ())
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return visit.page(
        "new_article.html",
        "content",
        422 if fault else 200,
        sheet=sheet.values,
        fault=fault or (Fault("article-facts") if faulty else None),
        wrong=(*wrong, *faulty),
        text=text,
        data=base64.b64encode(sheet.data).decode(),
        lines=len(lines),
        odd=list(oddities(text)),
        furniture=list(dict.fromkeys(filter(is_furniture, lines))),
        cited=list(_citations(article)) if article else [],
        sentences=_ends(article) if article else (),
        **_of_draft(visit, draft, ()),
    )


def _citations(article: Article) -> list[tuple[Language, Citation]]:
    return [(language, citation(Wording(), article, language)) for language in LANGUAGES]


def _ends(article: Article) -> tuple[str, ...]:
    """The article's sentences; the page shows how many, the first and the last."""
    return tuple(article.text[slice(*place)] for place in sentences_of(article))


async def brings(visit: Visit) -> Response:
    """Show which waiting groups an article may answer, and which entries it speaks of too."""
    name, added = visit.request.path_params["article"], visit.query.number("added")
    for _ in range(_LIVE_WITHIN if added else 0):
        if name in visit.conversation.library.articles:
            break
        await asyncio.sleep(0.1)
    article = visit.conversation.library.articles.get(name)
    if article is None:
        return visit.to(f"/trail/{added}") if added else visit.missing()
    found = await visit.house.effects.of(name) if visit.house.effects else None
    groups = [
        (one.group, [(passage, pick(passage.article, *passage.sentence.place)) for passage in one.passages])
        for one in (found.groups if found else ())
    ]
    return visit.page("brings.html", "content", article=article, found=found, groups=groups, added=added, shown=_SHOWN)


_SHOWN = 30  # groups and entries on the page


async def remove(visit: Visit) -> Response:
    """Take an article out of the corpus, unless something rests on it."""
    library = visit.conversation.library
    name = visit.request.path_params["article"]
    article = library.articles.get(name)
    if article is None:
        return visit.missing()
    holders = holders_of(library, name)
    if holders:
        entries = [library.entries[one] for one in holders.entries]
        people = [library.figures[one] for one in holders.people]
        return visit.page("held.html", "content", 409, article=article, entries=entries, people=people, fault=None)
    try:
        decision = Decision("remove-article", 0, 0, entry=name)
        consent = agreed(visit.form("step"))[0]
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        fault = fault_of(error)
        return visit.page("held.html", "content", 409, article=article, entries=(), people=(), fault=fault)
    return visit.to(f"/trail/{made.number}")
