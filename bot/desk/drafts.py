"""Drafts: what curators have written and not published yet, kept until it is published or thrown away.

A draft belongs to no curator: any of them goes on with it, in the console, in Telegram or in a terminal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.content import LANGUAGES, Language, Library, translated
from bot.content.wordings import same_wording
from bot.desk.entry_fields import FieldSheet
from bot.desk.passages import passage_from

DraftTexts = Mapping[str, str]
"""What stands in a form, by the names of its fields: "answer-ru". Of several quotes, each stands on its own line."""

DraftEnd = Literal["", "published", "thrown"]

DraftKind = Literal["entry", "new", "quotes", "person", "address", "sections", "outside", "article"]
"""What a draft becomes: an edit of an entry, a new entry, its passages, or another part of the content."""

NEW_PAGES = ("/content/new-entry", "/content/new-article", "/content/addresses/new", "/content/people/new")
"""Forms in which something new is written: several drafts of one form may be written at a time."""

_KINDS: Mapping[str, DraftKind] = {
    "people": "person",
    "addresses": "address",
    "sections": "sections",
    "outside": "outside",
    "new-article": "article",
    "entries": "quotes",
}


@dataclass(frozen=True, slots=True)
class DraftSubject:
    """What a draft is for: a group's questions up to number `upto`, an entry or signpost, or neither.

    `page` is the console's address of the form, if the draft is for neither: "/content/people/new", say. A new entry
    that was begun in a chat has none.
    """

    group: int = 0
    upto: int = 0
    entry: str = ""
    page: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether all who open its form write one draft: it is of something that is there already."""
        return bool(self.group or self.entry or (self.page and self.page not in NEW_PAGES))

    @property
    def kind(self) -> DraftKind:
        """What the draft becomes."""
        if self.entry:
            return "entry"
        return _KINDS.get(self.page.split("/")[2], "new") if self.page.count("/") > 1 else "new"

    @property
    def is_talked_of(self) -> bool:
        """Whether a chat can go on with it too: it is an entry, new or not. The rest has its form in the console."""
        return self.kind in ("entry", "new")

    @property
    def named(self) -> str:
        """The id of the person, address or entry that the form of its page is of; "" if there is none."""
        parts = self.page.split("/")
        return parts[3] if len(parts) > 3 and self.page not in NEW_PAGES else ""


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

    def headline(self, library: Library, language: Language = "ru") -> str:
        """What it is about: what is there already by its name, else the first words that were written; else its id."""
        there = _named(self.subject, library, language)
        order = sorted(LANGUAGES, key=lambda one: one != language)
        spoken = (self.fields.get(f"{name}-{one}", "") for name in _TELLING for one in order)
        alone = (self.fields.get(name, "") for name in ("title", "texts", "text", "ticked", "id"))
        written = (text.strip().partition("\n")[0] for text in (*spoken, *alone))
        return next(filter(None, (there, *written, self.subject.entry or self.subject.named)), "…")

    def lacking(self, library: Library) -> tuple[str, ...]:
        """The fields that a new entry still needs before it can be published, once somebody has begun to write it."""
        texts = [f"{name}-{language}" for name in _SAID for language in LANGUAGES]
        if self.subject.kind != "new" or not any(self.fields.get(name) for name in texts):
            return ()
        return (*(name for name in texts if not self.fields.get(name)), *self._asks_for(library))

    def _asks_for(self, library: Library) -> Iterator[str]:
        """What it needs besides its question and its answer."""
        questions = {same_wording(self.fields.get(f"question-{one}", "")) for one in LANGUAGES}
        for language in LANGUAGES:
            lines = self.fields.get(f"phrasings-{language}", "").splitlines()
            if not any(line.strip() and same_wording(line) not in questions for line in lines):
                yield f"phrasings-{language}"
        if not self.fields.get("section"):
            yield "section"
        yield from self._untranslated(library)

    def _untranslated(self, library: Library) -> Iterator[str]:
        """The translations that its quotes need; "quote" if it has none."""
        found = [passage_from(one, library.articles) for one in self.fields.get("quote", "").split("\n")]
        if not any(found):
            yield "quote"
        for number, passage in enumerate(found):
            article = library.articles[passage.source] if passage else None
            if passage and article and not translated(article, passage.text(library.articles)):
                names = (f"quote-{number}-{one}" for one in LANGUAGES if one != article.language)
                yield from (name for name in names if not self.fields.get(name))

    def moved(self, library: Library) -> tuple[str, ...]:
        """The fields that were changed in the published entry since they were drafted; all of them if it is gone."""
        if not self.subject.entry:
            return ()
        asked = library.find(self.subject.entry)
        now = FieldSheet.of(asked).values if asked else {}
        return tuple(name for name, text in self.base.items() if now.get(name) != text)


def by_field(names: Iterable[str]) -> dict[str, list[Language]]:
    """Fields in several languages, each once, with its languages. The translations of all quotes are one."""
    found: dict[str, list[Language]] = {}
    for name in names:
        stem, _, code = name.rpartition("-")
        is_translation = stem.startswith(("quote-", "translation-"))
        what = "translation" if is_translation else (stem or name).partition("-")[0]
        languages = found.setdefault(what, [])
        languages += [one for one in LANGUAGES if one == code and one not in languages]
    return dict(sorted(found.items(), key=lambda one: _ORDER.index(one[0]) if one[0] in _ORDER else len(_ORDER)))


_ORDER = ("question", "answer", "phrasings", "section", "quote", "translation")
_SAID = ("question", "answer")
_TELLING = ("question", "phrasings", "name", "description")  # fields that say what a draft is about


def _named(subject: DraftSubject, library: Library, language: Language) -> str:
    """What is there already, in the words that curators know it by."""
    if asked := library.find(subject.entry or (subject.named if subject.kind == "quotes" else "")):
        return asked.question[language]
    known = library.figures if subject.kind == "person" else library.official if subject.kind == "address" else {}
    return known[subject.named].name[language] if subject.named in known else ""


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
        """The live draft for a group, an entry, or the form of something that is there; `None` for something new."""

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
