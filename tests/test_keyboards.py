"""The buttons under what the bot says: by what the person thinks of an answer, alone and in a group."""

from datetime import date

import pytest
from small_library import RUSSIAN_QUOTE, labels, presses, small_conversation, title

from bot.content import LANGUAGES, Language
from bot.conversation import Button, Conversation, Copy, Message, Open, Paragraph, Person, Share, Wording, press_from
from bot.conversation.quoted_passages import copied

TODAY = date(2026, 3, 1)
NOBODY = Person(TODAY)
IN_GROUP = Person(TODAY, private=False)
say = Wording()


@pytest.fixture
def conversation() -> Conversation:
    return small_conversation()


def answered(conversation: Conversation, text: str = "how many deputies", person: Person = NOBODY) -> Message:
    """The message that a question gets."""
    return conversation.reply(conversation.hear(text), person, "1f").messages[0]


def pressed(conversation: Conversation, *buttons: str) -> Message:
    """What stands there after the last of some presses."""
    for button in buttons:
        shown = conversation.press(press_from(button), NOBODY, "2f").messages[0]
    return shown


RELATED = ["question of name, en"]
FURTHER = ["⤴", say("en", "more")]
REASONS = [say("en", f"reason-{reason}") for reason in ("topic", "unclear", "outdated", "source")]
TAKE_BACK = say("en", "rate-back")


def test_under_an_answer_stand_its_rating_a_link_and_more_in_one_row_and_what_is_related(
    conversation: Conversation,
) -> None:
    message = answered(conversation)

    assert labels(message) == ["👍", "👎", *FURTHER, *RELATED]
    assert len(message.buttons[0]) == 4
    assert presses(message) == ["up:1f.seats:en", "down:1f.seats:en", "more:seats:en", "answer:name:en"]
    assert message.buttons[0][2] == Share("⤴", "seats", "question of seats, en")


def test_more_shows_all_that_an_entry_says_and_its_context(conversation: Conversation) -> None:
    message = pressed(conversation, "more:seats:en")

    assert Paragraph("answer to seats, en") in message.blocks
    assert presses(message) == ["context:seats:en"]
    [row] = message.buttons
    assert row[1:] == (Copy(say("en", "copy"), copied(say, RUSSIAN_QUOTE, "en")),)


def test_a_related_entry_that_is_gone_is_not_offered(conversation: Conversation) -> None:
    assert "removed" not in str(answered(conversation).buttons)


@pytest.mark.parametrize(
    ("button", "shown"),
    [
        ("up:1f.seats:en", ["✓ 👍", "👎", *FURTHER, *RELATED]),
        ("down:1f.seats:en", [*REASONS, TAKE_BACK, *FURTHER, *RELATED]),
        ("why:t.1f.seats:en", ["👍", "✓ 👎", *FURTHER, *RELATED]),
        ("rate:1f.seats:en", ["👍", "👎", *FURTHER, *RELATED]),
    ],
)
def test_the_keyboard_shows_what_was_said_of_the_answer(
    conversation: Conversation, button: str, shown: list[str]
) -> None:
    message = pressed(conversation, button)

    assert labels(message) == shown
    assert message.blocks == ()


@pytest.mark.parametrize(
    ("button", "label", "then"),
    [
        ("up:1f.seats:en", "✓ 👍", "rate:1f.seats:en"),
        ("up:1f.seats:en", "👎", "down:1f.seats:en"),
        ("why:t.1f.seats:en", "✓ 👎", "rate:1f.seats:en"),
        ("why:t.1f.seats:en", "👍", "up:1f.seats:en"),
        ("down:1f.seats:en", REASONS[0], "why:t.1f.seats:en"),
        ("down:1f.seats:en", REASONS[1], "why:u.1f.seats:en"),
        ("down:1f.seats:en", REASONS[2], "why:o.1f.seats:en"),
        ("down:1f.seats:en", REASONS[3], "why:s.1f.seats:en"),
        ("down:1f.seats:en", TAKE_BACK, "rate:1f.seats:en"),
    ],
)
def test_a_rating_can_be_changed_reasoned_and_taken_back(
    conversation: Conversation, button: str, label: str, then: str
) -> None:
    message = pressed(conversation, button)
    [found] = [one for row in message.buttons for one in row if one.label == label]

    assert isinstance(found, Button)
    assert found.press == then


