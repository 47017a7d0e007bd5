"""The worker, with real updates, a real inbox, and handlers of python-telegram-bot."""

import asyncio
import contextvars
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from functools import partial
from typing import Any

import pytest
from fakes import Refusal, message_update
from kept import until
from structlog.testing import capture_logs
from telegram import Update
from telegram.error import NetworkError
from worker_desk import Desk, Log, desk_over, echo, rows, words

from bot.storage import Inbox, Sessions, Waiting
from bot.telegram.outbox import write


@pytest.fixture
async def desk(database: str) -> AsyncIterator[Desk]:
    async with desk_over(database) as desk:
        yield desk


@pytest.fixture(autouse=True)
def logged() -> Iterator[Log]:
    """What is logged meanwhile, instead of showing it."""
    with capture_logs() as lines:
        yield lines


async def test_within_a_chat_updates_are_handled_in_their_order(desk: Desk) -> None:
    seen: list[str] = []

    async def slower_at_first(update: Update) -> None:
        await asyncio.sleep(0.02 / update.update_id)
        seen.append(words(update))

    desk.handles_by(slower_at_first)
    await desk.gets(*(message_update(number, str(number)) for number in (3, 1, 2)))
    async with desk.at_work():
        await desk.gets(message_update(4, "4"))
        await desk.is_done()

    assert seen == ["1", "2", "3", "4"]


async def test_one_slow_chat_does_not_delay_the_others(desk: Desk) -> None:
    seen: list[str] = []
    released = asyncio.Event()

    async def slow_in_chat_7(update: Update) -> None:
        if words(update) == "slow":
            await released.wait()
        seen.append(words(update))

    desk.handles_by(slow_in_chat_7)
    await desk.gets(message_update(1, "slow"), message_update(2, "after it"), message_update(3, "another", chat=8))
    async with desk.at_work():
        await until(desk.inbox.depth, lambda depth: depth == 2)
        assert seen == ["another"]
        released.set()
        await desk.is_done()

    assert seen == ["another", "slow", "after it"]


async def test_at_most_eight_chats_are_handled_side_by_side(desk: Desk) -> None:
    now, most = 0, 0

    async def counting(update: Update) -> None:
        nonlocal now, most
        now, most = now + 1, max(most, now + 1)
        await asyncio.sleep(0.01)
        now -= 1

    desk.handles_by(counting)
    await desk.gets(*(message_update(number, "a", chat=number) for number in range(1, 31)))
    async with desk.at_work():
        await desk.is_done()

    assert most == 8


async def test_an_update_that_breaks_its_handler_is_set_aside_with_its_error_and_the_rest_go_on(
    desk: Desk, logged: Log
) -> None:
    seen: list[str] = []

    async def breaking(update: Update) -> None:
        if words(update) == "poison":
            raise ValueError("broken")
        seen.append(words(update))

    desk.handles_by(breaking)
    await desk.gets(message_update(1, "poison"), message_update(2, "same chat"), message_update(3, "b", chat=8))
    async with desk.at_work():
        await desk.is_done()

    assert sorted(seen) == ["b", "same chat"]
    [(number, body, error), *others] = await rows(desk)
    assert (number, body) == (1, None)
    assert error and "ValueError" in error
    assert [error for _, _, error in others] == [None, None]
    assert [(line["log_level"], line["update"]) for line in logged] == [("error", 1)]


async def test_an_update_that_is_none_is_set_aside_too(desk: Desk) -> None:
    seen: list[str] = []

    async def noting(update: Update) -> None:
        seen.append(words(update))

    desk.handles_by(noting)
    await desk.gets({"update_id": 1, "message": {"message_id": "?"}}, message_update(2, "next"))
    async with desk.at_work():
        await desk.is_done()

    assert seen == ["next"]
    assert (await rows(desk))[0][2]


async def test_a_handler_that_is_cancelled_does_not_stop_the_worker(desk: Desk) -> None:
    seen: list[str] = []

    async def cancelled(update: Update) -> None:
        seen.append(words(update))
        if words(update) == "poison":
            raise asyncio.CancelledError

    desk.handles_by(cancelled)
    await desk.gets(message_update(1, "poison"), message_update(2, "next"))
    async with desk.at_work():
        await desk.is_done()

    assert seen == ["poison", "next"]
    assert "CancelledError" in str((await rows(desk))[0][2])


async def test_while_telegram_is_away_the_update_waits_and_is_tried_again(desk: Desk) -> None:
    desk.handles_by(echo)
    desk.telegram.will_answer("sendMessage", NetworkError("away"))
    await desk.gets(message_update(1, "first"), message_update(2, "second"))
    async with desk.at_work():
        await until(lambda: asyncio.sleep(0, desk.telegram.texts()), lambda texts: texts == ["first"])
        await asyncio.sleep(0.1)
        assert await desk.inbox.depth() == 2
        await desk.is_done()

    assert desk.telegram.texts() == ["first", "first", "second"]


async def test_chats_that_rest_after_a_fault_do_not_keep_others_waiting(desk: Desk) -> None:
    desk.handles_by(echo)
    desk.telegram.will_answer("sendMessage", *[NetworkError("away")] * 8)
    await desk.gets(*(message_update(number, "rests", chat=number) for number in range(1, 9)))
    await desk.gets(message_update(9, "goes on", chat=9))
    async with desk.at_work():
        await until(desk.inbox.depth, lambda depth: depth == 8)

    assert desk.telegram.texts()[:9] == ["rests"] * 8 + ["goes on"]


