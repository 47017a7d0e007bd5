"""Two pairs of eyes: where publishers are named, what changes the content waits for the yes of one of the others.

A proposal is a decision on the trail that is not carried out yet. Its questions are off the queue meanwhile.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.content import Edit, Library, NotDone
from bot.desk.decision import AUDIT_VERBS, Decision, Made, Verb, standings_of
from bot.desk.text_changes import TextChange

_WITHOUT_EDITS: tuple[Verb, ...] = ("spam", "postpone", *AUDIT_VERBS)


class NotAPublisher(NotDone):
    """Only a publisher may do this, and none to their own proposal."""


class NoProposal(NotDone):
    """There is no such proposal, or it was accepted, refused or withdrawn already."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a decision would do now: its edits, and the content after it; `None` if the files are elsewhere."""

    edits: tuple[Edit, ...]
    after: Library | None


Rehearse = Callable[[Decision, bool], Awaitable[Rehearsed | None]]
"""Finds out what a decision would do, and changes nothing. Raises what publishing it would raise."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Who publishes, by the names on the trail, and how to see what a proposal would do."""

    publishers: frozenset[str]
    rehearse: Rehearse

    def must_wait(self, decision: Decision) -> bool:
        """Whether a decision changes the content, so that somebody else has to agree."""
        return decision.verb not in _WITHOUT_EDITS

    def may_accept(self, who: str, made: Made) -> bool:
        return made.waits and who in self.publishers and who != made.curator


@dataclass(frozen=True, slots=True)
class Tried:
    """A proposal as it would be carried out now.

    `fault` says why it could not be. `is_behind`: the content has changed since it was proposed.
    """

    made: Made
    edits: tuple[Edit, ...]
    reads: tuple[TextChange, ...]
    fault: NotDone | None
    is_behind: bool


def moved(decision: Decision, library: Library) -> Decision:
    """The decision with the wordings that it has to take from where they stand now. The proposer has agreed to that."""
    standings = standings_of(decision, library)
    return replace(decision, moves=standings if all(one.can_move for one in standings) else ())
