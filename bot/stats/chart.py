"""Draw the numbers of a period as one picture for a phone, in any of the three languages.

matplotlib is imported only when a picture is drawn: a bot that draws none saves the memory it takes.
"""

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Literal

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Wording
from bot.conversation.turns import Outcome
from bot.stats.numbers import Numbers, Tally, added

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


PictureFormat = Literal["png", "svg"]

_WIDTH, _DPI = 7.2, 150  # inches, and dots per inch: 1080 dots wide, as phones are
_LEGEND_GAP = 5  # letters between the words of two outcomes, for the square and some room
_MARGIN = 0.45  # inches
_HEAD, _DAYS, _LANGUAGES, _NOTHING, _FOOT = 2.55, 4.1, 2.35, 1.2, 0.75  # inches, from top to bottom
_TOPICS = 5
_MANY_DAYS = 62  # with more, a bar is a week: bars of days would be too narrow to tell apart
_TICKS = 6
_TITLE = 60  # characters of a topic's title that fit
_LONG = 6  # characters of a number that fit in large type
_HOURS = timedelta(days=2)  # below this, a time is given in hours
_OUTCOMES: tuple[Outcome, ...] = ("answer", "choices", "gap", "unknown", "chat")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture. Colour-blind people can tell the outcomes' colours apart (Okabe and Ito)."""

    paper: str
    ink: str
    faint: str
    line: str
    outcomes: tuple[str, str, str, str, str]


LIGHT = Palette("#ffffff", "#1b1f24", "#656d76", "#e3e6ea", ("#0072b2", "#e69f00", "#cc79a7", "#d55e00", "#c4cad1"))
DARK = Palette("#15191e", "#eef1f4", "#98a2ad", "#2b323a", ("#56a7e0", "#f0b429", "#d98cb8", "#e8743b", "#4d5763"))


def picture(
    numbers: Numbers, library: Library, language: Language, dark: bool = False, form: PictureFormat = "png"
) -> bytes:
    """The picture of a period, as the bytes of a PNG or an SVG file."""
    from matplotlib.figure import Figure  # see above

    palette = DARK if dark else LIGHT
    topics = _topics(numbers, library, language)
    asked = bool(numbers.overall.questions + numbers.overall.chat)
    below = 0.75 + 0.72 * len(topics) if topics else 0.0
    height = _HEAD + (_DAYS + _LANGUAGES + below if asked else _NOTHING) + _FOOT
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=palette.paper)
    sheet = _Sheet(figure, height, numbers, language, palette)
    sheet.head(_HEAD)
    if asked:
        sheet.days(_DAYS)
        sheet.languages(_LANGUAGES)
        sheet.topics(topics)
    else:
        sheet.nothing()
    sheet.foot()
    drawn = io.BytesIO()
    figure.savefig(drawn, format=form, facecolor=palette.paper)
    return drawn.getvalue()


def _topics(numbers: Numbers, library: Library, language: Language) -> list[tuple[str, int]]:
    """The titles of the sections with the most answers, each with its number of answers."""
    titles = {section.id: section.title[language] for section in library.sections}
    ranked = sorted(numbers.sections.items(), key=lambda pair: -pair[1].answer)
    return [(titles[section], tally.answer) for section, tally in ranked[:_TOPICS] if tally.answer]


