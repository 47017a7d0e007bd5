"""What people get in Telegram for what they do, with the small library and a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fakes import FakeTelegram, Refusal, application_over, message_update, press_update
from small_library import LIBRARY, Told, small_guide
from structlog.testing import capture_logs
from telegram import Update
from telegram.ext import Application

from bot.conversation import Guide, Wording
from bot.conversation.privacy import pseudonym
from bot.matching import Verdict
from bot.storage import People, QuestionLog, migrate, open_engine, open_sessions
from bot.telegram.handlers import Handlers

say = Wording()


class Bewildered(Told):
    """An understanding with a fault in it."""

    def understand(self, text: str) -> Verdict:
        """Fail."""
        raise ZeroDivisionError("no idea")


class Chat:
    """A chat of one person with the bot, and what is kept of it."""

    def __init__(self, application: Application, telegram: FakeTelegram, log: QuestionLog, people: People) -> None:  # type: ignore[type-arg]
        self.application = application
        self.telegram = telegram
        self.log = log
        self.people = people
        self.guide = small_guide()
        self._number = 0

    async def says(self, text: str, chat: int = 7) -> None:
        """Write to the bot."""
        self._number += 1
        await self._happens(message_update(self._number, text, chat))

    async def sends_a_photo(self) -> None:
        """Send what the bot cannot read."""
        self._number += 1
        photo = message_update(self._number, "", photo=[])
        del photo["message"]["text"]
        await self._happens(photo)

    async def presses(self, button: str, chat: int = 7) -> None:
        """Press a button."""
        self._number += 1
        await self._happens(press_update(self._number, button, chat))

    async def _happens(self, update: dict[str, object]) -> None:
        await self.application.process_update(Update.de_json(update, self.application.bot))

    def methods(self) -> list[str]:
        """Which calls the bot made."""
        return [call.method for call in self.telegram.calls]

    def last(self) -> str:
        """The text that was sent or edited last."""
        return str([call for call in self.telegram.calls if "text" in call.parameters][-1].parameters["text"])


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    await migrate(engine)
    sessions, telegram = open_sessions(engine), FakeTelegram()
    async with application_over(telegram) as application:
        chat = Chat(application, telegram, QuestionLog(sessions), People(sessions))
        handlers = Handlers(lambda: chat.guide, chat.log, chat.people, lambda person: pseudonym(person, b"key"))
        application.add_handlers(handlers.all())
        application.add_error_handler(handlers.apologise)
        telegram.calls.clear()
        yield chat
    await engine.dispose()


async def test_a_question_is_answered_without_a_preview_of_its_link(chat: Chat) -> None:
    await chat.says("how many deputies")
    [call] = chat.telegram.calls

    assert call.method == "sendMessage"
    assert call.parameters["text"].startswith("<b>question of seats, en</b>")
    assert call.parameters["parse_mode"] == "HTML"
    assert "is_disabled" in str(call.parameters["link_preview_options"])


async def test_a_question_that_no_article_answers_is_noted_under_a_code(chat: Chat) -> None:
    await chat.says("погода")
    [row] = await chat.log.unanswered()

    assert (row.text, row.outcome, row.asker) == ("погода", "unknown", pseudonym(7, b"key"))


async def test_who_declines_the_choices_is_noted_and_nobody_else_can(chat: Chat) -> None:
    await chat.says("parliament")
    await chat.presses("none:1:en", chat=8)
    assert await chat.log.unanswered() == []

    await chat.presses("none:1:en")
    assert [row.turn for row in await chat.log.unanswered()] == ["1"]


async def test_a_chosen_language_is_spoken_from_then_on(chat: Chat) -> None:
    await chat.presses("language:kk")
    await chat.says("how many deputies")

    assert "question of seats, kk" in chat.last()


async def test_a_list_is_changed_in_place_and_an_answer_comes_below(chat: Chat) -> None:
    await chat.presses("topics::ru")
    await chat.presses("answer:seats:ru")

    assert chat.methods() == ["answerCallbackQuery", "editMessageText", "answerCallbackQuery", "sendMessage"]


@pytest.mark.parametrize(
    ("method", "refusal"),
    [
        ("answerCallbackQuery", Refusal(400, "Bad Request: query is too old and response timeout expired")),
        ("editMessageText", Refusal(400, "Bad Request: message is not modified")),
    ],
)
async def test_what_telegram_makes_of_an_old_press_is_no_fault(chat: Chat, method: str, refusal: Refusal) -> None:
    chat.telegram.will_answer(method, refusal)
    await chat.presses("topics::ru")

    assert chat.methods() == ["answerCallbackQuery", "editMessageText"]


async def test_where_the_list_is_gone_a_new_one_comes(chat: Chat) -> None:
    chat.telegram.will_answer("editMessageText", Refusal(400, "Bad Request: message to edit not found"))
    await chat.presses("topics::ru")

    assert chat.methods() == ["answerCallbackQuery", "editMessageText", "sendMessage"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("/start", "welcome-title"),
        ("/START@constitution_test_bot", "welcome-title"),
        ("/help", "help-title"),
        ("/topics now", "topics-title"),
        ("/weather", "unknown-command"),
    ],
)
async def test_a_command_gets_its_reply(chat: Chat, text: str, name: str) -> None:
    await chat.says(text)

    assert say("ru", name) in chat.last()


async def test_a_deep_link_opens_its_entry(chat: Chat) -> None:
    await chat.says("/start vote")

    assert "question of vote, ru" in chat.last()


async def test_a_photo_is_told_that_only_text_can_be_read(chat: Chat) -> None:
    await chat.sends_a_photo()

    assert chat.telegram.texts() == [say("ru", "not-text")]


async def test_after_a_fault_of_ours_the_person_is_told_so(chat: Chat) -> None:
    chat.guide = Guide(LIBRARY, Bewildered({}), Wording(), 30)
    await chat.says("how many deputies")

    assert chat.telegram.texts() == [say("ru", "apology")]


async def test_a_reply_that_telegram_cannot_read_is_a_fault_of_ours(chat: Chat) -> None:
    chat.telegram.will_answer("sendMessage", Refusal(400, "Bad Request: can't parse entities"))
    await chat.says("how many deputies")

    assert chat.telegram.texts()[1:] == [say("ru", "apology")]


async def test_no_apology_is_tried_where_telegram_refused_the_reply(chat: Chat) -> None:
    chat.telegram.will_answer("sendMessage", Refusal(403, "Forbidden: bot was blocked by the user"))
    with capture_logs():
        await chat.says("how many deputies")

    assert chat.methods() == ["sendMessage"]
