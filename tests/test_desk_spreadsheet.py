"""A curator works in a spreadsheet: `export`, what she changes there, `import`, on real files and a real database."""

from pathlib import Path

import pytest
from desk_log import asked, bot, decided, happened, rated
from gate_content import Content
from running import PROJECT, command, environment, new_database
from spreadsheet_work import added, exported, files, imported, trail

SEALS = "Is there a pool for the seals?"


def test_all_wordings_are_exported_with_where_they_stand(park: Content) -> None:
    rows = [tuple(row.values()) for row in exported(park, "phrasings.csv")]

    assert len(rows) == len(set(rows)) == 13
    assert ("opening", "phrasing", "en", "opening day") in rows
    assert ("opening", "not", "en", "when does the park close") in rows
    assert ("", "outside-near", "en", "who designed the bridge") in rows
    assert ("", "outside-far", "ru", "погода завтра") in rows


def test_the_wordings_of_a_signpost_are_exported_and_more_are_added(park: Content) -> None:
    park.points_elsewhere()
    assert added(park, "gap-fishing,phrasing,en,any carps in the lake").exit_code == 0

    rows = [tuple(row.values()) for row in exported(park, "phrasings.csv")]
    assert [row for row in rows if row[0] == "gap-fishing" and row[2] == "en"] == [
        ("gap-fishing", "phrasing", "en", "fishing"),
        ("gap-fishing", "phrasing", "en", "any carps in the lake"),
    ]


def test_what_is_exported_is_for_this_user_alone(park: Content) -> None:
    assert bot("export", "out").exit_code == 0

    folder = park.root / "out"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


def test_an_export_can_be_opened_by_a_spreadsheet(park: Content) -> None:
    exported(park, "phrasings.csv")

    assert (park.root / "out" / "phrasings.csv").read_bytes().startswith(b"\xef\xbb\xbfentry,kind,language,text\r\n")


def test_what_waits_is_exported_without_anything_that_names_its_asker(park: Content) -> None:
    happened(park.root, (asked, "a", "unknown"), asker="code-of-aliya", text="=HYPERLINK(1)", entries=[["trees", 0.25]])
    happened(park.root, (asked, "b", "unknown"), asker="code-of-bolat", text="=HYPERLINK(1)!")
    happened(
        park.root, (asked, "c", "answer", "trees"), asker="code-of-aliya", text="Are there birches?", language="en"
    )
    happened(park.root, (rated, "c", "trees", False, "unclear"))
    happened(park.root, (asked, "d", "unknown"), (decided, "spam", "d"))
    first, second, third = exported(park, "questions.csv")

    assert (first["group"], first["askers"], first["why"], first["text"]) == ("1", "2", "unknown", "'=HYPERLINK(1)")
    assert (first["nearest"], first["belief"], first["asked_at"]) == ("trees", "0.25", "2026-03-10 12:00")
    assert (second["group"], second["nearest"]) == ("1", "")
    assert (third["group"], third["askers"], third["why"], third["reason"]) == ("2", "1", "disliked", "unclear")
    assert b"code-of" not in (park.root / "out" / "questions.csv").read_bytes()


def test_what_was_exported_changes_nothing_when_it_is_imported(park: Content) -> None:
    happened(park.root, (asked, "a", "unknown"), text=SEALS)
    happened(park.root, (decided, "unlike", "a"), texts=[["en", "=1+1"], ["en", SEALS]], entry="trees")
    happened(park.root, (decided, "spam", "b"))
    before, rows = files(park.root), exported(park, "decisions.csv")
    for name in ("phrasings.csv", "decisions.csv"):
        done = bot("import", f"out/{name}")
        assert (done.exit_code, done.stdout) == (0, "Nothing is new, so nothing was changed.\n")

    assert files(park.root) == before
    assert exported(park, "decisions.csv") == rows


def test_a_round_trip_of_the_projects_own_content_changes_nothing(folder: Path, tmp_path: Path) -> None:
    before = files(PROJECT)
    env = environment(None, new_database(folder))
    for arguments in (("export", "out"), ("import", "out/phrasings.csv")):
        done = command(tmp_path, env, *arguments)
        assert done.returncode == 0, done.stderr

    assert done.stdout == "Nothing is new, so nothing was changed.\n"
    assert files(PROJECT) == before


def test_new_rows_go_to_their_places_and_every_other_byte_stays(park: Content) -> None:
    before = files(park.root)
    done = added(park, "opening,phrasing,en,the first day", "opening,not,ru,когда закроют парк",
                 ",outside-far,kk,футбол қашан", ",outside-near,en,who built the fence")  # fmt: skip
    assert done.exit_code == 0, done.stderr
    after = files(park.root)

    changed = {name: after[name].decode() for name in after if after[name] != before[name]}
    assert sorted(Path(name).name for name in changed) == ["outside.yaml", "park.yaml"]
    rows = [tuple(row.values()) for row in exported(park, "phrasings.csv")]
    assert len(rows) == 17
    assert {("opening", "not", "ru", "когда закроют парк"), ("", "outside-far", "kk", "футбол қашан")} <= set(rows)
    assert park.problems() == []


def test_what_was_imported_is_on_the_trail_and_can_be_undone_byte_for_byte(park: Content) -> None:
    before = files(park.root)
    assert added(park, "opening,phrasing,en,the first day", ",outside-far,kk,футбол қашан").exit_code == 0
    assert trail(park) == [("add", "opening", "the first day"), ("outside", "", "футбол қашан")]

    assert "Taken back: added" in bot("review", "--language", "en", typed="u\nu\n").stdout
    assert files(park.root) == before


