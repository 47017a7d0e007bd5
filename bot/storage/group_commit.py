"""Do together what comes at the same time: while one commit is under way, what comes meanwhile waits for the next."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class GroupCommit(Generic[Thing]):
    """Carries things out, all that have come since the last time at once."""

    def __init__(self, carry_out: Callable[[Sequence[Thing]], Awaitable[None]]) -> None:
        self._carry_out = carry_out
        self._coming: list[tuple[Thing, asyncio.Future[None]]] = []
        self._turn = asyncio.Lock()

    async def join(self, thing: Thing) -> None:
        """Have a thing carried out, with others; raises what it raises by itself."""
        done = asyncio.get_running_loop().create_future()
        self._coming.append((thing, done))
        async with self._turn:
            if not done.done():
                await self._carry_out_all()
        await done

    async def _carry_out_all(self) -> None:
        coming, self._coming = self._coming, []
        try:
            await self._carry_out([thing for thing, _ in coming])
        except Exception as fault:
            if len(coming) == 1:
                coming[0][1].set_exception(fault)
            else:
                await self._one_by_one(coming)
        except asyncio.CancelledError:
            self._coming = [*coming, *self._coming]  # whoever waits carries them out
            raise
        else:
            for _, done in coming:
                _settle(done)

    async def _one_by_one(self, coming: Sequence[tuple[Thing, "asyncio.Future[None]"]]) -> None:
        """One of them cannot be carried out; the others can."""
        for thing, done in coming:
            try:
                await self._carry_out([thing])
            except Exception as fault:
                if not done.done():
                    done.set_exception(fault)
            else:
                _settle(done)


def _settle(done: "asyncio.Future[None]") -> None:
    if not done.done():
        done.set_result(None)
