"""What lies outside all entries: questions near and far, and small talk; searched, added to, and taken away from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from bot.content import LANGUAGES, Language, Library, NotDone
from bot.content.entries import Wordings
from bot.content.wordings import same_wording
from bot.content.yaml_reader import Value
from bot.desk import Decision
from bot.desk.drafts import DraftSubject
from bot.search.word_forms import plain_words, same_word
from bot.web import drafts
from bot.web.decide import Fault, agreed, fault_of
from bot.web.drafts import DraftInForm
from bot.web.request import Fields
from bot.web.visit import Visit

_SHOWN = 200  # texts on the page; with more, a curator searches

OutsideText = tuple[str, Language, str]
"""Where a text stands ("near", "far", or a kind of small talk), its language, and the text."""


def _places(library: Library) -> dict[str, Wordings]:
    return {"near": library.outside.near, "far": library.outside.far, **library.outside.chat}


def _texts(library: Library, place: str, language: str, search: str) -> Iterator[OutsideText]:
    """The texts that have all the words of the search, in any of their forms."""
    wanted = list(plain_words(search))
    for name, wordings in _places(library).items():
        for code in LANGUAGES:
            if place in ("", name) and language in ("", code):
                yield from ((name, code, text) for text in wordings[code] if _has(text, wanted))


def _has(text: str, wanted: Sequence[str]) -> bool:
    words = list(plain_words(text)) if wanted else []
    return all(any(same_word(one, word) for word in words) for one in wanted)


_SUBJECT = DraftSubject(page="/content/outside")


async def show(visit: Visit) -> Response:
    """Show the texts that match, and what a draft adds and takes away."""
    draft = await drafts.opened(visit, _SUBJECT)
    return _page(visit, _Written.drafted(draft.draft.fields if draft.draft else {}), draft)


@dataclass(frozen=True, slots=True)
class _Written:
    """What a curator wants: texts to add, one a line, where and in which language; and the ticked ones to take away."""

    texts: str
    place: str
    language: str
    ticked: frozenset[str]

    @classmethod
    def posted(cls, form: Fields) -> "_Written":
        ticked = frozenset(one for one in form.all("text") if one.count(":") >= 2)
        return cls(form("texts").strip(), form("to"), form("in"), ticked)

    @classmethod
    def drafted(cls, fields: Mapping[str, str]) -> "_Written":
        ticked = frozenset(filter(None, fields.get("ticked", "").split("\n")))
        return cls(fields.get("texts", ""), fields.get("to", ""), fields.get("in", ""), ticked)

    def fields(self) -> dict[str, str]:
        """What a draft holds of it: nothing as long as nothing is written or ticked."""
        kept = {"texts": self.texts, "ticked": "\n".join(sorted(self.ticked))}
        kept |= {"to": self.place, "in": self.language} if self.texts else {}
        return {name: text for name, text in kept.items() if text}


async def write(visit: Visit) -> Response:
    """Add texts, and take away the ticked ones."""
    consent, step = agreed(visit.form("step"))
    library = visit.conversation.library
    place, language = visit.form("to"), visit.form("in")
    written = _Written.posted(visit.form)
    draft = await drafts.keep_changed(visit, _SUBJECT, written.fields(), {})
    if settled := await drafts.settled(visit, draft):
        return settled
    if draft.theirs is not None:
        return _page(visit, written, draft, Fault("draft-moved"))
    new = [line.strip() for line in written.texts.splitlines() if same_wording(line)]
    taken: list[Value] = [
        list(one.split(":", 2)) for one in sorted(written.ticked) if one.split(":", 2)[1] in LANGUAGES
    ]
    if step != "save" or not (new or taken):
        return _page(visit, written, draft, Fault("nothing-to-change") if step == "save" else None)
    if new and (place not in _places(library) or language not in LANGUAGES):
        return _page(visit, written, draft, Fault("no-place"))
    fields: dict[str, Value | None] = {"take": taken, "add": [[place, language, *new]] if new else []}
    try:
        decision = Decision("outside-texts", 0, 0, fields=fields)
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        return _page(visit, written, draft, fault_of(error))
    await drafts.close(visit, draft, made.number)
    return visit.to(f"/trail/{made.number}")


def _page(visit: Visit, written: _Written, draft: DraftInForm, fault: Fault | None = None) -> Response:
    library = visit.conversation.library
    asked = visit.form if visit.request.method == "POST" else visit.query
    place, language, search = asked("place"), asked("language"), asked("search").strip()
    found = list(_texts(library, place, language, search))
    there = {":".join(one): one for one in _texts(library, "", "", "")}
    ticked = [there[one] for one in sorted(written.ticked) if one in there]
    return visit.page(
        "outside.html",
        "content",
        422 if fault else 200,
        places=list(_places(library)),
        place=place,
        wanted=language,
        search=search,
        found=[*ticked, *(one for one in found if ":".join(one) not in written.ticked)][:_SHOWN],
        total=len(found),
        ticked=written.ticked,
        to=written.place,
        spoken=written.language,
        texts=written.texts,
        kept=draft,
        theirs=drafts.labelled_texts(visit, draft.theirs or {}),
        fault=fault,
    )
