"""What lies outside all entries: questions near and far, and small talk; searched, added to, and taken away from."""

from collections.abc import Iterator, Sequence

from starlette.responses import Response

from bot.content import LANGUAGES, Language, Library, NotDone
from bot.content.entries import Wordings
from bot.content.wordings import same_wording
from bot.content.yaml_reader import Value
from bot.desk import Decision
from bot.search.word_forms import plain_words, same_word
from bot.web.decide import Fault, agreed, fault_of
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


async def show(visit: Visit) -> Response:
    """Show the texts that match."""
    return _page(visit)


async def write(visit: Visit) -> Response:
    """Add texts, and take away the ticked ones."""
    consent, step = agreed(visit.form("step"))
    library = visit.conversation.library
    place, language = visit.form("to"), visit.form("in")
    new = [line.strip() for line in visit.form("texts").splitlines() if same_wording(line)]
    ticked = {one for one in visit.form.all("text") if one.count(":") >= 2}
    taken: list[Value] = [list(one.split(":", 2)) for one in sorted(ticked) if one.split(":", 2)[1] in LANGUAGES]
    if step != "save" or not (new or taken):
        return _page(visit, Fault("nothing-to-change") if step == "save" else None)
    if new and (place not in _places(library) or language not in LANGUAGES):
        return _page(visit, Fault("no-place"))
    fields: dict[str, Value | None] = {"take": taken, "add": [[place, language, *new]] if new else []}
    try:
        decision = Decision("outside-texts", 0, 0, fields=fields)
        made = await visit.house.desk.carry_out(visit.session.name, decision, consent)
    except NotDone as error:
        return _page(visit, fault_of(error))
    return visit.to(f"/trail/{made.number}")


def _page(visit: Visit, fault: Fault | None = None) -> Response:
    library = visit.conversation.library
    asked = visit.form if visit.request.method == "POST" else visit.query
    place, language, search = asked("place"), asked("language"), asked("search").strip()
    found = list(_texts(library, place, language, search))
    return visit.page(
        "outside.html",
        "content",
        422 if fault else 200,
        places=list(_places(library)),
        place=place,
        wanted=language,
        search=search,
        found=found[:_SHOWN],
        total=len(found),
        ticked=set(visit.form.all("text")),
        to=visit.form("to"),
        spoken=visit.form("in"),
        texts=visit.form("texts"),
        fault=fault,
    )
