"""What the bot knows: entries, quotes and articles, read from YAML and checked. Needs no network and no database."""

from bot.content.editing import NewEntry, NewQuote, add_asks, add_outside, add_phrasings, add_unlike, draft_entry
from bot.content.entries import (
    LANGUAGES,
    Article,
    Entry,
    Era,
    Figure,
    Language,
    Library,
    OfficialAddress,
    Outside,
    PartialDate,
    Quote,
    Section,
    Sentence,
    Signpost,
    Trilingual,
)
from bot.content.forms import schema
from bot.content.library import check_files, load, spots_of
from bot.content.problems import ContentError, Edit, EditConflict, NotDone, Problem, UnknownEntry
from bot.content.quotes import quote_of, translated
from bot.content.snapshots import Changes, Publication, Snapshot, step_back
from bot.content.standing import Standing, UseKind, in_the_way, take_out

__all__ = [
    "LANGUAGES",
    "Article",
    "Changes",
    "ContentError",
    "Edit",
    "EditConflict",
    "Entry",
    "Era",
    "Figure",
    "Language",
    "Library",
    "NewEntry",
    "NewQuote",
    "NotDone",
    "OfficialAddress",
    "Outside",
    "PartialDate",
    "Problem",
    "Publication",
    "Quote",
    "Section",
    "Sentence",
    "Signpost",
    "Snapshot",
    "Standing",
    "Trilingual",
    "UnknownEntry",
    "UseKind",
    "add_asks",
    "add_outside",
    "add_phrasings",
    "add_unlike",
    "check_files",
    "draft_entry",
    "in_the_way",
    "load",
    "quote_of",
    "schema",
    "spots_of",
    "step_back",
    "take_out",
    "translated",
]
