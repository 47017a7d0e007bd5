"""The bot's own messages, kept for as long as they may be replied to, changed or corrected."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from kept import Kept, kept_at, letter

from bot.storage import SentMessages

HERE = "chat of aliya"


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Kept]:
    async with kept_at(database) as kept:
        yield kept


@pytest.fixture
def letters(kept: Kept) -> SentMessages:
    return kept.records.sent_messages


async def test_a_message_is_known_by_where_it_stands(letters: SentMessages) -> None:
    await letters.add([letter(5, entry="seats"), letter(6, entry="name"), letter(5, "ruslan", entry="vote")])

    assert await letters.entry_of(HERE, 5) == "seats"
    assert await letters.entry_of(HERE, 6) == "name"
    assert await letters.entry_of("chat of ruslan", 5) == "vote"


async def test_what_shows_no_entry_or_is_none_of_the_bots_has_none(letters: SentMessages) -> None:
    await letters.add([letter(5, entry=None, replied_to=4)])

    assert await letters.entry_of(HERE, 5) is None
    assert await letters.entry_of(HERE, 6) is None


async def test_nothing_sent_is_no_fault(letters: SentMessages, kept: Kept) -> None:
    await letters.add([])

    assert await kept.rows("letters") == []


async def test_the_replies_to_a_message_come_back_as_they_were_sent_the_first_first(letters: SentMessages) -> None:
    second, first = letter(6, replied_to=4), letter(5, replied_to=4, language="kk")
    others = [letter(7, replied_to=3), letter(8), letter(9, "ruslan", replied_to=4)]
    await letters.add([second, *others, first])

    assert await letters.replies_to(HERE, 4) == [first, second]
    assert await letters.replies_to(HERE, 99) == []


async def test_a_message_that_changes_shows_what_it_was_changed_into(letters: SentMessages) -> None:
    first = letter(5, replied_to=4)
    await letters.add([first])
    await letters.add([replace(first, turn="2f", entry="name", language="en", version="corrected")])

    [changed] = await letters.replies_to(HERE, 4)
    assert (changed.turn, changed.entry, changed.language, changed.version) == ("2f", "name", "en", "corrected")


async def test_a_list_that_an_answer_takes_the_place_of_stays_a_reply_to_what_it_was(letters: SentMessages) -> None:
    await letters.add([letter(5, replied_to=4)])
    await letters.add([letter(5, replied_to=None, entry="name")])

    assert [one.entry for one in await letters.replies_to(HERE, 4)] == ["name"]


async def test_what_no_longer_stands_there_is_forgotten(letters: SentMessages) -> None:
    await letters.add([letter(5, replied_to=4), letter(6, replied_to=4), letter(5, "ruslan")])
    await letters.drop(HERE, [5, 99])
    await letters.drop(HERE, [])

    assert [one.message for one in await letters.replies_to(HERE, 4)] == [6]
    assert await letters.entry_of("chat of ruslan", 5) == "seats"


async def test_where_somebody_cannot_be_reached_no_address_is_kept(letters: SentMessages, kept: Kept) -> None:
    await letters.add([letter(5), letter(6), letter(5, "ruslan")])
    await letters.unreachable("aliya")

    assert [row["address"] for row in await kept.rows("letters")] == [None, None, "address of ruslan"]
    assert await letters.entry_of(HERE, 5) == "seats"


@pytest.mark.parametrize(("days", "left"), [(29.9, 1), (30.1, 0)])
async def test_a_message_is_kept_for_thirty_days(letters: SentMessages, kept: Kept, days: float, left: int) -> None:
    await letters.add([letter(5)])
    await kept.ages("letters", "sent_at", days)
    await letters.purge()

    assert len(await kept.rows("letters")) == left


async def test_a_message_that_has_changed_is_as_young_as_its_change(letters: SentMessages, kept: Kept) -> None:
    await letters.add([letter(5)])
    await kept.ages("letters", "sent_at", 40)
    await letters.add([letter(5, entry="name")])
    await letters.purge()

    assert await letters.entry_of(HERE, 5) == "name"
