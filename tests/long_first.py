"""The order in which files are tested: those that take longest first, so that all workers end at about the same time.

pytest-xdist itself begins with the files that have most tests, and those with few tests are among the longest.
"""

import pytest

LONG = (
    "matching_project", "console_browser", "copying", "serving_answers", "serving_killed", "serving_corrections",
    "serving_context", "serving_health", "serving_desk", "serving_desk_writing", "serving_webhook", "notices",
    "serving_without_database", "serving_standby", "serving_postgres", "serving_killed_between", "serving_public",
    "serving_personal", "serving_notices", "serving_review", "serving_topics", "serving_ratings", "serving_thoughts",
    "serving_console", "serving_faults", "serving_flood", "serving_edits", "serving_lists", "serving_going_on",
    "serving_groups_of_gaps", "serving_live", "serving_waiting", "serving_settings", "site_browser", "site", "matcher",
    "desk_spreadsheet", "commands", "editing", "hostile", "chart", "replication", "continuation",
)  # fmt: skip
"""Longest first, by processor time and waiting. A file that is missing costs some seconds at the end, nothing more.

The first has to learn the whole content; those that a second and a third worker begin with must not need it.
"""

_PLACES = {f"test_{name}": place for place, name in enumerate(LONG)}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the long files to the front; the order within a file, and of all others, stays."""
    items.sort(key=lambda item: _PLACES.get(item.path.stem, len(LONG)))
