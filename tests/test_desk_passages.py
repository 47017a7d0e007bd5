"""Find what a curator wants to quote: passages by their words, and in them the words as the article has them."""

from dataclasses import replace

import pytest
from small_library import DATED, LATER, NAMELESS

from bot.content import Library, Sentence
from bot.desk.passages import in_own_words, quoted, search
from bot.desk.passages import paragraph_texts as paragraphs
from bot.desk.passages import paragraphs as by_words

ALL = (NAMELESS, DATED, LATER)
PASSAGE = "В новом Парламенте будет «145 депутатов», сказал министр."


@pytest.mark.parametrize(
    "words", ["новый парламент", "сколько депутатов в парламенте", "НОВОМ парламенте", "министр сказал", PASSAGE]
)
def test_the_passage_with_most_of_the_words_comes_first_however_they_bend(words: str) -> None:
    assert search(words, ALL)[0] == ("dated", PASSAGE)


def test_kazakh_letters_may_be_missing() -> None:
    assert search("Курылтай", ALL)[0][0] == "nameless"


@pytest.mark.parametrize("words", ["", "🐿", "в", "qwertyuiop", "белка"])
def test_words_that_stand_nowhere_find_nothing(words: str) -> None:
    assert search(words, ALL) == ()


def test_no_more_passages_are_offered_than_fit_and_each_is_a_part_of_its_article(library: Library) -> None:
    found = search("Конституция Қазақстан Constitution президент", library.articles.values())

    assert len(found) == 5
    assert all(passage in library.articles[source].text for source, passage in found)


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        ("«145 депутатов»", "«145 депутатов»"),
        ('"145 депутатов"', "«145 депутатов»"),
        ("  будет   «145 \n депутатов» ", "будет «145 депутатов»"),
        (PASSAGE, PASSAGE),
        ("145 депутата", None),
        ("будет «145", "будет «145"),
        (".*", None),
        ("", None),
    ],
)
def test_what_was_copied_is_quoted_as_the_article_has_it_or_not_at_all(typed: str, exact: str | None) -> None:
    assert quoted(typed, PASSAGE) == exact


def test_every_passage_of_the_articles_can_be_quoted_whole(library: Library) -> None:
    for article in library.articles.values():
        for passage in paragraphs(article):
            assert quoted(passage, passage) == passage
            assert passage in article.text


TRANSLATED = replace(
    LATER,
    id="translated",
    text="The Kurultai has 145 deputies.\n\nThe park is open.",
    sentences=(
        Sentence("The Kurultai has 145 deputies.", {"kk": "Құрылтайда 145 депутат", "ru": "В Курултае 145 депутатов."}),
    ),
)


@pytest.mark.parametrize("words", ["курултай депутаты", "Құрылтайдағы депутаттар", "kurultai deputies", "КУРУЛТАЕ 145"])
def test_passages_are_found_by_their_translations_too(words: str) -> None:
    assert search(words, (TRANSLATED, DATED))[0] == ("translated", "The Kurultai has 145 deputies.")
    [[found]] = by_words(TRANSLATED, words)
    assert found.text({"translated": TRANSLATED}) == "The Kurultai has 145 deputies."


def test_a_passage_is_said_in_the_curators_own_words_unless_they_are_the_articles() -> None:
    passage = "The Kurultai has 145 deputies."
    assert in_own_words(TRANSLATED, passage, "ru") == "В Курултае 145 депутатов."
    assert in_own_words(TRANSLATED, passage, "en") == ""
    assert in_own_words(TRANSLATED, "The park is open.", "ru") == ""
