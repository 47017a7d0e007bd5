"""Which unanswered questions are the same."""

from bot.clustering.background import Background, Known, known_texts
from bot.clustering.groups import Groups, Placement
from bot.clustering.question import Written
from bot.clustering.similarity import Likeness, read_likeness

__all__ = [
    "Background",
    "Groups",
    "Known",
    "Likeness",
    "Placement",
    "Written",
    "known_texts",
    "read_likeness",
]
