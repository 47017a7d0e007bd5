"""A paused bot says the curators' words instead of answers, keeps no question, and leaves people's own rights alone."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from chatting import Chat, Raw, chatting
from fakes import person
from kept import kept_at
from small_library import MEANINGS, SAY, small_conversation
from sqlalchemy.exc import OperationalError

from bot.conversation import Conversation, PausedConversation, Person
from bot.jobs.pause import SWITCH, PauseSwitch
from bot.storage import Switches
from bot.telegram.html import html_of

RUSSIAN = "Мы проверяем один ответ. Приходите завтра."


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    """Aliya, whose Telegram is Russian, and a bot that is paused."""
    async with chatting(tmp_path) as chat:
        chat.conversation = PausedConversation(small_conversation(), {"ru": RUSSIAN})
        yield chat


@pytest.mark.parametrize("text", [*MEANINGS, "/ask how many deputies", "/topics", "/sources", "/start seats", "/start"])
async def test_whatever_is_asked_gets_the_curators_words_and_is_not_noted(chat: Chat, text: str) -> None:
    await chat.says(text)

    assert chat.last()["text"] == RUSSIAN
    assert await chat.kept.rows("questions") == []


@pytest.mark.parametrize(
    "button",
    [
        "answer:seats:ru",
        "open:seats.0:ru",
        "context:seats:ru",
        "none:1f:ru",
        "topics:",
        "section:people.0",
        "article:dated.0",
    ],
)
async def test_no_button_shows_any_of_the_content(chat: Chat, button: str) -> None:
    await chat.presses(button)

    assert chat.last()["text"] == RUSSIAN
    assert await chat.kept.rows("questions") == []


async def test_a_question_that_is_changed_meanwhile_is_not_noted_either(chat: Chat) -> None:
    message = await chat.says("сколько депутатов?")
    await chat.edits(message, "погода?")

    assert chat.last()["text"] == RUSSIAN
    assert await chat.kept.rows("questions") == []


async def test_nothing_is_offered_for_other_chats(chat: Chat) -> None:
    await chat.types("сколько депутатов")

    [call] = [call for call in chat.telegram.calls if call.method == "answerInlineQuery"]
    assert call.parameters["results"] in ([], "[]")


@pytest.mark.parametrize("command", ["about", "help", "simple", "privacy", "mydata", "forget", "language", "cancel"])
async def test_what_people_may_always_do_they_may_now(chat: Chat, command: str) -> None:
    await chat.says(f"/{command}")

    assert chat.last()["text"] != RUSSIAN


async def test_somebody_can_have_everything_deleted_meanwhile(chat: Chat) -> None:
    conversation, chat.conversation = chat.conversation, small_conversation()
    await chat.says("сколько депутатов?")
    chat.conversation = conversation
    await chat.presses("forget:yes:ru")

    assert [row["text"] for row in await chat.kept.rows("questions")] == [""]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_where_there_are_no_words_the_bots_own_are_said(chat: Chat, language: Any) -> None:
    chat.conversation = PausedConversation(small_conversation(), {})
    sender: Raw = {"from": person(7) | {"language_code": language}}
    await chat.says("сколько депутатов?", **sender)

    assert chat.last()["text"] == SAY(language, "paused")


class Flaky(Switches):
    """A database that is away when a test says so."""

    fault: Exception | None = None

    async def read(self, name: str) -> dict[str, Any]:
        if self.fault:
            raise self.fault
        return await super().read(name)


@contextlib.asynccontextmanager
async def switching(database: str) -> AsyncIterator[tuple[Flaky, PauseSwitch, asyncio.Event]]:
    """The switch in a database, and a bot that follows it."""
    async with kept_at(database) as kept:
        switches, resumed, conversation = Flaky(kept.sessions), asyncio.Event(), small_conversation()
        yield switches, PauseSwitch(lambda: conversation, switches, resumed, 0.1), resumed


def said(conversation: Conversation) -> str:
    """What a guide says to a question."""
    turn = conversation.reply(conversation.hear("how many deputies"), Person(date(2026, 3, 1), "en"), "1f")
    return html_of(turn.messages[0])


async def test_the_switch_is_followed_from_another_process_and_over_restarts(database: str) -> None:
    async with switching(database) as (switches, pausing, resumed):
        await pausing.look()
        assert (pausing.paused(), "answer to seats" in said(pausing.conversation())) == (False, True)

        await switches.write(SWITCH, {"on": True, "words": {"en": "Back soon."}})
        await pausing.look()
        assert (pausing.paused(), said(pausing.conversation()), resumed.is_set()) == (True, "Back soon.", False)
        assert pausing.conversation() is pausing.conversation()

        await switches.write(SWITCH, {"on": True, "words": {"en": "Back later."}})
        await pausing.look()
        assert said(pausing.conversation()) == "Back later."

    async with switching(database) as (switches, pausing, resumed):
        await pausing.look()
        assert said(pausing.conversation()) == "Back later."

        await switches.write(SWITCH, {"on": False})
        await pausing.look()
        assert (pausing.paused(), resumed.is_set()) == (False, True)
        assert "answer to seats" in said(pausing.conversation())


async def test_while_the_database_is_away_what_was_seen_last_holds(database: str) -> None:
    async with switching(database) as (switches, pausing, resumed):
        await switches.write(SWITCH, {"on": True})
        await pausing.look()
        switches.fault = OperationalError("", {}, Exception("away"))
        following = asyncio.create_task(pausing.follow())
        await asyncio.sleep(0.3)
        assert pausing.paused()

        switches.fault = None
        await switches.write(SWITCH, {"on": False})
        async with asyncio.timeout(10):
            await resumed.wait()
        following.cancel()
