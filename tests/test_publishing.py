"""Edits written into their files: whole or not at all, never over somebody else's words, and taken back to the byte."""

import subprocess
import sys
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from running import PROJECT

from bot.content import Edit, EditConflict, NewEntry, add_phrasings, draft_entry
from bot.publishing.publisher import apply, undo

PARK = "- id: trees\n  phrasings:\n    ru:\n      - сколько\n"
DRAFT = NewEntry("opening", "town", {}, {}, [], {})


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    """A folder with one file."""
    (tmp_path / "park.yaml").write_text(PARK)
    return tmp_path


def test_an_edit_is_written_and_taken_back(faq: Path) -> None:
    edit = add_phrasings(faq, "trees", "ru", ["число"])

    apply(edit)
    assert edit.file.read_text() == PARK + "      - число\n"

    undo(edit)
    assert edit.file.read_text() == PARK
    assert [path.name for path in faq.iterdir()] == ["park.yaml"]


def test_a_new_file_is_gone_when_taken_back(faq: Path) -> None:
    edit = draft_entry(faq, "town", DRAFT)

    apply(edit)
    assert edit.file.read_bytes() == edit.after

    undo(edit)
    assert [path.name for path in faq.iterdir()] == ["park.yaml"]


def test_an_edit_that_changes_nothing_writes_nothing(faq: Path) -> None:
    edit = add_phrasings(faq, "trees", "ru", ["Сколько?"])
    was = edit.file.stat()

    apply(edit)
    undo(edit)

    assert (edit.file.stat().st_ino, edit.file.stat().st_mtime_ns) == (was.st_ino, was.st_mtime_ns)


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(faq: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = (faq / "park.yaml").rename(tmp_path_factory.mktemp("elsewhere") / "trees.yaml")
    elsewhere.chmod(0o640)
    (faq / "park.yaml").symlink_to(elsewhere)

    apply(add_phrasings(faq, "trees", "ru", ["число"]))

    assert (faq / "park.yaml").is_symlink()
    assert elsewhere.read_text() == PARK + "      - число\n"
    assert elsewhere.stat().st_mode & 0o777 == 0o640


def test_the_second_of_two_edits_is_refused_and_shown_the_first(faq: Path) -> None:
    first, second = (add_phrasings(faq, "trees", "ru", [text]) for text in ("число", "количество"))
    apply(first)

    with pytest.raises(EditConflict) as refused:
        apply(second)

    file = faq / "park.yaml"
    assert (file.read_bytes(), refused.value.file) == (first.after, file)
    assert refused.value.diff == (
        f"--- {file} as it was\n+++ {file} as it is now\n"
        "@@ -2,4 +2,5 @@\n   phrasings:\n     ru:\n       - сколько\n+      - число\n "
    )
    assert str(refused.value) == (
        f"{file}:1: somebody has changed this file meanwhile, so nothing was written.\n"
        f"    Look at what has changed, and decide again.\n{refused.value.diff}"
    )


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (PARK + "# by hand\n", ["+# by hand"]),
        (PARK.replace("\n", "\r\n"), ["-- id: trees", "+- id: trees␍"]),
        (PARK.rstrip("\n"), ["-"]),
        ("", ["-- id: trees"]),
        (None, ["-- id: trees"]),
    ],
)
def test_whatever_changed_meanwhile_stays_and_is_shown(faq: Path, now: str | None, shown: list[str]) -> None:
    edit = add_phrasings(faq, "trees", "ru", ["число"])
    edit.file.unlink()
    if now is not None:
        edit.file.write_bytes(now.encode())

    with pytest.raises(EditConflict) as refused:
        apply(edit)

    assert set(shown) <= set(refused.value.diff.split("\n"))
    assert (edit.file.read_bytes().decode() if edit.file.exists() else None) == now


def test_an_edit_is_not_taken_back_over_a_later_one(faq: Path) -> None:
    first = add_phrasings(faq, "trees", "ru", ["число"])
    apply(first)
    second = add_phrasings(faq, "trees", "ru", ["количество"])
    apply(second)

    with pytest.raises(EditConflict):
        undo(first)

    undo(second)
    undo(first)
    assert first.file.read_text() == PARK


def test_a_draft_does_not_go_over_a_file_that_somebody_made_meanwhile(faq: Path) -> None:
    edit = draft_entry(faq, "town", DRAFT)
    edit.file.write_text(PARK)

    with pytest.raises(EditConflict):
        apply(edit)

    assert edit.file.read_text() == PARK


def test_of_many_edits_at_once_one_is_written(faq: Path) -> None:
    edits = [add_phrasings(faq, "trees", "ru", [f"число {number}"]) for number in range(8)]
    ready = threading.Barrier(len(edits))

    def is_written(edit: Edit) -> bool:
        ready.wait()
        try:
            apply(edit)
        except EditConflict:
            return False
        return True

    with ThreadPoolExecutor(len(edits)) as editors:
        written = list(editors.map(is_written, edits))

    (winner,) = (edit for edit, was_written in zip(edits, written, strict=True) if was_written)
    assert winner.file.read_bytes() == winner.after


def test_whoever_reads_meanwhile_reads_one_of_the_two_files(faq: Path) -> None:
    edit = add_phrasings(faq, "trees", "ru", [f"число деревьев под номером {number}" for number in range(400)])
    finished = threading.Event()

    def read_on() -> set[bytes]:
        seen = {edit.file.read_bytes()}
        while not finished.is_set():
            seen.add(edit.file.read_bytes())
        return seen

    with ThreadPoolExecutor(1) as reader:
        reading = reader.submit(read_on)
        for _ in range(20):
            apply(edit)
            undo(edit)
        finished.set()

    assert reading.result() <= {edit.before, edit.after}


def dying(faq: Path, how: str) -> int:
    """Apply an edit in a process that comes to an end on its way, as `how` says; the exit code."""
    program = f"""
        import os, resource, sys
        from pathlib import Path
        from bot.content import add_phrasings
        from bot.publishing.publisher import apply

        edit = add_phrasings(Path({str(faq)!r}), "trees", "ru", ["число"])
        {how}
        apply(edit)
    """
    run = [sys.executable, "-c", textwrap.dedent(program)]
    return subprocess.run(run, cwd=PROJECT, stderr=subprocess.DEVNULL, check=False).returncode


def test_a_crash_between_write_and_replace_leaves_the_old_file_whole(faq: Path) -> None:
    code = dying(faq, 'sys.addaudithook(lambda event, _: os._exit(9) if event == "os.rename" else None)')

    assert code == 9
    assert (faq / "park.yaml").read_text() == PARK
    (left,) = (path for path in faq.iterdir() if path.name != "park.yaml")
    assert left.read_text() == PARK + "      - число\n"
    assert left not in faq.glob("*.yaml")
    apply(add_phrasings(faq, "trees", "ru", ["число"]))  # what was left stands in nobody's way


def test_a_full_disk_leaves_the_old_file_whole_and_nothing_beside_it(faq: Path) -> None:
    code = dying(faq, "resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))")

    assert code == 1
    assert (faq / "park.yaml").read_text() == PARK
    assert [path.name for path in faq.iterdir()] == ["park.yaml"]
