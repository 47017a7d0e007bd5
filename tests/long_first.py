"""The order in which files are tested: those that take longest first, so that all workers end at about the same time.

Two of them that begin together must not both learn the project's whole content: `test_serving_…` and
`test_matching_project` do, so at the very beginning only one of them is asked.
"""

from pathlib import Path

import pytest

LONG = (
    "test_matching_project", "test_console_browser", "test_serving_killed",
)  # fmt: skip
"""Longest first, as measured; where a file is missing from it, only some seconds are lost."""

_PLACES = {name: place for place, name in enumerate(LONG)}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the long files to the front; the order within a file, and of all others, stays."""
    items.sort(key=lambda item: _PLACES.get(Path(item.path).stem, len(LONG)))
