"""What a curator decides of a group, and which edits of the FAQ follow from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from bot.content import (
    LANGUAGES,
    Edit,
    Language,
    NewEntry,
    NewQuote,
    add_outside,
    add_phrasings,
    add_unlike,
    draft_entry,
)
from bot.desk.queue import Group

DRAFTS = "drafts"
"""The folder in `faq/` for entries to be. Nothing in it is served: a finished one moves into a theme's file."""

Verb = Literal["add", "unlike", "draft", "outside", "spam", "postpone"]
VERBS: tuple[Verb, ...] = ("add", "unlike", "draft", "outside", "spam", "postpone")

# What lies outside and what is spam stays out, with all that comes to mean the same.
RULED_OUT: tuple[Verb, ...] = ("outside", "spam")

Texts = tuple[tuple[Language, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that a curator has written, and the theme's file ("parliament") that it goes to."""

    entry: NewEntry
    file: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of a group's questions up to one (of none: group 0), and about which entry if about one.

    `texts` are the wordings that go into the FAQ, `until` is when a group that was put off comes back. A draft is
    whole in `draft`, or a stub that waits for its writer under `DRAFTS`.
    """

    verb: Verb
    group: int
    upto: int
    texts: Texts = ()
    entry: str | None = None
    until: datetime | None = None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A decision on the audit trail: who made it and when, and what it changed.

    `applied` says whether the edits it asks for are in the files: where those lie elsewhere, they wait to be pulled.
    """

    number: int
    at: datetime
    curator: str
    decision: Decision
    edits: tuple[Edit, ...]
    applied: bool = True
    undone_by: str | None = None

    @property
    def undone(self) -> bool:
        """Whether it was taken back."""
        return self.undone_by is not None


def decide(
    group: Group,
    verb: Verb,
    entry: str | None = None,
    until: datetime | None = None,
    draft: Draft | None = None,
) -> Decision:
    """A decision about all questions of a group."""
    texts = tuple((language, text) for language in LANGUAGES for text in group.wordings(language))
    return Decision(verb, group.number, group.upto, texts, entry, until, draft)


def edits_of(decision: Decision, faq: Path, apply: Callable[[Edit], None]) -> Iterator[Edit]:
    """Make the edits that a decision asks for, one after another: the next begins where the one before has ended.

    Raises what the edits raise; those yielded before have been made.
    """
    for edit in _edits(decision, faq):
        if edit.before != edit.after:
            apply(edit)
            yield edit


def _edits(decision: Decision, faq: Path) -> Iterator[Edit]:
    if decision.verb == "draft":
        yield _draft(decision, faq)
        return
    for language in LANGUAGES:
        texts = [text for spoken, text in decision.texts if spoken == language]
        match decision.verb:
            case "add":
                yield add_phrasings(faq, decision.entry or "", language, texts)
            case "unlike":
                yield add_unlike(faq, decision.entry or "", language, texts)
            case "outside":
                yield add_outside(faq, "near", language, texts)


def _draft(decision: Decision, faq: Path) -> Edit:
    """A new entry: whole in a theme's file, or to be written in a file of its own that is not served."""
    if decision.draft:
        return draft_entry(faq, decision.draft.file, decision.draft.entry)
    name = decision.entry or ""
    phrasings = {language: [text for spoken, text in decision.texts if spoken == language] for language in LANGUAGES}
    return draft_entry(faq / DRAFTS, name, NewEntry(name, "", {}, {}, (NewQuote("", "", {}),), phrasings))
