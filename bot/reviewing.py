"""Work the unanswered questions off in the terminal: one group at a time, each decision checked, kept and undoable."""

import re
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

from rich.console import Console
from rich.text import Text

from bot import publishing
from bot.curation import DRAFTS, Decision, Gap, Group, Made, Verb, decide, edits_of, queue
from bot.knowledge import ContentError, Edit, EditConflict, Library, Problem, UnknownEntry
from bot.settings import Settings

_EXAMPLES = 5
_NEAREST = 3
_LATER = timedelta(days=7)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_LANGUAGES = {"kk": "Kazakh", "ru": "Russian", "en": "English"}
_WHY = {"unknown": "no answer", "declined": "none of the choices", "disliked": "👎"}
_KEYS = """\
  a 1   add the questions as phrasings of entry 1 (or a and the entry's id)
  n 1   they are not what entry 1 answers
  d ID  draft a new entry with this id, the questions as its phrasings
  o     out of scope          s     spam          p     put off for a week
  Enter next                  u     undo          q     quit
"""

T = TypeVar("T")


class DeskPort(Protocol):
    """What waits, and what was decided."""

    async def gaps(self) -> list[Gap]:
        """The questions that wait."""

    async def decided(self, now: datetime) -> dict[str, Verb]:
        """The turns that are dealt with."""

    async def record(self, curator: str, decision: Decision, edits: Sequence[Edit]) -> None:
        """Put a decision on the trail."""

    async def last(self) -> Made | None:
        """The latest decision that stands."""

    async def undone(self, number: int) -> None:
        """Note that a decision was taken back."""


@dataclass(frozen=True, slots=True)
class Review:
    """One sitting. `run` waits for a coroutine, `place` says to which group a gap belongs, `faults` is the gate."""

    settings: Settings
    library: Library
    desk: DeskPort
    run: Callable[[Coroutine[Any, Any, Any]], Any]
    place: Callable[[Gap], int]
    faults: Callable[[], list[Problem]]
    curator: str
    console: Console
    skipped: set[str] = field(default_factory=set)

    def sit(self) -> None:
        """Show one group after another until none is left, or the curator has had enough."""
        while self._go_on(self._next()):
            pass

    def _go_on(self, group: Group | None) -> bool:
        """Have one group decided. Whether to look for the next."""
        if group is None:
            return self._at_the_end()
        self._show(group)
        for answer in self._answers():
            if answer == "q":
                return False
            if self._carry_out(answer, group):
                break
        return True

    def _at_the_end(self) -> bool:
        """Nothing waits: the last decision can still be taken back."""
        self._say("Nothing waits.", "green")
        if self.run(self.desk.last()) is None:
            return False
        self._say("  Enter leave            u     undo the last decision", "dim")
        return next(self._answers()) == "u" and self._undo()

    def _next(self) -> Group | None:
        now = datetime.now(UTC)
        groups = queue(self.run(self.desk.gaps()), self.run(self.desk.decided(now)), self.place)
        waiting = [group for group in groups if not set(group.turns) <= self.skipped]
        if waiting:
            self._say(f"\n{len(waiting)} to go", "dim")
        return waiting[0] if waiting else None

    def _answers(self) -> Iterator[str]:
        while True:
            try:
                yield self.console.input("[bold]> [/bold]").strip()
            except (EOFError, KeyboardInterrupt):
                yield "q"

    def _show(self, group: Group) -> None:
        asked = f"{group.first:%d.%m.%Y}" + (
            f" – {group.last:%d.%m.%Y}" if group.last.date() > group.first.date() else ""
        )
        spoken = ", ".join(_LANGUAGES[language] for language in group.languages)
        why = ", ".join(dict.fromkeys(_why(gap) for gap in group.gaps))
        people = "1 person" if group.askers == 1 else f"{group.askers} people"
        self._say(f"{people} · {len(group.gaps)} × · {asked} · {spoken} · {why}", "bold")
        for text in list(dict.fromkeys(gap.text for gap in group.gaps))[:_EXAMPLES]:
            self._say(f"  {text}")
        self._say("Nearest entries:", "dim")
        for number, (entry, belief) in enumerate(self._nearest(group), 1):
            self._say(f"  {number}  {entry}  {belief:.0%}  {self.library.entries[entry].question.en}")
        self._say(_KEYS, "dim")

    def _nearest(self, group: Group) -> list[tuple[str, float]]:
        return [(entry, belief) for entry, belief in group.nearest if entry in self.library.entries][:_NEAREST]

    def _carry_out(self, answer: str, group: Group) -> bool:
        """Do what was typed. Whether to look what waits now."""
        key, _, about = answer.partition(" ")
        match key:
            case "":
                self.skipped.update(group.turns)
                return True
            case "a" | "n":
                return self._edit("add" if key == "a" else "unlike", about.strip(), group)
            case "d":
                return self._draft(about.strip(), group)
            case "o" | "s" | "p":
                verbs: dict[str, Verb] = {"o": "outside", "s": "spam", "p": "postpone"}
                until = datetime.now(UTC) + _LATER if key == "p" else None
                return self._keep(decide(group, verbs[key], until=until))
            case "u":
                return self._undo()
            case _:
                self._say(_KEYS, "dim")
                return False

    def _edit(self, verb: Verb, about: str, group: Group) -> bool:
        nearest = [entry for entry, _ in self._nearest(group)]
        entry = nearest[int(about) - 1] if about.isdecimal() and 1 <= int(about) <= len(nearest) else about
        return self._keep(decide(group, verb, entry))

    def _draft(self, name: str, group: Group) -> bool:
        if not _ID.fullmatch(name) or name in self.library.entries:
            self._say("A new entry needs an id of its own: small letters, digits and dashes.", "red")
            return False
        (self.settings.faq_dir / DRAFTS).mkdir(exist_ok=True)
        return self._keep(decide(group, "draft", name))

    def _keep(self, decision: Decision) -> bool:
        """Make the edits that a decision asks for, let the gate look at them, and put it on the trail."""
        edits: list[Edit] = []
        try:
            edits.extend(edits_of(decision, self.settings.faq_dir, publishing.apply))
        except (UnknownEntry, EditConflict, ContentError) as error:
            self._take_back(edits)
            self._say(str(error), "red")
            return False
        problems = self.faults() if edits else []
        if problems:
            self._take_back(edits)
            self._say("The gate refuses this, so nothing was changed:", "red")
            for problem in problems:
                self._say(str(problem))
            return False
        self.run(self.desk.record(self.curator, decision, edits))
        for edit in edits:
            self._say(f"Written to {edit.file}.", "green")
        return True

    def _take_back(self, edits: Sequence[Edit]) -> None:
        for edit in reversed(edits):
            publishing.undo(edit)

    def _undo(self) -> bool:
        """Take the latest decision back: the files are as they were, byte for byte, and its questions wait again."""
        made = self.run(self.desk.last())
        if made is None:
            self._say("There is nothing to undo.", "red")
            return False
        try:
            self._take_back(made.edits)
        except EditConflict as error:
            self._say(str(error), "red")
            return False
        self.run(self.desk.undone(made.number))
        self.skipped.difference_update(made.decision.turns)
        self._say(f"Taken back: {made.decision.verb} by {made.curator}.", "green")
        return True

    def _say(self, text: str, style: str = "") -> None:
        self.console.print(Text(text, style=style))


def _why(gap: Gap) -> str:
    """Why a question waits, with the reason that its asker gave for a 👎."""
    return f"{_WHY[gap.why]} ({gap.reason})" if gap.reason else _WHY[gap.why]