def test_a_row_that_is_gone_is_reported_and_its_wording_stays(park: Content) -> None:
    before = files(park.root)
    done = imported(park, "entry,kind,language,text", "opening,phrasing,en,opening day")

    assert done.exit_code == 0
    assert done.stdout.startswith("Not in the file, and left in the content as they are: 12\n")
    assert "    opening (en): date of the opening\n" in done.stdout
    assert files(park.root) == before


def test_case_and_signs_make_no_new_wording_and_a_row_may_stand_twice(park: Content) -> None:
    before = files(park.root)
    done = added(park, "opening,phrasing,en,Opening DAY?", "opening,phrasing,en,When does the park open",
                 "opening,phrasing,ru,день открытия")  # fmt: skip

    assert done.stdout == "Nothing is new, so nothing was changed.\n"
    assert files(park.root) == before
    assert added(park, *["opening,phrasing,en,the first day"] * 2).stdout.startswith("add opening: 1 ×")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_it_is_read_as_any_spreadsheet_saves_it(park: Content, separator: str) -> None:
    rows = (("entry", "kind", "language", "text"), ("opening", "phrasing", "en", '"the first, or second; day"'))
    table = "\ufeff" + "\r\n".join(separator.join(row) for row in rows)
    (park.root / "mine.csv").write_bytes(table.encode())
    assert bot("import", "mine.csv").exit_code == 0

    assert "the first, or second; day" in (park.root / "faq" / "park.yaml").read_text()


BAD = {
    "opening,phrase,en,a": "the kind is 'phrase'.",
    "opening,phrasing,de,a": "the language is 'de'.",
    "openning,phrasing,en,a": "there is no entry 'openning'.\n    Did you mean 'opening'?",
    "opening,outside-near,en,a": "what lies outside belongs to no entry, but this row names 'opening'.",
    "opening,phrasing,en,?!": "the text has no word.",
    "opening,phrasing,en,number of trees": "'number of trees' already stands in entry 'trees'.",
    "opening,phrasing,ru,привет": "'привет' already stands in 'greeting'.",
    ",outside-far,en,opening day": "'opening day' already stands in entry 'opening'.",
    "trees,phrasing,en,who designed the bridge": "'who designed the bridge' already stands in 'outside-near'.",
    "opening,not,en,opening day": "'opening day' is how entry 'opening' is asked for.",
}


@pytest.mark.parametrize(("row", "said"), BAD.items())
def test_a_bad_row_is_named_with_its_line_and_nothing_is_changed(park: Content, row: str, said: str) -> None:
    before = files(park.root)
    done = added(park, "opening,phrasing,en,the first day", row)

    assert (done.exit_code, done.stderr.startswith(f"mine.csv:16: {said}")) == (1, True), done.stderr
    assert files(park.root) == before


def test_every_bad_row_is_named(park: Content) -> None:
    done = added(park, *BAD)

    assert [f"mine.csv:{15 + number}:" in done.stderr for number in range(len(BAD))] == [True] * len(BAD)


def test_two_new_rows_may_not_put_one_wording_into_two_places(park: Content) -> None:
    done = added(park, "opening,phrasing,en,the first day", "trees,phrasing,en,The first day!")

    assert "mine.csv:16: 'The first day!' already stands in entry 'opening'." in done.stderr


def test_what_the_gate_refuses_is_taken_back_in_every_file(park: Content) -> None:
    before = files(park.root)
    done = added(park, "opening,phrasing,en,the first day", ",outside-far,en,will it ra\u200bin")

    assert done.exit_code == 1
    assert "faq/outside.yaml" in done.stderr and "Nothing was changed." in done.stderr
    assert files(park.root) == before
    assert trail(park) == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"a,b\n1,2\n", "mine.csv:1: these columns must each be there once: entry, kind, language, text."),
        (b"verb,text\nspam,a\n", "mine.csv:1: these columns must each be there once: number, entry, language."),
        (b"entry,kind,language,text\nopening,phrasing,en,a\0\n", "mine.csv:2: there is a zero byte here"),
        (b"entry,kind,language,text\nopening,phrasing,en," + b"a" * 9999, "mine.csv:2: a cell has more than 4096"),
        (b"", "mine.csv:1: these columns must each be there once"),
    ],
)
def test_a_hostile_file_is_refused_in_plain_words(park: Content, table: bytes, said: str) -> None:
    (park.root / "mine.csv").write_bytes(table)
    done = bot("import", "mine.csv")

    assert (done.exit_code, done.stderr.startswith(said)) == (1, True), done.stderr


def test_what_cannot_be_put_on_the_trail_is_taken_back(park: Content) -> None:
    exported(park, "phrasings.csv")
    before = files(park.root)
    for file in (park.root / "var").glob("bot.db*"):
        file.unlink()
    park.write("var/bot.db", "this is no database, only some text that stands in its place")
    table = (park.root / "out" / "phrasings.csv").read_bytes() + b"opening,phrasing,en,the first day\r\n"
    (park.root / "mine.csv").write_bytes(table)
    done = bot("import", "mine.csv")

    assert (done.exit_code, "The database of DATABASE_URL cannot be used" in done.stderr) == (2, True)
    assert files(park.root) == before


def test_a_folder_that_cannot_be_written_to_is_named(park: Content) -> None:
    park.write("out", "a file")
    done = bot("export", "out")

    assert (done.exit_code, "out cannot be written to" in done.stderr) == (2, True)


def test_a_file_that_is_not_there_is_named(park: Content) -> None:
    done = bot("import", "no-such.csv")

    assert (done.exit_code, "no-such.csv" in done.stderr) == (2, True)
