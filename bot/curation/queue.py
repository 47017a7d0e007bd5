"""The queue of a curator: what people asked and got no answer to, in groups that mean the same; the pressing first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.knowledge import Language

Why = Literal["unknown", "declined", "disliked"]

# What a curator may decide of a group. What lies outside and what is spam stays out, near-copies included.
Verb = Literal["add", "unlike", "draft", "outside", "spam", "postpone"]
RULED_OUT: tuple[Verb, ...] = ("outside", "spam")


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that got no answer, or none that was wanted. `entries` are the nearest with the belief in each."""

    turn: str
    text: str
    asker: str
    language: Language
    at: datetime
    why: Why
    entries: tuple[tuple[str, float], ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Gaps that mean the same, the oldest first."""

    gaps: tuple[Gap, ...]

    @property
    def askers(self) -> int:
        """How many different people asked. Those who had themselves forgotten count as one."""
        return len({gap.asker for gap in self.gaps})

    @property
    def first(self) -> datetime:
        """When it was asked first."""
        return min(gap.at for gap in self.gaps)

    @property
    def last(self) -> datetime:
        """When it was asked last."""
        return max(gap.at for gap in self.gaps)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it was asked in, the commonest first."""
        return _commonest(gap.language for gap in self.gaps)

    @property
    def turns(self) -> tuple[str, ...]:
        """The names of its questions in the log."""
        return tuple(gap.turn for gap in self.gaps)

    @property
    def nearest(self) -> tuple[tuple[str, float], ...]:
        """The entries nearest to any of its questions, with the highest belief in each, best first."""
        beliefs: dict[str, float] = {}
        for gap in self.gaps:
            for entry, belief in gap.entries:
                beliefs[entry] = max(belief, beliefs.get(entry, 0.0))
        return tuple(sorted(beliefs.items(), key=lambda pair: -pair[1]))

    def wordings(self, language: Language) -> tuple[str, ...]:
        """The different texts in a language, as they were asked, the oldest first."""
        return tuple(dict.fromkeys(gap.text for gap in self.gaps if gap.language == language))


def _commonest(languages: Iterable[Language]) -> tuple[Language, ...]:
    counts: dict[Language, int] = {}
    for language in languages:
        counts[language] = counts.get(language, 0) + 1
    return tuple(sorted(counts, key=lambda language: -counts[language]))


def queue(gaps: Iterable[Gap], decided: Mapping[str, Verb], place: Callable[[Gap], int]) -> list[Group]:
    """The groups that wait for a curator: by how many people asked, then by how lately.

    `place` says to which group a gap belongs, and is asked in the order of their asking. `decided` are the turns that
    a curator has dealt with. A group of which anything was ruled out stays out; of another, what came since is shown.
    """
    members: dict[int, list[Gap]] = {}
    for gap in sorted(gaps, key=lambda gap: (gap.at, gap.turn)):
        members.setdefault(place(gap), []).append(gap)
    waiting = (_waiting(group, decided) for group in members.values())
    return sorted(
        (group for group in waiting if group.gaps), key=lambda group: (-group.askers, -group.last.timestamp())
    )


def _waiting(gaps: list[Gap], decided: Mapping[str, Verb]) -> Group:
    if any(decided.get(gap.turn) in RULED_OUT for gap in gaps):
        return Group(())
    return Group(tuple(gap for gap in gaps if gap.turn not in decided))
