"""The curators' desk: what waits for them, what they decide, and what that does to the content."""

from bot.content.file_edits import FILE_VERBS, FileVerb
from bot.desk.decision import (
    CONTENT_VERBS,
    DRAFTS,
    RULED_OUT,
    VERBS,
    AlreadyDecided,
    BadName,
    Decision,
    Draft,
    Elsewhere,
    Made,
    Refused,
    StandsElsewhere,
    Verb,
    decide,
    edits_of,
)
from bot.desk.desk import Consent, ContentPort, Desk, DeskPort, Published
from bot.desk.impact import Impact, NeedsYes, Placed
from bot.desk.passages import PickedPassage, joined, paragraphs, passage_from
from bot.desk.queue import Gap, Group, QueueFilter, QueueOrder, QueuePage, Rush, Why
from bot.desk.replay import Difference, Past, Replay, Result, compare

__all__ = [
    "CONTENT_VERBS",
    "DRAFTS",
    "FILE_VERBS",
    "RULED_OUT",
    "VERBS",
    "AlreadyDecided",
    "BadName",
    "Consent",
    "ContentPort",
    "Decision",
    "Desk",
    "DeskPort",
    "Difference",
    "Draft",
    "Elsewhere",
    "FileVerb",
    "Gap",
    "Group",
    "Impact",
    "Made",
    "NeedsYes",
    "Past",
    "PickedPassage",
    "Placed",
    "Published",
    "QueueFilter",
    "QueueOrder",
    "QueuePage",
    "Refused",
    "Replay",
    "Result",
    "Rush",
    "StandsElsewhere",
    "Verb",
    "Why",
    "compare",
    "decide",
    "edits_of",
    "joined",
    "paragraphs",
    "passage_from",
]
