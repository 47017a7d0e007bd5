"""What the gate says of keys, languages, shapes and ids."""

from gate_content import PARK, Content


def test_an_unknown_key_suggests_the_near_one(content: Content) -> None:
    content.change("faq/lake.yaml", "  answer:", "  anwser:")

    assert content.problem() == (
        "faq/lake.yaml:7: entry 'swimming' has an unknown key 'anwser'.\n    Did you mean 'answer'?"
    )


def test_an_unknown_key_like_no_other_names_all(content: Content) -> None:
    content.change("faq/lake.yaml", "  section: nature\n", "  section: nature\n  colour: blue\n")

    assert content.problem() == (
        "faq/lake.yaml:3: entry 'swimming' has an unknown key 'colour'.\n"
        "    Known keys here: id, section, short, question, lead, answer, quotes, phrasings, asks, "
        "not, careful, related, valid_until, note, correction, vouched."
    )


def test_an_unknown_language_names_the_languages(content: Content) -> None:
    content.change("faq/lake.yaml", "    en: One may, in summer.\n", "    en: One may, in summer.\n    fr: Oui.\n")

    assert content.problem() == (
        "faq/lake.yaml:11: entry 'swimming' has an unknown key 'fr' under 'answer'.\n    Known keys here: kk, ru, en."
    )


def test_a_misspelt_key_of_a_quote_suggests_the_near_one(content: Content) -> None:
    content.change("faq/lake.yaml", "      text: Летом", "      txt: Летом")

    assert content.problem() == (
        "faq/lake.yaml:13: entry 'swimming' has an unknown key 'txt' under 'quotes 1'.\n    Did you mean 'text'?"
    )


def test_a_misspelt_key_outside_suggests_the_near_one(content: Content) -> None:
    content.change("faq/outside.yaml", "  near:", "  neer:")

    assert content.problem() == (
        "faq/outside.yaml:8: the file has an unknown key 'neer' under 'outside'.\n    Did you mean 'near'?"
    )


def test_the_name_that_not_has_in_the_code_is_an_unknown_key(content: Content) -> None:
    content.change("faq/park.yaml", "  not:", "  unlike:")

    assert content.problem() == (
        "faq/park.yaml:23: entry 'opening' has an unknown key 'unlike'.\n"
        "    Known keys here: id, section, short, question, lead, answer, quotes, phrasings, asks, "
        "not, careful, related, valid_until, note, correction, vouched."
    )


def test_a_question_without_kazakh_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "    kk: Көлде шомылуға бола ма?\n", "")

    assert content.problem() == (
        "faq/lake.yaml:3: entry 'swimming' has no Kazakh under 'question'.\n"
        "    Add 'kk:' with the text in that language."
    )


def test_an_answer_without_russian_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "    ru: Летом можно.\n", "")

    assert content.problem() == (
        "faq/lake.yaml:7: entry 'swimming' has no Russian under 'answer'.\n"
        "    Add 'ru:' with the text in that language."
    )


def test_phrasings_without_english_are_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "    en: [swimming there]\n", "")

    assert content.problem() == (
        "faq/lake.yaml:16: entry 'swimming' has no English under 'phrasings'.\n"
        "    Add 'en:' with the text in that language."
    )


def test_an_empty_list_of_phrasings_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "[swimming there]", "[]")

    assert content.problem() == (
        "faq/lake.yaml:19: entry 'swimming' has an empty list under 'phrasings → en'.\n    Write at least one."
    )


def test_an_entry_without_an_answer_is_a_problem(content: Content) -> None:
    content.change(
        "faq/lake.yaml", "  answer:\n    kk: Жазда болады.\n    ru: Летом можно.\n    en: One may, in summer.\n", ""
    )

    assert content.problem() == "faq/lake.yaml:1: entry 'swimming' lacks the key 'answer'.\n    Add 'answer:'."


def test_an_entry_without_an_id_is_named_by_its_number(content: Content) -> None:
    content.change("faq/park.yaml", "- id: trees\n  section: town", "- section: town")

    assert content.problem() == "faq/park.yaml:33: entry number 2 lacks the key 'id'.\n    Add 'id:'."


def test_a_text_of_spaces_is_nothing(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", 'en: "  "')

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming' has nothing under 'answer → en'.\n"
        "    Write the text, or delete the key if it is optional."
    )


def test_a_wording_that_is_far_too_long_is_a_problem(content: Content) -> None:
    content.change(
        "faq/lake.yaml",
        "[swimming there]",
        (
            "[swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim "
            "swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim "
            "swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim "
            "swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim "
            "swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim swim "
            "swim swim swim swim swim swim swim swim swim swim swim]"
        ),
    )

    assert content.problem() == (
        "faq/lake.yaml:19: entry 'swimming' is too long under 'phrasings → en 1': at most 500 characters.\n"
        "    Shorten it."
    )


def test_a_list_where_a_text_belongs_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "    en: One may, in summer.", "    en:\n      - One may, in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming' needs text under 'answer → en'.\n"
        "    If it is one text, with [ or - before it, put the whole text in quotes."
    )


