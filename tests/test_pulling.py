"""Decisions that were made far from the content's files, brought into a working copy with one command."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_log import asked, bot, happened
from gate_content import Content
from kept import Kept, kept_in
from spreadsheet_work import files

from bot.desk import Decision
from bot.storage import DeskStore


def decided_far_away(root: Path, *decisions: Decision) -> None:
    """Saule has decided, on a machine without the files."""

    async def decide() -> None:
        async with kept_in(root / "var") as kept:
            for decision in decisions:
                await DeskStore(kept.sessions).record("saule", decision, (), False)

    asyncio.run(decide())


def group_of(root: Path, text: str) -> int:
    """The group that a question is in."""

    async def look(kept: Kept) -> int:
        return int(next(row["group_id"] for row in await kept.rows("questions") if row["text"] == text))

    async def opened(does: Callable[[Kept], Any]) -> int:
        async with kept_in(root / "var") as kept:
            return int(await does(kept))

    return asyncio.run(opened(look))


@pytest.fixture
def waiting(park: Content) -> Content:
    """Two questions have been asked."""
    happened(park.root, (asked, "a", "unknown"), text="the seals' pool", language="en")
    happened(park.root, (asked, "b", "unknown"), text="birch count", language="en")
    return park


def test_what_waits_is_written_past_the_gate_oldest_first_and_can_be_undone_here(waiting: Content) -> None:
    root = waiting.root
    before = files(root)
    pool, birches = group_of(root, "the seals' pool"), group_of(root, "birch count")
    added = Decision("add", birches, 99, (("en", "birch count"),), "trees")
    decided_far_away(root, Decision("outside", pool, 99, (("en", "the seals' pool"),)), added)

    done = bot("pull")

    assert done.exit_code == 0, done.stderr
    told = [line.split(" · ")[-1] for line in done.stdout.splitlines()]
    assert told == ["outside: outside.yaml", "add trees: park.yaml"]
    assert "birch count" in (root / "faq" / "park.yaml").read_text()
    assert bot("pull").stdout == "Nothing waits to be pulled.\n"
    assert bot("review", typed="u\nu\nq\n").exit_code == 0
    assert files(root) == before


def test_each_conflict_is_named_and_the_rest_is_pulled(waiting: Content) -> None:
    root = waiting.root
    pool, birches = group_of(root, "the seals' pool"), group_of(root, "birch count")
    gone = Decision("add", pool, 99, (("en", "the seals' pool"),), "seals")
    decided_far_away(root, gone, Decision("add", birches, 99, (("en", "birch count"),), "trees"))

    done = bot("pull")

    assert done.exit_code == 1
    assert "add seals" in done.stderr and "there is no entry 'seals'" in done.stderr
    assert "1 of 2 decisions could not be pulled" in done.stderr
    assert "add trees: park.yaml" in done.stdout
    assert "1 of 1 decisions" in bot("pull").stderr
