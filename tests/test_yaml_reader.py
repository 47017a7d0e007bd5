"""A file is read once, wherever its copies lie, and its faults are told of the file that was meant."""

from bot.content.yaml_reader import read

GOOD, SLIP, BROKEN = b"- id: park\n", b"- id: 12:30\n", b"- id: [park\n"


def test_the_same_bytes_are_the_same_values_and_bear_the_name_of_each_file() -> None:
    here, _ = read("faq/park.yaml", GOOD, "entry")
    there, _ = read("copy/park.yaml", GOOD, "entry")

    assert here and there and here.value is there.value
    assert (here.file, there.file) == ("faq/park.yaml", "copy/park.yaml")


def test_a_fault_is_told_of_the_file_that_has_it() -> None:
    for file in ("faq/park.yaml", "copy/park.yaml"):
        page, _ = read(file, SLIP, "entry")
        assert page and [problem.file for _, problem in page.slips] == [file]
        _, problems = read(file, BROKEN, "entry")
        assert {problem.file for problem in problems} == {file}


def test_of_many_versions_of_a_file_the_latest_two_are_kept_however_many_files_there_are() -> None:
    first, _ = read("faq/many.yaml", GOOD, "entry")
    for number in range(50):
        read(f"faq/other-{number}.yaml", GOOD, "entry")
    read("faq/many.yaml", b"- id: pond\n", "entry")
    again, _ = read("faq/many.yaml", GOOD, "entry")
    assert first and again and again.value is first.value

    for name in (b"lake", b"river"):
        read("faq/many.yaml", b"- id: " + name + b"\n", "entry")
    anew, _ = read("faq/many.yaml", GOOD, "entry")
    assert anew and anew.value == first.value and anew.value is not first.value
