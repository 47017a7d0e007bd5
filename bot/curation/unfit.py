"""A row of a curator's spreadsheet that cannot be taken over, and all such rows of a file at once."""

from collections.abc import Callable, Iterable

from bot.curation.spreadsheets import Row
from bot.knowledge import LANGUAGES, ContentError, Language, Problem


class UnfitError(Exception):
    """Says of one row why it cannot be taken over, and in a second line how to mend it."""


def each(file: str, rows: Iterable[Row], take: Callable[[Row], None]) -> None:
    """Take one row after another. Raises `ContentError` with every row that is unfit."""
    problems = []
    for row in rows:
        try:
            take(row)
        except UnfitError as unfit:
            message, _, mend = str(unfit).partition("\n")
            problems.append(Problem(file, row.line, message, mend.strip()))
    if problems:
        raise ContentError(problems)


def language_of(written: str) -> Language:
    """The language that a cell names. Raises `UnfitError`."""
    for language in LANGUAGES:
        if written == language:
            return language
    raise UnfitError(f"the language is '{written}'.\nIt has to be one of {', '.join(LANGUAGES)}.")
