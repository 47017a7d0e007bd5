"""The commands of the desk: review what waits, list what got no answer and what was decided, pull decisions in."""

import asyncio
import csv
import getpass
import sys
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.shell import err, library_or_stop, matcher_or_stop, out, settings_or_stop, stop, with_sessions
from bot.content import Edit, Library, NotDone
from bot.desk import AlreadyDecided, BadName, Decision, Desk, Group, Made, QueuePage, Refused, Verb, Why, decide
from bot.jobs.grouping import Grouping
from bot.matching import Matcher
from bot.publishing.publisher import Publisher, desk_over
from bot.settings import Settings
from bot.storage import DatabaseError, DeskStore, GroupStore, Question, QuestionLog, migrate, open_engine, open_sessions


def review_in_terminal(settings: Settings, library: Library, matcher: Callable[[], Matcher], console: Console) -> None:
    """Work the unanswered questions off in the terminal. `matcher` is asked for if any are not in groups yet."""
    with asyncio.Runner() as runner:
        engine = open_engine(settings.database_url)
        runner.run(migrate(engine))
        sessions = open_sessions(engine)
        runner.run(_sort(Grouping(GroupStore(sessions), library, matcher), console))
        desk = desk_over(sessions, settings, lambda: library)
        TerminalReview(desk, runner.run, getpass.getuser(), console).sit()
        runner.run(engine.dispose())


async def _sort(sorting: Grouping, console: Console) -> None:
    with console.status("Putting new questions into groups …") as status:
        await sorting.sort(done=lambda count: status.update(f"Putting new questions into groups: {count:,} …"))


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
class TerminalReview:
    """One sitting. `run` waits for a coroutine; `curator` is the name that stands on the trail."""

    desk: Desk
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
        if not any(not made.undone for made in self.run(self.desk.trail())):
            return False
        self._say("  Enter leave            u     undo the last decision", "dim")
        return next(self._answers()) == "u" and self._undo()

    def _next(self) -> Group | None:
        page: QueuePage = self.run(self.desk.waiting(limit=len(self.skipped) + 1))
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
            self._say(f"  {number}  {entry}  {belief:.0%}  {self.desk.library.entries[entry].question.en}")
        self._say(_KEYS, "dim")

    def _nearest(self, group: Group) -> list[tuple[str, float]]:
        return [(entry, belief) for entry, belief in group.nearest if entry in self.desk.library.entries][:_NEAREST]

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
            made: Made = self.run(self.desk.carry_out(self.curator, decision))
        except BadName:
            self._say("A new entry needs an id of its own: small letters, digits and dashes.", "red")
        except Refused as refused:
            self._say("The gate refuses this, so nothing was changed:", "red")
            for problem in refused.problems:
                self._say(str(problem))
        except AlreadyDecided as meanwhile:
            self._say(f"Somebody has dealt with this meanwhile: {meanwhile}.", "red")
            return True
        except NotDone as error:
            self._say(str(error), "red")
        else:
            for edit in made.edits:
                self._say(f"Written to {edit.file}.", "green")
            return True
        return False

    def _undo(self) -> bool:
        """Take the latest decision back: the files are as they were, byte for byte, and its questions wait again."""
        try:
            made: Made | None = self.run(self.desk.undo(self.curator))
        except NotDone as error:
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


def unanswered(
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")] = False,
) -> None:
    """List the questions that got no answer, the newest first."""
    rows = with_sessions(settings_or_stop(), lambda sessions: QuestionLog(sessions).unanswered())
    if as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(("asked_at", "language", "outcome", "nearest", "confidence", "version", "text"))
        writer.writerows(_spreadsheet_row(row) for row in rows)
        return
    table = Table("asked at (UTC)", "language", "why", "nearest entry", "question")
    for row in rows:
        why = "none of the choices" if row.declined_at else "unknown"
        near = f"{row.entries[0][0]} {row.entries[0][1]:.0%}" if row.entries else "–"
        table.add_row(f"{row.asked_at:%Y-%m-%d %H:%M}", row.language, why, near, Text(row.text))
    out.print(table if rows else "No unanswered questions.")


def _spreadsheet_row(row: Question) -> tuple[str, ...]:
    near = row.entries[0][0] if row.entries else ""
    outcome = "none of the choices" if row.declined_at else row.outcome
    # A spreadsheet takes a cell that begins so for a formula; an apostrophe makes it text.
    text = f"'{row.text}" if row.text.startswith(("=", "+", "-", "@", "\t", "\r")) else row.text
    return (row.asked_at.isoformat(), row.language, outcome, near, f"{row.confidence:.2f}", row.version, text)


def review() -> None:
    """Work the unanswered questions off, one group at a time: a curator's desk in the terminal."""
    settings = settings_or_stop()
    library = library_or_stop(settings)
    try:
        review_in_terminal(settings, library, cache(lambda: matcher_or_stop(library, settings).matcher), out)
    except DatabaseError as fault:
        stop(f"The database of DATABASE_URL cannot be used: {fault}.", 2)


def decisions(
    count: Annotated[int, typer.Option("--count", help="How many of the latest.", min=1)] = 20,
) -> None:
    """Show what curators decided, the latest first: who, when, what, and which files it changed."""
    table = Table("when (UTC)", "who", "what", "questions", "files")
    for made in with_sessions(settings_or_stop(), lambda sessions: DeskStore(sessions).trail(count)):
        what = " ".join(filter(None, (made.decision.verb, made.decision.entry, "(undone)" if made.undone else "")))
        texts = Text("\n".join(dict.fromkeys(text for _, text in made.decision.texts)))
        files = "\n".join(dict.fromkeys(edit.file.name for edit in made.edits))
        table.add_row(f"{made.at:%Y-%m-%d %H:%M}", made.curator, what, texts, files)
    out.print(table if table.row_count else "Nothing was decided yet.")


def pull() -> None:
    """Write the decisions that wait in the database (KEEP_EDITS=database) into the files here, past the gate."""
    settings = settings_or_stop()
    library = library_or_stop(settings)
    pulled, left = with_sessions(settings, lambda sessions: _pull(DeskStore(sessions), settings, lambda: library))
    if not pulled and not left:
        out.print("Nothing waits to be pulled.")
    if left:
        stop(f"{left} of {pulled + left} decisions could not be pulled, and wait until they can be.", 1)


async def _pull(desk: DeskStore, settings: Settings, library: Callable[[], Library]) -> tuple[int, int]:
    """How many decisions were pulled, the oldest first, and how many could not be."""
    files = Publisher(settings.model_copy(update={"keep_edits": "files"}), library)
    pulled = left = 0
    for made in await desk.unapplied():
        try:
            edits = await files.publish(made.decision) or ()
        except NotDone as conflict:
            err.print(Text(f"{_named(made)}\n{conflict}"))
            left += 1
            continue
        await desk.applied(made.number, edits)
        out.print(Text(f"{_named(made)}: {_places(edits)}"))
        pulled += 1
    return pulled, left


def _named(made: Made) -> str:
    what = " ".join(filter(None, (made.decision.verb, made.decision.entry)))
    return f"{made.number} · {made.at.astimezone(UTC):%Y-%m-%d %H:%M} · {made.curator} · {what}"


def _places(edits: tuple[Edit, ...]) -> str:
    return ", ".join(dict.fromkeys(edit.file.name for edit in edits)) or "nothing to write"
