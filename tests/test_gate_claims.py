"""What the gate refuses in a lead or an answer: what no quote says, and what cannot be said to every asker."""

import pytest
from gate_content import Content

LAKE, PARK = "faq/lake.yaml", "faq/park.yaml"
ANSWER = "en: One may, in summer."


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [("kk: Жазда болады.", "kk: Иә, жазда болады.", "Иә"), ("ru: Летом можно.", "ru: Нет, зимой нельзя.", "Нет"),
     (ANSWER, "en: Yes, in summer.", "Yes")],
)  # fmt: skip
def test_an_answer_that_begins_with_yes_or_no_is_a_problem(content: Content, old: str, new: str, word: str) -> None:
    content.change(LAKE, old, new)

    assert f"entry 'swimming' begins with '{word}', and people also ask it the other way round." in content.problem()
    assert "Begin with the fact, or with who said it." in content.problem()


def test_a_number_that_no_quote_has_is_a_problem(content: Content) -> None:
    content.change(LAKE, ANSWER, "en: One may, for 45 days in summer.")

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming' has the number 45, which stands in none of its quotes.\n"
        "    Say only what the quotes say, or quote the sentence that says it."
    )


def test_the_year_of_the_article_may_be_named(content: Content) -> None:
    content.change(LAKE, ANSWER, "en: One may, in summer, said the report of 9 February 2026.")

    assert content.problems() == []


def test_a_month_that_no_quote_has_is_a_problem(content: Content) -> None:
    content.change(LAKE, "ru: Летом можно.", "ru: Летом можно, сказали в октябре.")

    assert "entry 'swimming' has the month 'октябр…', which none of its quotes has." in content.problem()


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [("kk: Жазда болады.", "kk: Жазда Алматыда болады.", "Алматыда"),
     ("ru: Летом можно.", "ru: Летом в Алматы можно.", "Алматы"), (ANSWER, "en: One may, in Almaty.", "Almaty")],
)  # fmt: skip
def test_a_name_that_no_quote_has_is_a_problem(content: Content, old: str, new: str, name: str) -> None:
    content.change(LAKE, old, new)

    assert f"entry 'swimming' has the name '{name}', which stands in none of its quotes." in content.problem()


def test_an_entry_that_was_clean_is_looked_at_again_once_somebody_it_names_is_known_no_more(content: Content) -> None:
    named = "- id: council\n  kind: institution\n  name: {kk: Алматы кеңесі, ru: Совет Алматы, en: Almaty Council}\n"
    named += "  named: [{source: lake-report, text: Вода чистая}]\n  entries: [swimming]\n"
    content.write("faq/people.yaml", named)
    content.change(LAKE, ANSWER, "en: One may in Almaty, in summer.")
    assert content.problems() == []
    content.change("faq/people.yaml", "Almaty Council", "Town Council")

    assert "entry 'swimming' has the name 'Almaty', which stands in none of its quotes." in content.problem()
    assert content.problem() == content.problem(), "what is wrong is said again as long as it is"


def test_an_answer_has_to_fit_on_a_phone(content: Content) -> None:
    lead = "*One may*, " + "and in summer one may, " * 6
    content.change(LAKE, "en: May one swim in the lake?", "en: May one swim" + " in the lake" * 15 + "?")
    content.change(LAKE, "  answer:\n", f"  lead: {{kk: '*Болады*', ru: '*Можно*', en: '{lead}'}}\n  answer:\n")

    assert "entry 'swimming' takes 17 lines of a phone (en)." in content.problem()


def test_an_asterisk_without_a_partner_is_a_problem(content: Content) -> None:
    content.change(LAKE, "  answer:\n", "  lead: {kk: '*Болады', ru: '*Можно*', en: '*One may*'}\n  answer:\n")

    assert "entry 'swimming' has a lead with an asterisk that has no partner." in content.problem()


def test_a_label_longer_than_a_button_shows_is_a_problem(content: Content) -> None:
    label = "Swimming in the lake in summer"
    content.change(LAKE, "  question:\n", f"  short: {{kk: Шомылу, ru: Купание, en: {label}}}\n  question:\n")

    assert "entry 'swimming' is too long under 'short → en': at most 25 characters." in content.problem()


@pytest.mark.parametrize("vague", ["so why", "and when is it", "а почему", "ал қашан"])
def test_a_phrasing_that_could_be_about_anything_is_a_problem(content: Content, vague: str) -> None:
    content.change(LAKE, "en: [swimming there]", f"en: [swimming there, {vague}]")

    assert content.problem() == (
        f"faq/lake.yaml:19: entry 'swimming' has the wording '{vague}', which could be about anything.\n"
        "    Name what is asked about, or delete it."
    )


def test_a_phrasing_that_its_own_not_nearly_repeats_is_a_problem(content: Content) -> None:
    content.change(PARK, "      - when does the park close\n", "      - the date of the opening\n")

    assert (
        "entry 'opening' has 'the date of the opening' under 'not', and nearly the same as a phrasing: "
        "'date of the opening'." in content.problem()
    )


def test_a_test_question_that_is_also_learned_is_a_problem(content: Content) -> None:
    content.change(LAKE, "    en: [swimming there]\n", "    en: [swimming there]\n  asks: {en: [Swimming there?]}\n")

    assert "has 'Swimming there?' under 'asks', and also as a phrasing" in content.problem()


@pytest.mark.parametrize("number", ["8 701 123 45 67", "aidana@mail.kz"])
def test_a_phrasing_with_personal_data_is_a_problem(content: Content, number: str) -> None:
    content.change(LAKE, "en: [swimming there]", f'en: [swimming there, "call me on {number}"]')

    assert "entry 'swimming' has a wording with a long number or an e-mail address" in content.problem()
