"""What the gate says of values that YAML reads otherwise than they were meant."""

from gate_content import Content


def test_an_unquoted_no_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "[swimming there]", "[no]")

    assert content.problem() == (
        "faq/lake.yaml:19: entry 'swimming': YAML reads 'no' as yes or no.\n    Put it in quotes: \"no\"."
    )


def test_an_unquoted_time_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- opening day", "- 12:30")

    assert content.problem() == (
        "faq/park.yaml:21: entry 'opening': YAML reads '12:30' as a number.\n    Put it in quotes: \"12:30\"."
    )


def test_an_unquoted_day_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", '"2026-05-31"', "2026-05-31")

    assert content.problem() == (
        "faq/park.yaml:27: entry 'opening': YAML reads '2026-05-31' as a date.\n    Put it in quotes: \"2026-05-31\"."
    )


def test_an_unquoted_decimal_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- opening day", "- 1.5")

    assert content.problem() == (
        "faq/park.yaml:21: entry 'opening': YAML reads '1.5' as a number.\n    Put it in quotes: \"1.5\"."
    )


def test_an_unquoted_whole_number_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- opening day", "- 197")

    assert content.problem() == (
        "faq/park.yaml:21: entry 'opening': YAML reads '197' as a number.\n    Put it in quotes: \"197\"."
    )


def test_an_unquoted_null_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- opening day", "- null")

    assert content.problem() == (
        "faq/park.yaml:21: entry 'opening': YAML reads 'null' as nothing.\n    Put it in quotes: \"null\"."
    )


def test_a_tilde_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- opening day", "- ~")

    assert content.problem() == (
        "faq/park.yaml:21: entry 'opening': YAML reads '~' as nothing.\n    Put it in quotes: \"~\"."
    )


def test_an_empty_value_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en:")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': a value is missing here.\n"
        "    Write the text, in quotes if it begins with #; or delete the key."
    )


def test_an_empty_item_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- opening day", "-")

    assert content.problem() == (
        "faq/park.yaml:21: entry 'opening': a value is missing here.\n"
        "    Write the text, in quotes if it begins with #; or delete the key."
    )


def test_an_answer_with_nothing_in_it_is_one_problem(content: Content) -> None:
    content.change(
        "faq/lake.yaml",
        "  answer:\n    kk: Жазда болады.\n    ru: Летом можно.\n    en: One may, in summer.\n",
        "  answer:\n",
    )

    assert content.problem() == (
        "faq/lake.yaml:7: entry 'swimming': a value is missing here.\n"
        "    Write the text, in quotes if it begins with #; or delete the key."
    )


def test_a_text_that_begins_with_a_hash_is_a_missing_value(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: #1 in summer")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': a value is missing here.\n"
        "    Write the text, in quotes if it begins with #; or delete the key."
    )


def test_an_id_that_is_no_text_is_one_problem_wherever_it_is_linked(content: Content) -> None:
    content.change("faq/lake.yaml", "id: swimming", "id:")

    assert content.problem() == (
        "faq/lake.yaml:1: entry number 1: a value is missing here.\n"
        "    Write the text, in quotes if it begins with #; or delete the key."
    )


def test_a_number_where_no_entry_can_be_named_is_a_problem(content: Content) -> None:
    content.change("faq/outside.yaml", "- hello", "- 100")

    assert content.problem() == "faq/outside.yaml:6: YAML reads '100' as a number.\n    Put it in quotes: \"100\"."


def test_a_value_in_a_section_names_the_section(content: Content) -> None:
    content.change("faq/sections.yaml", "en: Nature", "en: yes")

    assert content.problem() == (
        "faq/sections.yaml:7: section 'nature': YAML reads 'yes' as yes or no.\n    Put it in quotes: \"yes\"."
    )


def test_a_value_in_the_sources_names_the_article(content: Content) -> None:
    content.change("corpus/sources.yaml", '"2026-02-09"', "2026-02-09")

    assert content.problem() == (
        "corpus/sources.yaml:13: article 'lake-report': YAML reads '2026-02-09' as a date.\n"
        '    Put it in quotes: "2026-02-09".'
    )


def test_an_entry_whose_id_is_not_its_first_key_is_named_by_it(content: Content) -> None:
    content.change("faq/lake.yaml", "- id: swimming\n  section: nature", "- section: nature\n  id: swimming")
    content.change("faq/lake.yaml", "[swimming there]", "[off]")

    assert content.problem() == (
        "faq/lake.yaml:19: entry 'swimming': YAML reads 'off' as yes or no.\n    Put it in quotes: \"off\"."
    )


