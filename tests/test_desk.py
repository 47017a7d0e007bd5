"""The curators' desk on a real SQLite file: what waits there, and the trail of what was decided."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from kept import ASKED, Kept, kept_in, occasion

from bot.conversation import Liked
from bot.curation import Decision
from bot.knowledge import Edit
from bot.storage import Desk

UNKNOWN = replace(ASKED, outcome="unknown", answered=())
CHOICES = replace(ASKED, outcome="choices", answered=(), offered=("vote", "name"))
NOW = datetime.now(UTC)
RULED_OUT = Decision("outside", ("1f",), (("ru", "погода"),))
EDIT = Edit(Path("faq/a.yaml"), b"- id: a\r\n", b"- id: a\r\n  # \xd0\xb0\n")


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    async with kept_in(tmp_path) as kept:
        yield kept


@pytest.fixture
def desk(kept: Kept) -> Desk:
    return Desk(kept.sessions)


async def test_unknown_declined_and_disliked_questions_wait_and_others_do_not(kept: Kept, desk: Desk) -> None:
    log = kept.records.log
    for turn, asked in (("1", UNKNOWN), ("2", CHOICES), ("3", CHOICES), ("4", ASKED), ("5", ASKED), ("6", ASKED)):
        await log.note(occasion(turn), asked)
    await log.decline("3", "aliya")
    await log.rate("aliya", Liked("4", "vote", False, "outdated"))
    await log.rate("aliya", Liked("5", "vote", True))

    assert [(gap.turn, gap.why, gap.reason) for gap in await desk.gaps()] == [
        ("1", "unknown", None),
        ("3", "declined", None),
        ("4", "disliked", "outdated"),
    ]


async def test_what_somebody_had_forgotten_does_not_wait(kept: Kept, desk: Desk) -> None:
    await kept.records.log.note(occasion("1"), UNKNOWN)
    await kept.records.people.forget("aliya")

    assert await desk.gaps() == []


async def test_a_decision_stands_until_it_is_undone(desk: Desk) -> None:
    await desk.record("saule", RULED_OUT, [])
    assert await desk.decided(NOW) == {"1f": "outside"}

    made = await desk.last()
    assert made and made.curator == "saule"
    await desk.undone(made.number)
    assert (await desk.decided(NOW), await desk.last()) == ({}, None)


async def test_what_was_put_off_comes_back_in_its_time(desk: Desk) -> None:
    await desk.record("saule", Decision("postpone", ("1f",), (), until=NOW + timedelta(days=7)), [])

    assert await desk.decided(NOW) == {"1f": "postpone"}
    assert await desk.decided(NOW + timedelta(days=8)) == {}


async def test_the_trail_keeps_every_decision_with_its_edits_byte_for_byte_the_newest_first(desk: Desk) -> None:
    added = Decision("add", ("2f",), (("kk", "ауа райы"), ("ru", "погода")), "vote")
    await desk.record("saule", RULED_OUT, [])
    await desk.record("aidos", added, [EDIT, replace(EDIT, before=EDIT.after, after=b"")])
    last = await desk.last()
    assert last
    await desk.undone(last.number)

    newest, oldest = await desk.trail(9)
    assert (newest.curator, newest.decision, newest.undone) == ("aidos", added, True)
    assert newest.edits == (EDIT, replace(EDIT, before=EDIT.after, after=b""))
    assert (oldest.decision, oldest.edits, oldest.undone) == (RULED_OUT, (), False)
    assert [made.curator for made in await desk.trail(1)] == ["aidos"]


async def test_after_so_many_days_the_words_go_and_that_it_was_decided_stays(kept: Kept, desk: Desk) -> None:
    await desk.record("saule", RULED_OUT, [EDIT])
    await kept.ages("decisions", "decided_at", 31)
    await desk.record("aidos", RULED_OUT, [EDIT])
    await desk.purge(30)

    young, old = await desk.trail(9)
    assert (young.decision.texts, young.edits) == ((("ru", "погода"),), (EDIT,))
    assert (old.curator, old.decision.verb, old.decision.texts, old.edits) == ("saule", "outside", (), ())
