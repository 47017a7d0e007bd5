"""The log of questions and of what people said of the answers, on a real SQLite file."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from kept import ASKED, NOW, Kept, kept_at, occasion
from sqlalchemy import select, update

from bot.conversation import Asked, Before, LastQuestion, Liked
from bot.conversation.privacy import REMOVED
from bot.conversation.turns import Outcome
from bot.storage import Question, QuestionLog

UNKNOWN = replace(ASKED, outcome="unknown", answered=())
CHOICES = replace(ASKED, outcome="choices", answered=(), offered=("vote", "name"))


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Kept]:
    async with kept_at(database) as kept:
        yield kept


@pytest.fixture
def log(kept: Kept) -> QuestionLog:
    return kept.records.log


async def questions(kept: Kept) -> list[Question]:
    """All that is in the log."""
    async with kept.sessions() as session:
        return list(await session.scalars(select(Question).order_by(Question.id)))


async def test_a_question_is_kept_with_what_came_of_it(log: QuestionLog, kept: Kept) -> None:
    await log.note(occasion("1f"), ASKED)
    [row] = await questions(kept)

    assert (row.turn, row.asker, row.language, row.text) == ("1f", "aliya", "ru", "Когда референдум?")
    assert (row.outcome, row.shown, row.version) == ("answer", ["vote"], "0123456789ab")
    assert (row.entries, row.confidence) == ([["vote", 0.9123], ["name", 0.05]], 0.9123)
    assert (row.asked_at, row.message, row.declined_at) == (NOW, 12, None)


async def test_a_turn_noted_again_is_a_question_that_its_asker_has_changed(log: QuestionLog, kept: Kept) -> None:
    await log.note(occasion("1f"), CHOICES)
    await log.decline("1f", "aliya")
    await log.note(replace(occasion("1f"), at=NOW + timedelta(minutes=5)), replace(UNKNOWN, text="Погода?"))
    [row] = await questions(kept)

    assert (row.text, row.outcome, row.shown) == ("Погода?", "unknown", [])
    assert (row.declined_at, row.asked_at) == (None, NOW)


async def test_nobody_changes_the_question_of_another(log: QuestionLog, kept: Kept) -> None:
    await log.note(occasion("1f"), ASKED)
    await log.note(occasion("1f", "ruslan"), UNKNOWN)

    assert [(row.asker, row.outcome) for row in await questions(kept)] == [("aliya", "answer")]


async def test_what_was_offered_is_kept_too(log: QuestionLog, kept: Kept) -> None:
    await log.note(occasion("1f"), CHOICES)

    assert (await questions(kept))[0].shown == ["vote", "name"]


async def test_personal_data_never_reaches_the_log(log: QuestionLog, kept: Kept) -> None:
    await log.note(occasion("1f"), replace(ASKED, text="ИИН 900101300123, a@mail.kz, когда?"))

    assert (await questions(kept))[0].text == f"ИИН {REMOVED}, {REMOVED}, когда?"


async def test_only_the_asker_can_decline_what_was_offered(log: QuestionLog, kept: Kept) -> None:
    await log.note(occasion("1f"), CHOICES)
    await log.decline("1f", "somebody else")
    await log.decline("2f", "aliya")
    assert (await questions(kept))[0].declined_at is None

    await log.decline("1f", "aliya")
    assert (await questions(kept))[0].declined_at is not None


async def test_a_forged_turn_declines_nothing(log: QuestionLog) -> None:
    await log.decline("' OR 1=1 --", "aliya")
    await log.decline("", "aliya")

    assert await log.unanswered() == []


async def test_unanswered_are_the_unknown_and_the_declined_and_the_newest_comes_first(log: QuestionLog) -> None:
    chat = replace(UNKNOWN, outcome="chat")
    for turn, asked in (("1", UNKNOWN), ("2", ASKED), ("3", CHOICES), ("4", CHOICES), ("5", UNKNOWN), ("6", chat)):
        await log.note(occasion(turn), asked)
    await log.decline("3", "aliya")

    assert [row.turn for row in await log.unanswered()] == ["5", "3", "1"]


async def test_questions_and_ratings_are_deleted_after_so_many_days(log: QuestionLog, kept: Kept) -> None:
    for turn, days in (("a", 31), ("b", 29)):
        await log.note(occasion(turn), ASKED)
        await log.rate("aliya", Liked(turn, "vote", True))
        then = datetime.now(UTC) - timedelta(days=days)
        async with kept.sessions.begin() as session:
            await session.execute(update(Question).where(Question.turn == turn).values(asked_at=then))
        if turn == "a":
            await kept.ages("ratings", "rated_at", days)
    await log.purge(30)

    assert [row.turn for row in await questions(kept)] == ["b"]
    assert [row["turn"] for row in await kept.rows("ratings")] == ["b"]


@pytest.mark.parametrize(
    ("asked", "entries"),
    [(ASKED, ("vote",)), (replace(ASKED, answered=("vote", "name")), ("vote", "name")), (CHOICES, ()), (UNKNOWN, ())],
)
async def test_what_somebody_asked_last_is_known_with_the_answer_if_there_was_one(
    log: QuestionLog, asked: Asked, entries: tuple[str, ...]
) -> None:
    await log.note(occasion("1"), replace(ASKED, text="before"))
    await log.note(occasion("2"), asked)
    await log.note(occasion("3", "ruslan"), replace(ASKED, text="somebody else's"))

    assert await log.last_of("aliya") == LastQuestion("Когда референдум?", NOW, entries)


def without_words(before: Before | None) -> Before | None:
    """What is on the screen, whatever was said before it."""
    return replace(before, said=(), earlier=()) if before else None


async def test_the_answer_on_somebodys_screen_is_their_latest_for_as_long_as_it_is_fresh(log: QuestionLog) -> None:
    await log.note(occasion("1"), ASKED)
    await log.note(occasion("2"), replace(ASKED, answered=("name", "seats")))
    await log.note(occasion("3"), UNKNOWN)
    await log.note(occasion("4", "ruslan"), ASKED)

    assert without_words(await log.on_screen("aliya", NOW)) == Before(("name", "seats"), language="ru")
    assert without_words(await log.on_screen("ruslan", NOW)) == Before(("vote",), language="ru")
    assert await log.on_screen("aliya", NOW + timedelta(seconds=1)) is None
    assert await log.on_screen("nobody", NOW) is None


async def test_choices_are_on_the_screen_until_something_else_is_asked_or_they_are_declined(log: QuestionLog) -> None:
    choices = replace(ASKED, outcome="choices", answered=(), offered=("seats", "name"), language="kk")
    offered = Before(("vote",), offered=("seats", "name"), turn="2f", language="kk")
    await log.note(occasion("1f"), ASKED)
    await log.note(occasion("2f"), choices)
    assert without_words(await log.on_screen("aliya", NOW)) == offered

    await log.note(occasion("3f"), replace(ASKED, outcome="chat", answered=()))
    assert without_words(await log.on_screen("aliya", NOW)) == replace(offered, language="ru")
    await log.decline("2f", "aliya")
    assert without_words(await log.on_screen("aliya", NOW)) == Before(("vote",), language="ru")

    await log.note(occasion("4f"), choices)
    await log.note(occasion("5f"), replace(ASKED, outcome="unknown", answered=()))
    assert without_words(await log.on_screen("aliya", NOW)) == Before(("vote",), language="ru")
    assert without_words(await log.offered_in("4f")) == Before((), offered=("seats", "name"), turn="4f", language="kk")
    assert await log.offered_in("5f") is None


async def test_what_was_said_since_the_answer_on_the_screen_is_known_newest_first(log: QuestionLog) -> None:
    said: list[tuple[str, Outcome]]
    said = [("when", "answer"), ("Karin", "answer"), ("thanks", "chat"), ("his age", "unknown"), ("and job", "unknown")]
    for number, (text, outcome) in enumerate(said):
        answered = ("vote",) if outcome == "answer" else ()
        await log.note(occasion(f"{number}f"), replace(ASKED, text=text, outcome=outcome, answered=answered))

    before = await log.on_screen("aliya", NOW)
    assert before and before.said == ("and job", "his age", "Karin")


async def test_what_was_said_on_from_a_lone_choice_is_about_it_unless_it_was_declined(log: QuestionLog) -> None:
    alone = replace(ASKED, outcome="choices", answered=(), offered=("seats",), confidence=0.6)
    await log.note(occasion("1f"), ASKED)
    await log.note(occasion("2f"), alone)
    assert without_words(await log.on_screen("aliya", NOW)) == Before((), offered=("seats",), turn="2f", language="ru")

    await log.note(occasion("3f"), replace(ASKED, outcome="unknown", answered=()))
    assert without_words(await log.on_screen("aliya", NOW)) == Before(("seats",), language="ru")
    await log.decline("2f", "aliya")
    assert without_words(await log.on_screen("aliya", NOW)) == Before(("vote",), language="ru")


async def test_an_unlikely_choice_does_not_take_the_place_of_the_answer_before_it(log: QuestionLog) -> None:
    await log.note(occasion("1f"), ASKED)
    await log.note(occasion("2f"), replace(ASKED, outcome="choices", answered=(), offered=("seats",), confidence=0.3))
    assert without_words(await log.on_screen("aliya", NOW)) == Before(
        ("vote",), offered=("seats",), turn="2f", language="ru"
    )

    await log.note(occasion("3f"), replace(ASKED, outcome="unknown", answered=()))
    assert without_words(await log.on_screen("aliya", NOW)) == Before(("vote",), language="ru")


async def test_of_a_stranger_nothing_was_asked_last(log: QuestionLog) -> None:
    assert await log.last_of("nobody") is None


async def test_there_is_one_rating_an_answer_the_latest(log: QuestionLog, kept: Kept) -> None:
    await log.rate("aliya", Liked("1f", "seats", True))
    await log.rate("aliya", Liked("1f", "seats", False, "outdated"))
    [row] = await kept.rows("ratings")

    assert (row["asker"], row["turn"], row["entry"]) == ("aliya", "1f", "seats")
    assert (row["liked"], row["reason"]) == (0, "outdated")


async def test_a_reason_goes_with_the_rating_that_it_was_for(log: QuestionLog, kept: Kept) -> None:
    await log.rate("aliya", Liked("1f", "seats", False, "outdated"))
    await log.rate("aliya", Liked("1f", "seats", True))

    assert [(row["liked"], row["reason"]) for row in await kept.rows("ratings")] == [(1, None)]


async def test_answers_turns_and_people_are_rated_apart_and_a_rating_taken_back_is_gone(
    log: QuestionLog, kept: Kept
) -> None:
    rated = [("aliya", "1f", "seats"), ("aliya", "1f", "name"), ("aliya", "2f", "seats"), ("ruslan", "1f", "seats")]
    for asker, turn, entry in rated:
        await log.rate(asker, Liked(turn, entry, True))
    await log.rate("aliya", Liked("1f", "seats", None))
    await log.rate("aliya", Liked("9f", "seats", None))

    assert [(row["asker"], row["turn"], row["entry"]) for row in await kept.rows("ratings")] == rated[1:]


async def test_each_text_asked_is_past_once_with_its_people_and_what_it_came_to_last(log: QuestionLog) -> None:
    await log.note(occasion("1f"), UNKNOWN)
    await log.note(occasion("2f"), replace(ASKED, text="Кто?"))
    await log.note(occasion("3f", "ruslan"), ASKED)
    await log.note(occasion("4f"), ASKED)

    [one, other] = await log.past(3650, 10)

    assert (one.text, one.people, one.result.outcome, one.result.entries) == (ASKED.text, 2, "answer", ("vote",))
    assert one.result.ranking == (("vote", 0.9123), ("name", 0.05))
    assert (other.text, other.people) == ("Кто?", 1)
    assert [past.text for past in await log.past(3650, 1)] == [ASKED.text]


async def test_what_was_forgotten_or_asked_too_long_ago_is_not_past(log: QuestionLog, kept: Kept) -> None:
    await log.note(occasion("1f"), ASKED)
    await log.note(occasion("2f", "ruslan"), replace(ASKED, text="Кто?"))
    await log.note(replace(occasion("3f"), at=datetime.now(UTC) - timedelta(days=8)), replace(ASKED, text="Где?"))
    await kept.records.people.forget("ruslan")

    assert [past.text for past in await log.past(3650, 10)] == ["Где?", ASKED.text]
    assert await log.past(7, 10) == []
    assert [past.text for past in await log.past(9, 10)] == ["Где?"]
