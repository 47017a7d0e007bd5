"""What the gate says of a file that is not YAML: one problem, at the line where the slip is."""

from gate_content import LAKE, Content


def test_a_tab_as_indentation_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "    en: One may, in summer.", "\ten: One may, in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the line is indented with a tab.\n"
        "    Indent with spaces, two for each level."
    )


def test_a_tab_after_a_list_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "      - date of the opening", "\t- date of the opening")

    assert content.problem() == (
        "faq/park.yaml:22: entry 'opening': the line is indented with a tab.\n"
        "    Indent with spaces, two for each level."
    )


def test_a_quotation_mark_never_closed_is_a_problem_where_it_is_opened(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", 'en: "One may, in summer.')

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': a quotation mark is opened here and never closed.\n"
        "    Close it at the end of the text."
    )


def test_an_apostrophe_never_closed_is_a_problem_where_it_is_opened(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: 'One may, in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': a quotation mark is opened here and never closed.\n"
        "    Close it at the end of the text."
    )


def test_a_quotation_mark_closed_by_the_next_is_a_problem_where_it_is_opened(content: Content) -> None:
    content.change("faq/lake.yaml", "ru: Летом можно.", 'ru: "Летом можно.')
    content.change("faq/lake.yaml", "en: One may, in summer.", 'en: "One may, in summer."')

    assert content.problem() == (
        "faq/lake.yaml:9: entry 'swimming': a quotation mark is opened here and never closed.\n"
        "    Close it at the end of the text."
    )


def test_a_text_that_goes_on_after_its_quotation_mark_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", 'en: "Yes", in summer.')

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text goes on after its closing quotation mark.\n"
        "    Put the whole text in quotes, of the other kind: '…' around \"…\"."
    )


def test_a_backslash_in_double_quotes_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", 'en: "Yes, \\in summer."')

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': a backslash between double quotes has a meaning in YAML.\n"
        "    Write two backslashes for one."
    )


def test_a_second_colon_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: Yes: in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': a second colon stands on this line, or its indentation is "
        "off.\n"
        "    If the colon belongs to the text, put the whole text in quotes."
    )


def test_a_text_that_begins_with_a_square_bracket_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: [Yes] in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '[', which has a meaning in YAML.\n"
        "    Put the whole text in quotes. If it is not text, close it with ']'."
    )


def test_a_text_that_begins_with_an_open_square_bracket_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: [Yes in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '[', which has a meaning in YAML.\n"
        "    Put the whole text in quotes. If it is not text, close it with ']'."
    )


def test_a_text_that_begins_with_a_brace_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: {Yes} in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '{', which has a meaning in YAML.\n"
        "    Put the whole text in quotes. If it is not text, close it with '}'."
    )


def test_a_text_that_begins_with_an_open_brace_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: {Yes in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '{', which has a meaning in YAML.\n"
        "    Put the whole text in quotes. If it is not text, close it with '}'."
    )


def test_a_text_that_begins_with_an_asterisk_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: *Yes* in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '*', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_a_percent_sign_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: %Yes in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '%', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_a_backtick_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: `Yes` in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '`', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_an_at_sign_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: @Yes in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '@', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_a_bar_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: |Yes in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '|', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_a_greater_than_sign_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: >Yes in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '>', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_a_question_mark_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: ? Yes in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '?', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_a_hyphen_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: - Yes in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '-', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_a_comma_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: , Yes in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with ',', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_an_asterisk_and_a_word_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: *Yes in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '*', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_an_ampersand_is_to_be_quoted(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: & yes, in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '&', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_text_that_begins_with_an_ampersand_and_a_word_is_an_anchor(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: &Yes, in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '&', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_key_without_a_space_after_its_colon_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en:One may, in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': a key stands here without its colon and a space.\n    Write 'key: text'."
    )


def test_a_key_without_its_colon_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "  answer:", "  answer")

    assert content.problem() == (
        "faq/lake.yaml:7: entry 'swimming': a key stands here without its colon and a space.\n    Write 'key: text'."
    )


def test_a_line_indented_too_far_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "    en: One may, in summer.", "      en: One may, in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': a second colon stands on this line, or its indentation is "
        "off.\n"
        "    If the colon belongs to the text, put the whole text in quotes."
    )


def test_a_line_indented_too_little_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "    en: One may, in summer.", "   en: One may, in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': YAML cannot be read from here on (did not find expected "
        "key).\n"
        "    Look at the indentation and the quotation marks here and on the line above."
    )


def test_a_second_document_is_a_problem(content: Content) -> None:
    content.write("faq/lake.yaml", LAKE + "---\n- id: fishing\n")

    assert content.problem() == (
        "faq/lake.yaml:20: entry 'swimming': the line '---' begins a second document.\n    Delete the line."
    )


def test_a_nul_is_a_problem_on_its_line(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: Yes,\x00 in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': a character stands here that YAML does not allow (U+0000).\n"
        "    Delete the invisible character."
    )


def test_a_control_character_is_a_problem_on_its_line(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: Yes,\x07 in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': a character stands here that YAML does not allow (U+0007).\n"
        "    Delete the invisible character."
    )


def test_entries_are_not_blamed_for_a_sections_file_that_cannot_be_read(content: Content) -> None:
    content.change("faq/sections.yaml", "{kk: Қала, ru: Город, en: The town}", "{kk: Қала, ru: Город, en: The town")

    assert content.problem() == (
        "faq/sections.yaml:2: section 'town': the text begins with '{', which has a meaning in YAML.\n"
        "    Put the whole text in quotes. If it is not text, close it with '}'."
    )
