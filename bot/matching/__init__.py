"""Which entry a message means: spelling, meaning, belief. Knows texts and ids, and nothing of what they say."""

from bot.matching.explaining import Candidate, Explanation
from bot.matching.lessons import OUTSIDE, chat_meaning
from bot.matching.matcher import Learned, Match, Matcher
from bot.matching.meaning import Embedder, SpellingOnly, load_embedder
from bot.matching.memory import Memory
from bot.matching.neighbours import Neighbour
from bot.matching.understanding import Understanding
from bot.matching.verdict import Verdict

__all__ = [
    "OUTSIDE",
    "Candidate",
    "Embedder",
    "Explanation",
    "Learned",
    "Match",
    "Matcher",
    "Memory",
    "Neighbour",
    "SpellingOnly",
    "Understanding",
    "Verdict",
    "chat_meaning",
    "load_embedder",
]
