"""The curators' desk: unanswered questions in groups, what is decided of them, and what that does to the content."""

from bot.curation.decisions import DRAFTS, RULED_OUT, VERBS, Decision, Draft, Made, Verb, decide, edits_of
from bot.curation.office import AlreadyDecided, BadName, ContentPort, DeskPort, Office, Refused
from bot.curation.queue import Gap, Group, Page, Wanted, Why
from bot.curation.rushes import Rush

__all__ = [
    "DRAFTS",
    "RULED_OUT",
    "VERBS",
    "AlreadyDecided",
    "BadName",
    "ContentPort",
    "Decision",
    "DeskPort",
    "Draft",
    "Gap",
    "Group",
    "Made",
    "Office",
    "Page",
    "Refused",
    "Rush",
    "Verb",
    "Wanted",
    "Why",
    "decide",
    "edits_of",
]