def test_a_key_that_stands_twice_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "  phrasings:", "  section: town\n  phrasings:")

    assert content.problem() == (
        "faq/lake.yaml:16: entry 'swimming': the key 'section' stands twice (first on line 2).\n"
        "    Delete one of the two."
    )


def test_a_language_that_stands_twice_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "    en: One may, in summer.\n", "    en: One may, in summer.\n    en: Yes.\n")

    assert content.problem() == (
        "faq/lake.yaml:11: entry 'swimming': the key 'en' stands twice (first on line 10).\n    Delete one of the two."
    )


def test_a_key_that_stands_twice_in_braces_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "en: How many trees are there?}", "en: How many trees are there?, kk: Ағаш?}")

    assert content.problem() == (
        "faq/park.yaml:35: entry 'trees': the key 'kk' stands twice (first on line 35).\n    Delete one of the two."
    )


def test_a_missing_line_after_which_keys_stand_twice_is_one_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- id: trees\n", "")
    content.change("faq/park.yaml", "[trees]", "[swimming]")

    assert content.problem() == (
        "faq/park.yaml:33: entry 'opening': the keys 'section', 'question', 'answer', 'quotes', "
        "'phrasings', 'related' stand twice (first from line 3 on).\n"
        "    Is the line missing that ought to stand above them here?"
    )


def test_a_key_that_is_a_list_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "  phrasings:", "  [a, b]: c\n  phrasings:")

    assert content.problem() == (
        "faq/lake.yaml:16: entry 'swimming': a key has to be one word.\n"
        "    Look at the indentation and the quotation marks."
    )


def test_an_alias_is_a_problem_at_its_anchor(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: &yes One may, in summer.")
    content.change("faq/lake.yaml", "[swimming there]", "[*yes]")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': '&yes' is an anchor, which is not allowed here.\n"
        "    Write the text out in full wherever '*yes' stands; if it is to begin with &, put it in "
        "quotes."
    )


def test_an_anchor_nobody_uses_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: &yes One may, in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': '&yes' is an anchor, which is not allowed here.\n"
        "    Write the text out in full wherever '*yes' stands; if it is to begin with &, put it in "
        "quotes."
    )


def test_an_alias_of_nothing_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- opening day", "- *opening")

    assert content.problem() == (
        "faq/park.yaml:21: entry 'opening': '*opening' is an alias, which is not allowed here.\n"
        "    Write the text out in full; if it is to begin with *, put it in quotes."
    )


def test_a_tag_that_would_run_a_command_is_refused(content: Content) -> None:
    content.change("faq/lake.yaml", "[swimming there]", "!!python/object/apply:os.system [id]")

    assert content.problem() == (
        "faq/lake.yaml:19: entry 'swimming': '!!python/object/apply:os.system' is a tag, which is not "
        "allowed here.\n"
        "    Delete it; if the text is to begin with !, put it in quotes."
    )


def test_a_harmless_tag_is_refused_too(content: Content) -> None:
    content.change("faq/park.yaml", "- opening day", "- !!str 12")

    assert content.problem() == (
        "faq/park.yaml:21: entry 'opening': '!!str' is a tag, which is not allowed here.\n"
        "    Delete it; if the text is to begin with !, put it in quotes."
    )


def test_a_text_that_begins_with_an_exclamation_mark_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: !Yes, in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming': the text begins with '!', which has a meaning in YAML.\n"
        "    Put the whole text in quotes."
    )


def test_a_merge_key_is_an_unknown_key(content: Content) -> None:
    content.change("faq/lake.yaml", "  section: nature\n", "  section: nature\n  <<: {colour: blue}\n")

    assert content.problem() == (
        "faq/lake.yaml:3: entry 'swimming' has an unknown key '<<'.\n"
        "    Known keys here: id, section, short, question, lead, answer, quotes, phrasings, asks, "
        "not, careful, related, valid_until, note, correction, vouched."
    )


def test_values_nested_too_deeply_are_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "[swimming there]", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")

    assert content.problem() == (
        "faq/lake.yaml:19: entry 'swimming': the values are nested too deeply.\n"
        "    Look at the indentation and the brackets."
    )
