"""The curators' desk: what waits for them, what they decide of it, and what that does to the content."""

from bot.desk.decisions import DRAFTS, RULED_OUT, VERBS, Decision, Draft, Made, Verb, decide, edits_of
from bot.desk.desk import AlreadyDecided, BadName, ContentPort, DeskPort, Office, Refused
from bot.desk.passages import Passage, joined, paragraphs, passage_from
from bot.desk.queue import Gap, Group, Page, Rush, Wanted, Why
from bot.desk.replay import Comparison, Difference, Past, Result, compare

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
    "Passage",
    "Past",
    "Refused",
    "Result",
    "Rush",
    "Verb",
    "Wanted",
    "Why",
    "compare",
    "decide",
    "edits_of",
    "joined",
    "paragraphs",
    "passage_from",
]
