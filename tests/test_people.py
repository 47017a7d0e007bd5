"""What is kept about a person under their code: their language, their record, and that all of it can be deleted."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from kept import ASKED, NOW, Kept, kept_at, letter, occasion

from bot.conversation import Liked, Record
from bot.storage import People
from bot.storage.tables import Table

UNKNOWN = replace(ASKED, outcome="unknown", answered=())
TABLES = tuple(Table.metadata.tables)


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Kept]:
    async with kept_at(database) as kept:
        yield kept


@pytest.fixture
def people(kept: Kept) -> People:
    return kept.records.people


async def test_a_chosen_language_stays_until_another_is_chosen(people: People) -> None:
    await people.choose_language("aliya", "ru")
    assert await people.language_of("aliya") == "ru"

    await people.choose_language("aliya", "kk")
    assert await people.language_of("aliya") == "kk"


async def test_who_chose_nothing_has_no_language(people: People) -> None:
    await people.choose_language("aliya", "ru")

    assert await people.language_of("ruslan") is None


async def test_a_language_that_is_no_longer_spoken_counts_as_none(people: People, kept: Kept) -> None:
    await people.choose_language("aliya", "ru")
    await kept.does("UPDATE people SET language = 'la'")

    assert await people.language_of("aliya") is None


async def has_talked(kept: Kept, asker: str, turns: str) -> None:
    """Somebody has left a row in every table: two questions, two ratings, two wishes (one now owed), a letter."""
    records = kept.records
    for turn in turns:
        await records.log.note(occasion(turn, asker), replace(UNKNOWN, text=f"{asker} asks {turn}"))
        await records.log.rate(asker, Liked(turn, "seats", turn == turns[0]))
        await records.notices.want(turn, asker, f"address of {asker}", "ru")
    await records.notices.looked(turns[0], "corrected", "seats")
    await records.sent_messages.add([letter(5, asker, replied_to=12)])
    await records.people.choose_language(asker, "kk")


async def test_the_record_counts_what_is_kept_and_shows_the_newest_questions_first(people: People, kept: Kept) -> None:
    await has_talked(kept, "ruslan", "ab")
    await has_talked(kept, "aliya", "12")
    await kept.records.log.note(replace(occasion("3"), at=NOW.replace(day=2)), replace(ASKED, text="and then"))

    assert await people.record_of("aliya") == Record(
        questions=3,
        since=date(2026, 3, 1),
        latest=("and then", "aliya asks 2", "aliya asks 1"),
        ratings=2,
        waiting=1,
        language="kk",
    )


async def test_of_a_stranger_nothing_is_on_record(people: People) -> None:
    assert await people.record_of("nobody") == Record(0, None, (), 0, 0, None)


async def test_the_record_shows_the_twenty_newest_questions(people: People, kept: Kept) -> None:
    for number in range(25):
        await kept.records.log.note(occasion(f"{number:x}"), replace(ASKED, text=f"question {number}"))
    record = await people.record_of("aliya")

    assert record.questions == 25
    assert record.latest == tuple(f"question {number}" for number in range(24, 4, -1))


async def test_nothing_joins_to_somebody_who_wants_to_be_forgotten(people: People, kept: Kept) -> None:
    await has_talked(kept, "aliya", "12")
    await people.forget("aliya")

    left = {table: await kept.rows(table) for table in TABLES}
    assert "aliya" not in str(left)
    assert await people.record_of("aliya") == Record(0, None, (), 0, 0, None)
    assert [left[table] for table in ("letters", "wishes", "notices", "people")] == [[], [], [], []]
    assert [(row["text"], row["asker"], row["message"]) for row in left["questions"]] == [("", "", None)] * 2


async def test_the_totals_stay_when_somebody_is_forgotten(people: People, kept: Kept) -> None:
    await has_talked(kept, "aliya", "12")
    await people.forget("aliya")
    questions, ratings = await kept.rows("questions"), await kept.rows("ratings")

    assert [(row["outcome"], row["language"], row["version"]) for row in questions] == [
        ("unknown", "ru", "0123456789ab")
    ] * 2
    assert [(row["entry"], row["liked"]) for row in ratings] == [("seats", 1), ("seats", 0)]
    assert await kept.records.log.unanswered() == []


async def test_nobody_else_is_forgotten_with_somebody(people: People, kept: Kept) -> None:
    await has_talked(kept, "ruslan", "ab")
    before = {table: await kept.rows(table) for table in TABLES}
    await has_talked(kept, "aliya", "12")
    await people.forget("aliya")

    for table in ("letters", "wishes", "notices", "people"):
        assert await kept.rows(table) == before[table]
    for table in ("questions", "ratings"):
        assert (await kept.rows(table))[:2] == before[table]


def bytes_in(folder: Path) -> list[bytes]:
    """All that stands in a folder's files."""
    return [file.read_bytes() for file in folder.iterdir()]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # a server's files are its own affair
async def test_what_was_forgotten_is_nowhere_left_in_the_file(people: People, kept: Kept, tmp_path: Path) -> None:
    private = "a-very-private-question " * 400  # so long that it takes pages of its own
    await kept.records.log.note(occasion("1"), replace(UNKNOWN, text=private))
    await kept.records.notices.want("1", "aliya", "sealed", "ru")
    await people.forget("aliya")
    await kept.does("PRAGMA wal_checkpoint(TRUNCATE)")

    assert not any(b"a-very-private-question" in file for file in bytes_in(tmp_path))


async def test_who_judges_a_forgotten_answer_once_more_can_be_forgotten_once_more(people: People, kept: Kept) -> None:
    for liked in (True, False):
        await kept.records.log.rate("aliya", Liked("1f", "seats", liked))
        await people.forget("aliya")

    assert [(row["asker"], row["liked"]) for row in await kept.rows("ratings")] == [("", 0)]


async def test_to_be_forgotten_twice_is_no_fault(people: People, kept: Kept) -> None:
    await has_talked(kept, "aliya", "12")
    await people.forget("aliya")
    await people.forget("aliya")
    await people.forget("nobody")

    assert len(await kept.rows("questions")) == 2


async def test_a_question_whose_asker_was_forgotten_cannot_be_changed_or_waited_for(kept: Kept) -> None:
    await has_talked(kept, "aliya", "12")
    await kept.records.people.forget("aliya")

    await kept.records.log.note(occasion("1"), ASKED)
    assert not await kept.records.notices.want("1", "aliya", "sealed", "ru")
    assert [row["text"] for row in await kept.rows("questions")] == ["", ""]
