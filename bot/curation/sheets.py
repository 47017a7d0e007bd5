"""What the desk writes for a spreadsheet: the wordings of the content, what was decided, and what waits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from bot.curation.decisions import Made
from bot.curation.queue import Group
from bot.knowledge import LANGUAGES, Language, Library

Kind = Literal["phrasing", "not", "outside-near", "outside-far"]
KINDS: tuple[Kind, ...] = get_args(Kind)

PHRASINGS = ("entry", "kind", "language", "text")
DECISIONS = ("number", "decided_at", "curator", "verb", "entry", "language", "text", "until", "undone")
QUESTIONS = ("group", "askers", "asked_at", "language", "why", "reason", "nearest", "belief", "text")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording at its place. `entry` is "" for what lies outside."""

    entry: str
    kind: Kind
    language: Language
    text: str


def phrases_of(library: Library) -> Iterator[Phrase]:
    """All phrasings and what an entry is not, in the order of the content, then what lies outside."""
    outside = library.outside
    for entry in library.entries.values():
        for language in LANGUAGES:
            yield from (Phrase(entry.id, "phrasing", language, text) for text in entry.phrasings[language])
        for language in LANGUAGES:
            yield from (Phrase(entry.id, "not", language, text) for text in entry.unlike[language])
    for language in LANGUAGES:
        yield from (Phrase("", "outside-near", language, text) for text in outside.near[language])
    for language in LANGUAGES:
        yield from (Phrase("", "outside-far", language, text) for text in outside.far[language])


def phrasing_rows(library: Library) -> Iterator[tuple[str, ...]]:
    """A row for each wording, as `PHRASINGS` names its cells."""
    return ((one.entry, one.kind, one.language, one.text) for one in phrases_of(library))


def decision_rows(trail: Iterable[Made]) -> Iterator[tuple[str, ...]]:
    """A row for each text of each decision; one without, where the words are forgotten."""
    for made in trail:
        decision = made.decision
        until = f"{decision.until:%Y-%m-%d}" if decision.until else ""
        before = (str(made.number), f"{made.at:%Y-%m-%d %H:%M}", made.curator, decision.verb, decision.entry or "")
        for language, text in decision.texts or (("", ""),):
            yield (*before, language, text, until, "yes" if made.undone else "")


def question_rows(groups: Iterable[Group]) -> Iterator[tuple[str, ...]]:
    """A row for each question that waits, group by group. Of who asked, only how many they were."""
    for number, group in enumerate(groups, 1):
        for gap in group.gaps:
            nearest, belief = (gap.entries[0][0], f"{gap.entries[0][1]:.2f}") if gap.entries else ("", "")
            asked = (f"{gap.at:%Y-%m-%d %H:%M}", gap.language, gap.why, gap.reason or "")
            yield (str(number), str(group.askers), *asked, nearest, belief, gap.text)
