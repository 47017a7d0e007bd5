"""The curators' desk on a real SQLite file: what waits there, in which order, and the trail of what was decided."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from kept import ASKED, NOW, Kept, kept_at

from bot.content import Edit, NewEntry, NewQuote
from bot.conversation import Asked, Liked, Occasion
from bot.desk import Decision, Draft, Group, QueueFilter, Verb, decide
from bot.storage import DeskStore, GroupStore

UNKNOWN = replace(ASKED, outcome="unknown", answered=(), text="погода", entries=(("vote", 0.1), ("seats", 0.02)))
CHOICES = replace(ASKED, outcome="choices", answered=(), offered=("vote", "name"))
TODAY = datetime.now(UTC)
EDIT = Edit(Path("faq/a.yaml"), b"- id: a\r\n", b"- id: a\r\n  # \xd0\xb0\n")
ENTRY = NewEntry("weather", "people", {"en": "?"}, {}, (NewQuote("a", "b", {"kk": "c"}),), {"en": ("rain",)})


class Log:
    """People who ask, and questions that are in groups already."""

    def __init__(self, kept: Kept) -> None:
        self.kept, self.desk = kept, DeskStore(kept.sessions)
        self._count = 0

    async def asks(self, asker: str = "aliya", group: int | None = 1, days: int = 0, **more: Any) -> str:
        """A question like the one about the weather, so many days later; returns the name of its turn."""
        self._count += 1
        turn = f"{self._count:x}"
        asked: Asked = replace(more.pop("asked", UNKNOWN), **more)
        await self.kept.records.log.note(Occasion(turn, asker, NOW + timedelta(days=days), 12, "sealed"), asked)
        if group:
            await self.kept.does("INSERT INTO groups (id) VALUES (:group) ON CONFLICT DO NOTHING", group=group)
            await self.kept.does("UPDATE questions SET group_id = :group WHERE turn = :turn", group=group, turn=turn)
        return turn

    async def waiting(self, now: datetime = TODAY, **wanted: Any) -> list[int]:
        """The groups that wait, in their order."""
        page = await self.desk.waiting(QueueFilter(**wanted), now, 0, 50)
        assert page.total == len(page.groups)
        return [group.number for group in page.groups]

    async def group(self, number: int) -> Group:
        """A group that waits."""
        group = await self.desk.group(number, TODAY)
        assert group
        return group

    async def decides(self, verb: Verb, number: int, **more: Any) -> int:
        """Saule decides of a group; returns the decision's number."""
        made = await self.desk.record("saule", decide(await self.group(number), verb, **more), [], True)
        assert made
        return made.number


@pytest.fixture
async def log(database: str) -> AsyncIterator[Log]:
    async with kept_at(database) as kept:
        yield Log(kept)


async def test_unknown_declined_and_disliked_questions_wait_and_others_do_not(log: Log) -> None:
    await log.asks(group=1)
    declined = await log.asks(group=2, asked=CHOICES)
    await log.asks(group=3, asked=CHOICES)
    disliked = await log.asks(group=4, asked=ASKED)
    liked = await log.asks(group=5, asked=ASKED)
    await log.asks(group=6, asked=ASKED)
    await log.kept.records.log.decline(declined, "aliya")
    await log.kept.records.log.rate("ruslan", Liked(disliked, "vote", False, "unclear"))
    await log.kept.records.log.rate("ruslan", Liked(liked, "vote", True))

    page = await log.desk.waiting(QueueFilter(), TODAY, 0, 50)

    assert {group.number: group.whys for group in page.groups} == {
        1: (("unknown", None),),
        2: (("declined", None),),
        4: (("disliked", "unclear"),),
    }


async def test_what_asks_nothing_never_waits(log: Log) -> None:
    await log.asks(text="!!!???")
    await log.asks(text="👍", group=2)
    assert await log.waiting() == []


async def test_what_more_people_ask_comes_first_and_one_person_counts_once(log: Log) -> None:
    for _ in range(20):
        await log.asks("one person asks twenty times", group=1, days=9)
    await log.asks("aliya", group=2)
    await log.asks("ruslan", group=2)

    assert await log.waiting() == [2, 1]
    assert [(group.askers, group.size) for group in (await log.desk.waiting(QueueFilter(), TODAY, 0, 9)).groups] == [
        (2, 2),
        (1, 20),
    ]


async def test_of_what_equally_many_ask_the_latest_comes_first(log: Log) -> None:
    for group, days in ((1, 0), (2, 1), (3, -1)):
        await log.asks(group=group, days=days)
    assert await log.waiting() == [2, 1, 3]


