"""The commands of the desk: review what waits, list what got no answer and what was decided, drafts."""

import asyncio
import contextlib
import csv
import difflib
import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer
from rich.text import Text

from bot.cli.database import with_sessions
from bot.cli.shell import (
    err,
    language_or_stop,
    library_or_stop,
    local,
    matcher_or_stop,
    out,
    settings_or_stop,
    stop,
    table,
)
from bot.cli.sitting import Run, Sitting
from bot.content import ContentError, Edit, Library, NotDone, Snapshot
from bot.conversation import Wording
from bot.desk import Made
from bot.desk.csv_format import guarded
from bot.desk.drafts import KeptDraft
from bot.desk_chat import Curator, DeskChat
from bot.desk_chat.cards import desk_wording, speaks
from bot.desk_chat.desk_press import names_in
from bot.desk_chat.proposal_review import in_words
from bot.jobs.grouping import Grouping
from bot.publishing.gate import load_servable
from bot.publishing.learned import LearnedMatcher, learn, search_of, state_folder
from bot.publishing.publisher import Publisher, audit_over, desk_over, publisher_over
from bot.search import ArticleSearch
from bot.settings import KAZAKHSTAN, Settings
from bot.storage import (
    DatabaseError,
    DeskStore,
    EntryDrafts,
    GroupStore,
    Question,
    QuestionLog,
    Sessions,
    migrate,
    open_engine,
    open_sessions,
)


def review(
    language: Annotated[str | None, typer.Option("--language", help="kk, ru or en; else the terminal's own.")] = None,
) -> None:
    """Review the unanswered questions, one group at a time."""
    sit_at_desk(language)


def sit_at_desk(language: str | None, draft: int = 0) -> None:
    """Open the desk in the terminal: at the queue, or at a draft."""
    spoken = language_or_stop(language or os.environ.get("LC_ALL") or os.environ.get("LANG", ""), language is not None)
    settings = settings_or_stop()
    library = library_or_stop(settings)
    content = LatestContent(settings, library)
    try:
        with asyncio.Runner() as runner:
            _review(settings, content, Curator(getpass.getuser(), spoken, can_edit=False), runner.run, draft)
    except DatabaseError as fault:
        stop(f"The database of DATABASE_URL cannot be used: {fault}.", 2)


@dataclass
class LatestContent:
    """The content in the files, as long as it is valid, and what has learned it; read again after each edit."""

    settings: Settings
    valid: Library
    learned: LearnedMatcher | None = None
    version: str = ""
    searched: ArticleSearch | None = None

    def library(self) -> Library:
        """The content as it is now."""
        if Snapshot.of(self.settings.faq_dir, self.settings.corpus_dir).version != self.valid.version:
            with contextlib.suppress(ContentError):
                self.valid = load_servable(self.settings.faq_dir, self.settings.corpus_dir)
        return self.valid

    def trained(self) -> LearnedMatcher:
        """What has learned it. Takes seconds where nothing was learned yet."""
        library = self.library()
        if self.learned is None:
            self.learned = matcher_or_stop(library, self.settings)
        elif self.version != library.version:
            self.learned = learn(library, state_folder(self.settings) / "learned", self.learned)
        self.version = library.version
        return self.learned

    def search(self) -> ArticleSearch:
        """The search in its articles, which are ready in a second and seldom change: the matcher can wait."""
        library = self.library()
        if self.searched is None or self.searched.index.articles != tuple(library.articles.values()):
            self.searched = search_of(library, state_folder(self.settings) / "learned")
        return self.searched


def _review(settings: Settings, content: LatestContent, curator: Curator, run: Run, draft: int) -> None:
    engine = open_engine(settings.database_url)
    run(migrate(engine))
    sessions = open_sessions(engine)
    run(group_waiting(Grouping(GroupStore(sessions), content.valid, lambda: content.trained().matcher)))
    Sitting(_chat_over(sessions, settings, content), curator, run, out).sit(draft)
    run(engine.dispose())


