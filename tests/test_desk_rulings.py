"""A curator decides waiting questions in a spreadsheet: new rows of decisions.csv, on real files and a database."""

import pytest
from desk_log import asked, decided, happened
from gate_content import Content
from spreadsheet_work import exported, files, imported, trail

SEALS = "Is there a pool for the seals?"
HEADER = "number,verb,entry,language,text"


def test_a_question_is_decided_in_a_new_row_of_the_decisions_with_its_copies(park: Content) -> None:
    happened(park.root, (asked, "a", "unknown"), text=SEALS, language="en")
    happened(park.root, (asked, "b", "unknown"), text="is there a pol for the seals")
    happened(park.root, (asked, "c", "unknown"), text="buy cheap watches", language="en")
    done = imported(park, HEADER, f",unlike,swimming,,{SEALS}", ",spam,,,buy cheap watches")
    assert done.exit_code == 0, done.stderr

    assert "unlike swimming: 1 × → lake.yaml" in done.stdout and "spam: 1 × → the trail alone" in done.stdout
    assert trail(park) == [("unlike", "swimming", SEALS), ("spam", "", "buy cheap watches")]
    assert ("swimming", "not", "en", SEALS) in [tuple(row.values()) for row in exported(park, "phrasings.csv")]
    assert exported(park, "questions.csv") == []


def test_decisions_imported_again_change_nothing(park: Content) -> None:
    happened(park.root, (asked, "a", "unknown"), text=SEALS, language="en")
    rows = (HEADER, f",outside,,,{SEALS}")
    assert imported(park, *rows).exit_code == 0
    before = files(park.root)

    assert imported(park, *rows).stdout == "Nothing is new, so nothing was changed.\n"
    assert files(park.root) == before
    assert trail(park) == [("outside", "", SEALS)]


def test_rows_about_one_group_are_one_decision_and_the_language_may_be_said(park: Content) -> None:
    happened(park.root, (asked, "a", "unknown"), (asked, "b", "unknown"), text="жүзуге бола ма екен", language="ru")
    happened(park.root, (asked, "c", "unknown"), text="жүзуге бола ма еке", language="kk")
    done = imported(park, HEADER, ",add,swimming,kk,жүзуге бола ма екен", ",add,swimming,,жүзуге бола ма еке")
    assert done.exit_code == 0, done.stderr

    assert done.stdout == "add swimming: 2 × → lake.yaml\n"
    added_rows = [row for row in exported(park, "phrasings.csv") if row["text"].startswith("жүзуге")]
    assert [(row["entry"], row["language"]) for row in added_rows] == [("swimming", "kk")] * 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f",like,,,{SEALS}", "the verb is 'like'."),
        (f",add,,,{SEALS}", "there is no entry ''."),
        (f",add,swiming,,{SEALS}", "there is no entry 'swiming'.\n    Did you mean 'swimming'?"),
        (f",spam,trees,,{SEALS}", "'spam' is about no entry, but this row names 'trees'."),
        (f",spam,,fr,{SEALS}", "the language is 'fr'."),
        (",spam,,,Nobody asked that", "no waiting question has the text 'Nobody asked that'."),
        (f",add,trees,,{SEALS}", f"'{SEALS}' already stands in 'outside-near'."),
        (",spam,,,", "no waiting question has the text ''."),
        ("7,spam,,,watches", "the trail has no decision 7 like this row."),
        ("1,spam,,,watches", "the trail has no decision 1 like this row."),
    ],
)
def test_a_bad_decision_is_named_with_its_line_and_none_is_carried_out(park: Content, row: str, said: str) -> None:
    happened(park.root, (asked, "a", "unknown"), text=SEALS, language="en")
    happened(park.root, (decided, "outside", "z"), texts=[["en", "watches"]])
    before = files(park.root)
    done = imported(park, HEADER, f",outside,,,{SEALS}", row)

    assert (done.exit_code, done.stderr.startswith(f"mine.csv:3: {said}")) == (1, True), done.stderr
    assert files(park.root) == before
    assert [row[2] for row in trail(park)] == ["watches"]
