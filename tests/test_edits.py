"""Decisions' edits in a real database: small, whole when read, and each byte as it was."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept import Kept, kept_at

from bot.content import Edit
from bot.desk import Decision, Made
from bot.storage import DeskStore
from bot.storage.versions import applied, difference

BIG = "".join(f"- фраза номер {number} про парк и озеро\r\n" for number in range(1000)).encode()


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Kept]:
    async with kept_at(database) as kept:
        yield kept


async def edited(desk: DeskStore, before: bytes, after: bytes) -> Made:
    """A decision that changed a file."""
    made = await desk.record("saule", Decision("add", 0, 0), [Edit(Path("faq/a.yaml"), before, after)], True)
    assert made
    return made


async def size(kept: Kept) -> int:
    """How many bytes the edits take."""
    return sum(len(row["before"]) + len(row["after"]) for row in await kept.rows("edits"))


@given(
    st.lists(st.sampled_from([b"a\n", b"b\r\n", "ё\n".encode(), b"\xff"])), st.lists(st.sampled_from([b"a\n", b"c\n"]))
)
def test_a_difference_makes_of_one_the_other(old: list[bytes], new: list[bytes]) -> None:
    before, after = b"".join(old), b"".join(new)
    assert applied(difference(before, after), before) == after


async def test_a_hundred_edits_take_little_and_come_back_to_the_byte(kept: Kept) -> None:
    desk, states = DeskStore(kept.sessions), [BIG]
    rng = random.Random(7)
    for number in range(100):
        lines = states[-1].splitlines(keepends=True)
        lines.insert(rng.randrange(len(lines)), f"- новая фраза {number}\r\n".encode())
        states.append(b"".join(lines))
        await edited(desk, *states[-2:])

    trail = await desk.trail(100)
    assert [one.edits[0].before for one in reversed(trail)] == states[:-1]
    assert [one.edits[0].after for one in reversed(trail)] == states[1:]
    assert await size(kept) < len(BIG)


async def test_an_edit_after_one_was_undone_or_the_file_changed_by_hand_comes_back_too(kept: Kept) -> None:
    desk = DeskStore(kept.sessions)
    pairs = [
        (b"a\n", b"a\nb\n"),
        (b"a\n", b"a\nc\n"),
        (b"by hand\n", b"by hand\nd\n"),
        (b"", b"new\n"),
        (b"new\n", b""),
    ]
    made = [await edited(desk, *pair) for pair in pairs]
    found = [await desk.made(one.number) for one in made]

    assert [(one.edits[0].before, one.edits[0].after) for one in found if one] == pairs


async def test_what_a_later_edit_needs_outlives_the_earlier_one(kept: Kept) -> None:
    desk = DeskStore(kept.sessions)
    first = await edited(desk, BIG, BIG + b"- one\n")
    second = await edited(desk, BIG + b"- one\n", BIG + b"- one\n- two\n")
    await kept.does("UPDATE decisions SET decided_at = '2020-01-01 00:00:00' WHERE id = :number", number=first.number)
    await desk.purge(90)

    old, new = await desk.made(first.number), await desk.made(second.number)
    assert old and old.edits == ()
    assert new and new.edits == (Edit(Path("faq/a.yaml"), BIG + b"- one\n", BIG + b"- one\n- two\n"),)


async def test_edits_kept_whole_by_an_older_version_are_read_and_built_upon(kept: Kept) -> None:
    desk = DeskStore(kept.sessions)
    first = await edited(desk, b"a\n", b"a\nb\n")
    old = "UPDATE edits SET steps = NULL, result = NULL, before = :before, after = :after"
    await kept.does(old, before=b"a\n", after=b"a\nb\n")
    second = await edited(desk, b"a\nb\n", b"a\nb\nc\n")

    found = [await desk.made(one.number) for one in (first, second)]
    assert [one.edits[0].after for one in found if one] == [b"a\nb\n", b"a\nb\nc\n"]
