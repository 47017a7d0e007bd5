"""Slips of the hand are reported where they were made, once, and with their cause."""

import pytest
from gate_content import PARK, Content

PARK_FILE = "faq/park.yaml"
SECTION = """- id: more-{number}
  title: {{kk: А, ru: Б, en: C}}
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    ru: Когда откроется парк?\n",
            '    ru: "Когда откроется парк?\n',
            "6: entry 'opening': a quotation mark is opened here and never closed.",
        ),
        (
            "      - opening day\n",
            '      - "opening day\n',
            "21: entry 'opening': a quotation mark is opened here and never closed.",
        ),
        (
            "  related: [trees]\n",
            "<<<<<<< HEAD\n  related: [trees]\n=======\n  related: []\n>>>>>>> theirs\n",
            "26: entry 'opening': two versions of this place stand here, as Git left them.",
        ),
        (
            "      - opening day\n      - date of the opening\n",
            "      - opening day\n      date of the opening\n",
            "22: entry 'opening': this line of a list has no dash.",
        ),
        (
            "      - opening day\n      - date of the opening\n",
            "      opening day\n      - date of the opening\n",
            "20: entry 'opening' needs a list under 'phrasings → en'.\n"
            "    Each stands on a line of its own, and each begins with '- ', the first one too.",
        ),
    ],
)
def test_a_slip_is_reported_where_it_was_made(content: Content, old: str, new: str, said: str) -> None:
    content.change(PARK_FILE, old, new)
    assert content.problem().startswith(f"{PARK_FILE}:{said}")


@pytest.mark.parametrize(("key", "typed"), [("  question:", "  questiоn:"), ("  related:", "  rеlаtеd:")])
def test_cyrillic_letters_in_a_key_are_named(content: Content, key: str, typed: str) -> None:
    content.write(PARK_FILE, PARK.replace(key, typed, 1))
    problem = content.problem()

    assert f"has the key '{typed.strip(' :')}', in which some letters are Cyrillic." in problem
    assert f"Type it again with a Latin keyboard: '{key.strip(' :')}'." in problem


def test_of_an_id_that_stands_twice_only_that_is_said(content: Content) -> None:
    content.change(PARK_FILE, "- id: trees", "- id: opening")
    assert "entry 'opening' stands twice" in content.problem()


def test_a_deleted_entry_is_one_problem_that_says_so(content: Content) -> None:
    content.write(PARK_FILE, PARK.replace("related: [trees]", "related: [trees, swimming]"))
    content.delete("faq/lake.yaml")
    problem = content.problem()

    assert "there is no entry 'swimming' any more, but 2 places lead to it" in problem
    assert "entry 'opening' (park.yaml:26), entry 'trees' (park.yaml:49)" in problem


def test_an_unknown_section_comes_with_the_list_of_the_known(content: Content) -> None:
    sections = (content.root / "faq" / "sections.yaml").read_text()
    content.write("faq/sections.yaml", sections + "".join(SECTION.format(number=number) for number in range(20)))
    content.write(PARK_FILE, PARK.replace("section: town", "section: xyz", 1))

    assert "Known: more-0," in content.problem() and "nature, town." in content.problem()
