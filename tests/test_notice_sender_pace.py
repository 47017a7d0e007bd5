"""How fast people are told what they are owed, by a clock that jumps: the seconds are true, and take no time."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chatting import IDENTITY
from fakes import FakeTelegram, Refusal, application_over, without_waiting
from small_library import small_conversation

from bot.conversation import Notice, Preferences, SentMessage, Wish
from bot.telegram.context import Context
from bot.telegram.notices import NoticeSender
from bot.telegram.retry import Retry


@dataclass
class Owing:
    """Notices that are owed, in memory: a database would take its time, and this clock would jump over it."""

    owed: list[Notice]
    nothing_left: asyncio.Event = field(default_factory=asyncio.Event)

    async def unlooked(self, version: str, limit: int) -> Sequence[Wish]:
        return []

    async def due(self, limit: int) -> Sequence[Notice]:
        first = {notice.asker: notice for notice in reversed(self.owed)}
        return sorted(first.values(), key=lambda notice: notice.number)[:limit]

    async def done(self, number: int) -> None:
        self.owed = [notice for notice in self.owed if notice.number != number]
        if not self.owed:
            self.nothing_left.set()

    async def add(self, messages: Sequence[SentMessage]) -> None:
        """What was sent is not looked at here."""

    async def mine(self, name: str) -> bool:
        return True

    @property
    def notices(self) -> Any:
        return self

    @property
    def sent_messages(self) -> Any:
        return self

    @property
    def people(self) -> Any:
        return self

    async def preferences_of(self, asker: str) -> Preferences:
        return Preferences()


def owed_to(people: list[int]) -> list[Notice]:
    """A notice to each of some people, who may stand there several times."""
    return [
        Notice(number, "answer", f"{number:x}", str(who), IDENTITY.seal(who), None, "en", "seats")
        for number, who in enumerate(people, 1)
    ]


def told(people: list[int], telegram: FakeTelegram | None = None) -> list[tuple[int, float]]:
    """Who was told when, until nothing is owed."""
    telegram = telegram or FakeTelegram()

    async def run() -> None:
        owing, stopping = Owing(owed_to(people)), asyncio.Event()
        records: Any = owing
        async with application_over(telegram, Retry()) as application:
            telegram.calls.clear()
            context = Context(small_conversation, records, IDENTITY)
            telling = NoticeSender(context, application.bot, lambda: False, asyncio.Event(), records)
            running = asyncio.create_task(telling.run(stopping))
            await asyncio.wait_for(owing.nothing_left.wait(), 3600)  # by the clock that jumps
            stopping.set()
            await running

    without_waiting(run())
    return [(call.parameters["chat_id"], call.at) for call in telegram.calls if call.method == "sendMessage"]


def most_within(seconds: float, times: list[float]) -> int:
    """The most that fell into any so long a time."""
    return max(sum(1 for other in times if begin <= other < begin + seconds) for begin in times)


def test_of_all_notices_at_most_thirty_are_sent_in_a_second() -> None:
    sent = told(list(range(1, 251)))

    assert [who for who, _ in sent] == list(range(1, 251))
    assert 15 <= most_within(1.0, [when for _, when in sent]) <= 30


def test_nobody_is_sent_two_notices_within_a_second() -> None:
    sent = told([1, 1, 1, 2, 2, 3])

    assert Counter(who for who, _ in sent) == {1: 3, 2: 2, 3: 1}
    for person in (1, 2, 3):
        assert most_within(1.0, [when for who, when in sent if who == person]) == 1


def test_a_429_holds_the_notices_for_the_whole_time_and_loses_none() -> None:
    telegram = FakeTelegram()
    telegram.will_answer("sendMessage", Refusal(429, "Too Many Requests: retry after 30", retry_after=30))

    sent = told([1, 2, 3], telegram)

    assert [who for who, _ in sent] == [1, 1, 2, 3]
    assert sent[1][1] - sent[0][1] >= 30
