"""What the gate refuses in the sentences that stand translated beside an article, and in what it knows of people."""

from pathlib import Path

from gate_content import Content

from bot.content import load
from bot.content.quotes import coverage_of

KEPT = """\
- text: Летом в озере можно купаться.
  kk: Жазда көлде шомылуға болады.
  en: In summer one may swim in the lake.
  said_by: warden
  said_at: "2026-02-08"
- text: Вода чистая.
  kk: Су таза.
  en: The water is clean.
"""
OWN = "      kk: Жазда көлде шомылуға болады.\n      en: In summer one may swim in the lake.\n"
PEOPLE = """\
- id: warden
  kind: person
  name: {kk: Күзетші, ru: Смотритель, en: Warden}
  named: [{source: lake-report, text: Вода}]
  entries: [swimming]
"""


def kept(content: Content) -> None:
    """Put the translations of the lake's report beside it, and take them out of the entry."""
    content.write("corpus/lake-report.yaml", KEPT)
    content.write("faq/people.yaml", PEOPLE)
    content.change("faq/lake.yaml", OWN, "")


def test_a_quote_is_translated_as_its_sentence_is(content: Content) -> None:
    kept(content)

    assert content.problems() == []
    quote = load(Path("faq"), Path("corpus")).entries["swimming"].quotes[0]
    assert dict(quote.translations) == {
        "kk": "Жазда көлде шомылуға болады.",
        "en": "In summer one may swim in the lake.",
    }
    assert (quote.said_by, str(quote.said_at)) == ("warden", "2026-02-08")


def test_two_sentences_in_one_quote_are_translated_in_a_row(content: Content) -> None:
    kept(content)
    content.change(
        "faq/lake.yaml", "text: Летом в озере можно купаться.", "text: Летом в озере можно купаться. Вода чистая."
    )

    quote = load(Path("faq"), Path("corpus")).entries["swimming"].quotes[0]
    assert quote.translations["en"] == "In summer one may swim in the lake. The water is clean."
    assert quote.said_by is None  # only one of the two sentences is the warden's


def test_a_passage_has_only_one_translation(content: Content) -> None:
    kept(content)
    own = "      en: One can swim there.\n"
    content.change("faq/lake.yaml", "    - source: lake-report\n", "    - source: lake-report\n" + own)

    assert "translates a quote whose English stands in lake-report.yaml." in content.problem()


def test_a_sentence_that_is_not_word_for_word_is_a_problem(content: Content) -> None:
    kept(content)
    content.change("corpus/lake-report.yaml", "Вода чистая.", "Вода грязная.")

    assert content.problem().startswith("corpus/lake-report.yaml:6: sentence number 2 is not word for word.")


def test_a_sentence_said_by_nobody_known_is_a_problem(content: Content) -> None:
    kept(content)
    content.change("corpus/lake-report.yaml", "said_by: warden", "said_by: wardens")

    assert "is said by 'wardens', whom people.yaml does not have.\n    Did you mean 'warden'?" in content.problem()


def test_somebody_whom_the_article_does_not_name_is_a_problem(content: Content) -> None:
    kept(content)
    content.change("faq/people.yaml", "text: Вода", "text: Сторож")

    assert "figure 'warden' has a mention that is not word for word in 'lake-report'." in content.problem()


def test_what_no_entry_quotes_is_counted(content: Content) -> None:
    kept(content)

    coverage = coverage_of(load(Path("faq"), Path("corpus")))

    assert (coverage.facts, coverage.share, coverage.people) == (2, 0.5, 1)
    assert [(source, sentence.text) for source, sentence in coverage.unquoted] == [("lake-report", "Вода чистая.")]
