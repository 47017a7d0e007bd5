"""The conversation, as tables of what a person asks or orders and what comes of it. Buttons are in test_buttons."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Literal

import pytest
from every_case import every_case
from small_library import (
    CORRECTED,
    LAST_DAY,
    LIBRARY,
    MEANINGS,
    SAY,
    Told,
    labels,
    presses,
    small_conversation,
    title,
    verdict,
)

from bot.content import LANGUAGES, Language
from bot.conversation import (
    Before,
    Citation,
    Conversation,
    Heading,
    Notice,
    Open,
    Paragraph,
    Person,
    Quotation,
    Remark,
    Shows,
    Turn,
    Wording,
)

TODAY = date(2026, 3, 1)
NOBODY = Person(TODAY)
IN_GROUP = Person(TODAY, private=False)
say = Wording()
Kind = Literal["answer", "correction"]
"""Of a notice."""

AT_THE_SENTENCE = "https://a.kz/?x=1&y=2#:~:text=145%20%D0%B4%D0%B5%D0%BF%D1%83%D1%82%D0%B0%D1%82%D0%BE%D0%B2"


@pytest.fixture
def conversation() -> Conversation:
    return small_conversation()


def reply(conversation: Conversation, text: str, person: Person = NOBODY) -> Turn:
    """What is replied to a question that comes by itself."""
    return conversation.reply(conversation.hear(text), person, "1f")


@pytest.mark.parametrize(
    ("text", "chosen", "telegram", "language"),
    [
        ("сколько депутатов", None, None, "ru"),
        ("неше депутат", None, "ru", "kk"),
        ("how many deputies", None, "kk", "en"),
        ("сколько депутатов", "kk", "en", "kk"),
        ("145?", "en", "ru", "en"),
        ("145?", None, "ru", "ru"),
        ("145?", None, "en-GB", "en"),
        ("145?", None, "KK", "kk"),
        ("145?", None, "de", "kk"),
        ("145?", None, "", "kk"),
        ("145?", None, None, "kk"),
    ],
)
def test_the_chosen_language_beats_the_messages_beats_telegrams_beats_kazakh(
    conversation: Conversation, text: str, chosen: Language | None, telegram: str | None, language: str
) -> None:
    turn = reply(conversation, text, Person(TODAY, chosen, telegram))

    assert title(turn) == f"question of seats, {language}"
    assert turn.asked and turn.asked.language == language


@pytest.mark.parametrize(
    ("text", "first", "outcome", "answered", "offered"),
    [
        ("how many deputies", "question of seats, en", "answer", ("seats",), ()),
        ("parliament", say("en", "choices"), "choices", (), ("seats", "name")),
        ("park", say("en", "choice"), "choices", (), ("name",)),
        ("погода", say("ru", "unknown-title"), "unknown", (), ()),
        ("рахмет", say("kk", "chat-thanks"), "chat", (), ()),
        ("бла", say("ru", "chat-other"), "chat", (), ()),
        ("delete my data", say("en", "forget-title"), "chat", (), ()),
        ("", say("kk", "unknown-title"), "unknown", (), ()),
    ],
)
def test_a_question_gets_what_the_understanding_makes_of_it(
    conversation: Conversation, text: str, first: str, outcome: str, answered: tuple[str, ...], offered: tuple[str, ...]
) -> None:
    turn = reply(conversation, text)

    assert title(turn) == first
    assert turn.asked
    assert (turn.asked.text, turn.asked.outcome) == (text, outcome)
    assert (turn.asked.answered, turn.asked.offered) == (answered, offered)
    assert turn.asked.version == LIBRARY.version
    assert (turn.place, turn.effects) == ("below", (turn.asked,))


def test_two_questions_get_two_answers_in_their_order(conversation: Conversation) -> None:
    turn = reply(conversation, "how many, and what is it called")

    assert [message.blocks[0] for message in turn.messages] == [
        Heading("question of seats, en"),
        Heading("question of name, en"),
    ]
    assert [message.shows for message in turn.messages] == [Shows("seats", "en"), Shows("name", "en")]
    assert turn.asked and turn.asked.answered == ("seats", "name")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "сколько депутатов",
            (
                Heading("question of seats, ru"),
                Paragraph("answer to seats, ru"),
                Quotation("«145 депутатов»", folds=True),
                Citation("— ", "Газета", " · 03.2026", AT_THE_SENTENCE),
            ),
        ),
        (
            "неше депутат",
            (
                Heading("question of seats, kk"),
                Paragraph("answer to seats, kk"),
                Quotation(
                    "145 депутат (аударма)",
                    folds=True,
                    mark="Біздің аудармамыз:",
                    label="Мақаладан (орысша):",
                    original="«145 депутатов»",
                ),
                Citation("— ", "Газета", " · 03.2026", AT_THE_SENTENCE),
            ),
        ),
    ],
)
def test_a_quote_is_given_word_for_word_and_translated_only_for_others(
    conversation: Conversation, text: str, blocks: tuple[object, ...]
) -> None:
    assert reply(conversation, text).messages[0].blocks == blocks


@pytest.mark.parametrize(("day", "shown"), [(LAST_DAY, False), (LAST_DAY + timedelta(days=1), True)])
def test_a_note_is_shown_only_once_the_last_valid_day_is_over(
    conversation: Conversation, day: date, shown: bool
) -> None:
    blocks = reply(conversation, "what is it called", Person(day)).messages[0].blocks

    assert (Remark("note of name, en") in blocks) is shown


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("погода", True),
        ("parliament", True),
        ("рахмет", True),
        ("how many deputies", False),
        ("погода?", False),
        ("погода.", False),
        ("погода!)", False),
        ("погода…", False),
        ("«погода?»", False),
        ("погода? и", True),
        ("", True),
    ],
)
def test_whoever_has_not_ended_and_said_nothing_clear_may_go_on(
    conversation: Conversation, text: str, goes_on: bool
) -> None:
    assert conversation.hear(text).may_go_on is goes_on


SEATS_BEFORE = Before(("seats",), "how many deputies")


@pytest.mark.parametrize(
    ("text", "before", "entries", "repeats"),
    [
        ("and its name", SEATS_BEFORE, ("name",), False),
        ("its name", Before(("seats",)), ("name",), False),
        ("its name", Before(("removed",)), (), False),
        ("deputies", SEATS_BEFORE, (), True),
        ("deputies", Before(("seats",), "погода"), (), False),
        ("deputies", Before(("seats",)), (), False),
        ("how many deputies", Before(("seats",), "deputies"), ("seats",), True),
        ("how many deputies", Before(("seats",), "deputies?"), ("seats",), False),
        ("how many deputies", SEATS_BEFORE, ("seats",), False),
        ("how many deputies", Before(("seats",)), ("seats",), False),
        ("what is it called", SEATS_BEFORE, ("name",), False),
        ("рахмет", SEATS_BEFORE, (), False),
    ],
)
def test_what_a_message_goes_on_from_adds_to_its_meaning_or_shows_it_to_be_no_news(
    conversation: Conversation, text: str, before: Before, entries: tuple[str, ...], repeats: bool
) -> None:
    heard = conversation.hear_on(conversation.hear(text), before)

    assert (heard.text, heard.verdict.entries, heard.repeats) == (text, entries, repeats)


def test_a_whole_question_is_answered_even_if_it_means_what_the_one_before_meant() -> None:
    whole = "rather: how many deputies will the new Parliament have?"
    meanings = MEANINGS | {whole: verdict("answer", "seats", language="en")}
    conversation = Conversation(LIBRARY, Told(meanings), say, 30)

    assert not conversation.hear_on(conversation.hear(whole), Before(("seats",), "deputies")).repeats


def test_what_has_been_answered_a_moment_ago_gets_no_second_reply_and_is_not_noted(conversation: Conversation) -> None:
    repeated = conversation.hear_on(conversation.hear("deputies"), SEATS_BEFORE)

    assert conversation.reply(repeated, NOBODY, "2f") == Turn(())
    assert not repeated.may_go_on


COMMANDS = [
    ("start", "", "welcome-title"),
    ("start", "no-such-entry", "welcome-title"),
    ("help", "", "help-title"),
    ("help", "seats", "help-title"),
    ("topics", "", "topics-title"),
    ("sources", "", "sources-title"),
    ("language", "", "language-title"),
    ("privacy", "", "privacy-title"),
    ("forget", "", "forget-title"),
    ("ask", "", "ask-how"),
    ("weather", "", "unknown-command"),
    ("", "", "unknown-command"),
]
"""Commands, what is written after them, and the title of the reply."""


def test_a_command_gets_its_reply_in_the_persons_language(conversation: Conversation) -> None:
    with every_case() as case:
        for (command, argument, first), language in product(COMMANDS, LANGUAGES):
            with case(command, argument, language):
                turn = conversation.command(command, argument, Person(TODAY, language), "1f")

                assert title(turn) == say(language, first)
                assert (turn.effects, turn.place) == ((), "below")


def test_a_deep_link_opens_its_entry(conversation: Conversation) -> None:
    turn = conversation.command("start", "vote", Person(TODAY, None, "ru"), "1f")

    assert title(turn) == "question of vote, ru"
    assert "up:1f.vote:ru" in presses(turn.messages[0])


def test_what_is_for_one_person_alone_is_not_said_in_a_group(conversation: Conversation) -> None:
    assert title(conversation.command("forget", "", IN_GROUP, "1f")) == say("kk", "in-private")
    assert title(reply(conversation, "delete my data", IN_GROUP)) == say("en", "in-private")


@pytest.mark.parametrize(("count", "name"), [(0, "nothing-to-cancel"), (1, "cancelled"), (5, "cancelled")])
def test_who_is_to_be_told_nothing_more_hears_of_how_many_questions_that_is(
    conversation: Conversation, count: int, name: str
) -> None:
    values = {"count": count} if count else {}

    assert title(conversation.cancelled(count, Person(TODAY, "ru"))) == say("ru", name, **values)


def _notice(kind: Kind, entry: str = "seats") -> Notice:
    return Notice(1, kind, "1f", "aliya", "sealed", 12, "ru", entry)


def test_an_answer_somebody_waited_for_says_so_and_can_be_judged(conversation: Conversation) -> None:
    turn = conversation.notice(_notice("answer"), Person(TODAY, "ru"))

    assert turn
    assert turn.messages[0].blocks[:2] == (Remark(say("ru", "now-answered")), Heading("question of seats, ru"))
    assert "up:1f.seats:ru" in presses(turn.messages[0])


def test_a_correction_says_what_was_wrong_and_then_the_answer_as_it_is_now() -> None:
    turn = small_conversation(CORRECTED).notice(_notice("correction"), Person(TODAY, "ru"))

    assert turn
    assert turn.messages[0].blocks[:3] == (
        Heading(say("ru", "corrected")),
        Paragraph("correction of seats, ru"),
        Heading("question of seats, ru"),
    )


@pytest.mark.parametrize("kind", ["answer", "correction"])
def test_nothing_is_owed_of_an_entry_that_is_gone(conversation: Conversation, kind: Kind) -> None:
    assert conversation.notice(_notice(kind, "removed"), NOBODY) is None


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("", ["question of seats, kk", "question of name, kk", "question of vote, kk"]),
        ("  ", ["question of seats, kk", "question of name, kk", "question of vote, kk"]),
        ("how many deputies", ["question of seats, en"]),
        ("parliament", ["question of seats, en", "question of name, en"]),
        ("deputies", ["question of seats, en"]),
        ("погода", []),
        ("рахмет", []),
    ],
)
def test_what_is_half_typed_brings_the_answers_it_may_want(
    conversation: Conversation, typed: str, titles: list[str]
) -> None:
    assert [card.title for card in conversation.look_up(typed, NOBODY).cards] == titles


def test_a_card_is_the_answer_with_the_way_into_the_bot(conversation: Conversation) -> None:
    [card] = conversation.look_up("how many deputies", NOBODY).cards

    assert card.text == "answer to seats, en"
    assert card.message.blocks == (
        Heading("question of seats, en"),
        Paragraph("answer to seats, en"),
        Quotation("145 deputies (translated)", mark="Our translation:"),
        Citation("— ", "Газета", " · Mar 2026", AT_THE_SENTENCE),
    )
    assert card.message.buttons == ((Open(say("en", "open-bot"), "seats"),),)


@pytest.mark.parametrize("name", ["not-text-voice", "apology"])
def test_one_sentence_can_be_said_in_the_persons_language(conversation: Conversation, name: str) -> None:
    assert title(conversation.say(name, Person(TODAY, "ru"))) == say("ru", name)


@pytest.mark.parametrize(("belief", "tells"), [(0.7, True), (0.3, False)])
def test_the_one_entry_that_is_likely_meant_is_offered_with_its_fact(belief: float, tells: bool) -> None:
    meant = replace(verdict("choices", "seats", language="en"), confidence=belief)
    conversation = Conversation(LIBRARY, Told({"park": meant}), SAY, 30)
    turn = conversation.reply(conversation.hear("park"), Person(date(2026, 3, 1), "en"), "1f")

    [message] = turn.messages
    assert message.blocks[0] == Paragraph(SAY("en", "choice"))
    assert (Paragraph("answer to seats, en") in message.blocks) is tells
    assert any(isinstance(block, Citation) for block in message.blocks) is tells
    assert SAY("en", "none-of-this") in labels(message)
    assert turn.asked
    assert (turn.asked.outcome, turn.asked.offered) == ("choices", ("seats",))