@pytest.mark.parametrize(
    "refusal", [Refusal(403, "Forbidden: bot was blocked by the user"), Refusal(400, "Bad Request: chat not found")]
)
async def test_a_reply_that_telegram_refuses_is_not_sent_again(desk: Desk, refusal: Refusal) -> None:
    desk.handles_by(echo)
    desk.telegram.will_answer("sendMessage", refusal)
    await desk.gets(message_update(1, "refused"), message_update(2, "next"))
    async with desk.at_work():
        await desk.is_done()

    assert desk.telegram.texts() == ["refused", "next"]


async def test_of_a_handled_update_only_its_number_is_left(desk: Desk) -> None:
    desk.handles_by(lambda update: asyncio.sleep(0))
    await desk.gets(message_update(1, "a"))
    async with desk.at_work():
        await desk.is_done()

    assert await rows(desk) == [(1, None, None)]


async def test_what_is_not_done_in_time_when_stopping_stays_in_the_inbox(desk: Desk) -> None:
    begun: list[int] = []

    async def quick_or_endless(update: Update) -> None:
        begun.append(update.update_id)
        await asyncio.sleep(0.05 if words(update) == "quick" else 3600)

    desk.handles_by(quick_or_endless)
    await desk.gets(message_update(1, "quick"), message_update(2, "endless", chat=8), message_update(3, "next"))
    working = asyncio.create_task(desk.worker.run(desk.stopping))
    await until(lambda: asyncio.sleep(0, begun), lambda begun: len(begun) == 2)
    desk.stopping.set()
    await working
    await desk.worker.drain(0.3)

    assert [waiting.update_id for waiting in await desk.inbox.waiting((), 9)] == [2, 3]
    assert sorted(begun) == [1, 2]


async def test_what_cannot_be_noted_of_a_reply_does_not_bring_it_again(desk: Desk) -> None:
    async def fail() -> None:
        raise ValueError("not to be written")

    async def reply(update: Update) -> None:
        await echo(update)
        await write(fail)

    desk.handles_by(reply)
    with capture_logs() as said:
        async with desk.at_work():
            await desk.gets(message_update(1, "once"))
            await desk.is_done()

    assert desk.telegram.texts() == ["once"]
    assert [line["event"] for line in said] == ["a reply could not be noted"]


async def test_what_is_written_of_an_update_is_written_together_with_its_end(desk: Desk) -> None:
    async def choose() -> None:
        await desk.kept.records.people.choose_language("aliya", "ru")
        elsewhere = asyncio.create_task(desk.kept.rows("people"), context=contextvars.Context())
        assert await elsewhere == []  # nobody else sees it yet

    async def reply(update: Update) -> None:
        await write(choose)

    desk.handles_by(reply)
    async with desk.at_work():
        await desk.gets(message_update(1, "once"))
        await desk.is_done()

    assert [row["language"] for row in await desk.kept.rows("people")] == ["ru"]


class Away(Inbox):
    """An inbox that cannot be reached when it is first read, and when the first update is to be marked."""

    def __init__(self, sessions: Sessions) -> None:
        super().__init__(sessions)
        self.reading = self.marking = 1

    async def waiting(self, but_of: Collection[int], limit: int) -> list[Waiting]:
        """Read, but not the first time."""
        self.reading -= 1
        if self.reading == 0:
            raise ConnectionError("away")
        return await super().waiting(but_of, limit)

    async def finish(self, update_ids: Sequence[int], error: str | None = None, writes: Sequence[Any] = ()) -> None:
        """Mark, but not the first time."""
        self.marking -= 1
        if self.marking == 0:
            raise ConnectionError("away")
        await super().finish(update_ids, error, writes)


async def test_while_the_database_is_away_the_worker_waits_and_replies_once(database: str) -> None:
    written: list[int] = []

    async def reply(update: Update) -> None:
        await update.effective_message.reply_text(words(update))  # type: ignore[union-attr]
        await write(partial(note, update.update_id))

    async def note(number: int) -> None:
        written.append(number)

    async with desk_over(database, Away) as desk:
        desk.handles_by(reply)
        await desk.gets(message_update(1, "once"), message_update(2, "next"))
        async with desk.at_work():
            await desk.is_done()

        assert desk.telegram.texts() == ["once", "next"]
        assert written == [1, 2]
        assert [error for _, _, error in await rows(desk)] == [None, None]


async def test_an_update_that_needs_the_database_while_that_is_away_is_handled_later(desk: Desk, logged: Log) -> None:
    tries = []

    async def look_up_and_reply(update: Update) -> None:
        tries.append(words(update))
        if len(tries) == 1:
            raise ConnectionError("away")
        await update.effective_message.reply_text(words(update))  # type: ignore[union-attr]

    desk.handles_by(look_up_and_reply)
    await desk.gets(message_update(1, "first"), message_update(2, "second"))
    async with desk.at_work():
        await desk.is_done()

    assert (tries, desk.telegram.texts()) == (["first", "first", "second"], ["first", "second"])
    assert [error for _, _, error in await rows(desk)] == [None, None]
    assert [line["event"] for line in logged] == ["the database cannot be reached"]


class FullDisk(Inbox):
    """An inbox on a disk that takes nothing more."""

    async def finish(self, update_ids: Sequence[int], error: str | None = None, writes: Sequence[Any] = ()) -> None:
        """Fail."""
        raise OSError("disk is full")


async def test_a_worker_that_cannot_mark_updates_stops_instead_of_replying_over_and_over(database: str) -> None:
    async with desk_over(database, FullDisk) as desk:
        desk.handles_by(echo)
        await desk.gets(message_update(1, "once"))
        with pytest.raises(OSError, match="disk is full"):
            await asyncio.wait_for(desk.worker.run(desk.stopping), 5)

        assert desk.telegram.texts() == ["once"]
        assert await desk.inbox.depth() == 1
