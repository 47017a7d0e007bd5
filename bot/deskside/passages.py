"""Find the passage of an article that a curator means, and the words in it that are quoted, word for word."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.knowledge import Article
from bot.matching.cleaning import words_of
from bot.matching.letters import fold

_FOUND = 5  # passages offered; each is a button
_STEM = 5  # letters at most, of which short words bend the last two: what stays the same in all three languages
_SHORTEST = 3

# What typing and copying change: kinds of space, of quotation mark, of dash.
_ALIKE = ("«»“”„\"'’‘`", "-‐‑–—−")


def paragraphs(article: Article) -> Iterator[str]:
    """The paragraphs of an article, each a part of its text byte for byte."""
    return filter(None, (line.strip() for line in article.text.splitlines()))


def search(words: str, articles: Iterable[Article]) -> tuple[tuple[str, str], ...]:
    """The passages in which most of the words stand, rare words first; as (article id, passage)."""
    passages = [(article.id, passage) for article in articles for passage in paragraphs(article)]
    stems = [set(_stems(passage)) for _, passage in passages]
    often = Counter(stem for each in stems for stem in each)
    wanted = set(_stems(words))

    def weight(place: int) -> float:
        shared = wanted & stems[place]
        whole = bool(wanted) and quoted(words, passages[place][1]) is not None
        return sum(math.log(1 + len(passages) / often[stem]) for stem in shared) + (100.0 if whole else 0.0)

    weights = {place: weight(place) for place in range(len(passages))}
    best = sorted((place for place in weights if weights[place] > 0), key=lambda place: -weights[place])
    return tuple(passages[place] for place in best[:_FOUND])


def quoted(words: str, passage: str) -> str | None:
    """The part of a passage that somebody typed or copied, as the passage has it; `None` where it has no such part."""
    parts = words.split()
    if not parts:
        return None
    pattern = r"\s+".join("".join(map(_like, part)) for part in parts)
    found = re.search(pattern, passage)
    return found[0] if found else None


def _like(character: str) -> str:
    for alike in _ALIKE:
        if character in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(character)


def _stems(text: str) -> Iterator[str]:
    words = (word for word in words_of(fold(text)) if len(word) >= _SHORTEST)
    return (word[: min(_STEM, max(_SHORTEST, len(word) - 2))] for word in words)
