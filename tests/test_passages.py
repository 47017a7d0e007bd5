"""Articles cut for reading: no word is lost, none is cut in two, and Telegram takes every piece."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import DATED, presses, small_conversation

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Citation, Extract, Heading, Person, Remark, press_from
from bot.conversation.catalogue import around, pages
from bot.telegram.html import MAX_TEXT, visible_length

NOBODY = Person(date(2026, 3, 1))
PAGE = 1800
AROUND = 1000
"""Characters of a passage at most, unless its quote alone is longer."""


def test_every_word_of_every_article_of_the_project_is_on_its_pages(library: Library) -> None:
    for article in library.articles.values():
        leaves = pages(article.text)

        assert " ".join(leaves).split() == article.text.split(), article.id
        assert max(map(len, leaves)) <= PAGE


_words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
_lines = st.lists(_words, max_size=400).map(" ".join)
_articles = st.lists(_lines, max_size=8).map("\n".join) | st.lists(_lines, max_size=4).map("\r\n\r\n".join)


@given(_articles)
def test_pages_keep_every_word_of_any_article_in_its_order(text: str) -> None:
    leaves = pages(text)

    assert " ".join(leaves).split() == text.split()
    assert all(0 < len(leaf) <= PAGE for leaf in leaves)


def test_a_page_holds_whole_paragraphs_while_they_fit() -> None:
    one, two, three = ("a" * 899 for _ in range(3))

    assert pages(f"{one}\n{two}\n\n\n{three}\n") == (f"{one}\n\n{two}", three)


def test_a_paragraph_longer_than_a_page_is_cut_between_words() -> None:
    first, second = pages("word " * 500)

    assert first == "word " * 359 + "word"
    assert second == "word " * 139 + "word"


def test_a_word_longer_than_a_page_is_all_there_too() -> None:
    assert "".join(pages("a" * 4000)) == "a" * 4000


def test_every_quote_of_the_project_is_seen_in_its_article(library: Library) -> None:
    for entry in library.entries.values():
        for quote in entry.quotes:
            passage = around(quote.article.text, quote.text)
            shown = f"{passage.before}{passage.quoted}{passage.after}"

            assert passage.quoted == quote.text
            assert shown.removeprefix("… ").removesuffix(" …") in quote.article.text, entry.id
            assert len(shown) <= max(AROUND, len(quote.text) + 4), entry.id


def test_the_paragraph_that_a_quote_stands_in_is_shown_and_no_other() -> None:
    assert around(DATED.text, "«145 депутатов»") == Extract(
        "В новом Парламенте будет ", "«145 депутатов»", ", сказал министр."
    )


def test_a_quote_over_two_paragraphs_is_shown_with_the_rest_of_both() -> None:
    text = "Before.\nOne begins here.\nTwo ends there.\nAfter."

    assert around(text, "begins here.\nTwo") == Extract("One ", "begins here.\nTwo", " ends there.")


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Far.\nBefore.\nquote\nAfter.\nFar.", Extract("Before.\n", "quote", "\nAfter.")),
        ("Before.\n\n quote \n\nAfter.", Extract("Before.\n\n ", "quote", " \n\nAfter.")),
        ("quote\nAfter.\nFar.", Extract("", "quote", "\nAfter.")),
        ("Far.\nBefore.\nquote", Extract("Before.\n", "quote", "")),
    ],
)
def test_a_quote_that_is_a_whole_paragraph_is_shown_between_its_neighbours(text: str, passage: Extract) -> None:
    assert around(text, "quote") == passage


@pytest.mark.parametrize(
    ("text", "quote", "passage"),
    [
        ("quote", "quote", Extract("", "quote", "")),
        ("quote after", "quote", Extract("", "quote", " after")),
        ("  before quote  ", "quote", Extract("before ", "quote", "")),
        ("unquoted", "quote", Extract("un", "quote", "d")),
    ],
)
def test_at_the_edges_of_a_paragraph_nothing_is_added(text: str, quote: str, passage: Extract) -> None:
    assert around(text, quote) == passage


@given(st.lists(_words, max_size=300), _lines.filter(bool), st.lists(_words, max_size=300))
def test_of_a_long_paragraph_whole_words_around_the_quote_are_shown(
    before: list[str], words: str, after: list[str]
) -> None:
    quote = f"«{words}»"
    shown = around(" ".join([*before, quote, *after]), quote)
    left = shown.before.removeprefix("… ").split()
    right = shown.after.removesuffix(" …").split()

    assert left == before[len(before) - len(left) :]
    assert right == after[: len(right)]
    assert (len(left) < len(before), len(right) < len(after)) == ("…" in shown.before, "…" in shown.after)
    assert len(shown.before) + len(shown.after) <= max(0, AROUND - len(quote)) + 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_every_page_and_every_context_of_the_project(library: Library, language: Language) -> None:
    conversation = small_conversation(library)
    said = [conversation.voice.speaker.context(entry, language) for entry in library.entries.values()]
    for article in library.articles.values():
        said += [
            conversation.voice.catalogue.article(article.id, page, language) for page in range(len(pages(article.text)))
        ]

    assert max(map(visible_length, said)) <= MAX_TEXT


def test_the_context_shows_each_quote_in_its_article_with_the_way_to_all_of_them() -> None:
    turn = small_conversation().press(press_from("context:vote:ru"), NOBODY, "2f")
    [message] = turn.messages
    kinds = [type(block) for block in message.blocks]

    assert kinds == [Heading, Remark, Extract, Citation, Extract, Citation]
    assert message.blocks[2] == around(DATED.text, "«145 депутатов»")
    assert presses(message) == ["sources::ru"]


def test_nothing_is_said_of_languages_where_the_articles_are_in_the_readers() -> None:
    turn = small_conversation().press(press_from("context:seats:ru"), NOBODY, "2f")

    assert not any(isinstance(block, Remark) for block in turn.messages[0].blocks)