def audit(
    language: Annotated[str | None, typer.Option("--language", help="kk, ru or en; else the terminal's own.")] = None,
) -> None:
    """Look at answers that were given, one at a time: right, wrong, or should the bot have asked?"""
    spoken = language_or_stop(language or os.environ.get("LC_ALL") or os.environ.get("LANG", ""), language is not None)
    settings = settings_or_stop()
    content = LatestContent(settings, library_or_stop(settings))
    try:
        with asyncio.Runner() as runner:
            _audit(settings, content, Curator(getpass.getuser(), spoken), runner.run)
    except DatabaseError as fault:
        stop(f"The database of DATABASE_URL cannot be used: {fault}.", 2)


def _audit(settings: Settings, content: LatestContent, curator: Curator, run: Run) -> None:
    engine = open_engine(settings.database_url)
    run(migrate(engine))
    chat = _chat_over(open_sessions(engine), settings, content)
    Sitting(chat, curator, run, out, audit=True).sit()
    run(engine.dispose())


def proposals() -> None:
    """List what waits for a publisher: who decided what, and how it would change the files."""
    settings = settings_or_stop()
    content = LatestContent(settings, library_or_stop(settings))
    with_sessions(settings, lambda sessions: _show_proposals(sessions, settings, content))


async def _show_proposals(sessions: Sessions, settings: Settings, content: LatestContent) -> None:
    desk = _chat_over(sessions, settings, content).desk
    waiting, say = await desk.proposals(), speaks(desk_wording(), "en")
    for made in waiting:
        out.print(Text(_named(made), style="bold"))
        for _, text in made.decision.texts:
            out.print(Text(f"  “{text}”"))
        tried = await desk.tried(made.number)
        if tried and tried.is_behind:
            out.print("  The content has changed since; it was checked again just now.")
        if tried and tried.fault:
            err.print(Text(f"  It cannot be published now: {tried.fault}"))
        names = names_in(desk.library, "en", made.decision)
        for change in tried.reads if tried else ():
            out.print(Text("\n".join(f"  {line}" for line in in_words(say, change, names))))
        for edit in tried.edits if tried else ():
            out.print(Text(f"  {edit.file.name}"))
            out.print(Text("\n".join(f"  {line}" for line in _changed_lines(edit))))
    if not waiting:
        out.print("Nothing waits for a publisher.")


def _changed_lines(edit: Edit) -> list[str]:
    before, after = (written.decode("utf-8", "replace").splitlines() for written in (edit.before, edit.after))
    return list(difflib.unified_diff(before, after, lineterm="", n=1))[2:]


def _chat_over(sessions: Sessions, settings: Settings, content: LatestContent) -> DeskChat:
    files = publisher_over(sessions, settings, content.library, content.trained)
    desk = desk_over(sessions, files, content.search, settings.publisher_ids)
    return DeskChat(desk, EntryDrafts(sessions), Wording(), _now, audit_over(sessions, settings))


def _now() -> datetime:
    return datetime.now(KAZAKHSTAN)


async def group_waiting(grouping: Grouping) -> None:
    """Put all questions that wait into groups, and show how far that has come."""
    with out.status("Putting new questions into groups …") as status:
        await grouping.sort(done=lambda count: status.update(f"Putting new questions into groups: {count:,} …"))


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
    shown = table("asked (Almaty)", "", "why", "nearest entry", "question")
    for row in rows:
        why = "none of the choices" if row.declined_at else "unknown"
        near = f"{row.entries[0][0]} {row.entries[0][1]:.0%}" if row.entries else "–"
        shown.add_row(local(row.asked_at), row.language, why, near, Text(row.text))
    out.print(shown if rows else "No unanswered questions.")


def _spreadsheet_row(row: Question) -> tuple[str, ...]:
    near = row.entries[0][0] if row.entries else ""
    outcome = "none of the choices" if row.declined_at else row.outcome
    asked = row.asked_at.astimezone(KAZAKHSTAN).isoformat()
    return (asked, row.language, outcome, near, f"{row.confidence:.2f}", row.version, guarded(row.text))


