"""The order in which files are tested: those that take longest first, so that all workers end at about the same time.

pytest-xdist itself begins with the files that have most tests, and those with few tests are among the longest.
"""

import pytest

LONG = (
    "matching_project", "serving_without_database", "console_browser", "serving_killed", "serving_postgres", "hostile",
    "serving_context", "console_content_browser", "serving_notices", "serving_thoughts", "site_browser",
    "serving_personal", "desk_spreadsheet", "serving_health", "copying", "chart", "serving_odd_messages",
    "serving_flood", "serving_corrections", "serving_topics", "serving_review", "serving_desk_writing",
    "serving_answers", "serving_faults", "console_review", "serving_killed_between", "serving_desk", "serving_public",
    "notices", "serving_groups_of_gaps", "desk", "serving_webhook", "serving_live", "deploying", "console_forms",
    "matcher", "editing", "site", "commands", "console_keeping_forms", "console_login", "replication",
    "serving_ratings", "console_files", "serving_edits", "bot_api_rules", "clustering", "console_edit",
    "console_draft", "serving_waiting", "serving_console", "serving_standby", "serving_going_on", "serving_lists",
    "serving_settings", "continuation",
)  # fmt: skip
"""Longest first, by processor time and waiting. A file that is missing costs some seconds at the end, nothing more.

The first has to learn the whole content; those that a second and a third worker begin with must not need it.
"""

_PLACES = {f"test_{name}": place for place, name in enumerate(LONG)}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the long files to the front; the order within a file, and of all others, stays."""
    items.sort(key=lambda item: _PLACES.get(item.path.stem, len(LONG)))
