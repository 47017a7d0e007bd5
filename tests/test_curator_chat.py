"""What the curators' chat is told without asking: each thing once, at its time, and never before a citizen's reply."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from background import Background, going_on
from chatting import IDENTITY
from fakes import Refusal
from kept import ASKED, until
from small_library import small_conversation
from staffed import FixedStats, talk_over
from telegram.error import NetworkError

from bot.content import Problem
from bot.conversation import Chose, Occasion
from bot.desk import Decision, Rush
from bot.desk.queue import FEWEST
from bot.desk_chat.cards import desk_wording, speaks
from bot.monitoring import Events, Heartbeat
from bot.settings import KAZAKHSTAN
from bot.storage import DeskStore, Rushes, ToldOnce
from bot.telegram.context import Context
from bot.telegram.curator_chat import CuratorReports, Watch

say = speaks(desk_wording(), "ru")
OFFICE = -1_002_000_000_001
UNKNOWN = replace(ASKED, outcome="unknown", answered=(), text="погода")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=KAZAKHSTAN)
FAULT = Problem("/srv/faq/power.yaml", 12, "entry 'seats' has an unknown key 'anwser'.", "Did you mean 'answer'?")


class Stopping(asyncio.Event):
    """Nobody waits for it as long as they would: seconds pass at once."""

    async def wait(self) -> Any:
        """Let others go on for a moment, then be late."""
        await asyncio.sleep(0)
        raise TimeoutError


@dataclass
class Morning(Background):
    """The curators' chat, and a clock that jumps."""

    now: datetime = MONDAY
    stats: FixedStats | None = field(default_factory=FixedStats)
    problems: list[Problem] = field(default_factory=list)
    rounds: int = 0
    heartbeat: Heartbeat = field(default_factory=Heartbeat)

    async def asks(self, group: int, *askers: str, at: datetime | None = None, text: str = "погода") -> None:
        """People ask something, which belongs to a group."""
        for asker in askers:
            turn = f"{len(await self.kept.rows('questions')) + 1:x}"
            occasion = Occasion(turn, asker, at or self.now, 12, "sealed")
            await self.kept.records.keep([replace(UNKNOWN, text=text)], occasion)
            await self.kept.does("UPDATE questions SET group_id = :group WHERE turn = :turn", group=group, turn=turn)
        if group not in [row["id"] for row in await self.kept.rows("groups")]:
            await self.kept.does("INSERT INTO groups (id) VALUES (:group)", group=group)

    def clock(self) -> datetime:
        """The time. It is looked at when a round begins, and by the desk for what waits."""
        return self.now

    def _problems(self) -> list[Problem]:
        """What is wrong; looked at once a round."""
        self.rounds += 1
        return self.problems

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """One start of the bot: it looks round until the end of the block."""
        events = Events(heartbeat=self.heartbeat)
        context = Context(small_conversation, self.kept.records, IDENTITY, events)
        talk = talk_over(self.kept, self.clock)
        told, rushes = ToldOnce(self.kept.sessions), Rushes(self.kept.sessions)
        watch = Watch(OFFICE, told, rushes, self.stats, self._problems)
        reporting = CuratorReports(context, watch, talk, self.bot, self.is_busy)
        async with going_on(reporting.run, Stopping()):
            yield

    async def looks_round(self) -> None:
        """Start, look round and stop."""
        async with self.at_work():
            await self.ends_a_round()

    async def ends_a_round(self) -> None:
        """Wait until a round is over that begins from now on."""
        begun = self.rounds
        await until(lambda: asyncio.sleep(0, self.rounds), lambda rounds: rounds >= begun + 2)

    def told(self) -> list[str]:
        """What the curators' chat was told."""
        sent = [call.parameters for call in self.telegram.calls if call.method == "sendMessage"]
        assert {message["chat_id"] for message in sent} <= {OFFICE}
        return [message["text"] for message in sent]


@pytest.fixture
async def morning(tmp_path: Path) -> AsyncIterator[Morning]:
    async with Morning.over(tmp_path) as morning:
        yield morning


PEOPLE = tuple(f"person {number}" for number in range(FEWEST))


