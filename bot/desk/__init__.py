"""The curators' desk: what waits for them, what they decide of it, and what that does to the content."""

from bot.desk.decisions import DRAFTS, RULED_OUT, VERBS, Decision, Draft, Made, Verb, decide, edits_of
from bot.desk.desk import AlreadyDecided, BadName, ContentPort, Desk, DeskPort, Refused
from bot.desk.passages import PickedPassage, joined, paragraphs, passage_from
from bot.desk.queue import Gap, Group, QueueFilter, QueuePage, Rush, Why
from bot.desk.replay import Difference, Past, Replay, Result, compare

__all__ = [
    "DRAFTS",
    "RULED_OUT",
    "VERBS",
    "AlreadyDecided",
    "BadName",
    "ContentPort",
    "Decision",
    "Desk",
    "DeskPort",
    "Difference",
    "Draft",
    "Gap",
    "Group",
    "Made",
    "Past",
    "PickedPassage",
    "QueueFilter",
    "QueuePage",
    "Refused",
    "Replay",
    "Result",
    "Rush",
    "Verb",
    "Why",
    "compare",
    "decide",
    "edits_of",
    "joined",
    "paragraphs",
    "passage_from",
]
