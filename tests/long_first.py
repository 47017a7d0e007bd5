"""The order in which files are tested: those that take longest first, so that all workers end at about the same time.

pytest-xdist itself begins with the files that have most tests, and those with few tests are among the longest.
"""

import pytest

LONG = (
    "matching_project", "serving_without_database", "console_browser", "serving_context", "hostile", "serving_killed",
    "serving_corrections", "serving_flood", "serving_thoughts", "serving_desk_writing", "serving_notices",
    "serving_postgres", "serving_odd_messages", "console_content_browser", "serving_desk", "site_browser", "copying",
    "serving_review", "serving_health", "serving_answers", "serving_faults", "serving_topics", "serving_killed_between",
    "desk_spreadsheet", "chart", "serving_live", "serving_personal", "console_review", "deploying", "serving_public",
    "desk", "serving_groups_of_gaps", "serving_webhook", "console_forms", "matcher", "editing", "site", "commands",
    "console_keeping_forms", "console_login", "replication", "serving_ratings", "console_files", "serving_edits",
    "bot_api_rules", "clustering", "console_edit", "console_draft", "notices", "serving_waiting", "serving_console",
    "serving_standby", "serving_going_on", "serving_lists", "serving_settings", "continuation",
)  # fmt: skip
"""Longest first, by processor time and waiting. A file that is missing costs some seconds at the end, nothing more.

Those that mostly wait (for a database that is away, for a lock, for a browser) stand apart from each other, so that
another file has the processor meanwhile. The first has to learn the whole content; those that a second and a third
worker begin with must not need it.
"""

_PLACES = {f"test_{name}": place for place, name in enumerate(LONG)}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the long files to the front; the order within a file, and of all others, stays."""
    items.sort(key=lambda item: _PLACES.get(item.path.stem, len(LONG)))
