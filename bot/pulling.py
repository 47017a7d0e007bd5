"""The command that brings decisions into a working copy which were made where the content's files do not lie."""

from collections.abc import Callable
from datetime import UTC

from rich.text import Text

from bot.curation import Made, Refused
from bot.gatekeeping import Gatekeeper
from bot.knowledge import ContentError, Edit, EditConflict, Library, UnknownEntry
from bot.settings import Settings
from bot.shell import err, library_or_stop, out, settings_or_stop, stop, with_sessions
from bot.storage import Desk


def pull() -> None:
    """Write the decisions that wait in the database (KEEP_EDITS=database) into the files here, past the gate."""
    settings = settings_or_stop()
    library = library_or_stop(settings)
    pulled, left = with_sessions(settings, lambda sessions: _pull(Desk(sessions), settings, lambda: library))
    if not pulled and not left:
        out.print("Nothing waits to be pulled.")
    if left:
        stop(f"{left} of {pulled + left} decisions could not be pulled, and wait until they can be.", 1)


async def _pull(desk: Desk, settings: Settings, library: Callable[[], Library]) -> tuple[int, int]:
    """How many decisions were pulled, the oldest first, and how many could not be."""
    files = Gatekeeper(settings.model_copy(update={"keep_edits": "files"}), library)
    pulled = left = 0
    for made in await desk.unapplied():
        try:
            edits = await files.publish(made.decision) or ()
        except (Refused, UnknownEntry, EditConflict, ContentError) as conflict:
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