async def test_the_queue_comes_page_by_page(log: Log) -> None:
    for group in range(1, 8):
        await log.asks(group=group, days=-group)

    page = await log.desk.waiting(QueueFilter(), TODAY, 2, 3)

    assert ([group.number for group in page.groups], page.total) == ([3, 4, 5], 7)


async def test_a_group_says_when_it_was_asked_in_which_languages_and_what_is_near(log: Log) -> None:
    await log.asks(days=1, language="kk", text="ауа райы", entries=(("seats", 0.4),))
    await log.asks(days=2, language="kk", text="ауа райы")
    await log.asks(days=3)

    group = await log.group(1)

    assert (group.first, group.last) == (NOW + timedelta(days=1), NOW + timedelta(days=3))
    assert (group.languages, group.texts) == (("kk", "ru"), ("ауа райы", "погода"))
    assert group.nearest == (("seats", 0.4), ("vote", 0.1))


async def test_of_a_large_group_every_text_is_shown_however_often_another_was_asked(log: Log) -> None:
    for number in range(23):
        await log.asks(days=number, text=f"погода {number}")
        await log.asks(days=100 + number, text="погода")

    group = await log.group(1)

    assert (group.size, len(group.gaps), len(group.texts)) == (46, 26, 24)
    assert (group.texts[0], group.texts[-1]) == ("погода 0", "погода")


async def test_what_is_split_off_waits_as_a_group_of_its_own_and_so_do_later_copies(log: Log) -> None:
    for text in ("погода", "кто мэр", "погода", "дождь"):
        await log.asks(text=text, group=7)
    group = await log.group(7)
    new = await log.desk.split(7, group.upto, ["погода"], TODAY)
    assert new is not None

    texts = {number: (await log.group(number)).texts for number in (7, new)}
    assert texts == {7: ("кто мэр", "дождь"), new: ("погода",)}
    known = await GroupStore(log.kept.sessions).shown(0, "some model", 9)
    assert [(one.written.text, one.group) for one in known] == [("погода", new)]


@pytest.mark.parametrize("texts", [["погода", "дождь"], ["снег"], []])
async def test_all_or_nothing_is_not_split_off(log: Log, texts: list[str]) -> None:
    await log.asks(text="погода", group=7)
    await log.asks(text="дождь", group=7)

    assert await log.desk.split(7, 99, texts, TODAY) is None
    assert await log.waiting() == [7]


async def test_what_a_decision_leaves_waits_on_and_what_is_ruled_out_does_not_take_it_along(log: Log) -> None:
    for text in ("погода", "кто мэр"):
        await log.asks(text=text, group=7)
    decision = decide(await log.group(7), "outside").about(["погода"])
    assert (decision.texts, decision.left) == ((("ru", "погода"),), ("кто мэр",))
    assert await log.desk.record("saule", decision, [], True)

    [waiting] = await log.waiting()
    assert waiting != 7 and (await log.group(waiting)).texts == ("кто мэр",)


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({"language": "kk"}, [2]),
        ({"nearest": frozenset({"name"})}, [3]),
        ({"since": NOW + timedelta(days=5)}, [3]),
        ({"search": "АУА  райы"}, [2]),
        ({"search": "%"}, [3, 2, 1]),
        ({"search": "100_"}, []),
        ({"why": "unknown"}, [3, 2, 1]),
        ({"why": "disliked"}, []),
        ({"language": "kk", "search": "погода"}, []),
    ],
)
async def test_a_part_of_the_queue_can_be_looked_at(log: Log, wanted: dict[str, Any], shown: list[int]) -> None:
    await log.asks(group=1)
    await log.asks(group=2, days=1, language="kk", text="Ауа райы қандай?")
    await log.asks(group=3, days=9, entries=(("name", 0.3),), text="1000 дней")
    assert await log.waiting(**wanted) == shown


async def test_what_somebody_had_forgotten_waits_no_longer(log: Log) -> None:
    await log.asks("aliya")
    await log.kept.records.people.forget("aliya")
    assert await log.waiting() == []
    assert (await log.kept.rows("questions"))[0]["searched"] == ""


@pytest.mark.parametrize("verb", ["outside", "spam"])
async def test_what_was_ruled_out_stays_out_with_all_that_means_the_same_and_can_be_looked_at(
    log: Log, verb: Verb
) -> None:
    await log.asks("aliya", group=1)
    await log.asks("aliya", group=2)
    await log.decides(verb, 1)
    await log.asks("ruslan", group=1, days=30)

    assert await log.waiting() == [2]
    assert [group.number for group in (await log.desk.ruled_out(0, 9)).groups] == [1]


