"""What people get who look into the articles: in the chat, by the button under a question, and in the console."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from chatting import Chat, chatting
from small_library import DATED, LAST_DAY, LIBRARY, NAMELESS, SAY, small_conversation

from bot.content import LANGUAGES, Language
from bot.content.text_fragments import linked_to
from bot.conversation import Citation, Heading, Label, MarkedText, Message, Paragraph, Person, Remark
from bot.conversation.catalogue import ArticlePlaces
from bot.search import search_by_words
from bot.web.sessions import Chat as ConsoleChat

FOUND = "В новом Парламенте будет «145 депутатов», сказал министр."


def searched(text: str, language: Language = "ru") -> Message:
    """The reply to /search."""
    turn = small_conversation().command("search", text, Person(LAST_DAY, language), "1f")
    assert not turn.effects
    [message] = turn.messages
    return message


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with chatting(tmp_path) as chat:
        yield chat


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_shown_word_for_word_with_their_source_and_said_to_be_no_answer(language: Language) -> None:
    blocks = searched("депутатам министра", language).blocks
    label = () if language == "ru" else (Label(SAY(language, "quoted-in-ru")),)
    start, end = FOUND.index("депутатов"), FOUND.index("министр")

    marks = ((start, start + len("депутатов")), (end, end + len("министр")))
    assert blocks[:-1] == (Heading(SAY(language, "search-title")), *label, MarkedText(FOUND, marks))
    assert isinstance(blocks[-1], Citation) and blocks[-1].linked == DATED.title
    assert blocks[-1].url == linked_to(str(DATED.url), DATED.text, FOUND)


def test_where_nothing_is_found_that_is_said_and_no_passage_shown() -> None:
    assert searched("пенсии").blocks == (
        Heading(SAY("ru", "search-none-title")),
        Paragraph(SAY("ru", "search-none", count=len(LIBRARY.articles))),
    )


def test_without_words_it_is_said_how_to_search() -> None:
    assert searched("  ").blocks == (Paragraph(SAY("ru", "search-how")),)


def test_marked_text_is_cut_into_its_pieces() -> None:
    assert MarkedText("of seats.", ((3, 8),)).parts == (("of ", False), ("seats", True), (".", False))
    assert MarkedText("seats", ((0, 5),)).parts == (("seats", True),)


async def test_the_button_under_a_question_finds_it_again_after_a_restart(chat: Chat) -> None:
    await chat.says("что сказал министр о депутатах")
    chat.conversation = small_conversation()  # as after a restart: nothing of the question is in memory
    await chat.presses("look:1:ru")

    assert chat.methods() == ["sendMessage", "answerCallbackQuery", "sendMessage"]
    assert SAY("ru", "search-title") in chat.last()["text"]
    assert "<b>145 депутатов</b>" in chat.last()["text"] or "<b>депутатов</b>" in chat.last()["text"]


async def test_somebody_elses_question_is_not_looked_up(chat: Chat) -> None:
    await chat.says("что сказал министр о депутатах")
    await chat.presses("look:1:ru", who=8)

    assert chat.last()["text"] == SAY("ru", "search-how")


async def test_the_command_searches_and_is_no_question_in_the_log(chat: Chat) -> None:
    await chat.says("/search Құрылтай", entities=[{"type": "bot_command", "offset": 0, "length": 7}])

    assert NAMELESS.text[:4] in chat.last()["text"]
    assert await chat.kept.rows("questions") == []


def test_the_console_finds_the_question_of_its_own_chat() -> None:
    chat, person, conversation = (
        ConsoleChat(),
        Person(LAST_DAY, telegram_language="ru", reachable=False),
        small_conversation(),
    )
    chat.say("что сказал министр о депутатах", conversation, person)
    [asked] = chat.exchanges
    button = next(one for row in asked.messages[0].buttons for one in row if one.press.startswith("look:"))  # type: ignore[union-attr]
    chat.press(asked.number, 0, button.press, conversation, person)  # type: ignore[union-attr]

    assert chat.exchanges[-1].messages[0].blocks[0] == Heading(SAY("ru", "search-title"))


def test_in_a_group_the_button_is_left_out() -> None:
    conversation, reader = small_conversation(), Person(LAST_DAY, "en", private=False)
    turn = conversation.reply(conversation.hear("???"), reader, "1f")

    assert [button.press for row in turn.messages[0].buttons for button in row] == ["topics::en"]  # type: ignore[union-attr]


def test_words_that_stand_nowhere_are_named_beside_what_was_found() -> None:
    search = search_by_words([DATED])
    found = search.look("министр и пенсии")
    blocks = ArticlePlaces(search, SAY).message(found, "ru").blocks

    assert blocks[-1] == Remark(SAY("ru", "search-absent", words="«пенсии»", number=1, count=1))
