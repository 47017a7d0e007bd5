"""Take over what a curator has written in a spreadsheet: into the files and past the gate, or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bot import publishing
from bot.curation import Decision, Verb, edits_of
from bot.curation.sheets import Kind, Phrase
from bot.knowledge import LANGUAGES, ContentError, Edit, Language, Problem, add_outside, add_phrasings, add_unlike

Step = tuple[Decision, Iterator[Edit]]
"""A decision, and its edits: each is made when it is asked for."""

CarriedOut = tuple[Decision, list[Edit]]
"""A decision, and the edits that were made for it."""

_VERBS: dict[Kind, Verb] = {
    "phrasing": "add",
    "not": "unlike",
    "outside-near": "outside",
    "outside-far": "outside",
}


def decided(decisions: Iterable[Decision], faq: Path) -> list[Step]:
    """Decisions about questions, to be carried out."""
    return [(decision, edits_of(decision, faq, publishing.apply)) for decision in decisions]


def added(phrases: Iterable[Phrase], faq: Path) -> list[Step]:
    """New wordings, to be carried out: a decision for each entry and kind, about no question."""
    places: dict[tuple[str, Kind], list[Phrase]] = {}
    for phrase in phrases:
        places.setdefault((phrase.entry, phrase.kind), []).append(phrase)
    return [
        (
            Decision(_VERBS[kind], 0, 0, tuple((one.language, one.text) for one in new), entry or None),
            _adding(entry, kind, new, faq),
        )
        for (entry, kind), new in places.items()
    ]


def _adding(entry: str, kind: Kind, phrases: Sequence[Phrase], faq: Path) -> Iterator[Edit]:
    for language in LANGUAGES:
        texts = [phrase.text for phrase in phrases if phrase.language == language]
        if texts:
            edit = _edit(entry, kind, language, texts, faq)
            publishing.apply(edit)
            yield edit


def _edit(entry: str, kind: Kind, language: Language, texts: Sequence[str], faq: Path) -> Edit:
    match kind:
        case "phrasing":
            return add_phrasings(faq, entry, language, texts)
        case "not":
            return add_unlike(faq, entry, language, texts)
        case "outside-near":
            return add_outside(faq, "near", language, texts)
        case "outside-far":
            return add_outside(faq, "far", language, texts)


def carry_out(
    steps: Iterable[Step], faults: Callable[[], list[Problem]], record: Callable[[list[CarriedOut]], None]
) -> list[CarriedOut]:
    """Make every edit, let the gate look at all of them together, and put them on the trail.

    Whatever stands in the way, everything is taken back, and raised: `ContentError` of the gate, `EditConflict`.
    """
    made: list[Edit] = []
    carried_out: list[CarriedOut] = []
    try:
        for decision, edits in steps:
            own = []
            for edit in edits:
                made.append(edit)
                own.append(edit)
            carried_out.append((decision, own))
        problems = faults() if made else []
        if problems:
            raise ContentError(problems)
        record(carried_out)
    except BaseException:  # an interruption too leaves the files as they were
        for edit in reversed(made):
            publishing.undo(edit)
        raise
    return carried_out
