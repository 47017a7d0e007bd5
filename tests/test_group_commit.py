"""What comes at the same time is carried out together, and nobody is harmed by another's fault."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.storage.inbox import GroupCommit


class Carrier:
    """Carries numbers out, and remembers which came together. It cannot carry 13."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.may = asyncio.Event()
        self.together = GroupCommit(self.carry)

    async def carry(self, numbers: Sequence[int]) -> None:
        """Wait until the test lets it."""
        await self.may.wait()
        if 13 in numbers:
            raise ValueError("13")
        self.batches.append(list(numbers))


async def all_at_once(carrier: Carrier, *numbers: int) -> list[BaseException | None]:
    """Join the numbers at the same time, and let them be carried out."""
    joining = [asyncio.create_task(carrier.together.join(number)) for number in numbers]
    await asyncio.sleep(0)
    carrier.may.set()
    return await asyncio.gather(*joining, return_exceptions=True)


async def test_what_comes_while_one_is_carried_out_goes_together() -> None:
    carrier = Carrier()
    assert await all_at_once(carrier, 1, 2, 3, 4) == [None] * 4
    assert sum(carrier.batches, []) == [1, 2, 3, 4]  # noqa: RUF017
    assert len(carrier.batches) <= 2


async def test_the_fault_of_one_is_its_own() -> None:
    carrier = Carrier()
    fates = await all_at_once(carrier, 1, 13, 2)
    assert [type(fate) for fate in fates] == [type(None), ValueError, type(None)]
    assert sorted(sum(carrier.batches, [])) == [1, 2]  # noqa: RUF017


async def test_a_fault_alone_is_told() -> None:
    carrier = Carrier()
    carrier.may.set()
    with pytest.raises(ValueError, match="13"):
        await carrier.together.join(13)


async def test_who_is_cancelled_takes_nobody_along() -> None:
    carrier = Carrier()
    first, second = (asyncio.create_task(carrier.together.join(number)) for number in (1, 2))
    await asyncio.sleep(0.01)
    first.cancel()
    await asyncio.sleep(0.01)
    carrier.may.set()
    await second
    assert 2 in sum(carrier.batches, [])  # noqa: RUF017
