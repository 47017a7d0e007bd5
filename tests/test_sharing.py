"""Several processes over one PostgreSQL: each update is handled by one of them, and each task done by one."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from kept import Kept, kept_at
from test_inbox import body, numbers

from bot.storage import Inbox, Locks

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Kept]:
    async with kept_at(database) as kept:
        yield kept


@pytest.fixture
def almaty(kept: Kept) -> Inbox:
    return Inbox(kept.sessions, "almaty")


@pytest.fixture
def astana(kept: Kept) -> Inbox:
    return Inbox(kept.sessions, "astana")


async def dies(kept: Kept, process: str) -> None:
    """A process has not renewed its claims for as long as they last."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    await kept.does("UPDATE inbox SET claimed_until = :past WHERE claimed_by = :me", past=past, me=process)


async def test_what_one_process_has_taken_no_other_takes(almaty: Inbox, astana: Inbox) -> None:
    await almaty.put([body(1), body(2)], [7, 8])

    assert await numbers(astana) == []
    assert await numbers(almaty) == [1, 2]


async def test_the_order_within_a_chat_holds_across_processes(almaty: Inbox, astana: Inbox) -> None:
    await almaty.put([body(1)], [7])
    [second] = await astana.put([body(2)], [7])
    assert not second.taken and await numbers(astana) == []

    await almaty.finish([1])
    assert await numbers(astana) == [2]
    assert await numbers(almaty) == []


async def test_an_update_that_comes_late_waits_until_the_later_one_is_handled(almaty: Inbox, astana: Inbox) -> None:
    await almaty.put([body(2)], [7])
    [late] = await astana.put([body(1)], [7])
    assert not late.taken and await numbers(astana) == []

    await almaty.finish([2])
    assert await numbers(astana) == [1]


async def test_what_a_dead_process_has_left_another_takes_over(kept: Kept, almaty: Inbox, astana: Inbox) -> None:
    await almaty.put([body(1), body(2)], [7, 7])
    await dies(kept, "almaty")

    assert await numbers(astana) == [1]
    await astana.finish([1])
    assert await numbers(astana) == [2]


async def test_a_claim_that_is_renewed_holds(kept: Kept, almaty: Inbox, astana: Inbox) -> None:
    await almaty.put([body(1)], [7])
    await dies(kept, "almaty")
    await almaty.renew()
    assert await numbers(astana) == []


async def test_what_a_process_gives_back_when_it_stops_another_takes_at_once(almaty: Inbox, astana: Inbox) -> None:
    await almaty.put([body(1)], [7])
    await almaty.release()
    assert await numbers(astana) == [1]


async def test_processes_that_take_at_the_same_time_take_each_update_once(kept: Kept) -> None:
    many = [Inbox(kept.sessions, f"process {number}") for number in range(6)]
    await many[0].put([body(number) for number in range(1, 61)], list(range(1, 61)))
    await many[0].release()

    taken = await asyncio.gather(*(numbers(one, limit=10) for one in many))

    assert sorted(number for some in taken for number in some) == sorted({number for some in taken for number in some})
    rest = [number for one in many for number in await numbers(one)]
    assert sorted(rest) == list(range(1, 61))


async def test_of_two_processes_that_put_in_a_chat_at_the_same_time_one_takes_its_first(kept: Kept) -> None:
    for first in range(1, 41, 2):
        one, other = Inbox(kept.sessions, "one"), Inbox(kept.sessions, "other")
        put = await asyncio.gather(one.put([body(first)], [first]), other.put([body(first + 1)], [first]))
        assert sum(update.taken for some in put for update in some) == 1
        await one.finish([first, first + 1])


async def test_a_task_is_one_process_s_until_it_asks_for_it_no_longer(kept: Kept) -> None:
    almaty, astana = Locks(kept.sessions, "almaty"), Locks(kept.sessions, "astana")
    assert await almaty.mine("telling") and await almaty.mine("telling")
    assert not await astana.mine("telling")
    assert await astana.mine("purging")

    past = datetime.now(UTC) - timedelta(seconds=1)
    await kept.does("UPDATE leases SET until = :past WHERE name = 'telling'", past=past)
    assert await astana.mine("telling")
    assert not await almaty.mine("telling")
