"""What the gate says of ids, links between entries, sections and wordings."""

from gate_content import LAKE, SECTIONS, SOURCES, Content


def test_an_id_used_twice_in_one_file_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "id: trees", "id: opening")
    content.change("faq/park.yaml", "[opening, swimming]", "[swimming]")
    content.change("faq/park.yaml", "[trees]", "[swimming]")

    assert content.problem() == (
        "faq/park.yaml:33: entry 'opening' stands twice (first at faq/park.yaml:2).\n"
        "    Give one of the two another id."
    )


def test_an_id_used_twice_across_files_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "id: swimming", "id: trees")
    content.change("faq/park.yaml", "[opening, swimming]", "[opening]")

    assert content.problem() == (
        "faq/park.yaml:33: entry 'trees' stands twice (first at faq/lake.yaml:1).\n    Give one of the two another id."
    )


def test_an_entry_copied_as_a_whole_is_one_problem(content: Content) -> None:
    content.write("faq/meadow.yaml", LAKE)

    assert content.problem() == (
        "faq/meadow.yaml:1: entry 'swimming' stands twice (first at faq/lake.yaml:1).\n"
        "    Give one of the two another id."
    )


def test_a_section_id_used_twice_is_a_problem(content: Content) -> None:
    content.change("faq/sections.yaml", "title:\n", "title:\n")
    content.write("faq/sections.yaml", SECTIONS + SECTIONS.splitlines()[0] + "\n  title: {kk: А, ru: Б, en: C}\n")

    assert content.problem() == (
        "faq/sections.yaml:8: section 'town' stands twice (first at faq/sections.yaml:1).\n"
        "    Give one of the two another id."
    )


def test_an_article_id_used_twice_is_a_problem(content: Content) -> None:
    content.write("corpus/sources.yaml", SOURCES + SOURCES[SOURCES.index("- id: lake") :])

    assert content.problem() == (
        "corpus/sources.yaml:15: article 'lake-report' stands twice (first at corpus/sources.yaml:8).\n"
        "    Give one of the two another id."
    )


def test_a_link_to_no_entry_suggests_the_near_one(content: Content) -> None:
    content.change("faq/park.yaml", "[trees]", "[tree]")

    assert content.problem() == (
        "faq/park.yaml:26: entry 'opening' is related to 'tree', which does not exist.\n    Did you mean 'trees'?"
    )


def test_a_link_to_no_entry_names_all_where_none_is_near(content: Content) -> None:
    content.change("faq/park.yaml", "[trees]", "[restaurants]")

    assert content.problem() == (
        "faq/park.yaml:26: entry 'opening' is related to 'restaurants', which does not exist.\n"
        "    Known: opening, swimming, trees."
    )


def test_a_link_to_an_article_is_a_link_to_no_entry(content: Content) -> None:
    content.change("faq/park.yaml", "[trees]", "[park-news]")

    assert content.problem() == (
        "faq/park.yaml:26: entry 'opening' is related to 'park-news', which does not exist.\n"
        "    Known: opening, swimming, trees."
    )


def test_a_link_to_a_section_is_a_link_to_no_entry(content: Content) -> None:
    content.change("faq/park.yaml", "[trees]", "[town]")

    assert content.problem() == (
        "faq/park.yaml:26: entry 'opening' is related to 'town', which does not exist.\n"
        "    Known: opening, swimming, trees."
    )


def test_an_entry_related_to_itself_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "[trees]", "[opening]")

    assert content.problem() == "faq/park.yaml:26: entry 'opening' is related to itself.\n    Delete this line."


def test_an_entry_related_to_another_twice_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "[opening, swimming]", "[opening, opening]")

    assert content.problem() == (
        "faq/park.yaml:49: entry 'trees' is related to 'opening' twice.\n    Delete this line."
    )


def test_more_than_four_related_entries_are_too_many(content: Content) -> None:
    content.change("faq/park.yaml", "[opening, swimming]", "[opening, swimming, a, b, c]")

    assert content.problem() == (
        "faq/park.yaml:49: entry 'trees' has too many under 'related': at most 4.\n    Keep the most useful ones."
    )


