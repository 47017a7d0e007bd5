"""What people are still to be told: answers they wait for and corrections of those they got, each once."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from kept import ASKED, Kept, kept_at, letter, occasion

from bot.conversation import Asked, Notice, SentMessage, Wish
from bot.conversation.privacy import REMOVED
from bot.storage import Notices

UNKNOWN = replace(ASKED, outcome="unknown", answered=(), text="Погода?")
CHOICES = replace(ASKED, outcome="choices", answered=(), offered=("vote", "name"))
OLD, NEW = ASKED.version, "corrected"


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Kept]:
    async with kept_at(database) as kept:
        yield kept


@pytest.fixture
def notices(kept: Kept) -> Notices:
    return kept.records.notices


async def wants(kept: Kept, turn: str, asker: str = "aliya", asked: Asked = UNKNOWN) -> bool:
    """Somebody asks, and wants to be told when there is an answer."""
    await kept.records.log.note(occasion(turn, asker), asked)
    return await kept.records.notices.want(turn, asker, f"address of {asker}", "ru")


async def owed(kept: Kept) -> list[tuple[str, str, str, int | None]]:
    """All that is owed: what for, to whom, about which entry, in reply to which message."""
    return [(row["kind"], row["asker"], row["entry"], row["message"]) for row in await kept.rows("notices")]


async def test_a_wish_is_looked_after_when_the_content_has_changed(notices: Notices, kept: Kept) -> None:
    assert await wants(kept, "1f")

    assert await notices.unlooked(OLD, 9) == []
    assert await notices.unlooked(NEW, 9) == [Wish("1f", "Погода?", ())]


async def test_a_wish_made_twice_is_one(notices: Notices, kept: Kept) -> None:
    assert await wants(kept, "1f")
    assert await notices.want("1f", "aliya", "address of aliya", "kk")

    assert len(await kept.rows("wishes")) == 1


@pytest.mark.parametrize(("turn", "asker"), [("1f", "ruslan"), ("2f", "aliya"), ("", "aliya"), ("' OR 1=1 --", "x")])
async def test_only_of_ones_own_question_can_one_want_to_be_told(
    notices: Notices, kept: Kept, turn: str, asker: str
) -> None:
    await kept.records.log.note(occasion("1f"), UNKNOWN)

    assert not await notices.want(turn, asker, "sealed", "ru")
    assert await kept.rows("wishes") == []


async def test_only_who_made_a_wish_can_take_it_back(notices: Notices, kept: Kept) -> None:
    await wants(kept, "1f")
    await notices.unwant("1f", "ruslan")
    assert len(await kept.rows("wishes")) == 1

    await notices.unwant("1f", "aliya")
    assert await kept.rows("wishes") == []


async def test_a_wish_keeps_the_scrubbed_question_and_no_name(notices: Notices, kept: Kept) -> None:
    await wants(kept, "1f", asked=replace(UNKNOWN, text="ИИН 900101300123, погода?"))
    [row] = await kept.rows("wishes")

    assert (row["text"], row["asker"], row["message"]) == (f"ИИН {REMOVED}, погода?", "aliya", 12)


async def test_entries_that_were_declined_are_remembered_and_others_are_not(notices: Notices, kept: Kept) -> None:
    await kept.records.log.note(occasion("1f"), CHOICES)
    await kept.records.log.decline("1f", "aliya")
    await notices.want("1f", "aliya", "sealed", "ru")
    await wants(kept, "2f", asked=CHOICES)

    assert [wish.declined for wish in await notices.unlooked(NEW, 9)] == [("vote", "name"), ()]


async def test_a_wish_follows_the_question_when_its_asker_changes_it(notices: Notices, kept: Kept) -> None:
    await wants(kept, "1f")
    await notices.changed("1f", replace(UNKNOWN, text="Погода в Алматы, a@mail.kz?"))

    assert await notices.unlooked(NEW, 9) == [Wish("1f", f"Погода в Алматы, {REMOVED}?", ())]


async def test_a_wish_ends_where_the_changed_question_has_its_answer(notices: Notices, kept: Kept) -> None:
    await wants(kept, "1f")
    await wants(kept, "2f")
    await notices.changed("1f", ASKED)

    assert [row["turn"] for row in await kept.rows("wishes")] == ["2f"]


async def test_a_wish_looked_through_in_vain_waits_for_the_next_version(notices: Notices, kept: Kept) -> None:
    await wants(kept, "1f")
    await notices.looked("1f", NEW, None)

    assert await notices.unlooked(NEW, 9) == []
    assert len(await notices.unlooked("newer", 9)) == 1
    assert await owed(kept) == []


async def test_a_wish_come_true_is_owed_once_and_no_longer_a_wish(notices: Notices, kept: Kept) -> None:
    await wants(kept, "1f")
    await notices.looked("1f", NEW, "seats")
    await notices.looked("1f", NEW, "seats")

    assert await notices.due(9) == [Notice(1, "answer", "1f", "aliya", "address of aliya", 12, "ru", "seats")]
    assert await kept.rows("wishes") == []


async def test_a_wish_taken_back_while_one_looked_is_not_owed(notices: Notices, kept: Kept) -> None:
    await wants(kept, "1f")
    await notices.unwant("1f", "aliya")
    await notices.looked("1f", NEW, "seats")

    assert await owed(kept) == []


async def test_wishes_are_looked_through_a_few_at_a_time_the_oldest_first(notices: Notices, kept: Kept) -> None:
    for turn in ("1", "2", "3"):
        await wants(kept, turn)

    assert [wish.turn for wish in await notices.unlooked(NEW, 2)] == ["1", "2"]
    await notices.looked("1", NEW, None)
    assert [wish.turn for wish in await notices.unlooked(NEW, 2)] == ["2", "3"]


async def test_what_is_due_is_one_notice_a_person_the_oldest(notices: Notices, kept: Kept) -> None:
    for turn, asker in (("1", "aliya"), ("2", "aliya"), ("3", "ruslan")):
        await wants(kept, turn, asker)
        await notices.looked(turn, NEW, "seats")

    assert [(one.asker, one.turn) for one in await notices.due(9)] == [("aliya", "1"), ("ruslan", "3")]
    assert len(await notices.due(1)) == 1

    await notices.done(1)
    assert [(one.asker, one.turn) for one in await notices.due(9)] == [("aliya", "2"), ("ruslan", "3")]


async def test_who_cancels_is_told_of_how_many_questions_they_hear_no_more(notices: Notices, kept: Kept) -> None:
    for turn in ("1", "2", "3"):
        await wants(kept, turn)
    await wants(kept, "4", "ruslan")
    await notices.looked("1", NEW, "seats")

    assert await notices.cancel("aliya") == 3
    assert await notices.cancel("aliya") == 0
    assert [wish.turn for wish in await notices.unlooked(NEW, 9)] == ["4"]
    assert await owed(kept) == []


async def test_a_correction_is_owed_though_one_cancels(notices: Notices, kept: Kept) -> None:
    await kept.records.sent_messages.add([letter(5)])
    await notices.correct("seats:1", "seats", NEW)

    assert await notices.cancel("aliya") == 0
    assert len(await owed(kept)) == 1


async def test_to_whom_the_bot_cannot_write_nothing_is_owed(notices: Notices, kept: Kept) -> None:
    for asker, turns in (("aliya", "12"), ("ruslan", "ab")):
        for turn in turns:
            await wants(kept, turn, asker)
        await notices.looked(turns[0], NEW, "seats")
    await notices.unreachable("aliya")

    assert [row["asker"] for row in await kept.rows("wishes")] == ["ruslan"]
    assert [row["asker"] for row in await kept.rows("notices")] == ["ruslan"]


async def test_who_got_an_answer_that_is_corrected_is_owed_the_correction(notices: Notices, kept: Kept) -> None:
    await kept.records.sent_messages.add([letter(5, replied_to=4)])
    await notices.correct("seats:1", "seats", NEW)

    assert await notices.due(9) == [Notice(1, "correction", "1f", "aliya", "address of aliya", 4, "ru", "seats")]


async def test_a_correction_is_told_once_however_often_it_is_found_and_another_one_anew(
    notices: Notices, kept: Kept
) -> None:
    await kept.records.sent_messages.add([letter(5)])
    await notices.correct("seats:1", "seats", NEW)
    await notices.done(1)
    await notices.correct("seats:1", "seats", "even newer")
    assert await owed(kept) == []

    await notices.correct("seats:2", "seats", "even newer")
    assert len(await owed(kept)) == 1


async def test_of_several_wrong_answers_to_one_person_the_latest_is_corrected(notices: Notices, kept: Kept) -> None:
    await kept.records.sent_messages.add([letter(5, replied_to=4)])
    await kept.ages("letters", "sent_at", 1)
    await kept.records.sent_messages.add([letter(7, replied_to=6)])
    await notices.correct("seats:1", "seats", NEW)

    assert await owed(kept) == [("correction", "aliya", "seats", 6)]


@pytest.mark.parametrize(
    ("sent", "days", "is_owed"),
    [
        (letter(5), 0, True),
        (letter(5), 29.9, True),
        (letter(5), 30.1, False),
        (letter(5, entry="name"), 0, False),
        (letter(5, entry=None), 0, False),
        (letter(5, address=None), 0, False),
        (replace(letter(5), version=NEW), 0, False),
    ],
)
async def test_only_who_got_the_earlier_answer_lately_and_can_be_reached_is_owed_its_correction(
    notices: Notices, kept: Kept, sent: SentMessage, days: float, is_owed: bool
) -> None:
    await kept.records.sent_messages.add([sent])
    await kept.ages("letters", "sent_at", days)
    await notices.correct("seats:1", "seats", NEW)

    assert bool(await owed(kept)) is is_owed


@pytest.mark.parametrize(("days", "left"), [(89.9, 1), (90.1, 0)])
async def test_wishes_and_what_is_owed_are_kept_for_ninety_days(
    notices: Notices, kept: Kept, days: float, left: int
) -> None:
    await wants(kept, "1")
    await wants(kept, "2")
    await notices.looked("2", NEW, "seats")
    for table in ("wishes", "notices"):
        await kept.ages(table, "made_at", days)
    await notices.purge()

    assert (len(await kept.rows("wishes")), len(await kept.rows("notices"))) == (left, left)
