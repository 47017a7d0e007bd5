"""The commands of the curators' desk beside `review`: its numbers, and its work in a spreadsheet."""

import getpass
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot import importing, picturing, tabling
from bot.curation import AlreadyDecided, Group, Made, Wanted, additions, rulings, sheets, spreadsheets
from bot.curation.numbers import Numbers, Period, figures, numbers_of
from bot.gatekeeping import examined
from bot.knowledge import LANGUAGES, ContentError, EditConflict, Language, Library, UnknownEntry
from bot.settings import Settings
from bot.shell import AsJson, library_or_stop, out, settings_or_stop, stop, with_sessions
from bot.storage import Desk, Sessions
from bot.storage.numbers import Tables
from bot.storage.trail import Trail
from bot.telegram.attending import KAZAKHSTAN

app = typer.Typer()

_GROUPS = 10_000  # that wait, and go into a spreadsheet
_VANISHED = 10  # shown, of the wordings that a file no longer has


@app.command()
def stats(
    days: Annotated[int, typer.Option("--days", help="So many days, today included.", min=1, max=3650)] = 30,
    as_json: AsJson = False,
    picture: Annotated[Path | None, typer.Option("--picture", help="Draw them into a .png or .svg file.")] = None,
    language: Annotated[str, typer.Option("--language", help="The picture's language: kk, ru or en.")] = "kk",
    dark: Annotated[bool, typer.Option("--dark", help="A dark picture.")] = False,
) -> None:
    """Show the numbers: what was asked, what came of it, how it was received, how soon gaps are closed."""
    spoken = next((one for one in LANGUAGES if one == language), None)
    if spoken is None:
        stop(f"--language is kk, ru or en, not '{language}'.", 2)
    if picture is not None and picture.suffix not in (".png", ".svg"):
        stop(f"{picture}: a picture's name ends in .png or .svg.", 2)
    given = settings_or_stop()
    content = library_or_stop(given)
    period = Period.until(datetime.now(KAZAKHSTAN).date(), days, KAZAKHSTAN)
    numbers = numbers_of(period, with_sessions(given, lambda sessions: Tables(sessions).counts(period)), content)
    if picture is not None:
        _draw(numbers, content, spoken, dark, picture)
    if as_json:
        print(json.dumps(figures(numbers), ensure_ascii=False, indent=2))
    else:
        tabling.show(numbers, content, out)


def _draw(numbers: Numbers, content: Library, language: Language, dark: bool, file: Path) -> None:
    drawn = picturing.picture(numbers, content, language, dark, "svg" if file.suffix == ".svg" else "png")
    try:
        file.write_bytes(drawn)
    except OSError as fault:
        stop(f"{file} cannot be written: {fault.strerror}.", 2)


@app.command()
def export(
    folder: Annotated[Path, typer.Option("--csv", help="The folder for the files; it is made if need be.")],
) -> None:
    """Write phrasings.csv, decisions.csv and questions.csv, for a spreadsheet. `import` reads the first two back."""
    given = settings_or_stop()
    content = library_or_stop(given)
    trail, waiting = _desk(given)
    tables = {
        "phrasings.csv": spreadsheets.written(sheets.PHRASINGS, sheets.phrasing_rows(content)),
        "decisions.csv": spreadsheets.written(sheets.DECISIONS, sheets.decision_rows(trail)),
        "questions.csv": spreadsheets.written(sheets.QUESTIONS, sheets.question_rows(waiting)),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in tables.items():
            (folder / name).write_bytes(table)
    except OSError as fault:
        stop(f"{folder} cannot be written to: {fault.strerror}.", 2)
    out.print(f"Written to {folder}: {', '.join(tables)}.", markup=False)


def _desk(given: Settings) -> tuple[list[Made], list[Group]]:
    """What was decided, and the groups of questions that wait."""

    async def look(sessions: Sessions) -> tuple[list[Made], list[Group]]:
        page = await Desk(sessions).waiting(Wanted(), datetime.now(UTC), 0, _GROUPS)
        return await Trail(sessions).decisions(), list(page.groups)

    return with_sessions(given, look)


@app.command(name="import")
def import_csv(
    file: Annotated[
        Path,
        typer.Option(
            "--csv", help="A phrasings.csv or decisions.csv, as a spreadsheet saved it.", exists=True, dir_okay=False
        ),
    ],
) -> None:
    """Take over what was added to an exported phrasings.csv or decisions.csv; nothing is ever deleted."""
    given = settings_or_stop()
    content = library_or_stop(given)
    try:
        steps = _steps(file, given, content)
        carried_out = importing.carry_out(steps, lambda: examined(given)[1], partial(_record, given))
    except (AlreadyDecided, ContentError, EditConflict, UnknownEntry) as error:
        stop(f"{error}\n\nNothing was changed.", 1)
    for decision, edits in carried_out:
        files = ", ".join(dict.fromkeys(edit.file.name for edit in edits)) or "the trail alone"
        about = f"{decision.verb} {decision.entry or ''}".strip()
        out.print(f"{about}: {len(decision.texts)} × → {files}", markup=False)
    if not carried_out:
        out.print("Nothing is new, so nothing was changed.")


def _record(given: Settings, carried_out: list[importing.CarriedOut]) -> None:
    async def record(sessions: Sessions) -> None:
        desk, curator = Desk(sessions), getpass.getuser()
        for decision, edits in carried_out:
            if await desk.record(curator, decision, edits, applied=True) is None:
                raise AlreadyDecided(await desk.latest_of(decision.group))

    with_sessions(given, record)


def _steps(file: Path, given: Settings, content: Library) -> list[importing.Step]:
    """What a file asks for. Raises `ContentError` with every bad row."""
    name, table = str(file), file.read_bytes()
    if "verb" in spreadsheets.columns_of(name, table):
        rows = spreadsheets.read(name, table, ("number", "verb", "entry", "language", "text"))
        trail, waiting = _desk(given)
        return importing.decided(rulings.new_decisions(name, rows, trail, waiting, content), given.faq_dir)
    found = additions.compare(name, spreadsheets.read(name, table, sheets.PHRASINGS), content)
    _tell_vanished(found.vanished)
    return importing.added(found.new, given.faq_dir)


def _tell_vanished(phrases: Sequence[sheets.Phrase]) -> None:
    if phrases:
        out.print(f"Not in the file, and left in the content as they are: {len(phrases)}")
    for phrase in phrases[:_VANISHED]:
        out.print(f"    {phrase.entry or phrase.kind} ({phrase.language}): {phrase.text}", markup=False, emoji=False)
    if len(phrases) > _VANISHED:
        out.print("    …")
