"""Where publishers are named, what changes the content waits for the yes of one who did not decide it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk_log import asked
from kept import Kept, kept_at
from small_library import LIBRARY, SEATS, said

from bot.content import Edit, Library, Problem
from bot.desk import (
    Decision,
    Desk,
    Group,
    NoProposal,
    NotAPublisher,
    Published,
    Refused,
    Rehearsed,
    Roles,
    TextChange,
    decide,
)
from bot.desk.proposals import reading_changes
from bot.storage import DeskStore

EDIT = Edit(Path("faq/parliament.yaml"), b"- id: seats\n", b"- id: seats\n  # more\n")
NEW = replace(LIBRARY, entries={**LIBRARY.entries, "seats": replace(SEATS, answer=said("new"))}, version="new")


@dataclass
class Files:
    """Content without files. `fault` is what the gate raises."""

    served: Library = LIBRARY
    fault: Exception | None = None
    edits: list[Edit] = field(default_factory=list)
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    def library(self) -> Library:
        """What is served."""
        return self.served

    async def publish(self, decision: Decision, sure: bool) -> Published:
        """Make an edit."""
        if self.fault:
            raise self.fault
        if decision.verb == "spam":
            return Published()
        self.edits.append(EDIT)
        return Published((EDIT,))

    async def take_back(self, edits: Sequence[Edit]) -> None:
        """Undo edits."""
        for edit in edits:
            self.edits.remove(edit)

    async def rehearse(self, decision: Decision, sure: bool) -> Rehearsed:
        """What an edit would do."""
        if self.fault:
            raise self.fault
        return Rehearsed((EDIT,), NEW)


@dataclass
class Office:
    """A desk with two publishers and a group that waits."""

    desk: Desk
    files: Files
    kept: Kept

    async def group(self) -> Group:
        """The group."""
        [group] = (await self.desk.waiting()).groups
        return group

    async def proposed(self, curator: str = "saule") -> int:
        """The number of a proposal."""
        return (await self.desk.carry_out(curator, decide(await self.group(), "add", "seats"))).number


@pytest.fixture
async def office(database: str) -> AsyncIterator[Office]:
    async with kept_at(database) as kept:
        await asked(kept, "1", "unknown", text="сколько кресел")
        files = Files()
        roles = Roles(frozenset({"daniyar", "aigerim"}), files.rehearse)
        yield Office(Desk(DeskStore(kept.sessions), files, lambda: datetime.now(UTC), roles=roles), files, kept)


async def test_a_decision_waits_and_changes_nothing_and_its_questions_are_off_the_queue(office: Office) -> None:
    made = await office.desk.carry_out("saule", decide(await office.group(), "add", "seats"))

    assert made.waits and office.files.edits == []
    assert (await office.desk.waiting()).total == 0
    assert [one.number for one in await office.desk.proposals()] == [made.number]
    assert await DeskStore(office.kept.sessions).unapplied() == []


async def test_a_publisher_accepts_it_and_it_is_undone_as_any_decision(office: Office) -> None:
    number = await office.proposed()

    made = await office.desk.accept("daniyar", number)

    assert (made.accepted_by, made.edits, office.files.edits) == ("daniyar", (EDIT,), [EDIT])
    assert await office.desk.proposals() == []
    kept = await office.desk.made(number)
    assert kept and not kept.waits and kept.edits == (EDIT,)
    with pytest.raises(NotAPublisher):
        await office.desk.undo("saule", number)
    await office.desk.undo("aigerim", number)
    assert office.files.edits == [] and (await office.group()).texts == ("сколько кресел",)


async def test_nobody_accepts_their_own_nor_without_being_a_publisher(office: Office) -> None:
    number = await office.proposed("daniyar")

    for who in ("daniyar", "saule"):
        with pytest.raises(NotAPublisher):
            await office.desk.accept(who, number)
        with pytest.raises(NotAPublisher):
            await office.desk.refuse(who, number, "no")
    await office.desk.accept("aigerim", number)
    with pytest.raises(NoProposal):
        await office.desk.accept("aigerim", number)


async def test_a_refusal_has_a_reason_and_the_questions_wait_again(office: Office) -> None:
    number = await office.proposed()

    await office.desk.refuse("daniyar", number, "not what the article says")

    made = await office.desk.made(number)
    assert made and (made.undone_by, made.refused, made.waits) == ("daniyar", "not what the article says", False)
    assert (await office.group()).texts == ("сколько кресел",)
    assert [one.number for one in await DeskStore(office.kept.sessions).settled(made.at)] == [number]


async def test_who_proposed_may_withdraw_and_no_other_curator(office: Office) -> None:
    number = await office.proposed()

    with pytest.raises(NotAPublisher):
        await office.desk.undo("aizhan", number)
    await office.desk.undo("saule", number)

    assert (await office.group()).texts == ("сколько кресел",)


async def test_what_the_gate_refuses_now_waits_on_and_what_it_refused_at_first_was_never_proposed(
    office: Office,
) -> None:
    number = await office.proposed()
    office.files.fault = Refused([Problem("faq/parliament.yaml", 1, "it stands there already.", "")])
    office.files.served = NEW

    tried = await office.desk.tried(number)
    with pytest.raises(Refused):
        await office.desk.accept("daniyar", number)
    with pytest.raises(Refused):
        await office.desk.carry_out("saule", Decision("delete", 0, 0, entry="name"))

    assert tried and tried.is_behind and tried.fault is office.files.fault
    assert [one.number for one in await office.desk.proposals()] == [number]


async def test_a_proposal_is_seen_as_what_people_will_read_and_as_lines_of_yaml(office: Office) -> None:
    tried = await office.desk.tried(await office.proposed())

    assert tried and not tried.is_behind and tried.edits == (EDIT,)
    before = SEATS.answer["ru"]
    assert TextChange("seats", "answer", "ru", before, NEW.entries["seats"].answer["ru"]) in tried.reads
    assert len(tried.reads) == 3
    assert {one.before for one in reading_changes(replace(LIBRARY, entries={}), LIBRARY)} == {""}


async def test_what_changes_nothing_needs_nobody(office: Office) -> None:
    made = await office.desk.carry_out("saule", decide(await office.group(), "spam"))

    assert not made.waits
    await office.desk.undo("saule", made.number)


async def test_without_publishers_all_is_as_before(database: str) -> None:
    async with kept_at(database) as kept:
        await asked(kept, "1", "unknown", text="сколько кресел")
        files = Files()
        desk = Desk(DeskStore(kept.sessions), files, lambda: datetime.now(UTC))
        [group] = (await desk.waiting()).groups

        made = await desk.carry_out("saule", decide(group, "add", "seats"))

        assert not made.waits and files.edits == [EDIT] and desk.may_publish("saule")