@pytest.mark.parametrize("verb", ["add", "unlike", "postpone", "draft"])
async def test_of_what_was_dealt_with_otherwise_only_what_came_since_is_shown(log: Log, verb: Verb) -> None:
    await log.asks("aliya")
    await log.decides(verb, 1, entry="vote", until=TODAY + timedelta(days=7))
    assert await log.waiting() == []

    await log.asks("ruslan", text="какая погода")
    assert (await log.group(1)).texts == ("какая погода",)


async def test_a_question_that_its_asker_edits_is_looked_at_anew(log: Log) -> None:
    turn = await log.asks()
    await log.decides("add", 1, entry="vote")
    await log.kept.records.log.note(Occasion(turn, "aliya", NOW, 12), replace(UNKNOWN, text="другое"))

    [row] = await log.kept.rows("questions")

    assert (row["group_id"], row["decision"], row["searched"]) == (None, None, "другое")


async def test_a_decision_deals_with_what_its_curator_has_seen_and_not_with_what_came_since(log: Log) -> None:
    await log.asks("aliya")
    seen = await log.group(1)
    await log.asks("ruslan", text="какая погода")
    await log.desk.record("saule", decide(seen, "add", "vote"), [], True)
    assert (await log.group(1)).texts == ("какая погода",)


async def test_what_another_has_dealt_with_is_not_decided_twice(log: Log) -> None:
    await log.asks()
    seen = await log.group(1)
    await log.decides("spam", 1)

    assert await log.desk.record("aidos", decide(seen, "outside"), [], True) is None
    latest = await log.desk.latest_of(1)
    assert latest and (latest.curator, latest.decision.verb) == ("saule", "spam")
    assert len(await log.desk.trail(9)) == 1


@pytest.mark.parametrize("verb", ["add", "outside"])
async def test_a_decision_stands_until_it_is_undone(log: Log, verb: Verb) -> None:
    await log.asks()
    number = await log.decides(verb, 1, entry="vote")
    last = await log.desk.last()
    assert last and last.number == number

    await log.desk.undone(number, "aidos")

    assert (await log.waiting(), await log.desk.last()) == ([1], None)
    [made] = await log.desk.trail(9)
    assert (made.undone, made.undone_by) == (True, "aidos")


async def test_what_was_put_off_comes_back_in_its_time_and_can_be_decided_anew(log: Log) -> None:
    await log.asks()
    await log.decides("postpone", 1, until=TODAY + timedelta(days=7))

    assert await log.waiting(TODAY + timedelta(days=6)) == []
    assert await log.waiting(TODAY + timedelta(days=8)) == [1]


async def test_the_trail_keeps_every_decision_with_its_edits_byte_for_byte_the_newest_first(log: Log) -> None:
    await log.asks(group=1)
    await log.asks(group=2)
    await log.decides("outside", 1)
    drafted = replace(decide(await log.group(2), "draft", "weather"), draft=Draft(ENTRY, "people"))
    edits = [EDIT, replace(EDIT, before=EDIT.after, after=b"")]
    await log.desk.record("aidos", drafted, edits, False)

    newest, oldest = await log.desk.trail(9)

    assert (newest.curator, newest.edits, newest.applied) == ("aidos", tuple(edits), False)
    assert newest.decision.draft and newest.decision.draft.file == "people"
    assert newest.decision.draft.entry.quotes == ENTRY.quotes
    assert (oldest.decision.verb, oldest.decision.texts, oldest.edits) == ("outside", (("ru", "погода"),), ())
    assert [made.curator for made in await log.desk.trail(1)] == ["aidos"]


async def test_decisions_that_wait_to_be_pulled_are_told_oldest_first_until_they_are(log: Log) -> None:
    for group in (1, 2):
        await log.asks(group=group)
        await log.desk.record("saule", decide(await log.group(group), "outside"), [], False)
    first, second = await log.desk.unapplied()

    await log.desk.applied(first.number, [EDIT])

    assert await log.desk.unapplied() == [second]
    applied = await log.desk.made(first.number)
    assert applied and applied.edits == (EDIT,)


async def test_after_so_many_days_the_words_go_and_that_it_was_decided_stays(log: Log) -> None:
    def about(group: int) -> Decision:
        return Decision("outside", group, 99, (("ru", "погода"),))

    for group in (1, 2):
        await log.asks(group=group)
    await log.desk.record("saule", about(1), [EDIT], True)
    await log.kept.ages("decisions", "decided_at", 31)
    await log.desk.record("aidos", about(2), [EDIT], True)
    await log.desk.purge(30)

    young, old = await log.desk.trail(9)
    assert (young.decision.texts, young.edits) == ((("ru", "погода"),), (EDIT,))
    assert (old.curator, old.decision.verb, old.decision.texts, old.edits) == ("saule", "outside", (), ())