def decisions(
    count: Annotated[int, typer.Option("--count", help="How many of the latest.", min=1)] = 20,
) -> None:
    """Show what curators decided, the latest first: who, when, what, and which files it changed."""
    shown = table("when (Almaty)", "who", "what", "questions", "files")
    for made in with_sessions(settings_or_stop(), lambda sessions: DeskStore(sessions).trail(count)):
        what = " ".join(filter(None, (made.decision.verb, made.decision.entry, _state(made))))
        texts = Text("\n".join(dict.fromkeys(text for _, text in made.decision.texts)))
        files = "\n".join(dict.fromkeys(edit.file.name for edit in made.edits))
        shown.add_row(local(made.at), made.curator, what, texts, files)
    out.print(shown if shown.row_count else "Nothing was decided yet.")


def _state(made: Made) -> str:
    if made.waits:
        return "(waits for a publisher)"
    if made.refused is not None:
        return f"(refused: {made.refused})"
    return "(undone)" if made.undone else ""


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
            published = await files.publish(made.decision, sure=True)
        except NotDone as conflict:
            err.print(Text(f"{_named(made)}\n{conflict}"))
            left += 1
            continue
        edits = published.edits if published else ()
        await desk.applied(made.number, edits)
        out.print(Text(f"{_named(made)}: {_places(edits)}"))
        pulled += 1
    return pulled, left


def _named(made: Made) -> str:
    what = " ".join(filter(None, (made.decision.verb, made.decision.entry)))
    return f"{made.number} · {local(made.at)} · {made.curator} · {what}"


def _places(edits: tuple[Edit, ...]) -> str:
    return ", ".join(dict.fromkeys(edit.file.name for edit in edits)) or "nothing to write"


_Number = int | None


def drafts(
    resume: Annotated[_Number, typer.Option("--resume", help="Go on with this one, as in `review`.")] = None,
    throw_away: Annotated[_Number, typer.Option("--throw-away", help="Throw this one away.")] = None,
    bring_back: Annotated[_Number, typer.Option("--bring-back", help="Bring one back, within a day.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="kk, ru or en; else the terminal's own.")] = None,
) -> None:
    """List what curators are writing and have not published; go on with it, or throw it away."""
    if resume is not None:
        sit_at_desk(language, resume)
        return
    settings, who = settings_or_stop(), getpass.getuser()
    if throw_away is not None:
        with_sessions(settings, lambda sessions: EntryDrafts(sessions).close(throw_away, who, "thrown"))
    if bring_back is not None:
        back = with_sessions(settings, lambda sessions: EntryDrafts(sessions).reopen(bring_back, who))
        if back is None:
            stop(f"Draft {bring_back} cannot be brought back: it is gone, or there is a newer one in its place.", 1)
    live = with_sessions(settings, lambda sessions: EntryDrafts(sessions).live())
    ended = with_sessions(settings, lambda sessions: EntryDrafts(sessions).ended())
    _list(live, [one for one in ended if one.how == "thrown"], library_or_stop(settings))


def _list(live: list[KeptDraft], thrown: list[KeptDraft], library: Library) -> None:
    shown = table("", "what", "of", "begun (Almaty)", "last written", "")
    for draft in live:
        of = draft.subject.entry or (f"group {draft.subject.group}" if draft.subject.group else _of(draft))
        begun = f"{local(draft.begun)}\n{draft.begun_by}"
        changed = f"{local(draft.changed)}\n{draft.changed_by}"
        moved = "its entry has changed since" if draft.moved(library) else ""
        shown.add_row(str(draft.number), Text(draft.headline(library)), of, begun, changed, moved)
    out.print(shown if live else "Nothing is being written.")
    for draft in thrown:
        out.print(Text(f"Thrown away, to be brought back within a day: {draft.number} {draft.headline(library)}"))


def _of(draft: KeptDraft) -> str:
    """What part of the content a draft is of that is for no entry and no group."""
    subject = draft.subject
    return "–" if subject.is_talked_of else f"{subject.kind} {subject.named}".strip() + ", in the console"
