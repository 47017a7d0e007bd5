"""What somebody types in another chat is looked up without the matcher."""

import pytest
from small_library import LIBRARY

from bot.content import LANGUAGES, Library
from bot.conversation.privacy import scrub
from bot.conversation.typeahead import Typeahead


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
