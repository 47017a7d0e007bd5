"""The files of the content are kept whole, told apart by version, compared, and brought back byte for byte."""

import shutil
from pathlib import Path

import pytest
from running import PROJECT

from bot.content import Changes, Edit, Library, Snapshot
from bot.publishing.publisher import apply_all

FAQ = {"faq/a.yaml": b"- id: one\n  answer: x\n", "faq/b.yaml": b"- {id: two, answer: y}\n", "corpus/t.txt": b"T"}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the project's content."""
    for name in ("faq", "corpus"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    return tmp_path / "faq", tmp_path / "corpus"


def test_a_snapshot_has_the_version_of_the_library_that_its_files_make(library: Library) -> None:
    assert Snapshot.of(PROJECT / "faq", PROJECT / "corpus").version == library.version


def test_drafts_and_the_editors_schema_are_no_content(folders: tuple[Path, Path]) -> None:
    before = Snapshot.of(*folders)
    (folders[0] / "schema.json").unlink()
    (folders[0] / "drafts").mkdir(exist_ok=True)
    (folders[0] / "drafts" / "new.yaml").write_text("- id: new\n")

    assert Snapshot.of(*folders) == before


def test_what_was_packed_is_unpacked_byte_for_byte() -> None:
    snapshot = Snapshot(FAQ | {"faq/odd.yaml": b"\xef\xbb\xbf# \r\n\xff\x00"})

    assert Snapshot.unpacked(snapshot.packed()) == snapshot


def test_the_way_back_writes_what_differs_and_removes_what_was_not_there(folders: tuple[Path, Path]) -> None:
    faq, corpus = folders
    before = Snapshot.of(faq, corpus)
    (faq / "rights.yaml").write_bytes(b"# by hand\r\n" + (faq / "rights.yaml").read_bytes())
    (faq / "rights.yaml").chmod(0o640)
    (faq / "power.yaml").unlink()
    (faq / "more.yaml").write_text("- id: more\n")

    edits = before.edits_from(Snapshot.of(faq, corpus), faq, corpus)
    apply_all(edits)

    assert [edit.file.name for edit in edits] == ["more.yaml", "power.yaml", "rights.yaml"]
    assert Snapshot.of(faq, corpus) == before
    assert (faq / "rights.yaml").stat().st_mode & 0o777 == 0o640


def test_of_several_edits_all_are_made_or_none(folders: tuple[Path, Path]) -> None:
    faq, corpus = folders
    before = Snapshot.of(faq, corpus)
    edits = [
        Edit(faq / "rights.yaml", (faq / "rights.yaml").read_bytes(), b"# new\n"),
        Edit(faq / "new.yaml", b"", b"# new\n"),
        Edit(faq / "power.yaml", b"what it never held", b"# new\n"),
    ]

    with pytest.raises(Exception, match=r"power\.yaml:1: somebody has changed this file"):
        apply_all(edits)

    assert Snapshot.of(faq, corpus) == before


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        ({"faq/a.yaml": b"- id: one\n  answer: z\n"}, Changes((), (), ("one",), ())),
        ({"faq/a.yaml": b"# said\n- id: one\n  answer: x\n"}, Changes((), (), (), ())),
        ({"faq/a.yaml": b"- {id: one, answer: x}\n- {id: three, answer: y}\n"}, Changes(("three",), (), (), ())),
        ({"faq/b.yaml": None}, Changes((), ("two",), (), ())),
        ({"faq/b.yaml": None, "faq/c.yaml": b"- {id: two, answer: y}\n"}, Changes((), (), (), ())),
        ({"faq/sections.yaml": b"- id: one\n"}, Changes((), (), (), ("faq/sections.yaml",))),
        ({"corpus/t.txt": b"U"}, Changes((), (), (), ("corpus/t.txt",))),
        ({"faq/a.yaml": b"- id: [\n"}, Changes((), ("one",), (), ())),
    ],
)  # fmt: skip
def test_what_changed_between_two_snapshots(after: dict[str, bytes | None], changes: Changes) -> None:
    files = {name: data for name, data in (FAQ | after).items() if data is not None}

    assert Changes.between(Snapshot(FAQ), Snapshot(files)) == changes
