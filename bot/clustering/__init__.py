"""Decide which unanswered questions ask the same."""

from bot.clustering.background import Background, KnownText, known_texts
from bot.clustering.groups import Groups, Placement
from bot.clustering.question import ReadQuestion
from bot.clustering.similarity import Similarity, read_similarity

__all__ = [
    "Background",
    "Groups",
    "KnownText",
    "Placement",
    "ReadQuestion",
    "Similarity",
    "known_texts",
    "read_similarity",
]
