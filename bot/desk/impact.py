"""What a publication would do to people: where its new wordings went so far, and which past questions it changes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.content import NotDone
from bot.desk.replay import Difference, Past, Result, compare
from bot.matching import Verdict


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


def _result(verdict: Verdict) -> Result:
    return Result(verdict.outcome, verdict.entries, verdict.ranking)
