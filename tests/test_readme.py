"""The README fits a screen or two, and begins with what a newcomer types."""

import re

import pytest
from pages import PROJECT, README, Page

LARGEST = 8000  # bytes


@pytest.fixture
def readme() -> Page:
    return Page(README)


def test_the_readme_is_short(readme: Page) -> None:
    assert len(readme.text.encode()) <= LARGEST


def test_the_first_commands_are_targets_of_make(readme: Page) -> None:
    targets = re.findall(r"^(\w+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    first = [line.split()[1] for line in readme.blocks[0].lines]

    assert first == ["run", "test"]
    assert set(first) <= set(targets)


def test_the_map_shows_every_room_and_no_other(readme: Page) -> None:
    shown = re.findall(r"^bot/(\w+)/", "\n".join(line for block in readme.blocks for line in block.lines), re.MULTILINE)
    rooms = {file.parent.name for file in (PROJECT / "bot").glob("*/__init__.py")}

    assert sorted(shown) == sorted(rooms)


def test_every_page_and_licence_is_linked(readme: Page) -> None:
    linked = {target.partition("#")[0] for target in readme.links}
    pages = {str(file.relative_to(PROJECT)) for file in (PROJECT / "docs").glob("*.md")}
    licences = {"LICENSE", "faq/LICENSE", "corpus/NOTICE"}

    assert pages | licences <= linked
