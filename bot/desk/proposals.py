"""Two pairs of eyes: where publishers are named, what changes the content waits for the yes of one of the others.

A proposal is a decision on the trail that is not carried out yet. Its questions are off the queue meanwhile.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.content import LANGUAGES, Edit, Entry, Language, Library, NotDone, Signpost
from bot.desk.decision import AUDIT_VERBS, Decision, Made, Verb, standings_of

_WITHOUT_EDITS: tuple[Verb, ...] = ("spam", "postpone", *AUDIT_VERBS)
_READ = ("question", "lead", "answer", "note", "correction")


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
class TextChange:
    """A text that people read, before and after; "" where there is none."""

    entry: str
    field: str
    language: Language
    before: str
    after: str


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


def reading_changes(before: Library, after: Library, names: Sequence[str] = ()) -> Iterator[TextChange]:
    """The texts that people read which differ between two contents."""
    known = {**before.everything, **after.everything}
    for name in names or known:
        old, new = before.find(name), after.find(name)
        if old == new:
            continue
        for field in _READ:
            for language in LANGUAGES:
                was, now = _text(old, field, language), _text(new, field, language)
                if was != now:
                    yield TextChange(name, field, language, was, now)


def texts_written(decision: Decision) -> Iterator[TextChange]:
    """The texts that people read as a decision has written them: those of a new entry, or those it has changed."""
    draft = decision.draft.entry if decision.draft else None
    fields: Mapping[str, object] = decision.fields or {}
    for field in ("question", "short", "lead", "answer", "note", "correction"):
        texts = getattr(draft, field, None) if draft else fields.get(field)
        for language in LANGUAGES:
            text = texts.get(language) if isinstance(texts, Mapping) else None
            if text:
                yield TextChange(decision.entry or "", field, language, "", str(text))


def _text(asked: Entry | Signpost | None, field: str, language: Language) -> str:
    text = getattr(asked, field, None)
    return str(text[language]) if text else ""


def moved(decision: Decision, library: Library) -> Decision:
    """The decision with the wordings that it has to take from where they stand now. The proposer has agreed to that."""
    standings = standings_of(decision, library)
    return replace(decision, moves=standings if all(one.can_move for one in standings) else ())
