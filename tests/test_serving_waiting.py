"""Waiting to be told of an answer ends when the person wants it to, and by nothing else; nobody reads who waits."""

import re
from typing import Any

import pytest
from bot_api_people import Account
from curator import Curator
from running import PATIENCE, Running
from talking import titled, told, turned
from waiting import ANSWER, LAST, last_in_line, replied_to, waits

from bot.content import Entry, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def entry(library: Library) -> Entry:
    return library.entries[ANSWER]


@pytest.fixture
def aliya(curator: Curator) -> Account:
    return curator.bot.api.person("Aliya", language_code="kk")


def kept(bot: Running) -> list[dict[str, Any]]:
    """All that is kept of what is to be told, and to whom."""
    return bot.rows("SELECT asker, address FROM wishes UNION ALL SELECT asker, address FROM notices")


@pytest.mark.parametrize("command", ["/cancel", "/forget"])
async def test_cancel_and_forget_end_the_waiting(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account, command: str
) -> None:
    await waits(aliya, entry.question["en"], say)
    said = await told(aliya, command)
    if command == "/forget":
        await turned(aliya, said, say("kk", "forget-yes"))
    else:
        assert said.text == say("kk", "cancelled", count=1)
        assert (await told(aliya, command)).text == say("kk", "nothing-to-cancel")
    last = await last_in_line(curator, library, say)

    await curator.adds(ANSWER, LAST)

    await last.reply(PATIENCE)
    assert not aliya.chat.sent


async def test_who_blocks_the_bot_is_not_told_and_where_they_were_is_forgotten(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    await curator.bot.handled()
    others = len(kept(curator.bot))
    await told(aliya, library.entries["kurultai"].question["en"])
    await waits(aliya, entry.question["en"], say)
    asker = (await curator.bot.noted(entry.question["en"]))["asker"]
    assert len(kept(curator.bot)) == others + 1

    await aliya.blocks()
    await curator.bot.handled()

    assert len(kept(curator.bot)) == others
    sent = curator.bot.rows("SELECT address FROM letters WHERE asker = ?", asker)
    assert {row["address"] for row in sent} == {None}
    last = await last_in_line(curator, library, say)
    await aliya.unblocks()
    await curator.adds(ANSWER, LAST)
    await last.reply(PATIENCE)
    assert not aliya.chat.sent


async def test_who_cannot_be_written_to_keeps_nobody_from_being_told(
    curator: Curator, say: Wording, entry: Entry, aliya: Account
) -> None:
    bolat = curator.bot.api.person("Bolat", language_code="en")
    for person in (aliya, bolat):
        await waits(person, entry.question["en"], say)
    curator.bot.api.fail("sendMessage", 403, chat=aliya)

    await curator.adds(ANSWER)

    assert titled(entry, await bolat.reply(PATIENCE), "en")
    assert not aliya.chat.sent


async def test_a_notice_that_fails_on_its_way_arrives_once(
    curator: Curator, library: Library, say: Wording, entry: Entry, aliya: Account
) -> None:
    await waits(aliya, entry.question["en"], say)
    last = await last_in_line(curator, library, say)
    curator.bot.api.fail("sendMessage", 502, chat=aliya, times=2)

    await curator.adds(ANSWER, LAST)

    assert titled(entry, await aliya.reply(PATIENCE), "en")
    await last.reply(PATIENCE)
    assert not aliya.chat.sent


async def test_a_wish_survives_a_bot_that_is_stopped(
    curator: Curator, say: Wording, entry: Entry, aliya: Account
) -> None:
    question = await waits(aliya, entry.question["en"], say)
    await curator.bot.handled()

    await curator.bot.stop()
    await curator.adds(ANSWER)
    await curator.bot.start()

    notice = await aliya.reply(PATIENCE)
    assert titled(entry, notice, "en")
    assert replied_to(notice) == question["message_id"]


async def test_while_somebody_waits_their_number_is_nowhere_in_clear_on_disk(
    curator: Curator, say: Wording, entry: Entry, aliya: Account
) -> None:
    await waits(aliya, entry.question["en"], say)
    await curator.bot.handled()

    await curator.bot.stop()

    assert kept(curator.bot)
    for number in (str(aliya.id).encode(), aliya.id.to_bytes(6, "big"), aliya.id.to_bytes(8, "little")):
        assert number not in curator.bot.bytes_kept()
    assert not [row for row in kept(curator.bot) if not re.fullmatch("[0-9a-f]{32}", row["asker"])]
    await curator.bot.start()
