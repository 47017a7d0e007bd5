"""What the gate says of quotes: they are word for word, and translated into the other languages."""

from gate_content import Content


def test_a_quote_off_by_one_character_is_shown_where_it_differs(content: Content) -> None:
    content.change("faq/park.yaml", "The mayor’s", "The mayor's")

    assert content.problem() == (
        "faq/park.yaml:14: entry 'opening' has a quote that is not word for word in 'park-news'.\n"
        "    The article has «The mayor’s office said » where the quote has «The mayor's office said »: "
        "right single quotation mark, not apostrophe."
    )


def test_a_quote_with_a_word_left_out_is_shown_where_it_differs(content: Content) -> None:
    content.change(
        "faq/park.yaml", "text: Two hundred trees were planted there.", "text: Two hundred trees were there."
    )

    assert content.problem() == (
        "faq/park.yaml:42: entry 'trees' has a quote that is not word for word in 'park-news'.\n"
        "    The article has «red trees were planted there.⏎» where the quote has «red trees were there.»."
    )


def test_a_quote_without_its_last_word_is_shown_where_it_differs(content: Content) -> None:
    content.change("faq/park.yaml", "that the park opens in May.\n      kk", "that the park opens.\n      kk")

    assert content.problem() == (
        "faq/park.yaml:14: entry 'opening' has a quote that is not word for word in 'park-news'.\n"
        "    The article has « the park opens in May.⏎Two hu» where the quote has « the park opens.»: "
        "space, not full stop."
    )


def test_a_quote_with_another_case_is_shown_where_it_differs(content: Content) -> None:
    content.change("faq/park.yaml", "text: The mayor", "text: the mayor")

    assert content.problem() == (
        "faq/park.yaml:14: entry 'opening' has a quote that is not word for word in 'park-news'.\n"
        "    The article has «The mayor’s off» where the quote has «the mayor’s off»."
    )


def test_a_quote_with_a_line_break_of_its_own_is_shown_where_it_differs(content: Content) -> None:
    content.change(
        "faq/park.yaml",
        "text: Two hundred trees were planted there.",
        "text: |\n        Two hundred trees\n        were planted there.",
    )

    assert content.problem() == (
        "faq/park.yaml:42: entry 'trees' has a quote that is not word for word in 'park-news'.\n"
        "    The article has «o hundred trees were planted t» where the quote has «o hundred trees⏎were "
        "planted t»: space, not line break."
    )


def test_a_quote_with_an_invisible_difference_names_it(content: Content) -> None:
    content.change("faq/park.yaml", "text: Two hundred trees", "text: Two hundred\xa0trees")

    assert content.problem() == (
        "faq/park.yaml:42: entry 'trees' has a quote that is not word for word in 'park-news'.\n"
        "    The article has «ay.⏎Two hundred trees were pla» where the quote has «Two hundred\xa0trees were "
        "pla»: space, not no-break space."
    )


def test_a_quote_that_goes_beyond_the_article_is_shown_where_it_differs(content: Content) -> None:
    content.change("faq/lake.yaml", "можно купаться.", "можно купаться. Вода чистая. Да.")

    assert content.problem() == (
        "faq/lake.yaml:13: entry 'swimming' has a quote that is not word for word in 'lake-report'.\n"
        "    The article has «я. Вода чистая.⏎» where the quote has «я. Вода чистая. Да.»: line break, "
        "not space."
    )


def test_a_quote_of_which_nothing_is_in_the_article_is_to_be_copied(content: Content) -> None:
    content.change(
        "faq/park.yaml", "text: Two hundred trees were planted there.", "text: Nobody ever said such a thing."
    )

    assert content.problem() == (
        "faq/park.yaml:42: entry 'trees' has a quote that is not word for word in 'park-news'.\n"
        "    Copy the passage from the article; nothing near to it is there."
    )


def test_a_quote_from_the_other_article_is_not_word_for_word(content: Content) -> None:
    content.change("faq/park.yaml", "source: park-news\n      text: Two", "source: lake-report\n      text: Two")
    content.change("faq/park.yaml", "      ru: Там посадили двести деревьев.\n", "      en: Trees.\n")

    assert content.problem() == (
        "faq/park.yaml:42: entry 'trees' has a quote that is not word for word in 'lake-report'.\n"
        "    Copy the passage from the article; nothing near to it is there."
    )


