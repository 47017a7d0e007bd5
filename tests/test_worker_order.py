"""The order within a chat, though updates come at any moment: while the inbox is being read, or another one ends."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection

import pytest
from fakes import STARTED, message_update
from kept import until
from telegram import Update
from worker_desk import Desk, desk_over, words

from bot.storage import Inbox, Sessions, Waiting


class Slow(Inbox):
    """An inbox that hands over what it has read only when the test says so."""

    def __init__(self, sessions: Sessions) -> None:
        super().__init__(sessions)
        self.may = asyncio.Semaphore(0)
        self._read = asyncio.Semaphore(0)

    async def waiting(self, but_of: Collection[int], limit: int) -> list[Waiting]:
        """Read at once, and hand over later."""
        found = await super().waiting(but_of, limit)
        self._read.release()
        await self.may.acquire()
        return found

    async def has_read(self) -> None:
        """Wait until it has read once more."""
        async with asyncio.timeout(10):
            await self._read.acquire()


class Seen(list[str]):
    """What was handled, in order. What is held is handled only when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, asyncio.Event] = {}
        self.before: Callable[[Update], Awaitable[None]] | None = None

    async def handle(self, update: Update) -> None:
        """Handle a message."""
        if self.before:
            await self.before(update)
        if words(update) in self.held:
            await self.held[words(update)].wait()
        self.append(words(update))


@pytest.fixture
async def desk(database: str) -> AsyncIterator[Desk]:
    async with desk_over(database, Slow) as desk:
        yield desk


@pytest.fixture
def seen(desk: Desk) -> Seen:
    seen = Seen()
    desk.handles_by(seen.handle)
    return seen


def slow(desk: Desk) -> Slow:
    """The inbox of the desk."""
    assert isinstance(desk.inbox, Slow)
    return desk.inbox


def goes_on(desk: Desk) -> None:
    """Let the inbox hand over all it reads from here on."""
    for _ in range(100):
        slow(desk).may.release()


async def all_are(seen: Seen, count: int) -> None:
    """Wait until so many were handled."""
    await until(lambda: asyncio.sleep(0, len(seen)), lambda handled: handled == count)


async def test_what_comes_while_the_inbox_is_read_is_handled_before_what_comes_after_it(desk: Desk, seen: Seen) -> None:
    async with desk.at_work():
        await slow(desk).has_read()
        await desk.gets(message_update(1, "first"))
        slow(desk).may.release()
        await slow(desk).has_read()
        await desk.gets(message_update(2, "second"))
        goes_on(desk)
        await all_are(seen, 2)

    assert seen == ["first", "second"]


async def test_what_waits_behind_one_that_ends_while_the_inbox_is_read_is_handled_before_what_comes_then(
    desk: Desk, seen: Seen
) -> None:
    seen.held["first"] = asyncio.Event()
    await desk.gets(message_update(1, "first"))
    async with desk.at_work():
        await slow(desk).has_read()
        slow(desk).may.release()
        desk.news.set()  # so that it reads once more, as it does every few seconds
        await slow(desk).has_read()
        await desk.gets(message_update(2, "second"))
        seen.held["first"].set()
        await until(desk.inbox.depth, lambda depth: depth == 1)
        slow(desk).may.release()
        await slow(desk).has_read()
        await desk.gets(message_update(3, "third"))
        goes_on(desk)
        await all_are(seen, 3)

    assert seen == ["first", "second", "third"]


async def test_what_has_just_come_is_handled_without_reading_the_inbox(desk: Desk, seen: Seen) -> None:
    async with desk.at_work():
        await slow(desk).has_read()
        slow(desk).may.release()
        await desk.gets(message_update(1, "first"), message_update(2, "another chat", chat=8))
        await all_are(seen, 2)
        goes_on(desk)

    assert sorted(seen) == ["another chat", "first"]


async def test_what_comes_twice_is_handled_once(desk: Desk, seen: Seen) -> None:
    goes_on(desk)
    async with desk.at_work():
        await desk.gets(message_update(1, "once"))
        await desk.gets(message_update(1, "once"))
        await desk.gets(message_update(2, "then"))
        await all_are(seen, 2)
        await desk.is_done()

    assert seen == ["once", "then"]


async def test_who_is_waited_for_keeps_nobody_else_from_being_served(desk: Desk, seen: Seen) -> None:
    async def hear_out(update: Update) -> None:
        assert update.message
        if words(update) == "begins":
            await desk.continuations.more(update.update_id, update.message.chat_id, STARTED, STARTED)

    seen.before = hear_out
    goes_on(desk)
    async with desk.at_work():
        await desk.gets(*(message_update(number, "begins", chat=number) for number in range(1, 9)))
        await desk.gets(message_update(9, "another chat", chat=9))
        await all_are(seen, 1)
        await desk.is_done()

    assert seen == ["another chat", *["begins"] * 8]


async def test_what_was_heard_out_together_is_handled_together(desk: Desk, seen: Seen) -> None:
    async def hear_out(update: Update) -> None:
        if words(update) == "begins":
            await desk.continuations.more(1, 7, STARTED, STARTED)

    seen.before = hear_out
    goes_on(desk)
    ends = message_update(2, "ends.", date=STARTED + 1)
    async with desk.at_work():
        await desk.gets(message_update(1, "begins", date=STARTED), ends, message_update(3, "next"))
        await desk.is_done()

    assert seen == ["begins", "next"]
