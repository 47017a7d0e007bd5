"""What the gate says of dates, notes and what is shown to readers."""

from gate_content import Content


def test_a_day_without_a_note_is_a_problem(content: Content) -> None:
    content.change(
        "faq/park.yaml", "  note:\n    kk: Бұл күн өтті.\n    ru: Этот день прошёл.\n    en: That day is over.\n", ""
    )

    assert content.problem() == (
        "faq/park.yaml:27: entry 'opening' has valid_until and no note.\n"
        "    Add 'note:' in three languages: what the answer is to say once that day is over."
    )


def test_a_note_without_a_day_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", '  valid_until: "2026-05-31"\n', "")

    assert content.problem() == (
        "faq/park.yaml:27: entry 'opening' has a note that would never be shown.\n"
        "    Add 'valid_until:', or delete the note."
    )


def test_the_31st_of_february_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "2026-05-31", "2026-02-31")

    assert content.problem() == (
        "faq/park.yaml:27: entry 'opening' has '2026-02-31' under 'valid_until', a day that does not "
        "exist.\n"
        "    Look at a calendar."
    )


def test_a_month_that_does_not_exist_is_a_problem(content: Content) -> None:
    content.change("corpus/sources.yaml", '"2026-03"', '"2026-13"')

    assert content.problem() == (
        "corpus/sources.yaml:6: article 'park-news' has '2026-13' under 'published', a day that does not "
        "exist.\n"
        "    Look at a calendar."
    )


def test_a_day_of_which_only_the_month_is_written_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "2026-05-31", "2026-05")

    assert content.problem() == (
        "faq/park.yaml:27: entry 'opening' has '2026-05' under 'valid_until'.\n    Write the day as \"2026-03-15\"."
    )


def test_a_publication_day_in_words_is_a_problem(content: Content) -> None:
    content.change("corpus/sources.yaml", '"2026-03"', "March 2026")

    assert content.problem() == (
        "corpus/sources.yaml:6: article 'park-news' has 'March 2026' under 'published'.\n"
        '    Write the day as "2026-03-15", or the month as "2026-03".'
    )


def test_an_earliest_day_in_another_form_is_a_problem(content: Content) -> None:
    content.change("corpus/sources.yaml", '"2026-02-09"', '"09.02.2026"')

    assert content.problem() == (
        "corpus/sources.yaml:13: article 'lake-report' has '09.02.2026' under 'not_before'.\n"
        '    Write the day as "2026-03-15".'
    )


def test_a_note_in_one_language_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "    kk: Бұл күн өтті.\n", "")

    assert content.problem() == (
        "faq/park.yaml:28: entry 'opening' has no Kazakh under 'note'.\n    Add 'kk:' with the text in that language."
    )


def test_a_correction_in_three_languages_is_well(content: Content) -> None:
    content.change("faq/lake.yaml", "  phrasings:\n", "  correction: {kk: қате, ru: ошибка, en: wrong}\n  phrasings:\n")

    assert content.problems() == []


def test_a_correction_in_two_languages_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "  phrasings:\n", "  correction: {kk: қате, ru: ошибка}\n  phrasings:\n")

    assert content.problem() == (
        "faq/lake.yaml:16: entry 'swimming' has no English under 'correction'.\n"
        "    Add 'en:' with the text in that language."
    )


def test_html_in_an_answer_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: Yes, <b>in summer</b>.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming' has markup ('<b>') under 'answer → en'.\n"
        "    Write plain text: the bot makes it beautiful itself."
    )


def test_an_html_entity_in_an_answer_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: Yes &amp; no.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming' has markup ('&amp;') under 'answer → en'.\n"
        "    Write plain text: the bot makes it beautiful itself."
    )


def test_markdown_in_a_question_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: May one swim in the lake?", "en: May one **swim** in the lake?")

    assert content.problem() == (
        "faq/lake.yaml:6: entry 'swimming' has markup ('**') under 'question → en'.\n"
        "    Write plain text: the bot makes it beautiful itself."
    )


