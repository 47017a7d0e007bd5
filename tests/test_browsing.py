"""Lists to look through: topics and their questions, articles and their pages."""

from datetime import date

import pytest
from small_library import LATER, labels, presses, small_conversation, title, with_many

from bot.content import LANGUAGES, Language
from bot.conversation import (
    Citation,
    Conversation,
    Extract,
    Heading,
    Message,
    MostAsked,
    Paragraph,
    Person,
    Remark,
    Wording,
    press_from,
)
from bot.conversation.catalogue import PAGE, pages

TODAY = date(2026, 3, 1)
NOBODY = Person(TODAY)
say = Wording()


@pytest.fixture
def conversation() -> Conversation:
    return small_conversation()


def shown(conversation: Conversation, button: str) -> Message:
    """What stands there after a press."""
    return conversation.press(press_from(button), NOBODY, "2f").messages[0]


def test_topics_are_counted_and_an_empty_section_is_left_out(conversation: Conversation) -> None:
    message = conversation.command("topics", "", Person(TODAY, "en"), "1f").messages[0]

    assert labels(message) == ["title of parliament, en (2)", "title of people, en (1)"]
    assert presses(message) == ["section:parliament:en", "section:people:en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_above_the_topics_stands_what_most_people_asked_with_how_many_they_were(
    conversation: Conversation, language: Language
) -> None:
    asked = (MostAsked("vote", 21), MostAsked("gone", 15), MostAsked("seats", 12))
    person = Person(TODAY, language, most_asked=asked)
    by_command = conversation.command("topics", "", person, "1f").messages[0]
    by_button = conversation.press(press_from("topics:"), person, "1f").messages[0]

    assert by_command == by_button
    first_three = ["open:vote.0", "open:seats.0", "section:parliament"]
    assert presses(by_command)[:3] == [f"{press}:{language}" for press in first_three]
    told = by_command.blocks[1]
    assert isinstance(told, Paragraph)
    first, *lines = told.text.splitlines()
    assert first == say(language, "topics-asked")
    assert [line.partition("(")[0].strip() for line in lines] == [
        f"1. question of vote, {language}",
        f"2. question of seats, {language}",
    ]
    assert "21" in lines[0] and "12" in lines[1]


def test_a_section_lists_its_questions_which_open_in_place_and_the_way_back(conversation: Conversation) -> None:
    message = shown(conversation, "section:parliament:en")

    assert labels(message) == ["question of seats, en", "question of name, en", say("en", "back-to-topics")]
    assert presses(message) == ["open:seats.0:en", "open:name.0:en", "topics::en"]


def _page(page: int, pages: int) -> str:
    return say("en", "page", page=page, pages=pages)


@pytest.mark.parametrize(
    ("page", "questions", "leaves", "leading"),
    [
        (0, PAGE, [_page(1, 3), "›"], ["section:people.0:en", "section:people.1:en"]),
        (1, PAGE, ["‹", _page(2, 3), "›"], ["section:people.0:en", "section:people.1:en", "section:people.2:en"]),
        (2, 2, ["‹", _page(3, 3)], ["section:people.1:en", "section:people.2:en"]),
        (99, 2, ["‹", _page(3, 3)], ["section:people.1:en", "section:people.2:en"]),
    ],
)
def test_a_long_section_comes_in_pages(page: int, questions: int, leaves: list[str], leading: list[str]) -> None:
    conversation = small_conversation(with_many(2 * PAGE + 1))  # beside the one that the section has
    section = shown(conversation, f"section:people.{page}:en")
    *entries, turning, back = section.buttons

    assert len(entries) == questions
    assert {len(row) for row in entries} == {1}
    assert [button.label for button in turning] == leaves
    assert len(back) == 1
    assert presses(section)[len(entries) :] == [*leading, "topics::en"]