def test_a_quote_that_cuts_a_word_in_half_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "text: Two hundred trees were planted there.", "text: hundred trees were plant")

    assert content.problem() == (
        "faq/park.yaml:42: entry 'trees' has a quote that begins or ends inside a word of 'park-news'.\n"
        "    Quote whole words."
    )


def test_a_quote_that_begins_inside_a_word_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "text: Two hundred trees were planted there.", "text: wo hundred trees")

    assert content.problem() == (
        "faq/park.yaml:42: entry 'trees' has a quote that begins or ends inside a word of 'park-news'.\n"
        "    Quote whole words."
    )


def test_a_quote_without_its_translation_into_kazakh_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "      kk: Онда екі жүз ағаш отырғызылды.\n", "")

    assert content.problem() == (
        "faq/park.yaml:41: entry 'trees' has a quote with no Kazakh translation.\n"
        "    Add 'kk:' beside the quote's text."
    )


def test_a_quote_without_its_translation_into_russian_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "      ru: Там посадили двести деревьев.\n", "")

    assert content.problem() == (
        "faq/park.yaml:41: entry 'trees' has a quote with no Russian translation.\n"
        "    Add 'ru:' beside the quote's text."
    )


def test_a_quote_without_its_translation_into_english_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "      en: In summer one may swim in the lake.\n", "")

    assert content.problem() == (
        "faq/lake.yaml:12: entry 'swimming' has a quote with no English translation.\n"
        "    Add 'en:' beside the quote's text."
    )


def test_a_quote_translated_into_its_own_language_is_a_problem(content: Content) -> None:
    content.change(
        "faq/park.yaml",
        "      ru: Там посадили двести деревьев.\n",
        "      ru: Там посадили двести деревьев.\n      en: Two hundred trees.\n",
    )

    assert content.problem() == (
        "faq/park.yaml:45: entry 'trees' translates a quote into the language it is in.\n    Delete 'en:'."
    )


def test_an_article_in_russian_needs_no_russian_translation(content: Content) -> None:
    content.change(
        "faq/lake.yaml",
        "      kk: Жазда көлде шомылуға болады.\n",
        "      kk: Жазда көлде шомылуға болады.\n      ru: Летом можно.\n",
    )

    assert content.problem() == (
        "faq/lake.yaml:15: entry 'swimming' translates a quote into the language it is in.\n    Delete 'ru:'."
    )


def test_an_unknown_source_is_named_with_the_near_one(content: Content) -> None:
    content.change("faq/park.yaml", "source: park-news\n      text: Two", "source: park-new\n      text: Two")

    assert content.problem() == (
        "faq/park.yaml:41: entry 'trees' quotes a source 'park-new' that does not exist.\n    Did you mean 'park-news'?"
    )


def test_an_unknown_source_like_no_other_is_named_with_all(content: Content) -> None:
    content.change("faq/park.yaml", "source: park-news\n      text: Two", "source: radio\n      text: Two")

    assert content.problem() == (
        "faq/park.yaml:41: entry 'trees' quotes a source 'radio' that does not exist.\n"
        "    Known: lake-report, park-news."
    )


def test_an_entry_without_quotes_is_a_problem(content: Content) -> None:
    content.change(
        "faq/lake.yaml",
        (
            "  quotes:\n"
            "    - source: lake-report\n"
            "      text: Летом в озере можно купаться.\n"
            "      kk: Жазда көлде шомылуға болады.\n"
            "      en: In summer one may swim in the lake.\n"
        ),
        "  quotes: []\n",
    )

    assert content.problem() == (
        "faq/lake.yaml:11: entry 'swimming' has an empty list under 'quotes'.\n    Write at least one."
    )


def test_an_empty_quote_is_a_problem(content: Content) -> None:
    content.change("faq/park.yaml", "text: Two hundred trees were planted there.", 'text: ""')

    assert content.problem() == (
        "faq/park.yaml:42: entry 'trees' has nothing under 'quotes 1 → text'.\n"
        "    Write the text, or delete the key if it is optional."
    )
