"""The conversation, as tables of what a person does and what comes of it."""

from datetime import date, timedelta

import pytest
from small_library import LAST_DAY, LIBRARY, small_guide

from bot.conversation import (
    Citation,
    Guide,
    Heading,
    Listener,
    Message,
    Paragraph,
    Press,
    Quotation,
    Remark,
    Turn,
    Wording,
    press_from,
)
from bot.knowledge import LANGUAGES, Language

TODAY = date(2026, 3, 1)
NOBODY = Listener(TODAY)
say = Wording()


@pytest.fixture
def guide() -> Guide:
    return small_guide()


def title(turn: Turn) -> str:
    """The first line of what comes."""
    first = turn.messages[0].blocks[0]
    assert isinstance(first, Heading | Paragraph)
    return first.text


def labels(message: Message) -> list[str]:
    """What stands on the buttons."""
    return [button.label for row in message.buttons for button in row]


def presses(message: Message) -> list[str]:
    """What the buttons carry."""
    return [button.press for row in message.buttons for button in row]


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
    guide: Guide, text: str, chosen: Language | None, telegram: str | None, language: str
) -> None:
    turn = guide.hear(text, Listener(TODAY, chosen, telegram), "t1")

    assert title(turn) == f"question of seats, {language}"
    assert turn.asked and turn.asked.language == language


@pytest.mark.parametrize(
    ("text", "first", "outcome", "answered", "offered"),
    [
        ("how many deputies", "question of seats, en", "answer", ("seats",), ()),
        ("parliament", say("en", "choices"), "choices", (), ("seats", "name")),
        ("погода", say("ru", "unknown-title"), "unknown", (), ()),
        ("рахмет", say("kk", "chat-thanks"), "chat", (), ()),
        ("бла", say("ru", "chat-other"), "chat", (), ()),
        ("", say("kk", "unknown-title"), "unknown", (), ()),
    ],
)
def test_a_question_gets_what_the_understanding_makes_of_it(
    guide: Guide, text: str, first: str, outcome: str, answered: tuple[str, ...], offered: tuple[str, ...]
) -> None:
    turn = guide.hear(text, NOBODY, "t1")

    assert title(turn) == first
    assert turn.asked
    assert (turn.asked.text, turn.asked.outcome) == (text, outcome)
    assert (turn.asked.answered, turn.asked.offered) == (answered, offered)
    assert turn.asked.version == LIBRARY.version
    assert not turn.replaces


def test_two_questions_get_two_answers_in_their_order(guide: Guide) -> None:
    turn = guide.hear("how many, and what is it called", NOBODY, "t1")

    assert [message.blocks[0] for message in turn.messages] == [
        Heading("question of seats, en"),
        Heading("question of name, en"),
    ]
    assert turn.asked and turn.asked.answered == ("seats", "name")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "сколько депутатов",
            (
                Heading("question of seats, ru"),
                Paragraph("answer to seats, ru"),
                Quotation("«145 депутатов»"),
                Citation("— ", "Дом", " · Газета · март 2026 года", "https://a.kz/?x=1&y=2"),
            ),
        ),
        (
            "неше депутат",
            (
                Heading("question of seats, kk"),
                Paragraph("answer to seats, kk"),
                Remark("Мақалада, орыс тілінде:"),
                Quotation("«145 депутатов»"),
                Remark("Біздің аударма:"),
                Quotation("145 депутат (аударма)"),
                Citation("— ", "Дом", " · Газета · 2026 жылғы наурыз", "https://a.kz/?x=1&y=2"),
            ),
        ),
    ],
)
def test_a_quote_is_given_word_for_word_and_translated_only_for_others(
    guide: Guide, text: str, blocks: tuple[object, ...]
) -> None:
    assert guide.hear(text, NOBODY, "t1").messages[0].blocks == blocks


@pytest.mark.parametrize(("day", "shown"), [(LAST_DAY, False), (LAST_DAY + timedelta(days=1), True)])
def test_a_note_is_shown_only_once_the_last_valid_day_is_over(guide: Guide, day: date, shown: bool) -> None:
    blocks = guide.hear("what is it called", Listener(day), "t1").messages[0].blocks

    assert (Remark("note of name, en") in blocks) is shown


def test_related_questions_are_offered_but_those_removed(guide: Guide) -> None:
    message = guide.hear("how many deputies", NOBODY, "t1").messages[0]

    assert labels(message) == ["question of name, en"]
    assert presses(message) == ["answer:name:en"]


def test_choices_end_with_none_of_these(guide: Guide) -> None:
    message = guide.hear("parliament", NOBODY, "t1").messages[0]

    assert labels(message) == ["question of seats, en", "question of name, en", "None of these"]
    assert presses(message) == ["answer:seats:en", "answer:name:en", "none:t1:en"]


def test_an_unknown_question_leads_on_to_the_topics_in_its_language(guide: Guide) -> None:
    message = guide.hear("погода", NOBODY, "t1").messages[0]

    assert labels(message) == [say("ru", "see-topics")]
    assert title(guide.press(press_from(presses(message)[0]), NOBODY)) == say("ru", "topics-title")