def test_every_question_of_a_long_section_stands_on_one_page_and_knows_which() -> None:
    conversation = small_conversation(with_many(2 * PAGE))
    found = [press for page in range(3) for press in presses(shown(conversation, f"section:people.{page}:en"))]
    opening = [press.removeprefix("open:").removesuffix(":en") for press in found if press.startswith("open:")]

    numbered = enumerate(["vote", *(f"more-{number}" for number in range(1, 2 * PAGE + 1))])
    assert opening == [f"{entry}.{number // PAGE}" for number, entry in numbered]


def test_just_a_page_full_needs_no_turning() -> None:
    conversation = small_conversation(with_many(PAGE - 1))

    assert len(shown(conversation, "section:people:en").buttons) == PAGE + 1


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["description of nameless, en · title unknown · publisher unknown · date unknown",
                "Дом · Газета · March 2026", "House · Paper · 10 February 2026 or later"]),
        ("ru", ["description of nameless, ru · заголовок неизвестен · издание неизвестно · дата неизвестна",
                "Дом · Газета · март 2026 года", "House · Paper · 10 февраля 2026 года или позже"]),
        ("kk", ["description of nameless, kk · тақырыбы белгісіз · басылымы көрсетілмеген · күні белгісіз",
                "Дом · Газета · 2026 жылғы наурыз", "House · Paper · 2026 жылғы 10 ақпан немесе одан кейін"]),
    ],
)  # fmt: skip
def test_what_is_unknown_of_a_source_is_said_to_be_unknown(
    conversation: Conversation, language: Language, lines: list[str]
) -> None:
    message = conversation.command("sources", "", Person(TODAY, language), "1f").messages[0]
    cited = [block for block in message.blocks if isinstance(block, Citation)]

    assert [f"{block.linked}{block.after}" for block in cited] == lines
    assert [block.url for block in cited] == [None, "https://a.kz/?x=1&y=2", None]


def test_each_article_can_be_opened_by_its_title_or_where_none_is_known_by_what_it_is(
    conversation: Conversation,
) -> None:
    message = shown(conversation, "sources::en")

    assert labels(message) == ["description of nameless, en", "Дом", "House"]
    assert presses(message) == ["article:nameless.0:en", "article:dated.0:en", "article:later.0:en"]


def test_an_article_is_read_page_by_page_word_for_word(conversation: Conversation) -> None:
    leaves = pages(LATER.text)
    assert len(leaves) > 2

    for number, leaf in enumerate(leaves):
        message = shown(conversation, f"article:later.{number}:en")
        assert message.blocks[:2] == (Heading("House"), Extract(leaf))
        assert isinstance(message.blocks[2], Citation)
        assert _page(number + 1, len(leaves)) in labels(message)
        assert presses(message)[-1] == "sources::en"


def test_behind_the_last_page_is_the_last_page(conversation: Conversation) -> None:
    last = len(pages(LATER.text)) - 1

    assert shown(conversation, "article:later.999:en") == shown(conversation, f"article:later.{last}:en")


def test_an_article_of_one_page_has_only_the_way_back(conversation: Conversation) -> None:
    assert labels(shown(conversation, "article:dated.0:ru")) == [say("ru", "back-to-sources")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_which_language_an_article_is_is_said_to_readers_of_another(
    conversation: Conversation, language: Language
) -> None:
    for article, its in (("nameless", "kk"), ("dated", "ru"), ("later", "en")):
        message = shown(conversation, f"article:{article}.0:{language}")
        remarks = [block for block in message.blocks if isinstance(block, Remark)]

        assert remarks == ([] if its == language else [Remark(say(language, f"only-in-{its}"))])


def test_the_languages_are_offered_under_their_own_names(conversation: Conversation) -> None:
    message = conversation.command("language", "", NOBODY, "1f").messages[0]

    assert labels(message) == ["Қазақша", "Русский", "English"]
    assert presses(message) == ["language:kk", "language:ru", "language:en"]


def test_a_language_chosen_is_spoken_at_once(conversation: Conversation) -> None:
    turn = conversation.press(press_from("language:en"), Person(TODAY, "kk"), "2f")

    assert title(turn) == say("en", "language-set")
