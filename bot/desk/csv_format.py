"""Tables as spreadsheets read and write them: CSV in UTF-8, in any of the variants that programs save.

A spreadsheet takes a cell that begins with = + - @ or a tab for a formula. Such a cell is written with a leading
apostrophe, which makes it text, and read without it: reading gives back exactly what was written.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.content import LANGUAGES, ContentError, Language, Problem

LONGEST = 4096
"""The most characters that a cell may have: as many as a message in Telegram."""

_MARK = "\ufeff"  # the byte order mark tells spreadsheets that the file is in UTF-8
_SEPARATORS = ",;\t"
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")  # including apostrophes of the text's own
# What a spreadsheet writes in place of a value that it could not compute; in Russian and English.
_FAILED = re.compile(
    r"#(?:NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!|SPILL!|CALC!|ERROR!|ИМЯ\?|ССЫЛКА!|ЗНАЧ!|Н/Д|ДЕЛ/0!|ЧИСЛО!|ПУСТО!|#+)",
    re.IGNORECASE,
)
_NAMED_SEPARATOR = re.compile(r"sep=[,;\t]\r?\n")  # a first line that some programs write
_PLAIN = "Save it as CSV (UTF-8)."


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column name, and the line of the file that it begins on."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as the bytes of a file that spreadsheets open correctly."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([guarded(str(cell)) for cell in row] for row in rows)
    return (_MARK + text.getvalue()).encode()


def columns_of(file: str, table: bytes) -> tuple[str, ...]:
    """The names in the first row, in lower case. Raises `ContentError` if the file cannot be read."""
    first = next(_rows(file, _decoded(file, table)), None)
    return tuple(cell.strip().casefold() for cell in first[1]) if first else ()


def read(file: str, table: bytes, columns: Sequence[str]) -> list[Row]:
    """The rows below the first, which must name the columns. Other columns and empty rows are left out.

    Raises `ContentError` with every row that cannot be read.
    """
    names = columns_of(file, table)
    missing = [column for column in columns if names.count(column) != 1]
    if missing:
        raise ContentError([_fault(file, 1, f"these columns must each be there once: {', '.join(missing)}.")])
    rows, problems = [], []
    for line, cells in list(_rows(file, _decoded(file, table)))[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            count = f"{len(cells)} cells, but there are {len(names)} columns."
            problems.append(_fault(file, line, f"this row has {count}", "Is a quotation mark missing, or too many?"))
        elif failed := next((cell for cell in cells if _FAILED.fullmatch(cell.strip())), None):
            mend = "Look at this cell in the spreadsheet: it takes the text for a formula."
            problems.append(_fault(file, line, f"a cell holds the spreadsheet's error {failed.strip()}.", mend))
        elif max(len(_unguarded(cell)) for cell in cells) > LONGEST:
            problems.append(_fault(file, line, f"a cell has more than {LONGEST} characters."))
        else:
            found = dict(zip(names, map(_unguarded, cells), strict=True))
            rows.append(Row(line, {column: found[column] for column in columns}))
    if problems:
        raise ContentError(problems)
    return rows


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _decoded(file: str, table: bytes) -> str:
    if b"\0" in table:
        line = table[: table.index(b"\0")].count(b"\n") + 1
        raise ContentError([_fault(file, line, "there is a zero byte here, so this is not CSV in UTF-8.", _PLAIN)])
    try:
        return table.decode().removeprefix(_MARK)
    except UnicodeDecodeError as fault:
        line = table[: fault.start].count(b"\n") + 1
        raise ContentError([_fault(file, line, "this is not UTF-8.", _PLAIN)]) from None


def _rows(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins on."""
    named = _NAMED_SEPARATOR.match(text)
    text, before = (text[named.end() :], 1) if named else (text, 0)
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = before
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            message = f"this row cannot be read ({fault})."
            mend = "Is a quotation mark missing, or too many?"
            raise ContentError([_fault(file, line + 1, message, mend)]) from None
        yield line + 1, cells
        line = before + reader.line_num


def _fault(file: str, line: int, message: str, mend: str = "") -> Problem:
    return Problem(file, line, message, mend)


class UnfitError(Exception):
    """Why one row cannot be imported; a second line says how to fix it."""


def each(file: str, rows: Iterable[Row], take: Callable[[Row], None]) -> None:
    """Take the rows one after another. Raises `ContentError` with every row that is unfit."""
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
        if written.casefold() == language:
            return language
    raise UnfitError(f"the language is '{written}'.\nIt has to be one of {', '.join(LANGUAGES)}.")