async def test_on_monday_morning_the_week_is_told_with_what_most_people_wait_for(morning: Morning) -> None:
    assert morning.stats
    await morning.asks(1, "aliya", "ruslan", at=MONDAY - timedelta(days=3), text="Кто <главный>?")
    await morning.asks(2, "aliya", at=MONDAY - timedelta(days=2))
    await morning.looks_round()

    [digest] = morning.told()
    assert say("digest-title", first="23.02.2026", last="01.03.2026") in digest
    assert morning.stats.asked == [(date(2026, 3, 1), 7)]
    assert f"{say('stats-answer')}: 30 (75%)" in digest and "👍 9 · 👎 2" in digest
    assert say("stats-closing-hours", count=7) in digest
    assert f"• Кто &lt;главный&gt;? — {say('people', count=2)}\n• погода — {say('people', count=1)}" in digest


async def test_the_week_is_told_once_however_often_the_bot_starts(morning: Morning) -> None:
    for hours in (0, 0, 1, 23):
        morning.now = MONDAY + timedelta(hours=hours)
        await morning.looks_round()
    assert len(morning.told()) == 1

    morning.now = MONDAY + timedelta(days=7, minutes=3)
    await morning.looks_round()
    assert len(morning.told()) == 2


@pytest.mark.parametrize("late", [timedelta(seconds=-1), timedelta(days=1), timedelta(days=6)])
async def test_before_its_time_and_more_than_a_day_after_it_no_week_is_told(morning: Morning, late: timedelta) -> None:
    morning.now = MONDAY + late
    await morning.looks_round()

    assert morning.told() == []


async def test_without_numbers_no_week_is_told(morning: Morning) -> None:
    morning.stats = None
    await morning.looks_round()

    assert morning.told() == []


async def test_a_rush_of_different_people_is_told_once_a_day(morning: Morning) -> None:
    morning.now = MONDAY - timedelta(days=2)
    await morning.asks(1, *PEOPLE)
    for _ in range(3):
        await morning.looks_round()
    [word] = morning.told()
    assert say("rush-title", people=FEWEST) in word and "погода" in word and say("rush-new") in word

    morning.now += timedelta(days=1)
    await morning.asks(1, *PEOPLE)
    await morning.looks_round()
    assert len(morning.told()) == 2
    assert say("rush-before", count=FEWEST) in morning.told()[1]


async def test_one_person_who_asks_a_hundred_times_is_no_rush(morning: Morning) -> None:
    morning.now = MONDAY - timedelta(days=2)
    await morning.asks(1, *PEOPLE[1:], *[PEOPLE[1]] * 30)
    await morning.looks_round()

    assert morning.told() == []


async def test_what_was_asked_more_than_an_hour_ago_or_has_been_decided_is_no_rush(morning: Morning) -> None:
    morning.now = MONDAY - timedelta(days=2)
    await morning.asks(1, *PEOPLE, at=morning.now - timedelta(minutes=61))
    await morning.asks(2, *PEOPLE)
    desk = DeskStore(morning.kept.sessions)
    group = await desk.group(2, morning.now)
    assert group
    await desk.record("saule", Decision("spam", 2, group.upto), (), True)
    await morning.looks_round()

    assert morning.told() == []


@pytest.mark.parametrize(
    ("people", "before", "sudden"), [(5, 0, True), (4, 0, False), (5, 210, True), (5, 211, False), (40, 1680, True)]
)
def test_a_rush_is_at_least_five_people_and_four_times_the_usual(people: int, before: int, sudden: bool) -> None:
    assert Rush(1, people, before).is_sudden is sudden


async def test_a_faulty_edit_is_told_with_its_line_once_and_anew_after_it_was_mended(morning: Morning) -> None:
    morning.now = MONDAY - timedelta(days=2)
    morning.problems = [FAULT]
    await morning.looks_round()
    await morning.looks_round()
    [word] = morning.told()
    assert say("faulty-title") in word and "power.yaml:12: " in word and "Did you mean" in word

    async with morning.at_work():
        for problems in ([FAULT], [], [FAULT]):
            morning.problems = problems
            await morning.ends_a_round()
    assert len(morning.told()) == 2


