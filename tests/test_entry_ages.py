"""How old each entry is: since when it says what it says, and the list of the content in any order."""

import asyncio
import contextlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from console_house import Setting
from small_library import LIBRARY, said
from test_console_content import Counted
from visiting import Visitor

from bot.content.vouching import whole_sum_of
from bot.desk.drafts import DraftSubject
from bot.jobs.refresh import follow_ages
from bot.storage import EntryDrafts
from bot.storage.versions import EntryAges

SAID = {name: whole_sum_of(entry) for name, entry in LIBRARY.entries.items()}


@pytest.fixture
def stats() -> Counted:
    return Counted()


def listed(page: str) -> list[str]:
    """The entries of the list, in its order."""
    return re.findall(r'<li><a href="/content/entries/([a-z]+)">', page.partition('list entries">')[2])


async def test_an_entry_is_as_old_as_what_it_says(there: Setting) -> None:
    ages, first = EntryAges(there.kept.sessions), there.clock()
    await ages.note(SAID, first)
    await ages.note(SAID, first + timedelta(days=1))
    assert {(age.since, age.at_least) for age in (await ages.since()).values()} == {(first, True)}

    later = first + timedelta(days=2)
    await ages.note({**SAID, "seats": "another", "new": "one"}, later)
    found = await ages.since()
    assert (found["seats"].since, found["seats"].at_least) == (later, False)
    assert (found["new"].since, found["new"].at_least) == (later, False)
    assert (found["vote"].since, found["vote"].at_least) == (first, True)


async def test_what_is_only_matched_makes_no_entry_younger() -> None:
    seats = LIBRARY.entries["seats"]
    assert whole_sum_of(replace(seats, phrasings={**seats.phrasings, "ru": ("сколько мест",)})) == SAID["seats"]
    assert whole_sum_of(replace(seats, answer=said("another answer"))) != SAID["seats"]


class ToldAges(EntryAges):
    """Says when it has noted something."""

    def __init__(self, there: Setting) -> None:
        super().__init__(there.kept.sessions)
        self.noted = asyncio.Event()

    async def note(self, said: Mapping[str, str], now: datetime) -> None:
        """Note it, and say so."""
        await super().note(said, now)
        self.noted.set()


async def test_a_running_bot_notes_it_when_other_content_is_served(there: Setting) -> None:
    ages, served = ToldAges(there), [LIBRARY]
    following = asyncio.create_task(follow_ages(ages, lambda: served[-1], every=0))
    await ages.noted.wait()
    assert (await ages.since())["seats"].at_least

    ages.noted.clear()
    changed = replace(LIBRARY.entries["seats"], answer=said("another answer"))
    served.append(replace(LIBRARY, entries={**LIBRARY.entries, "seats": changed}, version="another"))
    await ages.noted.wait()
    found = await ages.since()
    assert (found["seats"].at_least, found["vote"].at_least) == (False, True)
    following.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await following


async def test_the_list_says_how_old_each_entry_is_and_puts_the_oldest_first(there: Setting, saule: Visitor) -> None:
    ages = EntryAges(there.kept.sessions)
    await ages.note(SAID, there.clock() - timedelta(days=40))
    await ages.note({**SAID, "name": "another"}, there.clock() - timedelta(days=7))
    await ages.note({**SAID, "name": "another", "vote": "another"}, there.clock())

    page = await saule.sees("/content?order=age")
    assert listed(page) == ["seats", "name", "vote"]
    assert "at least 40 days since it was changed or checked" in page
    assert "<span>7 days since it was changed or checked" in page and "changed or checked today" in page
    assert "like this since 21 January 2026 or earlier" in await saule.sees("/content/entries/seats")
    assert "like this since 23 February 2026<" in await saule.sees("/content/entries/name")


async def test_the_list_is_put_in_the_order_that_a_curator_asks_for(there: Setting, saule: Visitor) -> None:
    await EntryDrafts(there.kept.sessions).begin(DraftSubject(entry="vote"), "telegram:7", {"answer-ru": "Иначе"})

    assert listed(await saule.sees("/content")) == ["seats", "name", "vote"]
    assert listed(await saule.sees("/content?order=asked"))[0] == "seats"
    assert listed(await saule.sees("/content?order=disliked"))[0] == "seats"
    assert listed(await saule.sees("/content?order=ends"))[0] == "name"
    page = await saule.sees("/content?order=drafted")
    assert listed(page)[0] == "vote" and "has a draft: telegram:7" in page
    assert listed(await saule.sees("/content?order=%3Cscript%3E")) == ["seats", "name", "vote"]