class _Sheet:
    """A picture as it is drawn, from top to bottom; heights are in inches."""

    def __init__(self, figure: "Figure", height: float, numbers: Numbers, language: Language, palette: Palette) -> None:
        self._figure, self._height, self._numbers, self._palette = figure, height, numbers, palette
        self._language: Language = language
        self._top = 0.0
        self._dates = Wording()
        self._desk = Wording(FOLDER)

    def _words(self, name: str, **values: str | int) -> str:
        return self._desk(self._language, name, **values)

    def _write(self, text: str, x: float, y: float, size: float, **looks: Any) -> None:
        """Write a text, `x` inches from the left and `y` below the top. A dollar sign does not start a formula."""
        text_looks: dict[str, Any] = {"color": self._palette.ink, "parse_math": False, **looks}
        self._figure.text(x / _WIDTH, 1 - y / self._height, text, fontsize=size, **text_looks)

    def _axes(self, x: float, y: float, width: float, height: float) -> "Axes":
        """Axes without a frame, `x` inches from the left and `y` below the top; sizes in inches."""
        box = (x / _WIDTH, 1 - (y + height) / self._height, width / _WIDTH, height / self._height)
        axes = self._figure.add_axes(box, facecolor="none")
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, colors=self._palette.faint, labelsize=12)
        return axes

    def head(self, height: float) -> None:
        """The title, the period, and the four most important numbers."""
        period = self._numbers.period
        first, last = (self._dates.date(self._language, day) for day in (period.first, period.last))
        self._write(self._words("numbers-title"), _MARGIN, 0.72, 25, weight="bold")
        self._write(self._words("numbers-period", first=first, last=last), _MARGIN, 1.1, 13, color=self._palette.faint)
        overall, people = self._numbers.overall, self._numbers.people
        share = "–" if overall.answered is None else f"{overall.answered:.0%}"
        told = [
            (_spaced(overall.questions), self._words("count-questions", count=overall.questions)),
            (_spaced(people), self._words("count-people", count=people)),
            (share, self._words("count-answered")),
            (f"{_spaced(overall.liked)} / {_spaced(overall.disliked)}", self._words("count-rated")),
        ]
        places = (0.0, 1.55, 2.9, 4.55)
        size = 22 if max(len(number) for number, _ in told[:3]) <= _LONG and len(told[3][0]) <= 1.5 * _LONG else 17
        for place, (number, words) in zip(places, told, strict=True):
            self._write(number, _MARGIN + place, 1.83, size, weight="bold")
            self._write(words, _MARGIN + place, 2.14, 12, color=self._palette.faint)
        self._top = height

    def _heading(self, name: str) -> None:
        self._write(self._words(name), _MARGIN, self._top + 0.3, 16, weight="bold")

    def days(self, height: float) -> None:
        """One bar per day, or per week, with the outcomes stacked, and a legend."""
        bars = self._bars()
        self._heading("numbers-by-day" if len(bars) == len(self._numbers.days) else "numbers-by-week")
        self._legend(self._top + 0.66)
        axes = self._axes(_MARGIN + 0.35, self._top + 0.95, _WIDTH - 2 * _MARGIN - 0.35, height - 1.65)
        self._stacked([tally for _, tally in bars], lambda left, counts, colour: axes.bar(
            range(len(bars)), counts, 0.78, bottom=left, color=colour, linewidth=0))  # fmt: skip
        ticks = range(len(bars) - 1, -1, -math.ceil(len(bars) / _TICKS))
        axes.set_xticks(list(ticks), [f"{bars[tick][0]:%d.%m}" for tick in ticks])
        axes.set_xlim(-0.6, max(len(bars), 7) - 0.4)
        axes.locator_params(axis="y", integer=True, nbins=4)
        axes.grid(axis="y", color=self._palette.line, linewidth=1)
        axes.set_axisbelow(True)
        self._top += height

    def _bars(self) -> list[tuple[date, Tally]]:
        """The first day of each bar, and its numbers. The last week ends with the period; the first may be short."""
        days = list(self._numbers.days.items())
        if len(days) <= _MANY_DAYS:
            return days
        weeks = [days[max(end - 7, 0) : end] for end in range(len(days), 0, -7)]
        return [(week[0][0], added(tally for _, tally in week)) for week in reversed(weeks)]

    def _stacked(self, tallies: Sequence[Tally], draw: Callable[[list[int], list[int], str], object]) -> None:
        left = [0] * len(tallies)
        for outcome, colour in zip(_OUTCOMES, self._palette.outcomes, strict=True):
            counts = [int(getattr(tally, outcome)) for tally in tallies]
            draw(left, counts, colour)
            left = [before + count for before, count in zip(left, counts, strict=True)]

    def _legend(self, y: float) -> None:
        axes = self._axes(_MARGIN, y - 0.14, _WIDTH - 2 * _MARGIN, 0.2)
        said = [self._words(f"outcome-{outcome}") for outcome in _OUTCOMES]
        room = [len(words) + _LEGEND_GAP for words in said]  # long words next to each other would overlap
        axes.set(xlim=(0, sum(room)), ylim=(0, 1), xticks=[], yticks=[])
        place = 0
        for words, width, colour in zip(said, room, self._palette.outcomes, strict=True):
            axes.scatter([place + 0.5], [0.5], s=90, marker="s", color=colour, linewidths=0)
            axes.text(place + 1.6, 0.5, words, va="center_baseline", fontsize=12.5, color=self._palette.ink)
            place += width

    def languages(self, height: float) -> None:
        """One bar per language, with the outcomes stacked."""
        self._heading("numbers-by-language")
        axes = self._axes(_MARGIN + 1.45, self._top + 0.5, _WIDTH - 2 * _MARGIN - 2.2, height - 0.8)
        tallies = [self._numbers.languages[language] for language in LANGUAGES]
        rows = range(len(tallies))
        self._stacked(tallies, lambda left, counts, colour: axes.barh(
            rows, counts, 0.56, left=left, color=colour, linewidth=0))  # fmt: skip
        totals = [tally.questions + tally.chat for tally in tallies]
        axes.set(xlim=(0, max(totals)), ylim=(len(tallies) - 0.5, -0.5), xticks=[])
        axes.set_yticks(list(rows), [self._words(f"language-{language}") for language in LANGUAGES])
        axes.tick_params(axis="y", labelsize=13.5, labelcolor=self._palette.ink, pad=0)
        for label in axes.get_yticklabels():
            label.set_horizontalalignment("left")
            label.set_x(-1.45 / (_WIDTH - 2 * _MARGIN - 2.2))
        for row, total in zip(rows, totals, strict=True):
            axes.annotate(_spaced(total), (total, row), xytext=(6, 0), textcoords="offset points",
                          va="center_baseline", fontsize=12.5, color=self._palette.faint)  # fmt: skip
        self._top += height

    def topics(self, topics: Sequence[tuple[str, int]]) -> None:
        """One bar per topic, below the topic's title, which may be long."""
        if not topics:
            return
        self._heading("numbers-by-topic")
        width = _WIDTH - 2 * _MARGIN - 0.75
        for row, (title, answers) in enumerate(topics):
            y = self._top + 0.78 + 0.72 * row
            self._write(shorten(title, _TITLE, placeholder="…"), _MARGIN, y, 13.5)
            axes = self._axes(_MARGIN, y + 0.1, width, 0.16)
            axes.barh([0], [answers], 1.0, color=self._palette.outcomes[0], linewidth=0)
            axes.set(xlim=(0, topics[0][1]), ylim=(-0.5, 0.5), xticks=[], yticks=[])
            end = _MARGIN + width * answers / topics[0][1] + 0.1
            self._write(_spaced(answers), end, y + 0.24, 12.5, color=self._palette.faint)

    def nothing(self) -> None:
        self._write(self._words("numbers-none"), _MARGIN, self._top + 0.5, 14)

    def foot(self) -> None:
        """How many questions wait for a curator, and how soon curators decide."""
        told = [self._words("gaps-waiting", count=self._numbers.waiting)]
        closing = self._numbers.closing
        if closing is not None and closing < _HOURS:
            told.append(self._words("gaps-closed-in-hours", count=closing // timedelta(hours=1)))
        elif closing is not None:
            told.append(self._words("gaps-closed-in-days", count=closing // timedelta(days=1)))
        self._write("  ·  ".join(told), _MARGIN, self._height - 0.4, 12.5, color=self._palette.faint)


def _spaced(number: int) -> str:
    """A number with narrow spaces between its thousands."""
    return f"{number:,}".replace(",", "\u202f")


FOLDER = Path(__file__).parent / "wording"
