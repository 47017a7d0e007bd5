"""Work the unanswered questions off in the terminal: one group at a time, each decision checked, kept and undoable."""

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.curation import AlreadyDecided, BadName, Decision, Group, Made, Office, Page, Refused, Verb, Why, decide
from bot.knowledge import ContentError, EditConflict, UnknownEntry

_EXAMPLES = 5
_NEAREST = 3
_LATER = timedelta(days=7)

_LANGUAGES = {"kk": "Kazakh", "ru": "Russian", "en": "English"}
_WHY = {"unknown": "no answer", "declined": "none of the choices", "disliked": "👎"}
_KEYS = """\
  a 1   add the questions as phrasings of entry 1 (or a and the entry's id)
  n 1   they are not what entry 1 answers
  d ID  draft a new entry with this id, the questions as its phrasings
  o     out of scope          s     spam          p     put off for a week
  Enter next                  u     undo          q     quit
"""


@dataclass(frozen=True, slots=True)
class Review:
    """One sitting. `run` waits for a coroutine; `curator` is the name that stands on the trail."""

    office: Office
    run: Callable[[Coroutine[Any, Any, Any]], Any]
    curator: str
    console: Console
    skipped: set[int] = field(default_factory=set)  # groups

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
        if not any(not made.undone for made in self.run(self.office.trail())):
            return False
        self._say("  Enter leave            u     undo the last decision", "dim")
        return next(self._answers()) == "u" and self._undo()

    def _next(self) -> Group | None:
        page: Page = self.run(self.office.waiting(limit=len(self.skipped) + 1))
        group = next((group for group in page.groups if group.number not in self.skipped), None)
        if group:
            self._say(f"\n{page.total - len(self.skipped)} to go", "dim")
        return group

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
        why = ", ".join(_why(why, reason) for why, reason in group.whys)
        people = "1 person" if group.askers == 1 else f"{group.askers} people"
        self._say(f"{people} · {group.size} × · {asked} · {spoken} · {why}", "bold")
        for text in group.texts[:_EXAMPLES]:
            self._say(f"  {text}")
        self._say("Nearest entries:", "dim")
        for number, (entry, belief) in enumerate(self._nearest(group), 1):
            self._say(f"  {number}  {entry}  {belief:.0%}  {self.office.library.entries[entry].question.en}")
        self._say(_KEYS, "dim")

    def _nearest(self, group: Group) -> list[tuple[str, float]]:
        return [(entry, belief) for entry, belief in group.nearest if entry in self.office.library.entries][:_NEAREST]

    def _carry_out(self, answer: str, group: Group) -> bool:
        """Do what was typed. Whether to look what waits now."""
        key, _, about = answer.partition(" ")
        match key:
            case "":
                self.skipped.add(group.number)
                return True
            case "a" | "n":
                return self._edit("add" if key == "a" else "unlike", about.strip(), group)
            case "d":
                return self._keep(decide(group, "draft", about.strip()))
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

    def _keep(self, decision: Decision) -> bool:
        try:
            made: Made = self.run(self.office.carry_out(self.curator, decision))
        except BadName:
            self._say("A new entry needs an id of its own: small letters, digits and dashes.", "red")
        except Refused as refused:
            self._say("The gate refuses this, so nothing was changed:", "red")
            for problem in refused.problems:
                self._say(str(problem))
        except AlreadyDecided as meanwhile:
            self._say(f"Somebody has dealt with this meanwhile: {meanwhile}.", "red")
            return True
        except (UnknownEntry, EditConflict, ContentError) as error:
            self._say(str(error), "red")
        else:
            for edit in made.edits:
                self._say(f"Written to {edit.file}.", "green")
            return True
        return False

    def _undo(self) -> bool:
        """Take the latest decision back: the files are as they were, byte for byte, and its questions wait again."""
        try:
            made: Made | None = self.run(self.office.undo(self.curator))
        except (EditConflict, ContentError) as error:
            self._say(str(error), "red")
            return False
        if made is None:
            self._say("There is nothing to undo.", "red")
            return False
        self.skipped.discard(made.decision.group)
        self._say(f"Taken back: {made.decision.verb} by {made.curator}.", "green")
        return True

    def _say(self, text: str, style: str = "") -> None:
        self.console.print(Text(text, style=style))


def _why(why: Why, reason: str | None) -> str:
    """Why a question waits, with the reason that its asker gave for a 👎."""
    return f"{_WHY[why]} ({reason})" if reason else _WHY[why]