def test_a_text_with_a_colon_that_became_keys_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "- date of the opening", "- date: of the opening")

    assert content.problem() == (
        "faq/park.yaml:22: entry 'opening' needs text under 'phrasings → en 2'.\n"
        "    If it is one text, with a colon in it or { before it, put the whole text in quotes."
    )


def test_a_text_in_braces_that_became_keys_is_one_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: {in summer}")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming' needs text under 'answer → en'.\n"
        "    If it is one text, with a colon in it or { before it, put the whole text in quotes."
    )


def test_a_text_where_a_list_belongs_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: [swimming there]", "en: swimming there")

    assert content.problem() == (
        "faq/lake.yaml:19: entry 'swimming' needs a list under 'phrasings → en'.\n"
        "    Look at the indentation, and at its neighbours."
    )


def test_keys_where_a_list_belongs_are_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "    - source: lake-report\n      text", "      source: lake-report\n      text")

    assert content.problem() == (
        "faq/lake.yaml:11: entry 'swimming' needs a list under 'quotes'.\n"
        "    Look at the indentation, and at its neighbours."
    )


def test_a_list_where_keys_belong_is_a_problem(content: Content) -> None:
    content.change(
        "faq/lake.yaml",
        "    kk: Жазда болады.\n    ru: Летом можно.\n    en: One may, in summer.\n",
        "    - Жазда болады.\n    - One may, in summer.\n",
    )

    assert content.problem() == (
        "faq/lake.yaml:7: entry 'swimming' needs keys with values under 'answer'.\n"
        "    Look at the indentation, and at its neighbours."
    )


def test_a_text_where_an_entry_belongs_is_a_problem(content: Content) -> None:
    content.write("faq/park.yaml", PARK + "- benches\n")

    assert content.problem() == (
        "faq/park.yaml:50: entry number 3 needs keys with values.\n    Look at the indentation, and at its neighbours."
    )


def test_a_section_without_a_title_is_named_by_its_id(content: Content) -> None:
    content.change("faq/sections.yaml", "  title:\n    kk: Табиғат\n    ru: Природа\n    en: Nature\n", "")

    assert content.problem() == "faq/sections.yaml:3: section 'nature' lacks the key 'title'.\n    Add 'title:'."


def test_an_article_without_a_language_is_named_by_its_id(content: Content) -> None:
    content.change("corpus/sources.yaml", "  language: ru\n", "")

    assert content.problem() == (
        "corpus/sources.yaml:8: article 'lake-report' lacks the key 'language'.\n    Add 'language:'."
    )


def test_an_article_in_an_unknown_language_is_a_problem(content: Content) -> None:
    content.change("corpus/sources.yaml", "language: ru", "language: fr")

    assert content.problem() == (
        "corpus/sources.yaml:14: article 'lake-report' has 'fr' under 'language'.\n    Write kk, ru or en."
    )


def test_an_address_that_is_not_whole_is_a_problem(content: Content) -> None:
    content.change("corpus/sources.yaml", "https://example.com/park", "example.com/park")

    assert content.problem() == (
        "corpus/sources.yaml:5: article 'park-news' has 'example.com/park' under 'url'.\n"
        "    Write the whole address, beginning with https://."
    )


def test_an_id_with_capitals_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "id: swimming", "id: Swimming")

    assert content.problem() == (
        "faq/lake.yaml:1: entry 'Swimming' has 'Swimming' under 'id'.\n"
        "    Use small Latin letters, digits and single hyphens: 'people-and-power'."
    )


def test_an_id_with_spaces_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "id: swimming", "id: swimming in the lake")

    assert content.problem() == (
        "faq/lake.yaml:1: entry 'swimming in the lake' has 'swimming in the lake' under 'id'.\n"
        "    Use small Latin letters, digits and single hyphens: 'people-and-power'."
    )


def test_an_id_over_forty_characters_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "id: swimming", "id: swimming-in-the-lake-behind-the-old-mill-x")

    assert content.problem() == (
        "faq/lake.yaml:1: entry 'swimming-in-the-lake-behind-the-old-mill-x' is too long under 'id': at "
        "most 40 characters.\n"
        "    Shorten it."
    )


def test_a_kind_of_small_talk_with_capitals_is_a_problem(content: Content) -> None:
    content.change("faq/outside.yaml", "greeting:", "Good Morning:")

    assert content.problem() == (
        "faq/outside.yaml:2: the file has 'Good Morning' under 'chat'.\n"
        "    Use small Latin letters, digits and single hyphens: 'people-and-power'."
    )


def test_a_figure_is_of_a_known_kind(content: Content) -> None:
    named = "- id: lake\n  kind: place\n  name: {kk: Көл, ru: Озеро, en: Lake}\n"
    content.write(
        "faq/people.yaml", named + "  named: [{source: lake-report, text: Вода чистая}]\n  entries: [swimming]\n"
    )

    assert content.problem() == (
        "faq/people.yaml:2: figure 'lake' has 'place' under 'kind'.\n    Write person, institution or event."
    )
