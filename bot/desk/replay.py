"""Ask the logged questions again with other content: whose answer changes, who loses one, which entries compete."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

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
