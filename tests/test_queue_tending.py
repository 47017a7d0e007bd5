"""The queue is looked after: word forms, order, owners and notes, visits, old groups set aside; on both databases."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from kept import NOW, kept_at
from test_desk import TODAY, Log

from bot.desk.tending import OLD
from bot.storage import QueueTending

LATER = NOW + timedelta(days=200)


@pytest.fixture
async def log(database: str) -> AsyncIterator[Log]:
    async with kept_at(database) as kept:
        yield Log(kept)


@pytest.fixture
def tending(log: Log) -> QueueTending:
    return QueueTending(log.kept.sessions)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("пенсия", [1]),
        ("пенсий", [1]),
        ("қызметі", [2]),
        ("amendments", [3]),
        ("формула", []),
        ("кыз ме", []),
        ("пенсия повысят", [1]),
        ("пенсия amendment", []),
    ],
)
async def test_words_are_found_in_any_of_their_forms(log: Log, search: str, found: list[int]) -> None:
    await log.asks(group=1, text="когда повысят пенсию")
    await log.asks(group=2, text="Президенттің қызметтері қандай")
    await log.asks(group=3, text="was the amendment of the форма made")

    assert await log.waiting(search=search) == found


async def test_groups_are_sorted_by_people_by_the_latest_and_by_the_longest_waiting(log: Log) -> None:
    await log.asks("aliya", group=1, days=2)
    await log.asks("aliya", group=2, days=1)
    await log.asks("ruslan", group=2, days=1)
    await log.asks("aliya", group=3, days=0)

    assert await log.waiting() == [2, 1, 3]
    assert await log.waiting(order="last") == [1, 2, 3]
    assert await log.waiting(order="first") == [3, 2, 1]


async def test_of_what_was_asked_in_one_second_the_later_comes_first(log: Log) -> None:
    await log.asks(group=1)
    await log.asks(group=2)

    assert await log.waiting() == [2, 1]
    assert await log.waiting(order="last") == [2, 1]


async def test_a_group_has_an_owner_and_a_note_until_they_are_old(log: Log, tending: QueueTending) -> None:
    await log.asks(group=1)
    await log.asks(group=2)
    await tending.assign(1, "saule", "ask the ministry", NOW)

    assert ((await log.group(1)).owner, (await log.group(1)).note) == ("saule", "ask the ministry")
    assert await log.waiting(owner="saule") == [1] and await log.waiting(owner="") == [2]
    await tending.purge(30, LATER)
    assert (await log.group(1)).owner is None and (await log.group(1)).note == ""


async def test_a_visit_begins_after_an_hour_away(tending: QueueTending) -> None:
    first, later = NOW, NOW + timedelta(days=1)
    assert await tending.visited("saule", first) is None
    assert await tending.visited("saule", first + timedelta(minutes=50)) is None
    assert await tending.visited("saule", later) == first + timedelta(minutes=50)
    assert await tending.visited("saule", later + timedelta(minutes=5)) == first + timedelta(minutes=50)
    assert await tending.visited("dana", later) is None


async def test_what_one_person_asked_long_ago_is_set_aside_in_one_decision_and_undone(
    log: Log, tending: QueueTending
) -> None:
    await log.asks("aliya", group=1)
    await log.asks("aliya", group=2)
    await log.asks("ruslan", group=2)
    await log.asks("aliya", group=3)
    await log.asks("aliya", group=3, days=150)
    await log.asks("dana", group=4)
    before: datetime = LATER - OLD

    assert await tending.lone(before, LATER) == 2
    made = await tending.set_aside("saule", before, LATER)
    assert made and made.decision.verb == "set-aside" and made.decision.fields == {"groups": "2"}
    assert sorted(await log.waiting(LATER)) == [2, 3]
    assert await tending.lone(before, LATER) == 0 and await tending.set_aside("saule", before, LATER) is None

    await log.asks("ruslan", group=1, days=199)
    assert sorted(await log.waiting(LATER)) == [1, 2, 3]
    await log.desk.undone(made.number, "saule")
    assert sorted(await log.waiting(LATER)) == [1, 2, 3, 4]


async def test_what_was_decided_is_counted_by_its_words_and_the_log_is_listed(log: Log, tending: QueueTending) -> None:
    await log.asks(group=1, text="когда повысят пенсию")
    await log.asks(group=2, text="погода")
    assert await tending.settled("пенсия") == 0
    await log.decides("spam", 1)
    assert await tending.settled("пенсия") == 1 and await tending.settled("zeppelin") == 0

    assert [one.text for one in await tending.logged("unknown", NOW, 5)] == ["погода", "когда повысят пенсию"]
    assert await tending.logged("answer", NOW, 5) == [] and len(await tending.logged("all", NOW, 1)) == 1
    assert await tending.logged("all", TODAY, 5) == []
