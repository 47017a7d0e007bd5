"""The gate as a whole: all faults at once, in file order, quickly; and what it says of the bot's own messages."""

import itertools
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import pytest
from gate_content import LAKE, Content

from bot.content import ContentError, load
from bot.publishing.gate import check_content, check_wordings


class OneTrack:
    """A matcher that takes every message for one entry's."""

    def __init__(self, entry: str) -> None:
        self.entry = entry

    def likeliest(
        self, texts: Sequence[str], among: Collection[str], most: int, read: Callable[[str], str] | None = None
    ) -> list[list[str]]:
        """The one entry, whatever the texts."""
        return [[self.entry] for _ in texts]


def test_valid_content_has_no_problem(content: Content) -> None:
    library, problems = check_content(Path("faq"), Path("corpus"))

    assert problems == []
    assert library is not None
    assert list(library.entries) == ["swimming", "opening", "trees"]


def test_content_without_an_outside_file_has_no_problem(content: Content) -> None:
    content.delete("faq/outside.yaml")

    assert content.problems() == []


def test_lines_may_end_as_on_windows(content: Content) -> None:
    for file in ("faq/lake.yaml", "faq/schema.json"):
        content.write(file, (content.root / file).read_bytes().replace(b"\n", b"\r\n"))

    assert content.problems() == []


def test_faults_in_several_files_are_shown_at_once_in_file_order(content: Content) -> None:
    content.change("corpus/sources.yaml", "https://example.com/park", "example.com/park")
    content.change("faq/lake.yaml", "ru: Летом можно.", "ru: Да, <b>летом</b> можно.")
    content.change("faq/lake.yaml", "section: nature", "section: natur")
    content.change("faq/outside.yaml", "who designed the bridge", "opening day")
    content.change("faq/park.yaml", "The mayor’s", "The mayor's")
    content.change("faq/park.yaml", '"2026-05-31"', "2026-05-31")
    content.change("faq/park.yaml", "[opening, swimming]", "[opening, fishing]")
    content.change("faq/sections.yaml", "    ru: Природа\n", "")
    content.delete("faq/schema.json")

    assert [problem.partition(" ")[0] for problem in content.problems()] == [
        "corpus/sources.yaml:5:",
        "faq/lake.yaml:2:",
        "faq/lake.yaml:9:",
        "faq/outside.yaml:10:",
        "faq/park.yaml:14:",
        "faq/park.yaml:27:",
        "faq/park.yaml:49:",
        "faq/schema.json:1:",
        "faq/sections.yaml:4:",
    ]


def test_several_faults_of_one_entry_are_shown_at_once(content: Content) -> None:
    content.change("faq/lake.yaml", "  answer:", "  anwser:")
    content.change("faq/lake.yaml", "      kk: Жазда көлде шомылуға болады.\n", "      kk:\n")
    content.change("faq/lake.yaml", "    en: [swimming there]\n", "")

    assert content.problems() == [
        "faq/lake.yaml:7: entry 'swimming' has an unknown key 'anwser'.\n    Did you mean 'answer'?",
        "faq/lake.yaml:14: entry 'swimming': a value is missing here.\n"
        "    Write the text, in quotes if it begins with #; or delete the key.",
        "faq/lake.yaml:16: entry 'swimming' has no English under 'phrasings'.\n"
        "    Add 'en:' with the text in that language.",
    ]


def test_content_with_problems_is_not_loaded_and_the_error_names_them_all(content: Content) -> None:
    content.change("faq/lake.yaml", "section: nature", "section: natur")
    content.change("faq/park.yaml", "[trees]", "[tree]")

    with pytest.raises(ContentError) as raised:
        load(Path("faq"), Path("corpus"))

    assert str(raised.value).splitlines() == [
        "faq/lake.yaml:2: entry 'swimming' is in a section 'natur' that does not exist.",
        "    Did you mean 'nature'?",
        "faq/park.yaml:26: entry 'opening' is related to 'tree', which does not exist.",
        "    Did you mean 'trees'?",
    ]


def test_an_alias_bomb_is_refused_and_never_expanded(content: Content) -> None:
    names = "abcdefghi"
    bomb = ["- id: bomb", "  a: &a [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"  {name}: &{name} [{', '.join(9 * ['*' + last])}]" for last, name in itertools.pairwise(names)]
    content.write("faq/bomb.yaml", "\n".join(bomb) + "\n")

    problems = content.problems()

    assert problems == [
        f"faq/bomb.yaml:{line}: entry 'bomb': '&{name}' is an anchor, which is not allowed here.\n"
        f"    Write the text out in full wherever '*{name}' stands; if it is to begin with &, put it in quotes."
        for line, name in enumerate(names, 2)
    ]


def test_a_hundred_thousand_brackets_are_refused(content: Content) -> None:
    content.change("faq/lake.yaml", "[swimming there]", "[" * 100_000)

    problem = content.problem()

    assert problem == (
        "faq/lake.yaml:19: entry 'swimming': the values are nested too deeply.\n"
        "    Look at the indentation and the brackets."
    )


def test_links_to_an_entry_in_a_file_that_cannot_be_read_are_not_blamed(content: Content) -> None:
    content.write("faq/lake.yaml", LAKE.replace("One may, in", "One may: in"))

    assert content.problem().startswith("faq/lake.yaml:10: entry 'swimming': a second colon stands on this line")


def test_a_wording_that_the_matcher_gives_to_another_entry_is_shown_at_its_own_line(content: Content) -> None:
    library = load(Path("faq"), Path("corpus"))

    problems = check_wordings(library, Path("faq"), OneTrack("opening"))  # type: ignore[arg-type]  # it only ranks

    assert [(problem.file, problem.line) for problem in problems] == [
        *(("faq/lake.yaml", line) for line in (4, 5, 6, 17, 18, 19)),
        *(("faq/park.yaml", line) for line in (35, 35, 35, 46, 47, 48)),
    ]
    assert str(problems[5]) == (
        "faq/lake.yaml:19: entry 'swimming' has the wording 'swimming there', which the matcher gives to 'opening'.\n"
        "    Say more clearly what is asked, or move it to the other entry."
    )
