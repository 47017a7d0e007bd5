"""Which entry a message means: spelling, meaning, belief. Knows texts and ids, and nothing of what they say."""

from bot.matching.embedding import Embedder, SpellingOnly, VectorCache, load_embedder
from bot.matching.features import OUTSIDE, Neighbour, chat_meaning
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
    "load_embedder",
]
