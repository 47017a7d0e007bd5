"""The commands that list what was published, and bring an earlier version of the content back."""

import time
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot import publishing
from bot.curation import Publication, step_back
from bot.knowledge import Changes, EditConflict, Snapshot
from bot.settings import Settings
from bot.shell import out, settings_or_stop, stop, with_sessions
from bot.storage import Publications

_NAMED = 3  # entries that a line names; of more it says how many


def versions() -> None:
    """List the published versions of the content, the newest first, and what changed with each."""
    settings = settings_or_stop()
    history, contents = with_sessions(settings, lambda sessions: _all_of(Publications(sessions)))
    if not history:
        out.print("Nothing was published yet: a version is kept when the running bot serves it.")
        return
    current = Snapshot.of(settings.faq_dir, settings.corpus_dir).version
    table = Table("version", "since (UTC)", "in the files", "what changed")
    for place in reversed(range(len(history))):
        one = history[place]
        mark = "●" if one.version == current else ""
        what = _since_last(history, contents, place)
        table.add_row(
            one.version, f"{one.at:%Y-%m-%d %H:%M:%S}", mark, Text(what if one.served else f"{what} (put by)")
        )
    out.print(table)
    if current not in contents:
        out.print(f"The files hold {current}, which was not published: `python -m bot check` says whether it is valid.")


async def _all_of(publications: Publications) -> tuple[Sequence[Publication], dict[str, Snapshot]]:
    history = await publications.history()
    found = {one.version: await publications.content(one.version) for one in history}
    return history, {version: snapshot for version, snapshot in found.items() if snapshot}


def _since_last(history: Sequence[Publication], contents: Mapping[str, Snapshot], place: int) -> str:
    if place == 0:
        return "the oldest that is kept"
    return _line(Changes.between(*(contents[history[number].version] for number in (place - 1, place))))


def _line(changes: Changes) -> str:
    """What changed, in one line."""
    words = (("+", changes.added), ("−", changes.removed), ("~", changes.changed), ("file", changes.files))
    parts = [f"{word} {_names(names)}" for word, names in words if names]
    return "; ".join(parts) or "only comments, or the order"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def rollback(
    version: Annotated[str | None, typer.Argument(help="As `versions` lists it; else the one before.")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also over edits that were never published; keeps them.")
    ] = False,
) -> None:
    """Bring the files of an earlier published version back, byte for byte. A running bot serves them at once."""
    settings = settings_or_stop()
    start = time.perf_counter()
    back, count = with_sessions(settings, lambda sessions: _go_back(Publications(sessions), settings, version, force))
    took = time.perf_counter() - start
    if not count:
        out.print(f"The files hold {back} already.")
        return
    files = f"{count} file{'s' if count != 1 else ''}"
    out.print(
        f"The files are those of {back} again: {files} written in {took:.2f} s. A running bot serves them at once."
    )


async def _go_back(publications: Publications, settings: Settings, version: str | None, force: bool) -> tuple[str, int]:
    """Write the files of a version; which it is, and how many files that took."""
    present = Snapshot.of(settings.faq_dir, settings.corpus_dir)
    history = await publications.history()
    wanted = version or step_back(history, present.version)
    if wanted is None:
        stop("There is no version to go back to. `python -m bot versions` lists them.", 1)
    snapshot = await publications.content(wanted)
    if snapshot is None:
        stop(f"There is no version '{wanted}'. `python -m bot versions` lists them.", 1)
    if present.version not in {one.version for one in history}:
        if not force:
            stop(f"The files hold edits that were never published, and that would be lost.\n{_HOW_TO_FORCE}", 1)
        await publications.keep(present, served=False)
        out.print(f"What the files held is put by as {present.version}.")
    edits = snapshot.edits_from(present, settings.faq_dir, settings.corpus_dir)
    try:
        publishing.apply_all(edits)
    except EditConflict as conflict:
        stop(str(conflict), 1)
    return wanted, len(edits)


_HOW_TO_FORCE = "With --force they are put by first, as a version to come back to."