def test_markup_in_a_translation_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: In summer one may swim", "en: In <i>summer</i> one may swim")

    assert content.problem() == (
        "faq/lake.yaml:15: entry 'swimming' has markup ('<i>') under 'quotes 1 → en'.\n"
        "    Write plain text: the bot makes it beautiful itself."
    )


def test_markup_in_a_section_title_is_a_problem(content: Content) -> None:
    content.change("faq/sections.yaml", "en: Nature", "en: __Nature__")

    assert content.problem() == (
        "faq/sections.yaml:7: section 'nature' has markup ('__') under 'title → en'.\n"
        "    Write plain text: the bot makes it beautiful itself."
    )


def test_markup_in_an_article_title_is_a_problem(content: Content) -> None:
    content.change("corpus/sources.yaml", "title: A park for", "title: A <b>park</b> for")

    assert content.problem() == (
        "corpus/sources.yaml:2: article 'park-news' has markup ('<b>') under 'title'.\n"
        "    Write plain text: the bot makes it beautiful itself."
    )


def test_an_invisible_character_in_an_answer_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: Yes, in\u200b summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming' has an invisible character (U+200B) under 'answer → en'.\n"
        "    Delete it, and type the text around it again."
    )


def test_an_invisible_character_in_a_phrasing_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "[swimming there]", "[swim\xadming there]")

    assert content.problem() == (
        "faq/lake.yaml:19: entry 'swimming' has an invisible character (U+00AD) under 'phrasings → en 1'.\n"
        "    Delete it, and type the text around it again."
    )


def test_a_sign_that_turns_the_direction_round_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "ru: Летом можно.", "ru: Да, \u202eлетом можно.")

    assert content.problem() == (
        "faq/lake.yaml:9: entry 'swimming' has an invisible character (U+202E) under 'answer → ru'.\n"
        "    Delete it, and type the text around it again."
    )


def test_a_control_character_written_as_an_escape_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", 'en: "Yes,\\u0007 in summer."')

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming' has an invisible character (U+0007) under 'answer → en'.\n"
        "    Delete it, and type the text around it again."
    )


def test_an_invisible_character_outside_is_a_problem(content: Content) -> None:
    content.change("faq/outside.yaml", "who designed the bridge", "who designed the\u2060 bridge")

    assert content.problem() == (
        "faq/outside.yaml:10: the file has an invisible character (U+2060) under 'outside → near → en 1'.\n"
        "    Delete it, and type the text around it again."
    )


def test_a_comparison_is_not_markup(content: Content) -> None:
    content.change(
        "faq/lake.yaml",
        "en: One may, in summer.",
        "en: The park is small (park < lake) and the lake is large (lake > park).",
    )

    assert content.problems() == []


def test_a_subject_of_a_signpost_has_a_short_name_and_words_of_its_own(content: Content) -> None:
    content.points_elsewhere()
    fine = "  official: [city-hall]\n  subjects:\n    en: ['Carp: carp', 'Pike and perch: pike, perch']\n"
    content.change("faq/signposts.yaml", "  official: [city-hall]\n", fine)
    assert content.problems() == []

    for written, said in (
        ("Carp", "has the subject 'Carp', which should be a name, a colon"),
        ("Carp:", "has the subject 'Carp:', which should be"),
        (": carp", "has the subject ': carp', which should be"),
        ("Carp: ca", "has the subject 'Carp: ca', which should be"),
        ("Carp: a carp", "has the subject 'Carp: a carp', which should be"),
        (f"{'Carp' * 16}: carp", f"has a subject whose name, '{'Carp' * 16}', is longer than 60 characters"),
        ("Carp: carp, pike", "'pike' tells the subject 'Pike and perch', and also 'Carp'"),
    ):
        content.change("faq/signposts.yaml", "'Carp: carp'", f"'{written}'")
        assert said in content.problem(), written
        content.change("faq/signposts.yaml", f"'{written}'", "'Carp: carp'")
