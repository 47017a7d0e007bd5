"""The curators' desk: unanswered questions in groups, what is decided of them, and what that does to the content."""

from bot.curation.against_log import Comparison, Difference, Past, Result, compare
from bot.curation.decisions import DRAFTS, RULED_OUT, VERBS, Decision, Draft, Made, Verb, decide, edits_of
from bot.curation.office import AlreadyDecided, BadName, ContentPort, DeskPort, Office, Refused
from bot.curation.publications import Publication, step_back
from bot.curation.queue import Gap, Group, Page, Wanted, Why

__all__ = [
    "DRAFTS",
    "RULED_OUT",
    "VERBS",
    "AlreadyDecided",
    "BadName",
    "Comparison",
    "ContentPort",
    "Decision",
    "DeskPort",
    "Difference",
    "Draft",
    "Gap",
    "Group",
    "Made",
    "Office",
    "Page",
    "Past",
    "Publication",
    "Refused",
    "Result",
    "Verb",
    "Wanted",
    "Why",
    "compare",
    "decide",
    "edits_of",
    "step_back",
]
