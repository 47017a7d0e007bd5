"""The door through which replies go out: one at a time where Telegram is near, more where it is far away."""

import asyncio

import pytest

from bot.telegram.outbox import SendSlots


async def let_out(door: SendSlots, count: int, seconds: float) -> int:
    """How many replies were on their way at once, at most, of so many that each take so many seconds."""
    out = most = 0

    async def reply() -> None:
        nonlocal out, most
        assert await door.enter()
        out += 1
        most = max(most, out)
        await asyncio.sleep(0)
        out -= 1
        door.arrived(seconds)
        door.leave()

    await asyncio.gather(*(reply() for _ in range(count)))
    return most


@pytest.mark.parametrize(("seconds", "at_once"), [(0.001, 1), (0.025, 1), (0.05, 2), (0.085, 4), (0.15, 6)])
async def test_as_many_are_on_their_way_as_forty_a_second_take(seconds: float, at_once: int) -> None:
    door = SendSlots()
    await let_out(door, 50, seconds)

    assert await let_out(door, 50, seconds) == at_once


async def test_it_is_one_again_once_telegram_is_near() -> None:
    door = SendSlots()
    await let_out(door, 50, 0.2)
    await let_out(door, 50, 0.001)

    assert await let_out(door, 50, 0.001) == 1


async def test_one_that_takes_long_among_quick_ones_changes_nothing() -> None:
    door = SendSlots()
    await let_out(door, 10, 0.005)
    await let_out(door, 1, 2.0)

    assert await let_out(door, 5, 2.0) == 1


async def test_a_few_slow_ones_after_a_start_say_nothing_yet() -> None:
    assert await let_out(SendSlots(), 19, 0.085) == 1


async def test_nobody_waits_for_long_behind_one_that_does_not_come_back() -> None:
    door = SendSlots(patience=0.05)
    assert await door.enter()

    assert not await door.enter()
    door.leave()
    assert await door.enter()
