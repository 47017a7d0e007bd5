"""The content of the project itself: nothing missing, nothing altered."""

import hashlib
from pathlib import Path

from bot.content import LANGUAGES, load
from bot.content.quotes import coverage_of
from bot.publishing.gate import check_content

FAQ = Path(__file__).parent.parent / "faq"
CORPUS = FAQ.parent / "corpus"

ENTRIES = """
referendum-date who-decides referendum-preparations

parliament-size new-institutions kurultai vice-president peoples-council peoples-council-powers

power-formula super-presidential checks-and-balances limits-on-power local-self-government constitutional-court
illegal-assets unchanged

preamble preamble-author human-rights state-for-person miranda-rules personal-data intellectual-property
education-science healthcare secularism marriage environment natural-resources patriotism national-identity
main-wealth knowledge-economy social-contract just-kazakhstan business

why-new-constitution past-amendments commission-size foreign-experts commission-meetings commission-openness
proposals-count how-to-propose discussion-length first-draft draft-language author expert-review

coalition coalition-members coalition-head coalition-plans parties regional-meetings senate-roundtable

overview what-is-constitution what-changes-overall why-now draft-quality president-on-draft transformation

proposals-fate national-qurultay reform-openness listening-state

values-section political-culture shared-responsibility prosperity
social-guarantees environment-goals science-problems entrepreneurs-meeting

peoples-constitution coalition-purpose coalition-speakers roundtable-conclusion roundtable-speakers public-reaction-abai
"""

GAPS = """
gap-results gap-in-force gap-how-to-vote gap-full-text gap-president-term gap-parliament-details
gap-peoples-council-details gap-language-status gap-personal-affairs gap-land-resources gap-rights-limits gap-critics
gap-cost gap-old-constitution gap-other-countries
"""

# An article is never edited: an answer is only as true as the text it quotes.
ARTICLES = {
    "abai-region.txt": "66f8c690bc5b033299f5c86c1e1e57470c7afd1f8f2dcec85f8fdffb26641b8c",
    "coalition.txt": "68079f6f31df5d2a0ba8e53b557b727fc68ce4285c06f061332cf3de33553c79",
    "entrepreneurs.txt": "332cbcf5fec485fa45a2b5af49ef84b62a9bd4137bc352b77ae9282c841ea8bf",
    "president-government.txt": "47f98a9ee0a5bb4098a487bfa4f4dd3252022f38c080f08e2952cfa8e465c9f0",
    "senate-roundtable.txt": "55792d2c9ac05577b371ae824e2aee127af7ab9c1d3b01a061026ba81264f007",
}


def test_the_content_has_no_problem() -> None:
    assert check_content(FAQ, CORPUS)[1] == []


def test_there_is_an_entry_for_each_question_and_a_signpost_for_each_gap_and_no_other() -> None:
    library = load(FAQ, CORPUS)

    assert sorted(library.entries) == sorted(ENTRIES.split())
    assert sorted(library.signposts) == sorted(GAPS.split())


def test_nearly_every_sentence_with_a_fact_is_quoted_and_everybody_named_is_told_of() -> None:
    coverage = coverage_of(load(FAQ, CORPUS))

    assert coverage.facts > 100
    assert coverage.share >= 0.98, [sentence.text for _, sentence in coverage.unquoted]
    assert coverage.people == 25
    assert coverage.untold == ()


def test_every_entry_has_a_label_a_lead_and_questions_to_try_it_with() -> None:
    for entry in load(FAQ, CORPUS).entries.values():
        assert entry.short and entry.lead, entry.id
        assert all(len(entry.asks[language]) >= 3 for language in LANGUAGES), entry.id


def test_each_article_is_byte_for_byte_what_it_was() -> None:
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in CORPUS.glob("*.txt")}

    assert digests == ARTICLES


def test_each_quote_stands_byte_for_byte_in_its_article() -> None:
    quotes = [quote for entry in load(FAQ, CORPUS).entries.values() for quote in entry.quotes]

    astray = [
        quote.text for quote in quotes if quote.text.encode() not in (CORPUS / f"{quote.article.id}.txt").read_bytes()
    ]

    assert len(quotes) >= 57
    assert astray == []


def test_each_quote_is_there_in_all_three_languages() -> None:
    for entry in load(FAQ, CORPUS).entries.values():
        for quote in entry.quotes:
            assert {*quote.translations, quote.article.language} == {"kk", "ru", "en"}, entry.id
