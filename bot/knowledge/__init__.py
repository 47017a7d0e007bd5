"""What the bot knows: entries, quotes and articles, read from YAML and checked. Needs no network and no database."""

from bot.knowledge.editing import NewEntry, NewQuote, add_outside, add_phrasings, add_unlike, draft_entry
from bot.knowledge.edits import Edit, EditConflict, UnknownEntry
from bot.knowledge.entries import (
    LANGUAGES,
    Article,
    Entry,
    Language,
    Library,
    Outside,
    PartialDate,
    Quote,
    Section,
    Trilingual,
)
from bot.knowledge.forms import schema
from bot.knowledge.loading import examine, lines_of, load
from bot.knowledge.problems import ContentError, Problem
from bot.knowledge.snapshots import Changes, Snapshot

__all__ = [
    "LANGUAGES",
    "Article",
    "Changes",
    "ContentError",
    "Edit",
    "EditConflict",
    "Entry",
    "Language",
    "Library",
    "NewEntry",
    "NewQuote",
    "Outside",
    "PartialDate",
    "Problem",
    "Quote",
    "Section",
    "Snapshot",
    "Trilingual",
    "UnknownEntry",
    "add_outside",
    "add_phrasings",
    "add_unlike",
    "draft_entry",
    "examine",
    "lines_of",
    "load",
    "schema",
]
