"""The command of the drafts: list what curators are writing, go on with one, throw one away or bring it back."""

import getpass
from typing import Annotated

import typer
from rich.text import Text

from bot.cli.database import with_sessions
from bot.cli.review import sit_at_desk
from bot.cli.shell import library_or_stop, local, out, settings_or_stop, stop, table
from bot.content import Library
from bot.desk.drafts import KeptDraft
from bot.storage import EntryDrafts

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