async def test_a_thousand_problems_are_cut_to_what_telegram_takes(morning: Morning) -> None:
    morning.now = MONDAY - timedelta(days=2)
    morning.problems = [replace(FAULT, line=line) for line in range(1, 1000)]
    await morning.looks_round()

    [word] = morning.told()
    assert "power.yaml:1: " in word and 3900 < len(word) < 4200


async def test_while_citizens_are_answered_the_chat_waits(morning: Morning) -> None:
    morning.working = [True] * 5
    await morning.looks_round()

    assert (morning.working, morning.sent_while_busy, len(morning.told())) == ([], 0, 1)


@pytest.mark.parametrize("fault", [NetworkError("away"), Refusal(502, "Bad Gateway")])
async def test_what_could_not_be_sent_is_sent_later_and_once(morning: Morning, fault: object) -> None:
    morning.telegram.will_answer("sendMessage", fault)
    await morning.looks_round()
    await morning.looks_round()
    assert len(morning.told()) == 1

    morning.now += timedelta(minutes=11)
    await morning.looks_round()
    await morning.looks_round()
    assert len(morning.told()) == 2


REFUSALS = [
    Refusal(403, "Forbidden: bot was kicked from the group chat"),
    Refusal(400, "Bad Request: TOPIC_CLOSED"),
    Refusal(400, "Bad Request: chat not found"),
]


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_what_a_chat_does_not_let_the_bot_write_stays_owed_and_is_said(
    morning: Morning, refusal: Refusal
) -> None:
    morning.telegram.will_answer("sendMessage", refusal)
    await morning.looks_round()
    assert refusal.description.partition(": ")[2].lower() in (morning.heartbeat.curator_chat or "").lower()

    for hours in (1, 2):
        morning.now = MONDAY + timedelta(hours=hours)
        await morning.looks_round()

    assert len(morning.told()) == 2
    assert morning.heartbeat.curator_chat == ""


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_a_chat_that_cannot_be_written_to_is_said_before_there_is_anything_to_tell(
    morning: Morning, refusal: Refusal
) -> None:
    morning.now = MONDAY - timedelta(days=2)
    morning.telegram.will_answer("sendChatAction", refusal)
    await morning.looks_round()

    assert "CURATOR_CHAT_ID" in (morning.heartbeat.curator_chat or "")
    assert morning.told() == []


async def test_in_a_lively_hour_the_largest_rushes_are_told_and_the_rest_later(morning: Morning) -> None:
    morning.now = MONDAY - timedelta(days=2)
    for group in range(1, 10):
        await morning.asks(group, *PEOPLE, *(f"more {number}" for number in range(group)))
    async with morning.at_work():
        await morning.ends_a_round()
        told = morning.told()
        for more, word in zip(range(9, 3, -1), told, strict=True):
            assert say("rush-title", people=FEWEST + more) in word

        morning.now += timedelta(minutes=61)
        await morning.asks(1, *PEOPLE)
        await morning.ends_a_round()
        assert [say("rush-title", people=FEWEST) in word for word in morning.told()[6:]] == [True]


async def test_two_processes_tell_each_thing_once(morning: Morning) -> None:
    async with morning.at_work(), morning.at_work():
        await morning.ends_a_round()
        await morning.ends_a_round()

    assert len(morning.told()) == 1


async def test_a_chat_with_a_chosen_language_is_told_in_it(morning: Morning) -> None:
    occasion = Occasion("1f", IDENTITY.code(OFFICE), datetime.now(UTC), None, None)
    await morning.kept.records.keep([Chose("kk")], occasion)
    await morning.looks_round()

    kazakh = speaks(desk_wording(), "kk")
    assert kazakh("digest-title", first="23.02.2026", last="01.03.2026") in morning.told()[0]


async def test_what_was_told_long_ago_is_forgotten(morning: Morning) -> None:
    await morning.looks_round()
    await morning.kept.ages("told", "at", 61)
    await ToldOnce(morning.kept.sessions).purge()

    assert await morning.kept.rows("told") == []
