"""The commands that export the desk's work for a spreadsheet, and import what curators added there."""

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.database import with_sessions
from bot.cli.shell import library_or_stop, out, settings_or_stop, stop
from bot.content import (
    LANGUAGES,
    ContentError,
    Edit,
    Language,
    Library,
    NotDone,
    add_outside,
    add_phrasings,
    add_unlike,
)
from bot.desk import AlreadyDecided, Decision, Group, Made, QueueFilter, Verb, csv_format, csv_import, edits_of
from bot.desk.csv_import import Phrase, PhraseKind
from bot.publishing import publisher
from bot.settings import KAZAKHSTAN, Settings
from bot.storage import DeskStore, Sessions
from bot.storage.decisions import Trail

Step = tuple[Decision, Iterator[Edit]]
"""A decision and its edits: each edit is made when the iterator reaches it."""

CarriedOut = tuple[Decision, list[Edit]]
"""A decision, and the edits that were made for it."""

_VERBS: dict[PhraseKind, Verb] = {
    "phrasing": "add",
    "not": "unlike",
    "outside-near": "outside",
    "outside-far": "outside",
}


def decided(decisions: Iterable[Decision], faq: Path) -> list[Step]:
    """The steps that carry out decisions about questions."""
    return [(decision, edits_of(decision, faq, publisher.apply)) for decision in decisions]


def added(phrases: Iterable[Phrase], faq: Path) -> list[Step]:
    """The steps that add new wordings: one decision for each entry and kind, about no question."""
    places: dict[tuple[str, PhraseKind], list[Phrase]] = {}
    for phrase in phrases:
        places.setdefault((phrase.entry, phrase.kind), []).append(phrase)
    return [
        (
            Decision(_VERBS[kind], 0, 0, tuple((one.language, one.text) for one in new), entry or None),
            _adding(entry, kind, new, faq),
        )
        for (entry, kind), new in places.items()
    ]


def _adding(entry: str, kind: PhraseKind, phrases: Sequence[Phrase], faq: Path) -> Iterator[Edit]:
    for language in LANGUAGES:
        texts = [phrase.text for phrase in phrases if phrase.language == language]
        if texts:
            edit = _edit(entry, kind, language, texts, faq)
            publisher.apply(edit)
            yield edit


def _edit(entry: str, kind: PhraseKind, language: Language, texts: Sequence[str], faq: Path) -> Edit:
    match kind:
        case "phrasing":
            return add_phrasings(faq, entry, language, texts)
        case "not":
            return add_unlike(faq, entry, language, texts)
        case "outside-near":
            return add_outside(faq, "near", language, texts)
        case "outside-far":
            return add_outside(faq, "far", language, texts)


def carry_out(
    steps: Iterable[Step], copy: publisher.Rehearsal, record: Callable[[list[CarriedOut]], None]
) -> list[CarriedOut]:
    """Make every edit in a copy, let the gate check them all together, write them, and put the decisions on the trail.

    If anything fails, the files are as before and the error is raised: the gate's `ContentError`, or `EditConflict`.
    """
    with copy.told():
        tried = [(decision, list(edits)) for decision, edits in steps]
    problems = copy.problems() if any(edits for _, edits in tried) else []
    if problems:
        raise ContentError(problems)
    carried_out = [(decision, list(copy.real(edits))) for decision, edits in tried]
    made = [edit for _, edits in carried_out for edit in edits]
    publisher.apply_all(made)
    try:
        record(carried_out)
    except BaseException:  # an interruption too leaves the files as they were
        for edit in reversed(made):
            publisher.undo(edit)
        raise
    return carried_out


_GROUPS = 10_000  # waiting groups that go into a spreadsheet
_VANISHED = 10  # wordings shown, of those that a file no longer has


def export(
    folder: Annotated[Path, typer.Argument(help="The folder for the files; created if it does not exist.")],
) -> None:
    """Export phrasings.csv, decisions.csv and questions.csv for a spreadsheet.

    `import` reads the first two back.
    """
    given = settings_or_stop()
    content = library_or_stop(given)
    trail, waiting = _desk(given)
    tables = {
        "phrasings.csv": csv_format.written(csv_import.PHRASINGS, csv_import.phrasing_rows(content)),
        "decisions.csv": csv_format.written(csv_import.DECISIONS, csv_import.decision_rows(trail, KAZAKHSTAN)),
        "questions.csv": csv_format.written(csv_import.QUESTIONS, csv_import.question_rows(waiting, KAZAKHSTAN)),
    }
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # questions.csv holds what people asked
        for name, table in tables.items():
            (folder / name).touch(mode=0o600)
            (folder / name).write_bytes(table)
    except OSError as fault:
        stop(f"{folder} cannot be written to: {fault.strerror}.", 2)
    out.print(f"Written to {folder}: {', '.join(tables)}.", markup=False)


def _desk(given: Settings) -> tuple[list[Made], list[Group]]:
    """All decisions, and the groups of questions that wait."""

    async def look(sessions: Sessions) -> tuple[list[Made], list[Group]]:
        page = await DeskStore(sessions).waiting(QueueFilter(), datetime.now(UTC), 0, _GROUPS)
        return await Trail(sessions).decisions(), list(page.groups)

    return with_sessions(given, look)


def import_csv(
    file: Annotated[
        Path,
        typer.Argument(help="A phrasings.csv or decisions.csv, saved by a spreadsheet.", exists=True, dir_okay=False),
    ],
) -> None:
    """Import what was added to an exported phrasings.csv or decisions.csv. Nothing is ever deleted."""
    given = settings_or_stop()
    content = library_or_stop(given)
    try:
        with publisher.rehearsal(given) as copy:
            carried_out = carry_out(_steps(file, given, content, copy.faq), copy, partial(_record, given))
    except NotDone as error:
        stop(f"{error}\n\nNothing was changed.", 1)
    for decision, edits in carried_out:
        files = ", ".join(dict.fromkeys(edit.file.name for edit in edits)) or "the trail alone"
        about = f"{decision.verb} {decision.entry or ''}".strip()
        out.print(f"{about}: {len(decision.texts)} × → {files}", markup=False)
    if not carried_out:
        out.print("Nothing is new, so nothing was changed.")


def _record(given: Settings, carried_out: list[CarriedOut]) -> None:
    async def record(sessions: Sessions) -> None:
        desk, curator = DeskStore(sessions), getpass.getuser()
        for decision, edits in carried_out:
            if await desk.record(curator, decision, edits, applied=True) is None:
                raise AlreadyDecided(await desk.latest_of(decision.group))

    with_sessions(given, record)


def _steps(file: Path, given: Settings, content: Library, faq: Path) -> list[Step]:
    """The steps that a file asks for. Raises `ContentError` with every bad row."""
    name, table = str(file), file.read_bytes()
    if "verb" in csv_format.columns_of(name, table):
        rows = csv_format.read(name, table, ("number", "verb", "entry", "language", "text"))
        trail, waiting = _desk(given)
        return decided(csv_import.new_decisions(name, rows, trail, waiting, content), faq)
    found = csv_import.compare(name, csv_format.read(name, table, csv_import.PHRASINGS), content)
    _tell_vanished(found.vanished)
    return added(found.new, faq)


def _tell_vanished(phrases: Sequence[csv_import.Phrase]) -> None:
    if phrases:
        out.print(f"Not in the file, and left in the content as they are: {len(phrases)}")
    for phrase in phrases[:_VANISHED]:
        out.print(f"    {phrase.entry or phrase.kind} ({phrase.language}): {phrase.text}", markup=False, emoji=False)
    if len(phrases) > _VANISHED:
        out.print("    …")
