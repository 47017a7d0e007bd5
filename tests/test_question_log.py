"""The log of questions and what people chose, on a real SQLite file."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from bot.conversation import Asked
from bot.conversation.privacy import REMOVED
from bot.storage import People, Question, QuestionLog, Sessions, migrate, open_engine, open_sessions

ASKED = Asked(
    text="Когда референдум?",
    outcome="answer",
    answered=("vote",),
    offered=(),
    entries=(("vote", 0.912345), ("name", 0.05)),
    confidence=0.912345,
    language="ru",
    version="0123456789ab",
)
UNKNOWN = replace(ASKED, outcome="unknown", answered=())
CHOICES = replace(ASKED, outcome="choices", answered=(), offered=("vote", "name"))


@pytest.fixture
async def sessions(tmp_path: Path) -> AsyncIterator[Sessions]:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    await migrate(engine)
    yield open_sessions(engine)
    await engine.dispose()


@pytest.fixture
def log(sessions: Sessions) -> QuestionLog:
    return QuestionLog(sessions)


@pytest.fixture
def people(sessions: Sessions) -> People:
    return People(sessions)


async def kept(sessions: Sessions) -> list[Question]:
    """All that is in the log."""
    async with sessions() as session:
        return list(await session.scalars(select(Question).order_by(Question.id)))


async def test_a_question_is_kept_with_what_came_of_it(log: QuestionLog, sessions: Sessions) -> None:
    await log.note("1f", "code", ASKED)
    [row] = await kept(sessions)

    assert (row.turn, row.asker, row.language, row.text) == ("1f", "code", "ru", "Когда референдум?")
    assert (row.outcome, row.shown, row.version) == ("answer", ["vote"], "0123456789ab")
    assert (row.entries, row.confidence) == ([["vote", 0.9123], ["name", 0.05]], 0.9123)
    assert datetime.now(UTC) - row.asked_at < timedelta(minutes=1)
    assert row.declined_at is None


async def test_a_turn_handled_twice_is_noted_once(log: QuestionLog, sessions: Sessions) -> None:
    await log.note("1f", "code", ASKED)
    await log.note("1f", "code", UNKNOWN)

    assert [row.outcome for row in await kept(sessions)] == ["answer"]


async def test_what_was_offered_is_kept_too(log: QuestionLog, sessions: Sessions) -> None:
    await log.note("1f", "code", CHOICES)

    assert (await kept(sessions))[0].shown == ["vote", "name"]


async def test_personal_data_never_reaches_the_log(log: QuestionLog, sessions: Sessions) -> None:
    await log.note("1f", "code", replace(ASKED, text="ИИН 900101300123, a@mail.kz, когда?"))

    assert (await kept(sessions))[0].text == f"ИИН {REMOVED}, {REMOVED}, когда?"


async def test_only_the_asker_can_decline_what_was_offered(log: QuestionLog, sessions: Sessions) -> None:
    await log.note("1f", "code", CHOICES)
    await log.decline("1f", "somebody else")
    await log.decline("2f", "code")
    assert (await kept(sessions))[0].declined_at is None

    await log.decline("1f", "code")
    assert (await kept(sessions))[0].declined_at is not None


async def test_a_forged_turn_declines_nothing(log: QuestionLog) -> None:
    await log.decline("' OR 1=1 --", "code")
    await log.decline("", "code")

    assert await log.unanswered() == []


async def test_unanswered_are_the_unknown_and_the_declined_and_the_newest_comes_first(log: QuestionLog) -> None:
    chat = replace(UNKNOWN, outcome="chat")
    for turn, asked in (("1", UNKNOWN), ("2", ASKED), ("3", CHOICES), ("4", CHOICES), ("5", UNKNOWN), ("6", chat)):
        await log.note(turn, "code", asked)
    await log.decline("3", "code")

    assert [row.turn for row in await log.unanswered()] == ["5", "3", "1"]


async def test_questions_are_deleted_after_so_many_days(log: QuestionLog, sessions: Sessions) -> None:
    for turn, days in (("old", 31), ("young", 29)):
        await log.note(turn, "code", ASKED)
        asked = datetime.now(UTC) - timedelta(days=days)
        async with sessions.begin() as session:
            await session.execute(update(Question).where(Question.turn == turn).values(asked_at=asked))
    await log.purge(30)

    assert [row.turn for row in await kept(sessions)] == ["young"]


async def test_a_chosen_language_stays_until_another_is_chosen(people: People) -> None:
    await people.choose_language("code", "ru")
    assert await people.language_of("code") == "ru"

    await people.choose_language("code", "kk")
    assert await people.language_of("code") == "kk"


async def test_who_chose_nothing_has_no_language(people: People) -> None:
    await people.choose_language("code", "ru")

    assert await people.language_of("somebody else") is None


async def test_a_language_that_is_no_longer_spoken_counts_as_none(people: People, sessions: Sessions) -> None:
    await people.choose_language("code", "ru")
    async with sessions.begin() as session:
        await session.execute(text("UPDATE people SET language = 'la'"))

    assert await people.language_of("code") is None
