"""Two pairs of eyes: where publishers are named, what changes the content waits for the yes of one of the others.

A proposal is a decision on the trail that is not carried out yet. Its questions are off the queue meanwhile. What it
changes is shown in words: the texts of entries and signposts before and after, by their fields.
"""

import contextlib
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from bot.content import LANGUAGES, Edit, Entry, Language, Library, NotDone, Signpost
from bot.content.yaml_reader import LOADER
from bot.desk.decision import AUDIT_VERBS, Decision, Made, Verb, standings_of

_SPOKEN = ("question", "short", "lead", "answer", "note", "correction")
_WORDINGS = ("phrasings", "subjects", "asks", "not")

_Key = tuple[str, Language | None]
_Texts = Mapping[_Key, Sequence[str]]


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text before and after; "" where there is none. Of several texts in a field, the changed ones, one a line.

    `language` is `None` for a passage of an article, in whatever language that is.
    """

    entry: str
    field: str
    language: Language | None
    before: str
    after: str


def reading_changes(before: Library, after: Library, names: Sequence[str] = ()) -> Iterator[TextChange]:
    """The texts that differ between two contents."""
    known = {**before.everything, **after.everything}
    for name in names or known:
        old, new = before.find(name), after.find(name)
        if old != new:
            yield from _changes(name, _of_asked(old), _of_asked(new))


def changes_of(edits: Iterable[Edit]) -> Iterator[TextChange]:
    """The texts that edits of files have changed. Of files that have no entries, nothing."""
    for edit in edits:
        before, after = _written_in(edit.before), _written_in(edit.after)
        for name in {**before, **after}:
            if before.get(name) != after.get(name):
                yield from _changes(name, _of_written(before.get(name, {})), _of_written(after.get(name, {})))


def texts_written(decision: Decision) -> Iterator[TextChange]:
    """The texts that a decision has written: those of a new entry, or those of the fields it has changed."""
    draft = decision.draft.entry if decision.draft else None
    fields: Mapping[str, object] = decision.fields or {}
    for field in _SPOKEN:
        texts = getattr(draft, field, None) if draft else fields.get(field)
        for language in LANGUAGES:
            text = texts.get(language) if isinstance(texts, Mapping) else None
            if text:
                yield TextChange(decision.entry or "", field, language, "", str(text))


def _changes(name: str, old: _Texts, new: _Texts) -> Iterator[TextChange]:
    for field, language in {**old, **new}:
        was, now = old.get((field, language), ()), new.get((field, language), ())
        gone, added = [one for one in was if one not in now], [one for one in now if one not in was]
        if gone or added:
            yield TextChange(name, field, language, "\n".join(gone), "\n".join(added))


def _of_asked(asked: Entry | Signpost | None) -> _Texts:
    if asked is None:
        return {}
    texts: dict[_Key, Sequence[str]] = {}
    for field in _SPOKEN:
        spoken = getattr(asked, field, None)
        texts |= {(field, one): [str(spoken[one])] for one in LANGUAGES if spoken and spoken[one]}
    for field in _WORDINGS:
        wordings = getattr(asked, "unlike" if field == "not" else field, None) or {}
        texts |= {(field, one): list(wordings[one]) for one in LANGUAGES if wordings.get(one)}
    return texts | {("quotes", None): [quote.text for quote in getattr(asked, "quotes", ())]}


def _written_in(data: bytes) -> dict[str, dict[str, Any]]:
    """The entries of a file by their ids, as they are written in it."""
    written: Any = None
    with contextlib.suppress(yaml.YAMLError, UnicodeDecodeError):
        written = yaml.load(data, Loader=LOADER)  # noqa: S506 # nosec B506
    found = [one for one in written if isinstance(one, dict)] if isinstance(written, list) else []
    return {str(one.get("id")): one for one in found if "question" in one}


def _of_written(written: Mapping[str, Any]) -> _Texts:
    texts: dict[_Key, Sequence[str]] = {}
    for field in (*_SPOKEN, *_WORDINGS):
        spoken = written.get(field) or {}
        for language in LANGUAGES:
            said = spoken.get(language) or [] if isinstance(spoken, dict) else []
            texts |= {(field, language): [str(one) for one in (said if isinstance(said, list) else [said])]}
    quotes = [one for one in written.get("quotes") or [] if isinstance(one, dict)]
    texts |= {("quotes", None): [str(one.get("text", "")) for one in quotes]}
    return texts | {("quotes", one): [str(quote[one]) for quote in quotes if quote.get(one)] for one in LANGUAGES}


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
