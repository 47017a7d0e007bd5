"""What people asked, asked again of other content: whose answer changes, who loses one, and which entries compete."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.matching import Verdict

DifferenceKind = Literal["changed", "lost", "new"]
Ranking = Sequence[tuple[str, float]]
Pair = tuple[str, str]

# How much an outcome helps whoever asked. Small talk and an unknown question are told apart by nobody's answer.
_WORTH = {"unknown": 0, "chat": 0, "choices": 1, "answer": 2}
# Belief in the second entry from which it competes with the first: an answer is given from nine tenths on, and half of
# what is left is then the second's.
_NOTABLE = 0.05


@dataclass(frozen=True, slots=True)
class Result:
    """What a question came to: its outcome, the entries answered with or offered, and the nearest, best first."""

    outcome: str
    entries: tuple[str, ...]
    ranking: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A question as it was asked, by how many people, and what it came to the last time."""

    text: str
    people: int
    result: Result


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that would now come to something else."""

    kind: DifferenceKind
    past: Past
    now: Result


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two entries that compete for questions: for how many texts now, and for how many before."""

    entries: Pair
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Replay:
    """All that was asked, what of it comes to something else (most people first), and who competes more than before."""

    asked: int
    people: int
    differences: tuple[Difference, ...]
    rivals: tuple[Rivals, ...]


def compare(asked: Iterable[Past], understand: Callable[[str], Verdict]) -> Replay:
    """Ask all questions again, and compare what they come to with what they came to."""
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
    """The two entries between which a question is undecided."""
    if result.outcome not in ("answer", "choices") or len(result.ranking) < 2:
        return None
    (first, _), (second, belief) = result.ranking[:2]
    answers_both = result.outcome == "answer" and len(result.entries) > 1  # it asks two things
    if answers_both or (result.outcome == "answer" and belief < _NOTABLE):
        return None
    return (min(first, second), max(first, second))
