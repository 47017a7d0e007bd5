"""`python -m bot check` as a curator runs it."""

from gate_content import Content


def test_check_prints_every_problem_as_editors_read_it_and_exits_with_1(content: Content) -> None:
    content.change("faq/lake.yaml", "  answer:", "  anwser:")
    content.change("faq/park.yaml", "[trees]", "[tree]")

    done = content.check()

    assert done.stdout == (
        "faq/lake.yaml:7: entry 'swimming' has an unknown key 'anwser'.\n"
        "    Did you mean 'answer'?\n"
        "faq/park.yaml:26: entry 'opening' is related to 'tree', which does not exist.\n"
        "    Did you mean 'trees'?\n"
    )
    assert done.stderr == "\n2 problems.\n"
    assert done.returncode == 1


def test_check_prints_a_problem_on_line_100_with_its_number(content: Content) -> None:
    text = (content.root / "faq/lake.yaml").read_text(encoding="utf-8")
    content.write("faq/lake.yaml", "#\n" * 93 + text.replace("  answer:", "  anwser:"))

    done = content.check()

    assert done.stdout == (
        "faq/lake.yaml:100: entry 'swimming' has an unknown key 'anwser'.\n    Did you mean 'answer'?\n"
    )
    assert done.stderr == "\n1 problem.\n"
    assert done.returncode == 1


def test_check_shows_brackets_in_a_problem_as_they_are_written(content: Content) -> None:
    content.change("faq/park.yaml", "[trees]", '["[bold]x[/bold]"]')

    done = content.check()

    assert done.stdout.startswith("faq/park.yaml:26: entry 'opening' has '[bold]x[/bold]' under 'related 1'.\n")
    assert done.returncode == 1
