"""Drafts: what curators have written and not published yet, kept until it is published or thrown away.

A draft belongs to no curator: any of them goes on with it, in the console, in Telegram or in a terminal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.content import LANGUAGES, Library
from bot.desk.field_sheet import FieldSheet

DraftTexts = Mapping[str, str]
"""What stands in a form, by the names of its fields: "answer-ru". Of several quotes, each stands on its own line."""

DraftEnd = Literal["", "published", "thrown"]


@dataclass(frozen=True, slots=True)
class DraftSubject:
    """What a draft is for: a group's questions up to number `upto`, an entry or signpost, or neither: a new entry.

    `page` is the console's address of the form, if the draft was begun there and is for neither.
    """

    group: int = 0
    upto: int = 0
    entry: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it is kept. `revision` counts how often it was written.

    `fields` are all fields of a new entry; of an entry that is there already, those that were changed, and `base` is
    what they replace. `how` says how the draft ended, if it did.
    """

    number: int
    subject: DraftSubject
    fields: DraftTexts
    base: DraftTexts
    begun: datetime
    begun_by: str
    changed: datetime
    changed_by: str
    revision: int = 1
    ended: datetime | None = None
    how: DraftEnd = ""

    def headline(self, library: Library) -> str:
        """What it is about, in the words of its question, else of an entry or of the first wording; else its id."""
        entry = library.find(self.subject.entry)
        asked = [self.fields.get(f"question-{language}", "") for language in LANGUAGES]
        worded = [self.fields.get(f"phrasings-{language}", "").partition("\n")[0] for language in LANGUAGES]
        there = [entry.question.ru] if entry else []
        return next(filter(None, (*there, *asked, *worded, self.fields.get("id", ""), self.subject.entry)), "…")

    def moved(self, library: Library) -> tuple[str, ...]:
        """The fields that were changed in the published entry since they were drafted; all of them if it is gone."""
        if not self.subject.entry:
            return ()
        asked = library.find(self.subject.entry)
        now = FieldSheet.of(asked).values if asked else {}
        return tuple(name for name, text in self.base.items() if now.get(name) != text)


class DraftMoved(Exception):  # noqa: N818 - said to curators, and not an error of theirs
    """Somebody has written on, or ended the draft, meanwhile; `draft` is what it is now. Nothing was overwritten."""

    def __init__(self, draft: KeptDraft) -> None:
        self.draft = draft
        super().__init__(f"{draft.changed_by} has changed this draft meanwhile")


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a curator's conversation has come to; it is saved together with the draft that they are writing."""

    curator: str
    state: Mapping[str, object] = field(default_factory=dict)


class DraftsPort(Protocol):
    """Keeps drafts. `curator` is the name that goes on the trail."""

    async def live(self) -> Sequence[KeptDraft]:
        """All that are neither published nor thrown away, those written last first."""

    async def ended(self) -> Sequence[KeptDraft]:
        """Those that ended within a day, the latest first: they can still be brought back."""

    async def find(self, number: int) -> KeptDraft | None:
        """A draft by its number, even if it has ended."""

    async def about(self, subject: DraftSubject) -> KeptDraft | None:
        """The live draft for a group, or for an entry; `None` for a new entry that is for neither."""

    async def begin(
        self, subject: DraftSubject, curator: str, fields: DraftTexts, base: DraftTexts | None = None
    ) -> KeptDraft:
        """Begin a draft; if there is a live one for the group or entry already, return that as it is."""

    async def write(
        self,
        number: int,
        revision: int,
        curator: str,
        fields: DraftTexts,
        base: DraftTexts | None = None,
        seat: Seat | None = None,
    ) -> KeptDraft:
        """Keep what was written over that `revision`. Raises `DraftMoved` if there is a later one, or it has ended."""

    async def close(self, number: int, curator: str, how: DraftEnd, decision: int | None = None) -> None:
        """End a draft: it is published by a decision, or thrown away."""

    async def reopen(self, number: int, curator: str) -> KeptDraft | None:
        """Bring a draft back that has ended; `None` if it is gone for good."""
