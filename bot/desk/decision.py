"""A decision of the desk: what curators decide about, which edits follow, and why one may not be made."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from bot.content import (
    LANGUAGES,
    Edit,
    Language,
    Library,
    NewEntry,
    NewQuote,
    NotDone,
    Problem,
    Standing,
    UseKind,
    add_asks,
    add_outside,
    add_phrasings,
    add_unlike,
    draft_entry,
    in_the_way,
    take_out,
)
from bot.content.editing import texts_in
from bot.content.file_edits import FILE_VERBS, FileVerb, file_edits
from bot.content.revision import FieldValues, revised, taken_out
from bot.content.wordings import same_wording
from bot.desk.queue import Group

DRAFTS = "drafts"
"""The folder in `faq/` for drafts of entries. Nothing in it is served: a finished entry moves into a theme's file."""

GroupVerb = Literal["add", "unlike", "draft", "outside", "spam", "postpone"]
ContentVerb = Literal["edit", "unpublish", "delete"]
QueueVerb = Literal["set-aside"]
AuditVerb = Literal["right", "wrong", "should-ask"]
Verb = GroupVerb | ContentVerb | FileVerb | QueueVerb | AuditVerb | Literal["asks"]
VERBS: tuple[GroupVerb, ...] = ("add", "unlike", "draft", "outside", "spam", "postpone")
"""What is decided about a group of questions."""
CONTENT_VERBS: tuple[ContentVerb, ...] = ("edit", "unpublish", "delete")
"""What is decided about an entry or a signpost, and no question: new values of its fields, or to take it out."""
AUDIT_VERBS: tuple[AuditVerb, ...] = ("right", "wrong", "should-ask")
"""What is said of an answer that was given. It changes nothing; a wrong one may become a `not`, or an `asks`."""

# These groups stay out of the queue, and so do later questions that join them.
RULED_OUT: tuple[Verb, ...] = ("outside", "spam")

