"""Find which entry a message means, by spelling, meaning and belief. Knows texts and ids, not what they are about."""

from bot.matching.embedding import Embedder, SpellingOnly, VectorCache, load_embedder
from bot.matching.features import OUTSIDE, Neighbour, chat_meaning, gap_meaning
from bot.matching.matcher import Learned, Match, Matcher
from bot.matching.thresholds import Verdict
from bot.matching.understanding import Candidate, Explanation, Understanding

__all__ = [
    "OUTSIDE",
    "Candidate",
    "Embedder",
    "Explanation",
    "Learned",
    "Match",
    "Matcher",
    "Neighbour",
    "SpellingOnly",
    "Understanding",
    "VectorCache",
    "Verdict",
    "chat_meaning",
    "gap_meaning",
    "load_embedder",
]
