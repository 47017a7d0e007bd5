"""The command that looks the content over before it is published: its faults, and what it would change."""

from typing import Annotated

import typer

from bot.gate import content_problems, lost_wordings
from bot.knowledge import Library, Problem, schema
from bot.settings import Settings
from bot.shell import mind_or_stop, out, settings_or_stop, stop


def check(
    write_schema: Annotated[bool, typer.Option("--write-schema", help="Bring faq/schema.json up to date.")] = False,
) -> None:
    """Find everything that is wrong with the content: exit 0 when nothing is."""
    settings = settings_or_stop()
    if write_schema:
        (settings.faq_dir / "schema.json").write_text(schema(), encoding="utf-8")
    library, problems = _examined(settings)
    for problem in problems:
        print(problem)  # not through rich, which would turn ':100:' into a picture
    if problems or library is None:
        stop(f"\n{len(problems)} problem{'s' if len(problems) != 1 else ''}.", 1)
    quotes = sum(len(entry.quotes) for entry in library.entries.values())
    wordings = sum(1 for entry in library.entries.values() for _ in entry.wordings())
    out.print(
        f"All is well: {len(library.entries)} entries, {wordings} wordings, {quotes} quotes "
        f"from {len(library.articles)} articles. Version {library.version}."
    )


def _examined(settings: Settings) -> tuple[Library | None, list[Problem]]:
    """What the gate says of the content as it stands."""
    library, problems = content_problems(settings.faq_dir, settings.corpus_dir)
    if library and not problems:
        problems = lost_wordings(library, settings.faq_dir, mind_or_stop(library, settings).matcher)
    return library, problems


def faults(settings: Settings) -> list[Problem]:
    """All that is wrong with the content as it stands."""
    return _examined(settings)[1]
