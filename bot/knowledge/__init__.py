"""What the bot knows: entries, quotes and articles, read from YAML and checked. Needs no network and no database."""

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

__all__ = [
    "LANGUAGES",
    "Article",
    "ContentError",
    "Entry",
    "Language",
    "Library",
    "Outside",
    "PartialDate",
    "Problem",
    "Quote",
    "Section",
    "Trilingual",
    "examine",
    "lines_of",
    "load",
    "schema",
]
