"""A message that goes on from what was said before it: from a lone choice, or from an answer that does not give it."""

from dataclasses import replace
from datetime import date

import pytest
from small_library import LIBRARY, SAY, Told, title, verdict

from bot.conversation import Before, Conversation, Person, Turn
from bot.matching import Verdict

READER = Person(date(2026, 3, 1), chosen="en")
DID_YOU_MEAN = Before((), offered=("seats",), turn="1f", language="en")
UNSURE = verdict("unknown", "vote", "seats", language="en")


def says(text: str, meant: Verdict, before: Before, as_one: Verdict | None = None) -> Turn:
    """What the bot says to a text that means something by itself, and something else after the question of seats."""
    meanings = {text: meant} | ({f"question of seats, en {text}": as_one} if as_one else {})
    conversation = Conversation(LIBRARY, Told(meanings), SAY, 30)
    return conversation.reply(conversation.hear_after(text, before), READER, "2f")


def test_after_did_you_mean_this_a_slot_is_about_that() -> None:
    turn = says("where is that written", verdict("chat", chat="slot-source"), DID_YOU_MEAN)

    assert title(turn) == "question of seats, en"
    assert turn.asked and turn.asked.detail and turn.asked.detail.about == "seats"


def test_after_did_you_mean_this_a_question_that_goes_on_is_read_with_it() -> None:
    ellipsis = verdict("chat", chat="ellipsis", language="en")

    assert title(says("and how many", ellipsis, DID_YOU_MEAN, verdict("answer", "seats"))) == "question of seats, en"


def test_after_several_choices_what_says_nothing_by_itself_is_asked_back_with_them() -> None:
    for kind in ("ellipsis", "slot-where"):
        meant = verdict("chat", chat=kind, language="en")
        turn = says("and how many", meant, Before((), offered=("seats", "vote"), turn="1f", language="en"))

        assert title(turn) == SAY("en", "choices")
        assert turn.asked and turn.asked.offered == ("seats", "vote")


def test_a_choice_that_was_not_taken_does_not_take_the_place_of_the_answer_before_it() -> None:
    seats_offered = Before(("vote",), offered=("seats",), turn="1f", language="en")
    slot = says("who said that", verdict("chat", chat="slot-who"), seats_offered)
    on = says("and her", verdict("chat", chat="ellipsis", language="en"), seats_offered, verdict("answer", "seats"))

    assert slot.asked and slot.asked.detail and slot.asked.detail.about == "vote"
    assert title(on) == "question of vote, en"


@pytest.mark.parametrize(
    ("text", "belief", "is_of_it"),
    [
        ("what are his powers", 0.86, True),
        ("онда неше адам отырады", 0.88, True),
        ("what are his powers", 0.95, False),
        ("what are the powers", 0.86, False),
    ],
)
def test_what_names_its_subject_by_a_pronoun_is_asked_of_the_answer_unless_it_is_clear_alone(
    text: str, belief: float, is_of_it: bool
) -> None:
    meant = replace(verdict("answer", "name", language="en"), confidence=belief)
    after, alone = says(text, meant, Before(("vote",), language="en")), says(text, meant, Before(()))

    assert (title(after) == "question of vote, en") is is_of_it
    assert title(alone) == "question of name, en"


@pytest.mark.parametrize(("belief", "shown"), [(0.6, "seats"), (0.3, "vote")])
def test_a_likely_choice_is_what_is_meant_until_they_say_otherwise(belief: float, shown: str) -> None:
    meant = replace(verdict("choices", "seats"), confidence=belief)
    before = Before(("vote",), language="en")
    turn = says("seats perhaps", meant, before)

    assert turn.asked and turn.asked.on_screen(before).shown == (shown,)


def test_what_means_something_else_is_not_taken_for_a_choice_that_was_not_taken() -> None:
    turn = says("who won the football", UNSURE, DID_YOU_MEAN, verdict("answer", "seats"))

    assert turn.asked and turn.asked.answered == ()


def test_what_was_said_on_from_a_lone_choice_leaves_it_on_the_screen() -> None:
    turn = says("and their wages", verdict("chat", chat="ellipsis", language="en"), DID_YOU_MEAN)

    assert turn.asked and turn.asked.outcome == "unknown"
    after = turn.asked.on_screen(DID_YOU_MEAN)
    assert after == Before(("seats",), language="en", said=("and their wages",), is_all=True)


@pytest.mark.parametrize(("nearest", "is_said_of_it"), [(("vote", "seats"), True), (("vote", "name"), False)])
def test_an_unknown_question_that_comes_near_the_answer_before_it_is_about_that(
    nearest: tuple[str, ...], is_said_of_it: bool
) -> None:
    turn = says(
        "give me a list of names", verdict("unknown", *nearest, language="en"), Before(("seats",), language="en")
    )

    assert turn.asked and turn.asked.outcome == "unknown", "curators see it all the same"
    assert (title(turn) == "question of seats, en") is is_said_of_it


def test_after_several_answers_at_once_it_is_not_said_of_one_of_them() -> None:
    turn = says("give me a list of names", UNSURE, Before(("seats", "name"), language="en"))

    assert title(turn) != "question of seats, en"
