"""What a curator decides of a group, and which edits of the FAQ follow from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.curation.queue import Group, Verb
from bot.knowledge import (
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

DRAFTS = "drafts"
"""The folder in `faq/` for entries to be. Nothing in it is served: a finished one moves into a theme's file."""

Texts = tuple[tuple[Language, str], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: of which questions, what, and about which entry if about one. `until`: put off till then."""

    verb: Verb
    turns: tuple[str, ...]
    texts: Texts
    entry: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A decision on the audit trail: who made it and when, and what it changed."""

    number: int
    at: datetime
    curator: str
    decision: Decision
    edits: tuple[Edit, ...]
    undone: bool = False


def decide(group: Group, verb: Verb, entry: str | None = None, until: datetime | None = None) -> Decision:
    """A decision about all questions of a group."""
    texts = tuple((language, text) for language in LANGUAGES for text in group.wordings(language))
    return Decision(verb, group.turns, texts, entry, until)


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
    """A new entry to be written, in a file of its own that is not served: the questions are its phrasings."""
    name = decision.entry or ""
    phrasings = {language: [text for spoken, text in decision.texts if spoken == language] for language in LANGUAGES}
    return draft_entry(faq / DRAFTS, name, NewEntry(name, "", {}, {}, (NewQuote("", "", {}),), phrasings))