def test_an_unknown_section_suggests_the_near_one(content: Content) -> None:
    content.change("faq/lake.yaml", "section: nature", "section: natur")

    assert content.problem() == (
        "faq/lake.yaml:2: entry 'swimming' is in a section 'natur' that does not exist.\n    Did you mean 'nature'?"
    )


def test_an_unknown_section_names_all_where_none_is_near(content: Content) -> None:
    content.change("faq/lake.yaml", "section: nature", "section: sports")

    assert content.problem() == (
        "faq/lake.yaml:2: entry 'swimming' is in a section 'sports' that does not exist.\n    Known: nature, town."
    )


def test_two_entries_with_one_wording_are_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "[number of trees]", "[swimming there]")

    assert content.problem() == (
        "faq/park.yaml:48: entry 'trees' has the wording 'swimming there', which already stands in entry "
        "'swimming' (faq/lake.yaml:19).\n"
        "    Keep it where it belongs, and delete it elsewhere."
    )


def test_wordings_that_differ_by_case_and_punctuation_are_one(content: Content) -> None:
    content.change("faq/park.yaml", "[number of trees]", '["Swimming... THERE?!"]')

    assert content.problem() == (
        "faq/park.yaml:48: entry 'trees' has the wording 'Swimming... THERE?!', which already stands in "
        "entry 'swimming' (faq/lake.yaml:19).\n"
        "    Keep it where it belongs, and delete it elsewhere."
    )


def test_a_wording_that_is_another_entrys_question_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "[number of trees]", "[may one swim in the lake]")

    assert content.problem() == (
        "faq/park.yaml:48: entry 'trees' has the wording 'may one swim in the lake', which already stands "
        "in entry 'swimming' (faq/lake.yaml:6).\n"
        "    Keep it where it belongs, and delete it elsewhere."
    )


def test_a_wording_written_twice_in_one_entry_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- date of the opening", "- Opening day!")

    assert content.problem() == (
        "faq/park.yaml:22: entry 'opening' has the wording 'Opening day!', which already stands in entry "
        "'opening' (faq/park.yaml:21).\n"
        "    Keep it where it belongs, and delete it elsewhere."
    )


def test_a_wording_of_an_entry_that_is_also_outside_is_a_problem(content: Content) -> None:
    content.change("faq/outside.yaml", "who designed the bridge", "number of trees")

    assert content.problem() == (
        "faq/outside.yaml:10: outside 'near' has the wording 'number of trees', which already stands in "
        "entry 'trees' (faq/park.yaml:48).\n"
        "    Keep it where it belongs, and delete it elsewhere."
    )


def test_a_wording_of_an_entry_that_is_also_small_talk_is_a_problem(content: Content) -> None:
    content.change("faq/outside.yaml", "- hello", "- opening day")

    assert content.problem() == (
        "faq/outside.yaml:6: chat 'greeting' has the wording 'opening day', which already stands in entry "
        "'opening' (faq/park.yaml:21).\n"
        "    Keep it where it belongs, and delete it elsewhere."
    )


def test_a_wording_outside_that_stands_twice_is_a_problem(content: Content) -> None:
    content.change("faq/outside.yaml", "- who designed the bridge", "- hello")

    assert content.problem() == (
        "faq/outside.yaml:10: outside 'near' has the wording 'hello', which already stands in chat "
        "'greeting' (faq/outside.yaml:6).\n"
        "    Keep it where it belongs, and delete it elsewhere."
    )


def test_a_wording_under_not_that_is_the_entrys_own_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- when does the park close", "- Opening day")

    assert content.problem() == (
        "faq/park.yaml:25: entry 'opening' has 'Opening day' under 'not', which it also has elsewhere.\n"
        "    Keep it in one of the two places."
    )


def test_a_wording_under_not_that_is_the_entrys_question_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- when does the park close", "- when does the park open")

    assert content.problem() == (
        "faq/park.yaml:25: entry 'opening' has 'when does the park open' under 'not', which it also has "
        "elsewhere.\n"
        "    Keep it in one of the two places."
    )


def test_a_wording_without_a_letter_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- date of the opening", '- "???"')

    assert content.problem() == (
        "faq/park.yaml:22: entry 'opening' has a wording '???' without a letter or a digit.\n    Write words."
    )
