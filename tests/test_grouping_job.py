"""Unanswered questions are put into groups as they come, in a real database, by one process or by several."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from kept import ASKED, Kept, kept_at, kept_in, occasion
from small_library import LIBRARY
from sqlalchemy import text

from bot.clustering import Background, Groups, Placement, ReadQuestion, read_similarity
from bot.content import Library
from bot.conversation import Liked
from bot.jobs.grouping import SHIPPED, Grouping
from bot.matching import Embedder, Matcher
from bot.storage import GroupStore, Ungrouped
from bot.storage.tables import UNGROUPED

UNKNOWN = replace(ASKED, outcome="unknown", answered=(), text="какая погода в Алматы")
CHOICES = replace(ASKED, outcome="choices", answered=(), offered=("vote", "name"), text="Кто победит в чемпионате?")
NEW = Placement(None, 0.0, True)
VECTOR = np.array([0.5, -0.25], dtype=np.float32)


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Kept]:
    async with kept_at(database) as kept:
        yield kept


@pytest.fixture
def grouping(kept: Kept) -> GroupStore:
    return GroupStore(kept.sessions)


NewGroups = Callable[[Library, Embedder], Groups]


@pytest.fixture
def new_groups(background: Background, embedder: Embedder) -> NewGroups:
    """Groups without questions, as every process begins with them: what the content teaches is learned once."""
    similarity = read_similarity(SHIPPED, embedder.name)
    return lambda library, embedder: Groups(background, similarity)


@pytest.fixture
def process(grouping: GroupStore, library: Library, matcher: Matcher, new_groups: NewGroups) -> Grouping:
    """A process that sorts."""
    return Grouping(grouping, library, lambda: matcher, new_groups)


@pytest.fixture
def other(grouping: GroupStore, library: Library, matcher: Matcher, new_groups: NewGroups) -> Grouping:
    """Another one over the same database, or the same one after a restart."""
    return Grouping(grouping, library, lambda: matcher, new_groups)


async def test_a_process_learns_by_itself_what_the_content_teaches(
    tmp_path: Path, library: Library, matcher: Matcher
) -> None:
    async with kept_in(tmp_path) as kept:
        await asks(kept, "какая погода в Алматы", "Кто победит в чемпионате?", "Какая пагода в алматы??")
        await Grouping(GroupStore(kept.sessions), library, lambda: matcher).sort()

        assert await groups(kept) == [1, 2, 1]


async def asks(kept: Kept, *texts: str, asker: str = "aliya") -> None:
    """Questions that get no answer."""
    for number, words in enumerate(texts, len(await kept.rows("questions")) + 1):
        await kept.records.log.note(occasion(f"{number:x}", asker), replace(UNKNOWN, text=words))


async def groups(kept: Kept) -> list[int | None]:
    """The group of each question, the oldest first. Groups are numbered here in the order of their first questions."""
    found = [row["group_id"] for row in await kept.rows("questions")]
    numbers = {group: number for number, group in enumerate(dict.fromkeys(filter(None, found)), 1)}
    return [numbers.get(group) for group in found]


async def shown(kept: Kept) -> list[str]:
    """The turns of the questions that later ones are compared with."""
    return [row["turn"] for row in await kept.rows("representatives")]


async def test_what_comes_is_put_into_groups_and_what_was_put_stays(kept: Kept, process: Grouping) -> None:
    await asks(kept, "какая погода в Алматы", "Кто победит в чемпионате?")
    await process.sort()
    before = await groups(kept)

    await asks(kept, "Какая пагода в алматы??", "what is the weather in Almaty")
    await process.sort()

    assert before == [1, 2]
    assert await groups(kept) == [1, 2, 1, 1]
    assert len(await kept.rows("groups")) == 2


async def test_after_a_restart_questions_go_where_they_would_have_gone(
    kept: Kept, process: Grouping, other: Grouping
) -> None:
    await asks(kept, "какая погода в Алматы", "Кто победит в чемпионате?", "📈", "!!")
    await process.sort()

    await asks(kept, "what is the weather in Almaty", "📈", "кто победит в чемпионате", "курс доллара")
    await other.sort()

    assert await groups(kept) == [1, 2, 3, 4, 1, 3, 2, 5]


async def test_two_processes_sort_at_once_and_see_what_the_other_has_put(
    kept: Kept, process: Grouping, other: Grouping
) -> None:
    await asks(kept, "какая погода в Алматы")
    await process.sort()
    await asks(kept, "Кто победит в чемпионате?")
    await other.sort()
    await asks(kept, "Кто победит в этом чемпионате", "какая погода в Алмате")
    await process.sort()

    assert await groups(kept) == [1, 2, 2, 1]


async def test_only_gaps_are_put_into_groups(kept: Kept, process: Grouping) -> None:
    log = kept.records.log
    for turn, asked in (("1", ASKED), ("2", CHOICES), ("3", CHOICES), ("4", replace(ASKED, text="дата")), ("5", ASKED)):
        await log.note(occasion(turn), asked)
    await log.decline("3", "aliya")
    await log.rate("ruslan", Liked("4", "vote", False))
    await log.rate("ruslan", Liked("5", "vote", True))

    await process.sort()

    assert [group is not None for group in await groups(kept)] == [False, False, True, True, False]


async def test_a_question_that_its_asker_changed_is_put_anew_and_what_it_was_before_is_compared_with_no_more(
    kept: Kept, process: Grouping
) -> None:
    await asks(kept, "какая погода в Алматы")
    await process.sort()
    await kept.records.log.note(occasion("1"), replace(UNKNOWN, text="Кто победит в чемпионате?"))
    assert (await groups(kept), await shown(kept)) == ([None], [])

    await asks(kept, "какая погода в Алматы")
    await process.sort()

    assert (await groups(kept), await shown(kept)) == ([1, 2], ["1"])


async def test_what_nobody_but_its_asker_changes_stays(kept: Kept, process: Grouping) -> None:
    await asks(kept, "какая погода в Алматы")
    await process.sort()
    await kept.records.log.note(occasion("1", "ruslan"), replace(UNKNOWN, text="Кто победит в чемпионате?"))

    assert (await groups(kept), await shown(kept)) == ([1], ["1"])


async def test_the_words_of_those_who_want_to_be_forgotten_are_kept_nowhere(kept: Kept, process: Grouping) -> None:
    await asks(kept, "какая погода в Алматы")
    await asks(kept, "Кто победит в чемпионате?", asker="ruslan")
    await process.sort()
    await kept.records.people.forget("aliya")

    assert await shown(kept) == ["2"]


async def test_with_old_questions_what_is_kept_to_compare_with_goes(kept: Kept, process: Grouping) -> None:
    await asks(kept, "какая погода в Алматы", "Кто победит в чемпионате?")
    await process.sort()
    await kept.does("UPDATE questions SET asked_at = '2020-01-01 00:00:00.000000' WHERE turn = '1'")
    await kept.does("UPDATE questions SET asked_at = '2999-01-01 00:00:00.000000' WHERE turn = '2'")
    await kept.records.purge(30)

    assert await shown(kept) == ["2"]


async def test_a_vector_of_another_model_is_made_anew(kept: Kept, process: Grouping, other: Grouping) -> None:
    await asks(kept, "какая погода в Алматы")
    await process.sort()
    await kept.does("UPDATE representatives SET model = 'another', vector = :odd", odd=b"odd")

    await asks(kept, "what is the weather in Almaty")
    await other.sort()

    assert await groups(kept) == [1, 1]


async def test_a_question_that_is_in_a_group_or_was_changed_or_is_gone_is_not_put(
    kept: Kept, grouping: GroupStore
) -> None:
    await asks(kept, "какая погода в Алматы")
    written = ReadQuestion("какая погода в Алматы", "ru", VECTOR)

    for turn, words in (("1", "погода"), ("9", "какая погода в Алматы")):
        assert await grouping.place(Ungrouped(turn, words), NEW, written, "toy", 0) is None
    group = await grouping.place(Ungrouped("1", "какая погода в Алматы"), NEW, written, "toy", 0)
    [looked_at] = await grouping.shown(0, "toy", 9)
    again = await grouping.place(Ungrouped("1", "какая погода в Алматы"), NEW, written, "toy", looked_at.number)
    assert again is None
    assert [row["id"] for row in await kept.rows("groups")] == [group]


async def test_nothing_is_put_before_what_another_process_has_put_is_looked_at(
    kept: Kept, grouping: GroupStore
) -> None:
    await asks(kept, "какая погода в Алматы", "погода в Алматы")
    written = ReadQuestion("погода", "ru", VECTOR)
    await grouping.place(Ungrouped("1", "какая погода в Алматы"), NEW, written, "toy", 0)

    second = Ungrouped("2", "погода в Алматы")
    assert await grouping.place(second, NEW, written, "toy", 0) is None
    [looked_at] = await grouping.shown(0, "toy", 9)
    joins = Placement(looked_at.group, 0.9, True)
    assert await grouping.place(second, joins, written, "toy", looked_at.number) == looked_at.group


async def test_what_is_kept_of_a_question_comes_back_as_it_was(kept: Kept, grouping: GroupStore) -> None:
    await asks(kept, "какая погода в Алматы")
    written = ReadQuestion("погода", "ru", VECTOR, (("vote", 0.25), ("name", 0.0625)))
    await grouping.place(Ungrouped("1", "какая погода в Алматы"), NEW, written, "toy", 0)

    [back] = await grouping.shown(0, "toy", 9)

    assert (back.written.text, back.written.language, back.written.entries) == ("погода", "ru", written.entries)
    assert back.written.vector.tolist() == written.vector.tolist()


async def test_looking_for_what_has_no_group_reads_nothing_else(tmp_path: Path) -> None:
    async with kept_at(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}") as kept, kept.sessions() as session:
        query = f"EXPLAIN QUERY PLAN SELECT turn FROM questions WHERE {UNGROUPED} ORDER BY id LIMIT 9"  # noqa: S608
        [step] = (await session.execute(text(query))).all()

    assert "INDEX questions_ungrouped" in step.detail


async def nobody_waits() -> int:
    """How many messages wait for a reply."""
    return 0


class AwayForAMoment:
    """A database that nobody listens at when it is asked first."""

    def __init__(self) -> None:
        self.asked = 0
        self.again = asyncio.Event()

    async def ungrouped(self, limit: int) -> list[Any]:
        """Nothing waits, once it is there."""
        self.asked += 1
        if self.asked == 1:
            raise ConnectionRefusedError("nobody listens")
        self.again.set()
        return []


async def test_a_database_that_is_away_for_a_moment_does_not_end_the_sorting() -> None:
    away: Any = AwayForAMoment()
    following = asyncio.create_task(Grouping(away, LIBRARY, lambda: away, poll=0.01).follow(nobody_waits))
    await asyncio.wait_for(away.again.wait(), 5)
    assert not following.done()
    following.cancel()


class Watched:
    """Questions that nobody has asked; `looked` says that they were asked for."""

    def __init__(self) -> None:
        self.looked = asyncio.Event()

    async def ungrouped(self, limit: int) -> list[Any]:
        """None."""
        self.looked.set()
        return []


async def test_replies_come_first_while_many_wait_for_one() -> None:
    watched: Any = Watched()
    counts = iter([50, 30, 5])
    told: list[int] = []

    async def waiting() -> int:
        assert not watched.looked.is_set()
        told.append(next(counts, 4))
        return told[-1]

    following = asyncio.create_task(Grouping(watched, LIBRARY, lambda: watched, poll=0.01).follow(waiting))
    await asyncio.wait_for(watched.looked.wait(), 5)
    following.cancel()
    assert told == [50, 30, 5, 4]


async def test_questions_are_sorted_after_a_while_though_many_wait_for_a_reply() -> None:
    watched: Any = Watched()
    looked_before: list[bool] = []

    async def waiting() -> int:
        looked_before.append(watched.looked.is_set())
        return 1000

    sorting = Grouping(watched, LIBRARY, lambda: watched, poll=0.01, patience=0.05)
    following = asyncio.create_task(sorting.follow(waiting))
    await asyncio.wait_for(watched.looked.wait(), 5)
    following.cancel()
    assert looked_before
    assert not any(looked_before)
