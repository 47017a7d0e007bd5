"""The system card: the same in three languages, and no figure in it that was not measured or cannot be counted."""

import re

import pytest
from running import PROJECT

from bot.content import LANGUAGES, Language
from bot.matching.thresholds import CHOICES, FALSE_ANSWER

CARDS = {
    language: (PROJECT / "docs" / f"system-card.{language}.md").read_text(encoding="utf-8") for language in LANGUAGES
}
MEASURED = (PROJECT / "docs" / "measurements.md").read_text(encoding="utf-8")


def rows(card: str) -> list[list[str]]:
    """The figures of the table, line by line; decimals, which Kazakh and Russian part with a comma, after a point."""
    lines = [line for line in card.splitlines() if line.startswith("| ") and "%" in line]
    return [[found.replace(",", ".") for found in re.findall(r"\d+(?:[.,]\d+ %)?", line)] for line in lines]


@pytest.mark.parametrize(("language", "mark"), [("kk", ","), ("ru", ","), ("en", ".")])
def test_decimals_are_written_as_the_language_writes_them(language: Language, mark: str) -> None:
    assert set(re.findall(r"\d([.,])\d+ %", CARDS[language])) == {mark}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_was_measured(language: Language) -> None:
    figures = {figure for row in rows(CARDS[language]) for figure in row}

    assert len(figures) > 10
    assert {figure for figure in figures if not re.search(rf"(?<![\d.]){re.escape(figure)}", MEASURED)} == set()


def test_the_cards_say_the_same() -> None:
    assert rows(CARDS["kk"]) == rows(CARDS["ru"]) == rows(CARDS["en"])
    assert len({card.count("\n## ") for card in CARDS.values()}) == 1
    assert len({card.count("\n- ") for card in CARDS.values()}) == 1


def test_what_is_counted_is_what_was_measured() -> None:
    counted = re.search(r"(\d+) entries and (\d+) signposts", MEASURED)
    assert counted
    for card in CARDS.values():
        assert set(counted.groups()) <= set(re.findall(r"\d+", card))
    assert "six times as much" in CARDS["en"]
    assert FALSE_ANSWER / CHOICES == 6
