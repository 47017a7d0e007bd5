"""The picture of the numbers: what stands on it, in each language, and that all of it is on the paper."""

import io
import re
import subprocess
import sys
import warnings
from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from PIL import Image
from running import PROJECT
from small_library import LIBRARY

from bot.content import LANGUAGES, Language, Section, Trilingual
from bot.stats.chart import DARK, LIGHT, Palette, picture
from bot.stats.numbers import AskedCount, Counts, EntryRating, Numbers, Period, numbers_of

DAY = date(2026, 3, 10)
LONG = "Ең ұзақ бөлім атауы: әлеуметтік-экономикалық мәселелер, құқықтар мен міндеттер"
NAMED = replace(
    LIBRARY,
    sections=(Section("parliament", Trilingual(LONG, "Цена $5 и $6", "Parliament")), *LIBRARY.sections[1:]),
)


def numbers(days: int = 30, each: int = 5, closing: timedelta | None = timedelta(hours=5)) -> Numbers:
    """Numbers of so many days, on each of which so many messages of every kind came."""
    period = Period.until(DAY, days, UTC)
    asked = [
        AskedCount(day, language, outcome, False, each)
        for day in period.days for language in LANGUAGES for outcome in ("answer", "choices", "unknown", "chat")
    ] if each else []  # fmt: skip
    answered: dict[tuple[str, ...], int] = {("seats",): 2 * each * days, ("vote",): each * days} if each else {}
    rated = [EntryRating(DAY, "seats", True, None, "kk")] * 2 + [EntryRating(DAY, "seats", False, "unclear", "kk")]
    counts = Counts(asked, answered, rated if each else [], each * days, [closing] if closing else [], 7)
    return numbers_of(period, counts, NAMED)


def texts(shown: Numbers, language: Language) -> list[str]:
    """What is written on a picture: in an SVG each text stands in a comment above its outlines."""
    drawn = picture(shown, NAMED, language, form="svg").decode()
    return re.findall(r"<!-- (.*?) -->", drawn)


def image(shown: Numbers, language: Language, dark: bool = False) -> Image.Image:
    """A picture as it is seen."""
    return Image.open(io.BytesIO(picture(shown, NAMED, language, dark))).convert("RGB")


def colors(seen: Image.Image) -> set[str]:
    """Which colours there are in (a part of) a picture."""
    counted = seen.getcolors(1 << 20) or []
    return {"#{:02x}{:02x}{:02x}".format(*color) for _, color in counted if isinstance(color, tuple)}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", ["Сұрақтар мен жауаптар", "сұрақ", "Күндер бойынша", "жауап жоқ", "Қазақша"]),
        ("ru", ["Вопросы и ответы", "вопросов", "По дням", "нет ответа", "Казахский", "Цена $5 и $6"]),
        ("en", ["Questions and answers", "questions", "By day", "no answer", "Kazakh", "Parliament"]),
    ],
)
def test_a_picture_speaks_its_language(language: Language, said: list[str]) -> None:
    written = texts(numbers(), language)

    assert [text for text in said if text not in written] == []


def test_the_numbers_stand_on_it() -> None:
    written = texts(numbers(), "en")

    assert {"1\u202f350", "150", "33%", "2 / 1", "600", "300", "title of people, en"} <= set(written)
    assert written[-1] == "Waiting for an editor: 7  ·  Usually dealt with in 5 hours"
    assert "9 February 2026 – 10 March 2026" in written


@pytest.mark.parametrize(
    ("closing", "said"),
    [
        (timedelta(minutes=59), "  ·  Usually dealt with in less than an hour"),
        (timedelta(hours=1), "  ·  Usually dealt with in 1 hour"),
        (timedelta(hours=47.9), "  ·  Usually dealt with in 47 hours"),
        (timedelta(days=2), "  ·  Usually dealt with in 2 days"),
        (None, ""),
    ],
)
def test_how_soon_gaps_are_closed_is_said_as_one_would(closing: timedelta | None, said: str) -> None:
    assert texts(numbers(1, closing=closing), "en")[-1] == f"Waiting for an editor: 7{said}"


def test_bars_of_a_long_time_are_weeks() -> None:
    assert "By day" in texts(numbers(62), "en")
    assert "By week" in texts(numbers(63), "en")


def test_where_nothing_was_asked_the_picture_says_so() -> None:
    written = texts(numbers(each=0), "en")

    assert "Nobody asked anything in these days." in written
    assert "By day" not in written


def test_a_title_too_long_for_a_line_is_cut_short() -> None:
    [cut] = [text for text in texts(numbers(), "kk") if text.startswith("Ең ұзақ")]

    assert cut.endswith("…") and LONG.startswith(cut[:-1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("each", [0, 40_000])
@pytest.mark.parametrize("days", [1, 365])
def test_nothing_is_cut_off_at_the_edge_and_no_letter_is_missing(language: Language, each: int, days: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of a letter that its font has not
        drawn = image(numbers(days, each), language)
    width, height = drawn.size
    edges = [(0, 0, 12, height), (width - 12, 0, width, height), (0, 0, width, 12), (0, height - 12, width, height)]

    assert width == 1080
    assert {color for edge in edges for color in colors(drawn.crop(edge))} == {LIGHT.paper}


@pytest.mark.parametrize(("dark", "palette"), [(False, LIGHT), (True, DARK)])
def test_a_picture_is_light_or_dark_and_has_a_colour_for_every_outcome(dark: bool, palette: Palette) -> None:
    drawn = image(numbers(), "kk", dark)

    assert colors(drawn.crop((0, 0, 1, 1))) == {palette.paper}
    assert set(palette.outcomes) <= colors(drawn)


def test_equal_numbers_make_equal_pictures() -> None:
    assert picture(numbers(3), NAMED, "kk") == picture(numbers(3), NAMED, "kk")


def test_a_bot_that_draws_nothing_does_not_load_what_draws_and_drawing_leaves_no_state() -> None:
    script = (
        "import sys, bot.cli; print('matplotlib' in sys.modules)\n"
        "sys.path.insert(0, 'tests'); import test_chart as t; t.picture(t.numbers(), t.NAMED, 'kk')\n"
        "print('matplotlib' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "True", "False"]
