"""Two or three questions in one message: each is answered as if it had been asked alone, or named as unanswered."""

from dataclasses import replace
from datetime import date

import pytest
from small_library import LIBRARY, SAY, Told, title, verdict

from bot.content import Figure, Trilingual
from bot.content.entries import no_wordings
from bot.conversation import Conversation, Paragraph, Person, Turn
from bot.conversation.several_questions import parts_asked
from bot.matching import Verdict

READER = Person(date(2026, 3, 1), chosen="en")
NEWHOUSE = Trilingual("Newhouse", "Newhouse", "Newhouse")
HOUSE = Figure("house", "institution", NEWHOUSE, no_wordings(), None, (), ("seats", "name"))
CONTENT = replace(LIBRARY, figures={"house": HOUSE})
HOW_MANY = "how many seats are there"
MEANT = {
    HOW_MANY: verdict("answer", "seats", language="en"),
    "what is its name": verdict("answer", "name", language="en"),
}


def asks(text: str, whole: Verdict | None = None, **meant: Verdict) -> Turn:
    """What the bot says to a message that means this as a whole."""
    conversation = Conversation(CONTENT, Told({text: whole or verdict("unknown"), **MEANT, **meant}), SAY, 30)
    return conversation.reply(conversation.hear_after(text, None), READER, "2f")


def not_answered(question: str) -> Paragraph:
    return Paragraph(SAY("en", "not-answered-here", question=question))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("How many seats? Where do they sit?", ("How many seats?", "Where do they sit?")),
        ("қанша орын бар және қайда отырады", ("қанша орын бар", "қайда отырады")),
        (
            "сколько мест, а ещё кто их назначает и когда назначают",
            ("сколько мест", "кто их назначает", "когда назначают"),
        ),
        ("I have three children and how many seats are there", ()),
        ("who and when invented it", ()),
        ("what is a seat? who sits there? when do they sit? where do they sit?", ()),
        ("how many seats are there and " + "how long do they sit there " * 20, ()),
    ],
    ids=["marks", "Kazakh", "three", "only one asks", "one word", "four", "long"],
)
def test_a_message_has_as_many_parts_as_ask_something(text: str, parts: tuple[str, ...]) -> None:
    assert parts_asked(text) == parts


def test_each_part_that_has_an_answer_gets_it() -> None:
    turn = asks(f"{HOW_MANY} and what is its name", verdict("choices", "seats", "name", language="en"))

    assert turn.asked
    assert turn.asked.answered == ("seats", "name")
    assert len(turn.messages) == 2


@pytest.mark.parametrize("whole", [verdict("unknown"), verdict("answer", "seats", language="en")])
def test_a_part_without_an_answer_is_named(whole: Verdict) -> None:
    turn = asks(f"{HOW_MANY} and what is the weather like", whole)

    assert turn.asked
    assert turn.asked.answered == ("seats",)
    assert turn.messages[-1].blocks[-1] == not_answered("what is the weather like")


def test_what_the_second_question_leaves_out_is_in_the_first() -> None:
    turn = asks(f"{HOW_MANY} and who leads them", verdict("answer", "seats", "vote", language="en"))

    assert turn.asked
    assert turn.asked.answered == ("seats",)
    assert turn.messages[-1].blocks[-1] == not_answered("who leads them")


def test_a_message_that_clearly_means_something_else_than_its_parts_is_one_question() -> None:
    turn = asks(f"{HOW_MANY} and what is its name", replace(verdict("answer", "vote"), confidence=0.95))

    assert turn.asked
    assert turn.asked.answered == ("vote",)


def test_where_no_part_has_an_answer_the_message_is_answered_as_a_whole() -> None:
    turn = asks("what is the weather like and who won", verdict("unknown"))

    assert title(turn) == SAY("en", "unknown-title")


def test_personal_data_in_an_unanswered_part_is_not_repeated() -> None:
    turn = asks(f"{HOW_MANY} and why does +7 701 234 56 78 not answer")

    shown = turn.messages[-1].blocks[-1]
    assert isinstance(shown, Paragraph)
    assert "why does" in shown.text
    assert "701" not in shown.text


def test_what_is_likely_answered_with_the_rest_is_not_named_as_unanswered() -> None:
    covered = {"how many parties": Verdict("unknown", (), (("seats", 0.2),), 0.2, "en")}
    turn = asks(f"how many parties and {HOW_MANY}", verdict("answer", "seats", language="en"), **covered)

    assert turn.asked
    assert turn.asked.answered == ("seats",)
    assert all(block != not_answered("how many parties") for block in turn.messages[-1].blocks)
