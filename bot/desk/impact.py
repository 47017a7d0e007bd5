"""What a publication would do to people: where its new wordings went so far, and which past questions it changes.

The logged questions are asked again with the other content: whose answer changes, who loses one, which entries compete.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.content import NotDone
from bot.matching import Verdict

DifferenceKind = Literal["changed", "lost", "new"]
Ranking = Sequence[tuple[str, float]]
Pair = tuple[str, str]

# How much an outcome helps the asker. Neither small talk nor "unknown" gives an answer, so they count the same.
_WORTH = {"unknown": 0, "chat": 0, "choices": 1, "gap": 2, "answer": 2}
# The belief from which a second entry competes with the first: an answer needs a belief of 0.9 in the first, and the
# second then has half of what is left.
_NOTABLE = 0.05


@dataclass(frozen=True, slots=True)
class Result:
    """What a question got: the outcome, the entries answered with or offered, and the nearest entries, best first."""

    outcome: str
    entries: tuple[str, ...]
    ranking: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A question as it was asked, by how many people, and what it got the last time."""

    text: str
    people: int
    result: Result


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that would now get another result."""

    kind: DifferenceKind
    past: Past
    now: Result


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two entries that compete for questions: for how many texts before, and for how many now."""

    entries: Pair
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found: the changed results (most people first), and the entries that compete more than before."""

    asked: int
    people: int
    differences: tuple[Difference, ...]
    rivals: tuple[Rivals, ...]


def compare(asked: Iterable[Past], understand: Callable[[str], Verdict]) -> Replay:
    """Ask all questions again, and compare what they get with what they got."""
    pairs = [(past, _result(understand(past.text))) for past in asked]
    found = [Difference(kind, past, now) for past, now in pairs if (kind := _kind(past.result, now)) is not None]
    differences = sorted(found, key=lambda one: -one.past.people)
    people = sum(past.people for past, _ in pairs)
    return Replay(len(pairs), people, tuple(differences), tuple(_rivals(pairs)))


def _result(verdict: Verdict) -> Result:
    return Result(verdict.outcome, verdict.entries, verdict.ranking)


def _kind(before: Result, now: Result) -> DifferenceKind | None:
    worth, worth_now = _WORTH[before.outcome], _WORTH[now.outcome]
    if worth != worth_now:
        return "lost" if worth_now < worth else "new"
    return "changed" if worth and set(before.entries) != set(now.entries) else None


def _rivals(pairs: Sequence[tuple[Past, Result]]) -> Iterator[Rivals]:
    """The pairs that compete for more questions than before, the greatest rise first."""
    before = Counter(pair for past, _ in pairs if (pair := _contested(past.result)))
    now = Counter(pair for _, result in pairs if (pair := _contested(result)))
    risen = [Rivals(pair, before[pair], count) for pair, count in now.items() if count > before[pair]]
    yield from sorted(risen, key=lambda one: (one.before - one.now, one.entries))


def _contested(result: Result) -> Pair | None:
    """The two entries that compete for a question, in alphabetical order; `None` if the first clearly wins."""
    if result.outcome not in ("answer", "gap", "choices") or len(result.ranking) < 2:
        return None
    (first, _), (second, belief) = result.ranking[:2]
    answers_both = result.outcome == "answer" and len(result.entries) > 1  # it asks two things
    if answers_both or (result.outcome in ("answer", "gap") and belief < _NOTABLE):
        return None
    return (min(first, second), max(first, second))


@dataclass(frozen=True, slots=True)
class Placed:
    """A new wording, and what the matcher from before makes of it: the outcome, the first entry, its belief."""

    text: str
    outcome: str
    entry: str | None
    belief: float


@dataclass(frozen=True, slots=True)
class Impact:
    """What a publication does. `asked` counts the past texts that were asked again, `unasked` those that were not.

    `strays` are the new wordings that another entry has answered so far.
    """

    placed: tuple[Placed, ...]
    strays: tuple[Placed, ...]
    differences: tuple[Difference, ...]
    asked: int
    unasked: int = 0

    @property
    def lost(self) -> tuple[Difference, ...]:
        """The past questions that lose their answer."""
        return tuple(one for one in self.differences if one.kind == "lost")

    @property
    def needs_yes(self) -> bool:
        """Whether somebody has to agree to it first."""
        return bool(self.lost or self.strays)


class NeedsYes(NotDone):
    """Somebody would lose an answer, or a wording would leave the entry that answers it. A curator may insist."""

    def __init__(self, impact: Impact) -> None:
        self.impact = impact
        lost = (f"'{one.past.text}' loses its answer" for one in impact.lost)
        strays = (f"'{one.text}' is answered by '{one.entry}' ({one.belief:.0%})" for one in impact.strays)
        super().__init__("\n".join([*strays, *lost]))


def placed(texts: Iterable[str], before: Callable[[str], Verdict]) -> tuple[Placed, ...]:
    """What the matcher from before an edit makes of the new wordings."""
    found = []
    for text in dict.fromkeys(texts):
        verdict = before(text)
        entry = verdict.entries[0] if verdict.entries else verdict.ranking[0][0] if verdict.ranking else None
        belief = next((belief for name, belief in verdict.ranking if name == entry), 0.0)
        found.append(Placed(text, verdict.outcome, entry, belief))
    return tuple(found)


def asked_again(
    past: Sequence[Past], before: Callable[[str], Verdict], after: Callable[[str], Verdict]
) -> tuple[Difference, ...]:
    """How the results of past questions change between two matchers, those of most people first."""
    then = [Past(one.text, one.people, _result(before(one.text))) for one in past]
    return compare(then, after).differences
