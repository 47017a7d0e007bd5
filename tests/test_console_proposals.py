"""A publisher at the console: what waits, what it would change, and what they say to it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from console_house import PLAIN, Content, Setting, asks, setting_in
from small_library import LIBRARY, SEATS, said
from visiting import Visitor

from bot.content import Edit, Problem
from bot.desk import Decision, Desk, Refused, Rehearsed, Roles, decide
from bot.storage import DeskStore

NEW = replace(LIBRARY, entries={**LIBRARY.entries, "seats": replace(SEATS, answer=said("<new>"))}, version="new")


@dataclass
class Trying:
    """What a proposal would do. `fault` is what the gate would say."""

    fault: Exception | None = None
    asked: list[Decision] = field(default_factory=list)

    async def __call__(self, decision: Decision, sure: bool) -> Rehearsed:
        """Try it."""
        await asyncio.sleep(0)
        self.asked.append(decision)
        if self.fault:
            raise self.fault
        return Rehearsed((Edit(Path("faq/people.yaml"), b"- id: seats\n", b"- id: seats\n  # would be <new>\n"),), NEW)


@dataclass
class Office:
    """The console of a publisher, and the desk."""

    there: Setting
    operator: Visitor
    trying: Trying
    desks: list[Desk]

    async def proposed(self, who: str = "telegram:7") -> int:
        """The number of what somebody proposes."""
        await asks(self.there, "сколько кресел")
        [group] = (await self.desks[0].waiting()).groups
        return (await self.desks[0].carry_out(who, decide(group, "add", "seats"))).number


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    trying, desks = Trying(), []

    def desk(there: Setting) -> Desk:
        roles = Roles(frozenset({"operator"}), trying)
        desks.append(Desk(DeskStore(there.kept.sessions), there.content, there.clock, roles=roles))
        return desks[-1]

    async with setting_in(tmp_path, desk=desk) as there:
        operator = await there.curator()
        operator.headers = PLAIN
        yield Office(there, operator, trying, desks)


async def test_what_waits_is_listed_and_seen_as_a_difference_and_published(office: Office) -> None:
    number = await office.proposed()
    assert f'href="/trail/{number}"' in await office.operator.sees("/proposals")

    page = await office.operator.sees(f"/trail/{number}")
    assert "waits for a publisher’s yes" in page
    assert "&lt;new&gt;" in page and "would be &lt;new&gt;" in page and "What people will read" in page
    assert office.there.content.published == []
    done = await office.operator.posts(f"/trail/{number}/accept")

    assert done.status_code == 303 and [one.verb for one in office.there.content.published] == ["add"]
    assert "published by operator" in await office.operator.sees(f"/trail/{number}")
    assert "Nothing waits for a publisher." in await office.operator.sees("/proposals")
    assert "no longer" in (await office.operator.posts(f"/trail/{number}/accept")).text


async def test_a_refusal_takes_a_reason(office: Office) -> None:
    number = await office.proposed()

    assert "Say why" in (await office.operator.posts(f"/trail/{number}/refuse", reason=" ")).text
    await office.operator.posts(f"/trail/{number}/refuse", reason="not <this>")

    page = await office.operator.sees(f"/trail/{number}")
    assert "Refused: not &lt;this&gt;" in page and "/accept" not in page
    assert "сколько кресел" in await office.operator.sees("/review")


async def test_what_changed_meanwhile_is_said_and_it_waits_on(office: Office) -> None:
    number = await office.proposed()
    office.trying.fault = office.there.content.fault = Refused([Problem("faq/people.yaml", 3, "stands there.", "Go.")])
    office.there.content.served = NEW

    page = await office.operator.sees(f"/trail/{number}")
    refused = await office.operator.posts(f"/trail/{number}/accept")

    assert "The content has changed since" in page and "stands there." in page
    assert refused.status_code == 409 and "stands there." in refused.text
    assert f"/trail/{number}" in await office.operator.sees("/proposals")


async def test_an_own_proposal_can_be_withdrawn_and_not_published(office: Office) -> None:
    number = await office.proposed("operator")

    page = await office.operator.sees(f"/trail/{number}")
    assert "/accept" not in page and "Withdraw" in page
    assert "another one than who decided it" in (await office.operator.posts(f"/trail/{number}/accept")).text
    await office.operator.posts(f"/trail/{number}/undo")

    assert "сколько кресел" in await office.operator.sees("/review")


async def test_a_curator_cannot_go_back_to_an_earlier_version(tmp_path: Path) -> None:
    def desk(there: Setting) -> Desk:
        roles = Roles(frozenset({"telegram:9"}), Trying())
        return Desk(DeskStore(there.kept.sessions), Content(), there.clock, roles=roles)

    async with setting_in(tmp_path, desk=desk) as there:
        curator = await there.curator()
        curator.headers = PLAIN
        refused = await curator.posts("/content/versions/0123456789ab")

    assert refused.status_code == 409 and "This takes a publisher" in refused.text


async def test_what_a_publisher_reads_is_in_words_and_one_button_leads_on(office: Office) -> None:
    number = await office.proposed()
    office.operator.headers = {"Accept-Language": "en"}
    page = await office.operator.sees(f"/trail/{number}")

    words = page.partition("Changes in the files")[0]
    assert "question of seats, en</a> · Russian · Answer</h3>" in words
    assert "@@" not in words
    assert page.count('class="main"') + page.count('class="button main"') == 1


async def test_who_may_publish_sees_refuse_and_who_has_proposed_it_withdraw_and_nobody_both(office: Office) -> None:
    number = await office.proposed()
    office.operator.headers = {"Accept-Language": "en"}
    page = await office.operator.sees(f"/trail/{number}")
    assert ">Refuse</button>" in page and "Withdraw" not in page
    assert "Withdraw" not in await office.operator.sees("/trail")
    assert (await office.operator.posts(f"/trail/{number}/undo")).status_code == 409  # it is not hers

    await asks(office.there, "сколько стульев")
    [group] = (await office.desks[0].waiting()).groups
    mine = (await office.desks[0].carry_out("operator", decide(group, "add", "seats"))).number
    page = await office.operator.sees(f"/trail/{mine}")
    assert "Withdraw" in page and "Refuse" not in page
    assert "question of seats, en</a>" in await office.operator.sees("/trail")  # and not by its id
    assert (await office.operator.posts(f"/trail/{mine}/undo")).status_code == 303
