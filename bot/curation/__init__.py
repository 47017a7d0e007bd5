"""The curators' desk: unanswered questions in groups, what is decided of them, and what that does to the content."""

from bot.curation.against_log import Comparison, Difference, Past, Result, compare
from bot.curation.copies import Copies
from bot.curation.decisions import DRAFTS, Decision, Made, decide, edits_of
from bot.curation.publications import Publication, step_back
from bot.curation.queue import Gap, Group, Verb, Why, queue

__all__ = [
    "DRAFTS",
    "Comparison",
    "Copies",
    "Decision",
    "Difference",
    "Gap",
    "Group",
    "Made",
    "Past",
    "Publication",
    "Result",
    "Verb",
    "Why",
    "compare",
    "decide",
    "edits_of",
    "queue",
    "step_back",
]
