"""CSV as spreadsheets save it, in all its forms, and what is said of a file that is none."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.content import ContentError
from bot.desk.csv_format import LONGEST, columns_of, read, written

COLUMNS = ("entry", "text")
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def texts(table: bytes) -> list[str]:
    """The texts of a table of entries and texts."""
    return [row["text"] for row in read("a.csv", table, COLUMNS)]


def refusal(table: bytes) -> str:
    """What is said of a table that cannot be read."""
    with pytest.raises(ContentError) as refused:
        read("a.csv", table, COLUMNS)
    return str(refused.value)


@given(st.lists(cells, max_size=5))
@example(["=1+1", "'=1+1", "''@x", "'plain", "-", "+7 701", "\t", "'", "a;b,c\td", 'say "yes"', "two\nlines", "\r"])
def test_whatever_is_written_is_read_back(written_texts: list[str]) -> None:
    table = written(COLUMNS, [("vote", text) for text in written_texts])

    assert texts(table) == written_texts


def test_the_longest_message_is_read_back_too() -> None:
    longest = "=" * LONGEST

    assert texts(written(COLUMNS, [("vote", longest)])) == [longest]


@given(cells)
@example("=HYPERLINK(1)")
@example("@SUM(1)")
def test_no_cell_is_a_formula_to_a_spreadsheet(text: str) -> None:
    table = written(COLUMNS, [("vote", text)]).decode("utf-8-sig")
    cell = list(csv.reader(io.StringIO(table, newline="")))[1][1]

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(
    "table",
    [
        "entry,text\nvote,ә «сөз»\n",
        "\ufeffentry,text\r\nvote,ә «сөз»\r\n",
        "entry;text\r\nvote;ә «сөз»\r\n",
        "entry\ttext\nvote\tә «сөз»",
        '"entry";"text"\r\n"vote";"ә «сөз»"\r\n',
        "sep=;\r\nentry;text\r\nvote;ә «сөз»\r\n",
        "Text , Entry,note\nә «сөз»,vote,of mine\n,,\n\n",
    ],
)
def test_every_form_in_which_spreadsheets_save_is_read(table: str) -> None:
    assert [(row["entry"], row["text"]) for row in read("a.csv", table.encode(), COLUMNS)] == [("vote", "ә «сөз»")]


def test_a_row_knows_the_line_that_it_begins_in() -> None:
    table = b'\xef\xbb\xbfsep=,\r\nentry,text\r\nvote,"two\r\nlines"\r\n\r\nseats,one\r\n'

    assert [row.line for row in read("a.csv", table, COLUMNS)] == [3, 6]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"", "a.csv:1: these columns must each be there once: entry, text."),
        (b"entry,words\nvote,a\n", "a.csv:1: these columns must each be there once: text."),
        (b"entry,text,text\nvote,a,b\n", "a.csv:1: these columns must each be there once: text."),
        (b"entry,text\nvote,a\nvote\n", "a.csv:3: this row has 1 cells, but there are 2 columns."),
        (b"entry,text\nvote,a,b\n", "a.csv:2: this row has 3 cells, but there are 2 columns."),
        (b"entry,text\nvote,a\0b\n", "a.csv:2: there is a zero byte here"),
        ("entry,text\nvote,ә".encode("utf-16"), "a.csv:1: there is a zero byte here"),
        ("entry,text\nvote,да\n".encode("cp1251"), "a.csv:2: this is not UTF-8."),
        (b'entry,text\nvote,"never closed\nseats,a\n', "a.csv:2: this row cannot be read"),
        ("entry,text\nvote,#ИМЯ?\n".encode(), "a.csv:2: a cell holds the spreadsheet's error #ИМЯ?."),
        (b"entry,text\nvote,#REF!\n", "a.csv:2: a cell holds the spreadsheet's error #REF!."),
        (b'entry,text\nvote,"a" b\n', "a.csv:2: this row cannot be read"),
        (b"entry,text\nvote," + b"a" * (LONGEST + 1), f"a.csv:2: a cell has more than {LONGEST} characters."),
        (b"entry,text\nvote," + b"a" * 200_000, "a.csv:2: this row cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(table: bytes, said: str) -> None:
    assert refusal(table).startswith(said)


def test_every_bad_row_is_named() -> None:
    said = refusal(b"entry,text\nvote\nvote,a\nvote,b,c\n")

    assert [line.split(" ")[0] for line in said.splitlines() if line.startswith("a.csv")] == ["a.csv:2:", "a.csv:4:"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_never_break(table: bytes) -> None:
    try:
        assert columns_of("a.csv", table) is not None
        read("a.csv", b"entry,text\n" + table, COLUMNS)
    except ContentError as refused:
        assert refused.problems