Texts = tuple[tuple[Language, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that a curator has written, and the name of the theme's file ("parliament") that it goes into."""

    entry: NewEntry
    file: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A verb for a group's questions up to number `upto` (group 0: for no question).

    `entry` is the entry or signpost that it is about, if any. `texts` are the wordings that go into the FAQ. `until` is
    when a postponed group comes back. For a draft, `draft` is the whole entry; without it, a stub in `DRAFTS` waits for
    somebody to write it. `moves` are wordings that the decision takes from where they stand, because they go elsewhere.
    `fields` are the new values of the entry's fields; an entry that is unpublished becomes a draft. Of a decision about
    another file, `entry` and `fields` are what `file_edits` takes.
    `left` are texts of the group that the decision is not about: they wait on, as a group of their own.
    `audited` is the number of the drawn answer that it is about, if any.
    """

    verb: Verb
    group: int
    upto: int
    texts: Texts = ()
    entry: str | None = None
    until: datetime | None = None
    draft: Draft | None = None
    moves: tuple[Standing, ...] = ()
    left: tuple[str, ...] = ()
    fields: FieldValues | None = None
    audited: int = 0

    @property
    def wordings(self) -> list[str]:
        """The wordings that the decision puts into the content."""
        if self.draft:
            entry = self.draft.entry
            return [*entry.question.values(), *(text for some in entry.phrasings.values() for text in some)]
        fields = self.fields or {}
        asked = [*texts_in(fields.get("question")), *texts_in(fields.get("phrasings"))]
        return [*(text for _, text in self.texts), *asked]

    def about(self, texts: Collection[str]) -> "Decision":
        """The same decision about some of its texts only."""
        kept = tuple(pair for pair in self.texts if pair[1] in texts)
        return replace(self, texts=kept, left=tuple(dict.fromkeys(t for _, t in self.texts if t not in texts)))


@dataclass(frozen=True, slots=True)
class Made:
    """A decision on the audit trail: who made it and when, and what it changed.

    `applied` says whether its edits are in the files. If the files are on another machine, the edits wait for a pull.
    `proposed_on` is the content's version when it was proposed, if a publisher had to agree: `accepted_by` is who did,
    `refused` why one did not.
    """

    number: int
    at: datetime
    curator: str
    decision: Decision
    edits: tuple[Edit, ...]
    applied: bool = True
    undone_by: str | None = None
    proposed_on: str | None = None
    accepted_by: str | None = None
    refused: str | None = None

    @property
    def undone(self) -> bool:
        return self.undone_by is not None

    @property
    def waits(self) -> bool:
        """Whether it is a proposal that no publisher has accepted or refused yet."""
        return self.proposed_on is not None and self.accepted_by is None and not self.undone


def decide(
    group: Group,
    verb: Verb,
    entry: str | None = None,
    until: datetime | None = None,
    draft: Draft | None = None,
) -> Decision:
    """A decision about all questions of a group, with all their wordings."""
    texts = tuple((language, text) for language in LANGUAGES for text in group.wordings(language))
    return Decision(verb, group.number, group.upto, texts, entry, until, draft)


def edits_of(
    decision: Decision, faq: Path, apply: Callable[[Edit], None], corpus: Path | None = None
) -> Iterator[Edit]:
    """Make a decision's edits one after another: each is yielded once it is made, and the next starts from its result.

    `corpus` is the folder of the articles, by default the one beside `faq`. Raises what the edits raise; the edits
    yielded before that have been made.
    """
    for edit in _edits(decision, faq, corpus or faq.with_name("corpus")):
        if edit.before != edit.after:
            apply(edit)
            yield edit


def _edits(decision: Decision, faq: Path, corpus: Path) -> Iterator[Edit]:
    yield from take_out(faq, decision.moves)
    name = decision.entry or ""
    for verb in (verb for verb in FILE_VERBS if verb == decision.verb):
        yield from file_edits(verb, faq, corpus, name, decision.fields)
        return
    match decision.verb:
        case "draft":
            yield _draft(decision, faq)
            return
        case "edit":
            yield from revised(faq, name, decision.fields or {})
            return
        case "unpublish" | "delete":
            yield from taken_out(faq, name, faq / DRAFTS / f"{name}.yaml" if decision.verb == "unpublish" else None)
            return
    for language in LANGUAGES:
        texts = [text for spoken, text in decision.texts if spoken == language]
        if not texts and decision.texts:
            continue  # to read a file for nothing takes a tenth of a second
        match decision.verb:
            case "add":
                yield add_phrasings(faq, decision.entry or "", language, texts)
            case "unlike":
                yield add_unlike(faq, decision.entry or "", language, texts)
            case "asks":
                yield add_asks(faq, decision.entry or "", language, texts)
            case "outside":
                yield add_outside(faq, "near", language, texts)


def _draft(decision: Decision, faq: Path) -> Edit:
    """A new entry: the whole entry in a theme's file, or a stub in a file of its own that is not served."""
    if decision.draft:
        return draft_entry(faq, decision.draft.file, decision.draft.entry)
    name = decision.entry or ""
    phrasings = {language: [text for spoken, text in decision.texts if spoken == language] for language in LANGUAGES}
    return draft_entry(faq / DRAFTS, name, NewEntry(name, "", {}, {}, (NewQuote("", "", {}),), phrasings))


_USES: dict[Verb, UseKind] = {
    "add": "phrasing",
    "draft": "phrasing",
    "edit": "phrasing",
    "unlike": "not",
    "outside": "near",
}


def standings_of(decision: Decision, library: Library) -> tuple[Standing, ...]:
    """Where the content has the decision's wordings already, in places where they cannot stay."""
    use, draft = _USES.get(decision.verb), decision.draft
    if use is None or (decision.verb == "draft" and draft is None):  # a stub is not served
        return ()
    texts = [text for text in decision.wordings if same_wording(text)]
    return in_the_way(library, use, decision.entry or "", texts)


class Refused(NotDone):
    """The gate refuses a decision's edits, so nothing was changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


class AlreadyDecided(NotDone):
    """Somebody else has decided the group meanwhile; `made` says who and how, if the trail still knows."""

    def __init__(self, made: Made | None) -> None:
        self.made = made
        super().__init__(f"{made.curator}: {made.decision.verb}" if made else "nothing of this group waits")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A wording that stands elsewhere, and the decision that put it there, if a decision did."""

    standing: Standing
    made: Made | None


class StandsElsewhere(NotDone):
    """Wordings of a decision stand elsewhere in the content. The same decision can take them from there."""

    def __init__(self, wordings: Sequence[Elsewhere]) -> None:
        self.wordings = tuple(wordings)
        places = (f"'{one.standing.text}' stands in '{one.standing.owner or one.standing.kind}'" for one in wordings)
        super().__init__("\n".join(places))


class Unwritable(NotDone):
    """The bot may not write into the content's folder, so nothing can be published; the operator can mend that."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        message = "the bot may not write into this folder, so no decision can be carried out."
        super().__init__(f"{folder}: {message}\n    The operator can mend that; what is waiting stays in the queue.")


class BadName(NotDone):
    """A new entry's id is taken, or is not a valid id."""
