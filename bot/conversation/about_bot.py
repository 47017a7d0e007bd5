"""What the bot says of itself: who runs it, what it rests on, how well it does in figures, how to report an error.

Each figure is of ten people or more, so none is told by it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.content import Entry, Language, Library
from bot.conversation.buttons import Press
from bot.conversation.message import Button, ButtonRows, Heading, Message, Paragraph
from bot.conversation.turns import Outcome
from bot.conversation.wording import Wording

_WEEKS = 13  # older answers say little of how the bot does now


def figure_weeks(today: date) -> list[date]:
    """The Mondays of the weeks of which the figures are, the oldest first: the last thirteen that are over."""
    this = today - timedelta(days=today.weekday())
    return [this - timedelta(weeks=number) for number in range(_WEEKS, 0, -1)]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The share of the answers from `first` to `last` that was wrong, 0..1, as curators found in a sample.

    `judged` answers, drawn by chance, were looked at; the true share lies between `low` and `high`, 95 times in 100.
    """

    first: date
    last: date
    judged: int
    wrong: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OutcomeShares:
    """What the bot replied from `first` to `last`: each outcome's share, 0..1; `None` means fewer than ten people."""

    first: date
    last: date
    shares: Mapping[Outcome, float | None]


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """All of them. `began` says whether anything was audited; `corrected` has the day of each entry's correction."""

    began: bool = False
    accuracy: Accuracy | None = None
    outcomes: OutcomeShares | None = None
    corrected: Mapping[str, date] = field(default_factory=dict)


NO_FIGURES = PublicFigures()


def no_figures() -> PublicFigures:
    """What is known where nobody counts."""
    return NO_FIGURES


def percent(share: float) -> int:
    """A share in whole per cent: more would say more than a sample of some dozens knows."""
    return round(100 * share)


_CORRECTIONS = 3  # of the latest, as /about is one message


def how_often_wrong(
    say: Wording, language: Language, figures: PublicFigures, entries: Iterable[Entry]
) -> Iterator[str]:
    """The paragraphs of it; none about what is not known. `entries` are all of the content."""
    if figures.accuracy:
        yield accuracy_sentence(say, language, figures.accuracy)
    if figures.outcomes:
        yield _shares(say, language, figures.outcomes)
    corrected = [entry for entry in entries if entry.correction]
    corrected.sort(key=lambda entry: str(figures.corrected.get(entry.id, "")), reverse=True)
    if corrected:
        lines = (_corrected(say, language, entry, figures) for entry in corrected[:_CORRECTIONS])
        yield "\n".join([say(language, "about-corrected", count=len(corrected)), *lines])


def accuracy_sentence(say: Wording, language: Language, accuracy: Accuracy) -> str:
    """The share that was wrong, with its interval and its period."""
    return say(
        language,
        "about-wrong",
        judged=accuracy.judged,
        first=say.date(language, accuracy.first),
        last=say.date(language, accuracy.last),
        wrong=percent(accuracy.wrong),
        low=percent(accuracy.low),
        high=percent(accuracy.high),
    )


def _shares(say: Wording, language: Language, outcomes: OutcomeShares) -> str:
    first, last = say.date(language, outcomes.first), say.date(language, outcomes.last)
    few = say(language, "about-few")
    told = {name: few if share is None else f"{percent(share)} %" for name, share in outcomes.shares.items()}
    lines = (
        say(language, "about-answer", share=told["answer"]),
        say(language, "about-choices", share=told["choices"]),
        say(language, "about-gap", share=told["gap"]),
        say(language, "about-unknown", share=told["unknown"]),
    )
    return "\n".join([say(language, "about-shares", first=first, last=last), *(f"• {line}" for line in lines)])


def _corrected(say: Wording, language: Language, entry: Entry, figures: PublicFigures) -> str:
    day = figures.corrected.get(entry.id)
    when = f" ({say.date(language, day)})" if day else ""
    correction = entry.correction[language] if entry.correction else ""
    return f"• {entry.question[language]}{when}: {correction}"


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the bot, as the settings say. Without a name, nobody is named."""

    name: str | None = None
    contact: str | None = None
    is_official: bool = False


NOBODY = Operator()


class SelfPortrait:
    """Answers questions about the bot. `figures` gives what everybody may know of how well it does, at the moment."""

    def __init__(
        self, library: Library, wording: Wording, operator: Operator, figures: Callable[[], PublicFigures]
    ) -> None:
        self._library = library
        self._wording = wording
        self._operator = operator
        self._public = figures

    def whole(self, language: Language) -> Message:
        """Who runs the bot, what it rests on, how fresh that is, and how to report an error."""
        say = self._wording
        lines = [
            say(language, "about"),
            " ".join(self._who_runs_it(language)),
            " ".join(self._rests_on(language)),
            *how_often_wrong(say, language, self._public(), self._library.entries.values()),
            say(language, "report-error"),
            say(language, "about-kept"),
        ]
        title = Heading(say(language, "about-title"))
        return Message((title, *map(Paragraph, lines)), self.to_sources(language))

    def part(self, kind: str, language: Language) -> Message:
        """The part of all that which somebody asks for."""
        say = self._wording
        match kind:
            case "report-error":
                return _plain(say(language, "report-error"))
            case "mydata":
                return _plain(say(language, "about-data"))
            case "trust":
                lines = [
                    say(language, "about-trust"),
                    " ".join(self._rests_on(language)),
                    say(language, "report-error"),
                ]
                return Message(tuple(map(Paragraph, lines)), self.to_sources(language))
            case "belief":
                voices = self._library.era.voices if self._library.era else None
                lines = [say(language, "about-belief"), *([voices[language]] if voices else [])]
                return Message(tuple(map(Paragraph, lines)), self.to_sources(language))
            case "person":
                contact = self._operator.contact
                lines = [
                    say(language, "about-person"),
                    *([say(language, "about-contact", contact=contact)] if contact else []),
                ]
                return Message(tuple(map(Paragraph, lines)))
            case _:
                return self.whole(language)

    def _who_runs_it(self, language: Language) -> Iterator[str]:
        say, operator = self._wording, self._operator
        yield say(language, "about-official" if operator.is_official else "about-unofficial")
        yield say(language, "about-operator", name=operator.name) if operator.name else say(language, "about-nobody")
        if operator.contact:
            yield say(language, "about-contact", contact=operator.contact)

    def _rests_on(self, language: Language) -> Iterator[str]:
        yield self._wording(language, "about-articles", count=len(self._library.articles))
        era = self._library.era
        if era and era.voices:
            yield era.voices[language]
        if last := self._library.last_day:
            yield self._wording(language, "about-fresh", date=self._wording.date(language, last))

    def to_sources(self, language: Language) -> ButtonRows:
        """The button that shows the articles."""
        return ((Button(self._wording(language, "see-sources"), str(Press("sources", under=language))),),)


def _plain(sentence: str) -> Message:
    return Message((Paragraph(sentence),))
