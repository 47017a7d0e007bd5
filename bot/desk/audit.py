"""The audit: a sample of each week's answers, which curators call right, wrong, or a case for asking back.

What is drawn depends on the week and its answers alone, so that anybody who draws again draws the same.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, Protocol

from bot.content import Language, Library
from bot.conversation.about_bot import figure_weeks
from bot.desk.decision import AuditVerb, Decision, Made

SamplePart = Literal["random", "near", "asked"]
PARTS: tuple[SamplePart, ...] = ("random", "near", "asked")
"""Why an answer was drawn: by chance, because it was believed least, or because most people asked it."""

LOOKED_AT_BY = 2
"""Curators after whose verdicts an answer no longer waits."""

_WEEK = timedelta(days=7)
_EDITED = timedelta(days=2)  # for which Telegram lets people edit a message, and so its answer
_FEWEST = 2  # people: what one person asked is not "most asked"


@dataclass(frozen=True, slots=True)
class SampleSizes:
    """How many answers of a week are drawn for each reason."""

    random: int = 30
    near: int = 10
    asked: int = 10


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer in the log. `words` are those of the question in lower case, `confidence` is the belief in `entry`."""

    turn: str
    asker: str
    words: str
    language: Language
    entry: str
    confidence: float
    version: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """An answer of the sample, and why it is in it."""

    answer: GivenAnswer
    part: SamplePart


@dataclass(frozen=True, slots=True)
class WeekSample:
    """What was drawn of the answers of a week, which `people` asked for."""

    week: date
    answers: int
    people: int
    drawn: Sequence[Drawn]


def sample(week: date, answers: Iterable[GivenAnswer], sizes: SampleSizes) -> list[Drawn]:
    """The sample of a week, in the order in which it is looked at.

    Who asks the same a hundred times got one answer, not a hundred. The random part is drawn first, from all answers:
    one that is also believed least stays in it, so that its share of wrong ones is that of all of them.
    """
    shuffled = sorted(answers, key=lambda one: _lot(week, one.turn))
    once = list({(one.asker, one.words): one for one in reversed(shuffled)}.values())[::-1]
    chosen = [Drawn(one, "random") for one in once[: sizes.random]]
    others: list[tuple[SamplePart, int, Iterable[GivenAnswer]]] = [
        ("near", sizes.near, sorted(once, key=lambda one: one.confidence)),
        ("asked", sizes.asked, _most_asked(once)),
    ]
    for part, size, ordered in others:
        known = {drawn.answer.words for drawn in chosen}
        new = list({one.words: one for one in reversed([*ordered]) if one.words not in known}.values())[::-1]
        chosen += [Drawn(one, part) for one in new[:size]]
    return chosen


def _lot(week: date, turn: str) -> bytes:
    return hashlib.sha256(f"{week} {turn}".encode()).digest()


def _most_asked(answers: Sequence[GivenAnswer]) -> Iterator[GivenAnswer]:
    people: dict[str, set[str]] = {}
    for one in answers:
        people.setdefault(one.words, set()).add(one.asker)
    ordered = sorted(answers, key=lambda one: -len(people[one.words]))
    return (one for one in ordered if len(people[one.words]) >= _FEWEST)


@dataclass(frozen=True, slots=True)
class AuditCase:
    """An answer that was drawn, while its question's text is kept.

    `week` is the Monday of its week, `nearest` are the entries nearest to the question with the belief in each.
    `verdicts` are those that stand, the oldest first.
    """

    number: int
    week: date
    part: SamplePart
    text: str
    at: datetime
    language: Language
    entry: str
    nearest: tuple[tuple[str, float], ...]
    version: str
    verdicts: tuple[Made, ...] = ()

    def verdict_of(self, curator: str) -> Made | None:
        return next((made for made in self.verdicts if made.curator == curator), None)


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One answer that a curator may look at, and how many there are; `None` if there is none at that place."""

    case: AuditCase | None
    total: int


class AuditPort(Protocol):
    """Stores which answers were drawn, and what curators say of them."""

    async def undrawn(self, weeks: Sequence[date]) -> list[date]:
        """Those of some weeks (their Mondays) from which nothing was drawn yet."""

    async def answers(self, begins: datetime, ends: datetime) -> list[GivenAnswer]:
        """The answers of a time whose questions are kept."""

    async def keep(self, samples: Sequence[WeekSample]) -> None:
        """Keep the samples of some weeks, unless another process was quicker."""

    async def waiting(self, curator: str, since: date, place: int) -> AuditPage:
        """The answer at a place of a curator's queue, of weeks that began `since` then.

        First come those that nobody has looked at, the latest week first.
        """

    async def case(self, number: int) -> AuditCase | None:
        """An answer that was drawn; `None` if there is none, or its question is no longer kept."""

    async def judge(self, curator: str, case: AuditCase, verb: AuditVerb, now: datetime) -> Made:
        """Put a curator's verdict on the trail, in place of an earlier one of theirs; the same twice stays one."""


class Audit:
    """The queue of answers to look at. `clock` tells the time in the zone of the weeks."""

    def __init__(self, cases: AuditPort, clock: Callable[[], datetime], sizes: SampleSizes | None = None) -> None:
        self._cases = cases
        self._clock = clock
        self._sizes = sizes or SampleSizes()

    async def draw(self) -> None:
        """Draw the sample of each week that ended two days ago or earlier and has none yet."""
        now = self._clock()
        samples = []
        for monday in await self._cases.undrawn(figure_weeks((now - _EDITED).date())):
            begins = datetime.combine(monday, time(), now.tzinfo)
            answers = await self._cases.answers(begins.astimezone(UTC), (begins + _WEEK).astimezone(UTC))
            people = len({one.asker for one in answers})
            samples.append(WeekSample(monday, len(answers), people, sample(monday, answers, self._sizes)))
        if samples:
            await self._cases.keep(samples)

    async def waiting(self, curator: str, place: int = 0) -> AuditPage:
        """The answer at a place of a curator's queue; past its end, the first."""
        await self.draw()
        since = figure_weeks(self._clock().date())[0]
        page = await self._cases.waiting(curator, since, place)
        return page if page.case or not place else await self._cases.waiting(curator, since, 0)

    async def case(self, number: int) -> AuditCase | None:
        return await self._cases.case(number)

    async def judge(self, curator: str, case: AuditCase, verb: AuditVerb) -> Made:
        """Put a curator's verdict on the trail, in place of an earlier one of theirs."""
        return await self._cases.judge(curator, case, verb, self._clock())


_OTHERS = 3


def other_entries(case: AuditCase, library: Library) -> list[str]:
    """The entries and signposts nearest to the question, without the one that answered it."""
    return [name for name, _ in case.nearest if name != case.entry and library.find(name)][:_OTHERS]


def not_of_entry(case: AuditCase) -> Decision:
    """The decision that the question is none that the entry answers, although it resembles them."""
    return Decision("unlike", 0, 0, ((case.language, case.text),), case.entry, audited=case.number)


def asks_of_entry(case: AuditCase, entry: str) -> Decision:
    """The decision that the question must find another entry, which the gate tests from then on."""
    return Decision("asks", 0, 0, ((case.language, case.text),), entry, audited=case.number)
