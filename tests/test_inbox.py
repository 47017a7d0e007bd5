"""The inbox, on a real SQLite file."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncEngine
from unlasting import lasting

from bot.storage import Inbox, Waiting, migrate, open_engine, open_sessions
from bot.storage.tables import InboxUpdate


def bytes_in(folder: Path) -> list[bytes]:
    """All that stands in a folder's files."""
    return [file.read_bytes() for file in folder.iterdir()]


only_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
async def engine(database: str) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(database)
    await migrate(engine)
    yield engine
    await engine.dispose()


@pytest.fixture
def inbox(engine: AsyncEngine) -> Inbox:
    return Inbox(open_sessions(engine))


def body(number: int, words: str = "Қашан?") -> dict[str, Any]:
    """An update cut down."""
    return {"update_id": number, "message": {"text": words}}


async def numbers(inbox: Inbox, but_of: tuple[int, ...] = (), limit: int = 99) -> list[int]:
    """Which updates wait, in the order in which they are to be handled."""
    return [waiting.update_id for waiting in await inbox.waiting(but_of, limit)]


async def test_an_update_put_in_comes_out_as_it_was(inbox: Inbox) -> None:
    assert await inbox.put([body(5)], [7]) == [Waiting(5, 7, body(5))]

    assert await inbox.waiting((), 10) == [Waiting(5, 7, body(5))]
    assert await inbox.depth() == 1


async def test_the_same_update_twice_is_one_and_the_first_stands(inbox: Inbox) -> None:
    await inbox.put([body(5, "first"), body(5, "same batch")], [7, 7])
    assert await inbox.put([body(5, "again"), body(6)], [7, 8]) == [Waiting(6, 8, body(6))]

    assert await numbers(inbox) == [5, 6]
    assert (await inbox.waiting((), 1))[0].body == body(5, "first")


async def test_nothing_put_in_is_no_fault(inbox: Inbox) -> None:
    assert await inbox.put([], []) == []
    assert await inbox.depth() == 0


async def test_updates_come_out_in_telegrams_order_however_they_came_in(inbox: Inbox) -> None:
    await inbox.put([body(9), body(3)], [7, 8])
    await inbox.put([body(5), body(2**40)], [6, -(2**45)])

    assert await numbers(inbox) == [3, 5, 9, 2**40]
    assert await numbers(inbox, limit=2) == [3, 5]


async def test_of_each_chat_only_the_first_update_comes_out(inbox: Inbox) -> None:
    put = await inbox.put([body(2), body(1), body(3), body(4)], [7, 7, 7, 8])
    assert [(one.update_id, one.taken) for one in put] == [(2, False), (1, True), (3, False), (4, True)]
    assert await numbers(inbox) == [1, 4]

    await inbox.finish([1])
    assert await numbers(inbox) == [2, 4]
    [late] = await inbox.put([body(5)], [7])
    assert not late.taken


async def test_chats_that_are_busy_are_passed_over(inbox: Inbox) -> None:
    await inbox.put([body(1), body(2), body(3)], [7, 8, 7])

    assert await numbers(inbox, but_of=(7,)) == [2]
    assert await numbers(inbox, but_of=(7, 8)) == []


async def behind(inbox: Inbox, update_id: int, chat: int = 7, limit: int = 99) -> list[int]:
    """Which updates wait in a chat behind one of its."""
    return [waiting.update_id for waiting in await inbox.behind(update_id, chat, limit)]


async def test_behind_an_update_is_what_came_later_in_its_chat_and_is_not_handled_yet(inbox: Inbox) -> None:
    await inbox.put([body(number) for number in (2, 9, 1, 5, 3, 4)], [7, 7, 7, 7, 8, 7])
    await inbox.finish([4])

    assert await behind(inbox, 2) == [5, 9]
    assert await behind(inbox, 9) == []
    assert await behind(inbox, 2, chat=8) == [3]
    assert await behind(inbox, 1, limit=2) == [2, 5]
    assert await inbox.behind(5, 7, 1) == [Waiting(9, 7, body(9))]


async def test_what_was_handled_as_one_is_finished_as_one(inbox: Inbox) -> None:
    await inbox.put([body(1), body(2), body(3)], [7, 7, 7])
    await inbox.finish([1, 3])

    assert await numbers(inbox) == [2]


async def test_what_is_handled_is_erased_but_for_its_number(inbox: Inbox, engine: AsyncEngine) -> None:
    await inbox.put([body(1), body(2)], [7, 8])
    await inbox.finish([1])
    await inbox.finish([2], error="ValueError")

    async with engine.connect() as connection:
        rows = (await connection.execute(text("SELECT update_id, chat_id, body, error FROM inbox ORDER BY 1"))).all()
    assert [tuple(row) for row in rows] == [(1, None, None, None), (2, None, None, "ValueError")]
    assert await inbox.depth() == 0


@only_sqlite
async def test_what_is_erased_is_nowhere_left_in_the_file(inbox: Inbox, engine: AsyncEngine, tmp_path: Path) -> None:
    await inbox.put([body(1, "a-very-private-question " * 400)], [7])  # so long that it takes pages of its own
    await inbox.finish([1])
    async with engine.connect() as connection:
        await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    assert not any(b"a-very-private-question" in kept for kept in bytes_in(tmp_path))


async def test_a_handled_update_that_comes_again_is_not_handled_again(inbox: Inbox) -> None:
    await inbox.put([body(1)], [7])
    await inbox.finish([1])
    await inbox.put([body(1)], [7])

    assert await numbers(inbox) == []


async def test_a_late_update_with_a_lower_number_is_handled_all_the_same(inbox: Inbox) -> None:
    await inbox.put([body(9)], [7])
    await inbox.finish([9])
    await inbox.put([body(8)], [7])

    assert await numbers(inbox) == [8]


async def test_only_what_was_handled_two_days_ago_is_forgotten(inbox: Inbox, engine: AsyncEngine) -> None:
    await inbox.put([body(1), body(2), body(3)], [7, 7, 7])
    for number, hours in ((1, 49), (2, 47)):
        handled = datetime.now(UTC) - timedelta(hours=hours)
        async with engine.begin() as connection:
            await connection.execute(
                update(InboxUpdate).where(InboxUpdate.update_id == number).values(handled_at=handled)
            )
    await inbox.purge()

    async with engine.connect() as connection:
        left = (await connection.execute(text("SELECT update_id FROM inbox ORDER BY 1"))).scalars().all()
    assert left == [2, 3]


async def test_what_waits_survives_reopening(inbox: Inbox, engine: AsyncEngine, database: str) -> None:
    await inbox.put([body(1), body(2)], [7, 8])
    await inbox.finish([1])
    await engine.dispose()

    again = open_engine(database)
    await migrate(again)
    assert await Inbox(open_sessions(again)).waiting((), 10) == [Waiting(2, 8, body(2))]
    await again.dispose()


@only_sqlite
async def test_a_commit_survives_a_power_cut(database: str) -> None:
    full, on = 2, 1
    engine = open_engine(database)
    with lasting():
        async with engine.connect() as connection:
            values = [await connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous")]
            erasing = await connection.scalar(text("PRAGMA secure_delete"))
    await engine.dispose()

    assert (values, erasing) == (["wal", full], on)


async def test_a_fault_of_the_database_does_not_tell_what_was_written(engine: AsyncEngine) -> None:
    with pytest.raises(Exception, match=r"no such table|does not exist") as fault:
        async with engine.begin() as connection:
            await connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "a-private-question"})

    assert "a-private-question" not in str(fault.value)
