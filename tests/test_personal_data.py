"""What a person is told of what is kept about them."""

from dataclasses import replace
from datetime import date

import pytest
from small_library import small_conversation, title

from bot.content import LANGUAGES, Language
from bot.conversation import Heading, Message, Paragraph, Person, Quotation, Record, Wording
from bot.conversation.personal_data import LANGUAGE_NAMES
from bot.telegram.html import MAX_TEXT, visible_length

TODAY = date(2026, 3, 1)
RECORD = Record(3, date(2026, 2, 10), ("newest", "older", "oldest"), 2, 1, "kk")
NOTHING = Record(0, None, (), 0, 0, None)
say = Wording()


def shown(record: Record, language: Language = "en") -> Message:
    """What somebody sees of their record."""
    return small_conversation().mydata(record, Person(TODAY, language)).messages[0]


def lines(message: Message) -> list[str]:
    """The counts, a line each."""
    block = message.blocks[1]
    assert isinstance(block, Paragraph)
    return block.text.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_kept_is_counted(language: Language) -> None:
    message = shown(RECORD, language)

    assert message.blocks[0] == Heading(say(language, "mydata-title"))
    assert lines(message) == [
        "• " + say(language, "mydata-questions", count=3, date=say.date(language, date(2026, 2, 10))),
        "• " + say(language, "mydata-ratings", count=2),
        "• " + say(language, "mydata-waiting", count=1),
        "• " + say(language, "mydata-language", language="Қазақша"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_whom_nothing_is_kept_is_told_so(language: Language) -> None:
    message = shown(NOTHING, language)

    assert lines(message) == [
        "• " + say(language, "mydata-no-questions"),
        "• " + say(language, "mydata-ratings", count=0),
        "• " + say(language, "mydata-waiting", count=0),
        "• " + say(language, "mydata-language", language=say(language, "mydata-no-language")),
    ]
    assert not any(isinstance(block, Quotation) for block in message.blocks)


def test_the_latest_questions_are_shown_as_they_are_stored_a_line_each() -> None:
    record = replace(RECORD, latest=("newest\nin two lines", "older"))

    assert Quotation("• newest in two lines\n• older") in shown(record).blocks


def test_a_long_question_is_shortened_to_a_line() -> None:
    [quoted] = [
        block for block in shown(replace(RECORD, latest=("word " * 100,))).blocks if isinstance(block, Quotation)
    ]

    assert quoted.text.startswith("• word word")
    assert quoted.text.endswith("word…")
    assert len(quoted.text) <= 83


@pytest.mark.parametrize("text", ["word " * 800, "ә" * 4096, "🇰🇿" * 1000, "👨‍👩‍👧‍👦" * 500])
@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_the_record_of_whoever_writes_the_longest_questions(language: Language, text: str) -> None:
    assert visible_length(shown(replace(RECORD, latest=(text,) * 20), language)) <= MAX_TEXT


def test_in_a_group_nobodys_record_is_shown() -> None:
    turn = small_conversation().mydata(RECORD, Person(TODAY, "en", private=False))

    assert title(turn) == say("en", "in-private")
    assert "newest" not in str(turn)


def test_privacy_names_the_days_that_questions_are_kept() -> None:
    turn = small_conversation(retention_days=77).command("privacy", "", Person(TODAY, "en"), "1f")
    text = say("en", "privacy", days=77, correcting=30, waiting=90)

    assert turn.messages[0].blocks[1] == Paragraph(text)
    assert "77 days" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_own_name(language: Language) -> None:
    message = small_conversation().command("language", "", Person(TODAY, language), "1f").messages[0]

    assert [button.label for row in message.buttons for button in row] == list(LANGUAGE_NAMES.values())
