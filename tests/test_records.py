"""The one door to all that is kept: each deed of a turn is carried out, and what cannot be is said."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from kept import ASKED, Kept, kept_at, letter, occasion

from bot.conversation import Chose, Declined, Effect, Forgotten, Liked, Occasion, WantedNotice
from bot.storage import Records

CHOICES = replace(ASKED, outcome="choices", answered=(), offered=("vote", "name"))
LATER = occasion("2f", message=None)
TABLES = ("questions", "ratings", "letters", "wishes", "notices", "people")


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Kept]:
    async with kept_at(database) as kept:
        yield kept


@pytest.fixture
def records(kept: Kept) -> Records:
    return kept.records


async def rows(kept: Kept) -> dict[str, int]:
    """How many rows there are in the tables that are not empty."""
    counts = {table: len(await kept.rows(table)) for table in TABLES}
    return {table: count for table, count in counts.items() if count}


async def test_a_turn_that_asks_for_nothing_leaves_nothing(records: Records, kept: Kept) -> None:
    assert await records.keep((), LATER)
    assert await rows(kept) == {}


@pytest.mark.parametrize(
    ("effect", "left"),
    [
        (Liked("1f", "vote", True), {"ratings": 1}),
        (Liked("1f", "vote", None), {}),
        (WantedNotice("1f", True, "ru"), {"wishes": 1}),
        (WantedNotice("1f", False, "ru"), {}),
        (Chose("kk"), {"people": 1}),
        (Declined("1f"), {}),
        (Declined("t1"), {}),
        (Forgotten(), {}),
    ],
)
async def test_each_deed_is_carried_out(records: Records, kept: Kept, effect: Effect, left: dict[str, int]) -> None:
    assert await records.keep([CHOICES], occasion("1f"))
    assert await records.keep([effect], LATER)

    assert await rows(kept) == {"questions": 1} | left


async def test_a_question_declined_is_unanswered(records: Records) -> None:
    await records.keep([CHOICES], occasion("1f"))
    await records.keep([Declined("1f")], LATER)

    assert [row.turn for row in await records.log.unanswered()] == ["1f"]


async def test_all_deeds_of_a_turn_are_carried_out_though_one_cannot_be(records: Records, kept: Kept) -> None:
    assert not await records.keep([WantedNotice("9f", True, "ru"), Chose("kk")], LATER)

    assert await rows(kept) == {"people": 1}


@pytest.mark.parametrize("wanting", [occasion("2f", "ruslan"), replace(LATER, address=None)])
async def test_nobody_is_told_of_anothers_question_or_in_a_group(
    records: Records, kept: Kept, wanting: Occasion
) -> None:
    await records.keep([CHOICES], occasion("1f"))

    assert not await records.keep([WantedNotice("1f", True, "ru")], wanting)
    assert "wishes" not in await rows(kept)


async def test_who_blocks_the_bot_cannot_be_reached_by_anything_kept(records: Records, kept: Kept) -> None:
    for turn in ("1f", "3f"):
        await records.keep([CHOICES], occasion(turn))
        await records.keep([WantedNotice(turn, True, "ru")], LATER)
    await records.notices.looked("1f", "corrected", "vote")
    await records.sent_messages.add([letter(5)])
    await records.unreachable("aliya")

    assert await rows(kept) == {"questions": 2, "letters": 1}
    assert [row["address"] for row in await kept.rows("letters")] == [None]


async def test_all_that_is_too_old_is_deleted(records: Records, kept: Kept) -> None:
    for turn in ("1f", "3f"):
        await records.keep([CHOICES, Liked(turn, "vote", True)], occasion(turn))
        await records.keep([WantedNotice(turn, True, "ru")], LATER)
    await records.notices.looked("1f", "corrected", "vote")
    await records.sent_messages.add([letter(5)])
    ages = {"questions": "asked_at", "ratings": "rated_at", "letters": "sent_at", "wishes": "made_at",
            "notices": "made_at"}  # fmt: skip
    for table, moment in ages.items():
        await kept.ages(table, moment, 91)
    await records.purge(90)

    assert await rows(kept) == {}


async def test_a_choice_of_a_language_is_never_too_old(records: Records, kept: Kept) -> None:
    await records.keep([Chose("kk")], LATER)
    await kept.ages("people", "changed_at", 4000)
    await records.purge(1)

    assert await records.people.language_of("aliya") == "kk"
