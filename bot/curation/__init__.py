"""The curators' desk: unanswered questions in groups, what is decided of them, and what that does to the content."""

from bot.curation.against_log import Comparison, Difference, Past, Result, compare
from bot.curation.background import Background
from bot.curation.decisions import DRAFTS, RULED_OUT, VERBS, Decision, Draft, Made, Verb, decide, edits_of
from bot.curation.grouping import Groups, Placement
from bot.curation.known import Known, known_texts
from bot.curation.likeness import Likeness, read_likeness
from bot.curation.office import AlreadyDecided, BadName, ContentPort, DeskPort, Office, Refused
from bot.curation.publications import Publication, step_back
from bot.curation.queue import Gap, Group, Page, Wanted, Why
from bot.curation.rushes import Rush
from bot.curation.written import Written

__all__ = [
    "DRAFTS",
    "RULED_OUT",
    "VERBS",
    "AlreadyDecided",
    "Background",
    "BadName",
    "Comparison",
    "ContentPort",
    "Decision",
    "DeskPort",
    "Difference",
    "Draft",
    "Gap",
    "Group",
    "Groups",
    "Known",
    "Likeness",
    "Made",
    "Office",
    "Page",
    "Past",
    "Placement",
    "Publication",
    "Refused",
    "Result",
    "Rush",
    "Verb",
    "Wanted",
    "Why",
    "Written",
    "compare",
    "decide",
    "edits_of",
    "known_texts",
    "read_likeness",
    "step_back",
]
