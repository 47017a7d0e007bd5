"""The commands of the curators' desk beside `review`: its numbers, and its work in a spreadsheet."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import picturing, tabling
from bot.commanding import AsJson, library, out, settings, stop, with_sessions
from bot.curation.numbers import Numbers, Period, figures, numbers_of
from bot.knowledge import LANGUAGES, Language, Library
from bot.storage.numbers import Tables
from bot.telegram.attending import KAZAKHSTAN

app = typer.Typer()


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
    given = settings()
    content = library(given)
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