@pytest.mark.parametrize(
    "buttons",
    [
        ["open:seats.0:en"],
        ["open:seats.0:en", "up:2f.seats.0:en"],
        ["open:seats.0:en", "down:2f.seats.0:en"],
        ["open:seats.0:en", "down:2f.seats.0:en", "why:u.2f.seats.0:en"],
        ["open:seats.0:en", "up:2f.seats.0:en", "rate:2f.seats.0:en"],
    ],
)
def test_an_answer_opened_from_a_list_keeps_the_way_back_whatever_is_said_of_it(
    conversation: Conversation, buttons: list[str]
) -> None:
    message = pressed(conversation, *buttons)

    assert labels(message)[-1] == say("en", "back-to-section")
    assert presses(message)[-1] == "section:parliament.0:en"


def test_the_way_back_leads_to_the_page_that_one_came_from(conversation: Conversation) -> None:
    assert presses(pressed(conversation, "open:vote.2:ru"))[-1] == "section:people.2:ru"


def test_in_a_group_nobody_is_asked_how_the_answer_was(conversation: Conversation) -> None:
    assert labels(answered(conversation, person=IN_GROUP)) == [*FURTHER, *RELATED]


def test_a_card_for_any_chat_has_only_the_way_into_the_bot(conversation: Conversation) -> None:
    [card] = conversation.look_up("how many deputies", NOBODY).cards

    assert card.message.buttons == ((Open(say("en", "open-bot"), "seats"),),)


def test_choices_end_with_none_of_these(conversation: Conversation) -> None:
    message = answered(conversation, "parliament")

    assert labels(message) == ["1. question of seats, en", "2. question of name, en", say("en", "none-of-these")]
    assert presses(message) == ["choose:seats:en", "choose:name:en", "none:1f:en"]
    assert message.blocks[-1] == Paragraph("1. question of seats, en\n2. question of name, en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_got_no_answer_can_be_told_later_or_look_through_the_topics(
    conversation: Conversation, language: Language
) -> None:
    message = answered(conversation, "???", Person(TODAY, language))

    assert labels(message) == [say(language, name) for name in ("tell-me", "search-button", "see-topics")]
    assert presses(message) == [f"tell:1f:{language}", f"look:1f:{language}", f"topics::{language}"]


def test_the_wish_to_be_told_can_be_taken_back_and_made_again(conversation: Conversation) -> None:
    assert presses(pressed(conversation, "tell:1f:ru")) == ["untell:1f:ru", "look:1f:ru", "topics::ru"]
    assert presses(pressed(conversation, "untell:1f:ru")) == ["tell:1f:ru", "look:1f:ru", "topics::ru"]


def test_none_of_these_leads_to_being_told_too_but_not_where_it_was_forged(conversation: Conversation) -> None:
    assert presses(pressed(conversation, "none:1f:ru")) == ["tell:1f:ru", "look:1f:ru", "topics::ru"]
    assert presses(pressed(conversation, "none:t1:ru")) == ["topics::ru"]


def test_in_a_group_nobody_is_told_later(conversation: Conversation) -> None:
    assert labels(answered(conversation, "погода", IN_GROUP)) == [say("ru", "see-topics")]
    declined = conversation.press(press_from("none:1f:ru"), IN_GROUP, "2f")
    assert labels(declined.messages[0]) == [say("ru", "see-topics")]


def test_an_unknown_question_leads_on_to_the_topics_in_its_language(conversation: Conversation) -> None:
    topics = presses(answered(conversation, "погода"))[-1]

    assert title(conversation.press(press_from(topics), NOBODY, "2f")) == say("ru", "topics-title")


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_everything_is_deleted_one_is_asked(conversation: Conversation, language: Language) -> None:
    message = conversation.command("forget", "", Person(TODAY, language), "1f").messages[0]

    assert labels(message) == [say(language, "forget-yes"), say(language, "forget-no")]
    assert presses(message) == [f"forget:yes:{language}", f"forget:no:{language}"]
