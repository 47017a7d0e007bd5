"""The order in which files are tested: those that take longest first, so that all workers end at about the same time.

pytest-xdist itself begins with the files that have most tests, and those with few tests are among the longest.
"""

import pytest

LONG = (
    "matching_project", "serving_without_database", "console_browser", "serving_context", "serving_killed", "hostile",
    "serving_thoughts", "sixth_article", "serving_corrections", "serving_odd_messages", "serving_health",
    "serving_desk_writing", "console_content_browser", "serving_faults", "serving_personal", "serving_desk",
    "site_browser", "copying", "time_limit", "site_command", "desk_spreadsheet", "half_sent", "serving_flood", "chart",
    "serving_locked", "serving_privacy", "serving_pooled", "readings", "serving_inline", "monitoring",
    "serving_notices", "warm", "serving_review", "memory", "serving_topics", "replication", "matcher", "demo", "desk",
    "worker", "edits", "grouping_job", "serving_groups", "desk_moves", "deploying", "serving_groups_of_gaps",
    "share_card", "desk_publishing", "serving_answers", "intake", "site", "serving_killed_between", "serving_guest",
    "serving_live", "serving_audit", "serving_proposals", "serving_pause", "serving_forwards", "serving_time",
    "serving_postgres", "serving_ratings", "serving_pictures", "serving_against_log",
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
