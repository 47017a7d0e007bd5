"""The numbers of a period: what people asked, what the bot replied, how they rated it, how soon gaps are closed.

The caller brings the counts, the days and the time zone; nothing here knows a clock or a database. Everybody may see
only figures from which no person and no single message could be told.
"""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from operator import attrgetter
from typing import Any, TypeVar

from bot.content import LANGUAGES, Language, Library
from bot.conversation.about_bot import OutcomeShares, PublicFigures
from bot.conversation.personal_data import Surface
from bot.conversation.turns import Outcome
from bot.stats.audit import PEOPLE, AuditNumbers, accuracy

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included, as they begin and end in a time zone."""

    first: date
    last: date
    zone: tzinfo

    @classmethod
    def until(cls, last: date, days: int, zone: tzinfo) -> "Period":
        """The period of `days` days that ends with `last`."""
        return cls(last - timedelta(days=days - 1), last, zone)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day, the oldest first."""
        return tuple(self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))

    def begins(self, day: date) -> datetime:
        """The moment at which a day begins, in UTC."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The moments at which the period begins and ends, in UTC."""
        return self.begins(self.first), self.begins(self.last + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class AskedCount:
    """How many messages of one day and language had the same outcome. `declined`: none of the choices was wanted."""

    day: date
    language: Language
    outcome: Outcome
    declined: bool
    count: int


@dataclass(frozen=True, slots=True)
class EntryRating:
    """One 👍 or 👎 of an entry. The language is the question's, if it is still known."""

    day: date
    entry: str
    liked: bool
    reason: str | None
    language: Language | None


@dataclass(frozen=True, slots=True)
class Ways:
    """How people reached the bot: questions by where they were asked, and answers that they sent into other chats.

    `chosen`: from what they typed there; `shared`: with the button under an answer.
    """

    surfaces: Mapping[Surface, int] = field(default_factory=dict)
    chosen: int = 0
    shared: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """What a database knows of a period.

    `answered`: how many messages were answered with which entries. `closed`: for each decision made in the period, how
    long the first of its questions had waited. `waiting`: the questions of any time that still wait for a decision.
    """

    asked: Sequence[AskedCount]
    answered: Mapping[tuple[str, ...], int]
    rated: Sequence[EntryRating]
    people: int
    closed: Sequence[timedelta]
    waiting: int
    ways: Ways = Ways()
    gaps: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    """How many messages each signpost was the reply to."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Messages by outcome, and how people took them.

    `gap`: what the articles are known not to say. `declined`: messages whose choices were all unwanted.
    """

    answer: int = 0
    choices: int = 0
    gap: int = 0
    unknown: int = 0
    chat: int = 0
    declined: int = 0
    liked: int = 0
    disliked: int = 0

    @property
    def questions(self) -> int:
        """All messages except small talk."""
        return self.answer + self.choices + self.gap + self.unknown

    @property
    def answered(self) -> float | None:
        """The share of the questions that got an answer, 0..1; `None` if nothing was asked."""
        return self.answer / self.questions if self.questions else None


_COLUMNS = tuple(column.name for column in fields(Tally))
_columns = attrgetter(*_COLUMNS)
_LIKED, _DISLIKED = Tally(liked=1), Tally(disliked=1)


@dataclass(frozen=True, slots=True)
class Received:
    """How often an entry was the answer, and how people rated it; 👎 by their reasons, "" if none was given."""

    entry: str
    asked: int = 0
    liked: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def disliked(self) -> int:
        """The number of 👎."""
        return sum(self.reasons.values())


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a period.

    `closing`: the median time that a gap waited for its decision. `gaps`: how often each theme was asked for that the
    articles do not speak of, the commonest first.
    """

    period: Period
    overall: Tally
    days: Mapping[date, Tally]
    languages: Mapping[Language, Tally]
    sections: Mapping[str, Tally]
    entries: tuple[Received, ...]
    people: int
    closed: int
    closing: timedelta | None
    waiting: int
    ways: Ways = Ways()
    gaps: Mapping[str, int] = field(default_factory=dict)

    @property
    def weeks(self) -> Mapping[date, Tally]:
        """The days added up by week, each under its Monday."""
        days: dict[date, list[Tally]] = {}
        for day, tally in self.days.items():
            days.setdefault(day - timedelta(days=day.weekday()), []).append(tally)
        return {monday: added(tallies) for monday, tallies in sorted(days.items())}


def numbers_of(period: Period, counts: Counts, library: Library) -> Numbers:
    """Add up the counts. Sections are in the order of the library, the most asked entries first.

    A message answered with an entry that no longer exists counts for no section.
    """
    section_of = {entry.id: entry.section for entry in library.entries.values()}
    ratings = [(one, _LIKED if one.liked else _DISLIKED) for one in counts.rated]
    both: list[tuple[AskedCount | EntryRating, Tally]] = [*((one, _asked(one)) for one in counts.asked), *ratings]
    in_sections = [
        *((section_of.get(one.entry), tally) for one, tally in ratings),
        *(
            (section, Tally(answer=count))
            for entries, count in counts.answered.items()
            for section in {section_of.get(name) for name in entries}
        ),
    ]
    days = _by(period.days, ((one.day, tally) for one, tally in both))
    return Numbers(
        period=period,
        overall=added(days.values()),
        days=days,
        languages=_by(LANGUAGES, ((one.language, tally) for one, tally in both)),
        sections=_by([section.id for section in library.sections], in_sections),
        entries=_received(counts),
        people=counts.people,
        closed=len(counts.closed),
        closing=_median(counts.closed),
        waiting=counts.waiting,
        ways=counts.ways,
        gaps=_gaps(counts, library),
    )


def _gaps(counts: Counts, library: Library) -> dict[str, int]:
    """The themes of the signposts; one that no longer exists counts under its id."""
    found: dict[str, int] = {}
    for names, count in counts.gaps.items():
        for name in names:
            theme = library.signposts[name].gap if name in library.signposts else name
            found[theme] = found.get(theme, 0) + count
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _median(times: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=statistics.median(waited.total_seconds() for waited in times)) if times else None


def _asked(one: AskedCount) -> Tally:
    return Tally(**{one.outcome: one.count}, declined=one.count if one.declined else 0)


def added(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies, column by column."""
    return Tally(*map(sum, zip(*map(_columns, tallies), strict=True)))


def _by(keys: Iterable[K], tallies: Iterable[tuple[K | None, Tally]]) -> dict[K, Tally]:
    """The sum for each key; tallies with another key are left out."""
    parts: dict[K | None, list[Tally]] = {}
    for key, tally in tallies:
        parts.setdefault(key, []).append(tally)
    return {key: added(parts.get(key, ())) for key in keys}


def _received(counts: Counts) -> tuple[Received, ...]:
    asked: dict[str, int] = {}
    for entries, count in counts.answered.items():
        for entry in entries:
            asked[entry] = asked.get(entry, 0) + count
    liked: dict[str, int] = {}
    reasons: dict[str, dict[str, int]] = {}
    for rating in counts.rated:
        if rating.liked:
            liked[rating.entry] = liked.get(rating.entry, 0) + 1
        else:
            given = reasons.setdefault(rating.entry, {})
            given[rating.reason or ""] = given.get(rating.reason or "", 0) + 1
    known = {**asked, **liked, **reasons}
    received = (Received(name, asked.get(name, 0), liked.get(name, 0), reasons.get(name, {})) for name in known)
    return tuple(sorted(received, key=lambda one: (-one.asked, -one.disliked, -one.liked, one.entry)))


def figures(numbers: Numbers) -> dict[str, Any]:
    """The numbers as plain values for JSON: days as `2026-03-15`, times in hours."""
    period = numbers.period
    return {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "people": numbers.people,
        "overall": _plain(numbers.overall),
        "days": _plainly(numbers.days, date.isoformat),
        "languages": _plainly(numbers.languages, str),
        "sections": _plainly(numbers.sections, str),
        "entries": [
            {"entry": one.entry, "asked": one.asked, "liked": one.liked, "disliked": one.disliked}
            | {"reasons": dict(one.reasons)}
            for one in numbers.entries
        ],
        "surfaces": dict(numbers.ways.surfaces),
        "sent_into_chats": {"chosen": numbers.ways.chosen, "shared": numbers.ways.shared},
        "gaps": {
            "waiting": numbers.waiting,
            "closed": numbers.closed,
            "median_hours": None if numbers.closing is None else round(numbers.closing.total_seconds() / 3600, 1),
            "themes": dict(numbers.gaps),
        },
    }


def _plainly(tallies: Mapping[K, Tally], name: Callable[[K], str]) -> dict[str, Any]:
    return {name(key): _plain(tally) for key, tally in tallies.items()}


def _plain(tally: Tally) -> dict[str, Any]:
    share = tally.answered
    counts = dict(zip(_COLUMNS, _columns(tally), strict=True))
    return {"questions": tally.questions, "answered": None if share is None else round(share, 4), **counts}


_SHOWN: tuple[Outcome, ...] = ("answer", "choices", "gap", "unknown")


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many messages had an outcome, and by how many people."""

    messages: int
    people: int


def outcome_shares(weeks: list[date], counts: Mapping[str, OutcomeCount]) -> OutcomeShares | None:
    """The share of each outcome; `None` if nothing was asked in these weeks (their Mondays).

    A group of fewer than ten people is not told. If it is the only such group, the next smallest is not told either:
    the others add up to everything, and it could be reckoned.
    """
    known = {outcome: counts.get(outcome, OutcomeCount(0, 0)) for outcome in _SHOWN}
    asked = sum(one.messages for one in known.values())
    if not asked or not weeks:
        return None
    by_people = sorted(_SHOWN, key=lambda outcome: known[outcome].people)
    hidden = [outcome for outcome in by_people if 0 < known[outcome].people < PEOPLE]
    if len(hidden) == 1:
        hidden += [outcome for outcome in by_people if known[outcome].people and outcome not in hidden][:1]
    shares = {outcome: None if outcome in hidden else known[outcome].messages / asked for outcome in _SHOWN}
    return OutcomeShares(weeks[0], weeks[-1] + timedelta(days=6), shares)


def public_figures(
    audit: AuditNumbers, weeks: list[date], counts: Mapping[str, OutcomeCount], corrected: Mapping[str, date]
) -> PublicFigures:
    """What everybody may know. `corrected` has the day on which each corrected entry was."""
    return PublicFigures(audit.judged > 0, accuracy(audit), outcome_shares(weeks, counts), corrected)
