"""What somebody types in another chat is looked up without the matcher."""

from dataclasses import replace

import pytest
from small_library import LIBRARY, SEATS

from bot.content import LANGUAGES, Library, Trilingual
from bot.conversation.privacy import scrub
from bot.conversation.typeahead import Typeahead, goes_back, goes_on


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("question of seats, ru", ("seats", "ru")),
        ("  Question of SEATS  kk?", ("seats", "kk")),
        ("vote", ("vote", None)),
        ("question of", None),
        ("removed", None),
        ("", None),
        ("?!", None),
    ],
)
def test_a_question_or_an_id_names_its_entry(typed: str, named: tuple[str, str | None] | None) -> None:
    found = Typeahead(LIBRARY).named(typed)

    assert (found and (found.entry.id, found.language)) == named


def test_every_answer_of_the_projects_content_can_be_shared_by_its_question(library: Library) -> None:
    known = Typeahead(library)
    for entry in library.entries.values():
        for language in LANGUAGES:
            asked = entry.question[language]
            assert len(asked) <= 256 and scrub(asked) == asked
            found = known.named(asked)
            assert found and (found.entry.id, found.language) == (entry.id, language)


def library_with(*phrasings: str) -> Library:
    """The library whose entry on seats is asked for in these words too, in Russian."""
    seats = replace(SEATS, short=Trilingual("Депутаттар", "Число депутатов", "Deputies"))
    seats = replace(seats, phrasings={"kk": ("неше депутат",), "ru": phrasings, "en": ()})
    return replace(LIBRARY, entries={**LIBRARY.entries, "seats": seats})


@pytest.mark.parametrize(
    "typed",
    [
        "деп", "Депут", "депутатов", "число деп", "deput", "deputatov", "chislo dep", "ltgen", "xbckj lt", "вузгешу",
        "сколько всего мест", "skolko vsego mest", "skol'ko", "crjkmrj dct", "неше деп", "neshe dep", "neşe dep",
    ],
)  # fmt: skip
def test_half_a_word_finds_the_entry_in_any_spelling_and_on_any_keyboard(typed: str) -> None:
    found = Typeahead(library_with("сколько всего мест", "а депутатов сколько")).beginning(typed)

    assert found.entries[:1] == ("seats",)


@pytest.mark.parametrize("typed", ["", "д", "?!", "епутат", "сколько мест", "kvartira", "😀"])
def test_what_no_text_begins_with_finds_nothing(typed: str) -> None:
    assert Typeahead(library_with("сколько всего мест")).beginning(typed).entries == ()


def test_a_word_that_is_ended_is_whole() -> None:
    known = Typeahead(library_with("мест сколько", "местные органы"))

    assert known.beginning("мест ").entries == known.beginning("мест").entries == ("seats",)
    assert known.beginning("мес ").entries == ()


def test_a_label_comes_before_a_phrasing_and_of_equal_ones_the_most_asked() -> None:
    known = Typeahead(library_with("title of"))
    assert known.beginning("question of").entries == ("seats", "name", "vote")
    assert known.beginning("question of", ["vote", "gone", "name"]).entries == ("vote", "name", "seats")
    vote = replace(LIBRARY.entries["vote"], short=Trilingual("Дауыс", "Депутаты и голоса", "Vote"))
    more = replace(library_with("депутаты"), entries={"seats": library_with("депутаты").entries["seats"], "vote": vote})
    assert Typeahead(more).beginning("депутаты").entries == ("vote", "seats")


def test_the_languages_of_what_begins_so_are_told() -> None:
    assert Typeahead(library_with("сколько мест")).beginning("сколько").languages == ("ru",)


@pytest.mark.parametrize(
    ("before", "text", "on", "back"),
    [
        ("сколько", "Сколько депутатов?", True, False),
        ("сколько депутатов", "сколько деп", False, True),
        ("сколько депутатов", "сколько депутатов", True, True),
        ("скольо депутатов будет", "сколько депутатов будет", True, False),
        ("сколько депутатов", "погода", False, False),
    ],
)
def test_what_is_typed_goes_on_or_back_or_is_something_else(before: str, text: str, on: bool, back: bool) -> None:
    assert goes_back(before, text) is back
    assert back or goes_on(before, text) is on


def test_each_entry_of_the_projects_content_is_found_by_its_label_in_each_language(library: Library) -> None:
    known = Typeahead(library)
    for entry in library.entries.values():
        for language in LANGUAGES:
            assert entry.short
            assert entry.id in known.beginning(entry.short[language]).entries