@pytest.mark.parametrize(
    ("pressed", "first", "replaces"),
    [
        ("answer:seats", "question of seats, kk", False),
        ("answer:seats:ru", "question of seats, ru", False),
        ("answer:removed:en", say("en", "entry-gone-title"), False),
        ("answer:", say("kk", "entry-gone-title"), False),
        ("none:t1:ru", say("ru", "none-noted-title"), False),
        ("topics::en", say("en", "topics-title"), True),
        ("topics:", say("kk", "topics-title"), True),
        ("section:parliament:ru", "title of parliament, ru", True),
        ("section:empty:ru", say("ru", "topics-title"), True),
        ("section:no-such:ru", say("ru", "topics-title"), True),
        ("language:en", say("en", "language-set"), True),
        ("language:de", say("kk", "language-title"), True),
        ("answer", say("kk", "old-button"), False),
        ("delete:everything", say("kk", "old-button"), False),
        ("ANSWER:seats", say("kk", "old-button"), False),
        ("answer:seats:klingon", "question of seats, kk", False),
        ("answer:seats:ru:en", "question of seats, kk", False),
        ("", say("kk", "old-button"), False),
        ("\u0000:💥", say("kk", "old-button"), False),
    ],
)
def test_a_press_however_old_or_forged_gets_a_reply(guide: Guide, pressed: str, first: str, replaces: bool) -> None:
    turn = guide.press(press_from(pressed), NOBODY)

    assert (title(turn), turn.replaces) == (first, replaces)
    assert turn.asked is None


def test_a_button_answers_in_the_language_it_stands_in_unless_another_is_chosen(guide: Guide) -> None:
    pressed = press_from("answer:seats:ru")

    assert title(guide.press(pressed, Listener(TODAY, None, "en"))) == "question of seats, ru"
    assert title(guide.press(pressed, Listener(TODAY, "kk", "en"))) == "question of seats, kk"


@pytest.mark.parametrize(
    ("pressed", "declined", "chosen"),
    [("none:t1:ru", "t1", None), ("none:", "", None), ("language:ru", None, "ru"), ("language:de", None, None)],
)
def test_only_these_presses_have_to_be_kept(
    guide: Guide, pressed: str, declined: str | None, chosen: str | None
) -> None:
    turn = guide.press(press_from(pressed), NOBODY)

    assert (turn.declined, turn.chosen) == (declined, chosen)


@pytest.mark.parametrize("press", [Press("answer", "a-b", "kk"), Press("none", "1f"), Press("topics", under="ru")])
def test_a_press_is_read_back_as_it_was_written(press: Press) -> None:
    assert press_from(str(press)) == press


@pytest.mark.parametrize(
    ("command", "argument", "first"),
    [
        ("start", "", "welcome-title"),
        ("start", "no-such-entry", "welcome-title"),
        ("help", "", "help-title"),
        ("help", "seats", "help-title"),
        ("topics", "", "topics-title"),
        ("sources", "", "sources-title"),
        ("language", "", "language-title"),
        ("privacy", "", "privacy-title"),
        ("weather", "", "unknown-command"),
        ("", "", "unknown-command"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_gets_its_reply_in_the_persons_language(
    guide: Guide, command: str, argument: str, first: str, language: Language
) -> None:
    turn = guide.command(command, argument, Listener(TODAY, language))

    assert title(turn) == say(language, first)
    assert (turn.asked, turn.replaces) == (None, False)


def test_a_deep_link_opens_its_entry(guide: Guide) -> None:
    assert title(guide.command("start", "vote", Listener(TODAY, None, "ru"))) == "question of vote, ru"


def test_topics_are_counted_and_an_empty_section_is_left_out(guide: Guide) -> None:
    message = guide.command("topics", "", Listener(TODAY, "en")).messages[0]

    assert labels(message) == ["title of parliament, en (2)", "title of people, en (1)"]
    assert presses(message) == ["section:parliament:en", "section:people:en"]


def test_a_section_lists_its_questions_and_the_way_back(guide: Guide) -> None:
    message = guide.press(press_from("section:parliament:en"), NOBODY).messages[0]

    assert labels(message) == ["question of seats, en", "question of name, en", "← All topics"]
    assert presses(message)[-1] == "topics::en"


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["description of nameless, en · title unknown · publisher unknown · date unknown",
                "Дом · Газета · March 2026", "House · Paper · no earlier than 10 February 2026"]),
        ("ru", ["description of nameless, ru · заголовок неизвестен · издание неизвестно · дата неизвестна",
                "Дом · Газета · март 2026 года", "House · Paper · не ранее 10 февраля 2026 года"]),
        ("kk", ["description of nameless, kk · тақырыбы белгісіз · басылымы белгісіз · күні белгісіз",
                "Дом · Газета · 2026 жылғы наурыз", "House · Paper · 2026 жылғы 10 ақпан немесе одан кейін"]),
    ],
)  # fmt: skip
def test_what_is_unknown_of_a_source_is_said_to_be_unknown(guide: Guide, language: Language, lines: list[str]) -> None:
    message = guide.command("sources", "", Listener(TODAY, language)).messages[0]
    cited = [block for block in message.blocks if isinstance(block, Citation)]

    assert [f"{block.linked}{block.after}" for block in cited] == lines
    assert [block.url for block in cited] == [None, "https://a.kz/?x=1&y=2", None]


def test_privacy_names_the_days_that_questions_are_kept() -> None:
    message = small_guide(retention_days=90).command("privacy", "", Listener(TODAY, "en")).messages[0]

    assert "after 90 days" in str(message.blocks)


@pytest.mark.parametrize("name", ["not-text", "apology"])
def test_one_sentence_can_be_said_in_the_persons_language(guide: Guide, name: str) -> None:
    assert title(guide.say(name, Listener(TODAY, "ru"))) == say("ru", name)
