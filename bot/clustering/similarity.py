"""How alike two questions are: a few signs that a curator could check, and a logistic regression over them.

Two questions in one language have other weights than two in different languages: the former may share words.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from rapidfuzz import fuzz

from bot.clustering.background import Background
from bot.clustering.question import QuestionSigns, ReadQuestion, asking, plain
from bot.matching.embedding import Vectors
from bot.matching.reading import Floats, MessageLanguage

SIGNS: Final = (
    "meaning",  # cosine
    "crowd",  # how crowded both places are: where everything is near, nearness says little
    "runs",  # runs of letters that both have, weighted by rarity
    "letters",  # RapidFuzz ratio of the words in alphabetical order
    "asks-alike",  # both ask who, or both ask when …
    "asks-otherwise",  # both say what they ask for, and it differs
    "numbers-alike",
    "length",  # logarithm of the ratio of lengths in words
    "short",  # 1 / number of words of the shorter one
    "entries",  # whether the matcher thought of the same entries
)

_SHORT = 8  # words; in a question this short, a number is what it asks about, and not a detail of a story
_TINY = 1e-6
# What is believed in an entry that a question has nothing to do with. Questions about quite different things have the
# same few of these, and would be alike for that.
_NO_BELIEF = 0.03


@dataclass(frozen=True, slots=True)
class Seen:
    """A new question, with everything that it is compared by."""

    text: str  # plain
    language: MessageLanguage
    asking: QuestionSigns
    weight: float  # of its runs
    lies: Vectors
    crowd: float
    entries: dict[str, float]  # square roots of beliefs, scaled to unit length

    @classmethod
    def of(cls, written: Sequence[ReadQuestion], background: Background) -> "list[Seen]":
        """Prepare questions for comparison. A hundred at once take a third of the time per question."""
        vectors = np.stack([one.vector for one in written])
        lies, crowds = background.places(vectors, [one.language for one in written])
        seen = []
        for number, one in enumerate(written):
            text = plain(one.text)
            asks = asking(text)
            weight, crowd = background.weight(asks.runs), float(crowds[number])
            seen.append(cls(text, one.language, asks, weight, lies[number], crowd, _shares(one.entries)))
        return seen


def _shares(entries: Sequence[tuple[str, float]]) -> dict[str, float]:
    roots = {entry: belief**0.5 for entry, belief in entries if belief >= _NO_BELIEF}
    length = sum(root * root for root in roots.values()) ** 0.5 or 1.0
    return {entry: root / length for entry, root in roots.items()}


@dataclass(frozen=True, slots=True)
class Other:
    """A stored question, as it is compared with a new one."""

    asking: QuestionSigns
    language: MessageLanguage
    weight: float
    crowd: float
    agreement: float  # of its entries with those of the new question, 0..1
    cosine: float

    @classmethod
    def of(cls, seen: Seen, one: Seen) -> "Other":
        """Prepare a question for comparison with `one`."""
        agreement = sum(root * one.entries.get(entry, 0.0) for entry, root in seen.entries.items())
        return cls(seen.asking, seen.language, seen.weight, seen.crowd, agreement, float(seen.lies @ one.lies))


def signs(one: Seen, other: Other, background: Background) -> tuple[float, ...]:
    """The values of `SIGNS`, in order."""
    asks, asked = one.asking, other.asking
    shared = background.weight(asks.runs & asked.runs)
    few, many = sorted((max(1, len(asks.words)), max(1, len(asked.words))))
    alike = bool(asks.kinds & asked.kinds)
    return (
        other.cosine,
        (one.crowd + other.crowd) / 2,
        shared / max(_TINY, (one.weight * other.weight) ** 0.5),
        fuzz.ratio(" ".join(sorted(asks.words)), " ".join(sorted(asked.words))) / 100,
        float(alike),
        float(bool(asks.kinds and asked.kinds) and not alike),
        float(bool(asks.numbers & asked.numbers)),
        float(np.log(many / few)),
        1 / few,
        other.agreement,
    )


def numbers_differ(one: QuestionSigns, other: QuestionSigns) -> bool:
    """Whether two short questions both name numbers, but share none: article 5 is not article 6."""
    short = len(one.words) <= _SHORT and len(other.words) <= _SHORT
    return short and bool(one.numbers and other.numbers) and not one.numbers & other.numbers


@dataclass(frozen=True, slots=True)
class Similarity:
    """Weights of the signs within a language and across languages, with the bias last.

    `threshold` is the belief from which a question joins a group.
    """

    within: Floats
    across: Floats
    threshold: float

    def odds(self, pairs: Sequence[tuple[float, ...]], same: Sequence[bool]) -> Floats:
        """The log-odds that each pair asks the same, given its signs and whether both are in the same language."""
        rows = np.column_stack([np.array(pairs, dtype=np.float64).reshape(-1, len(SIGNS)), np.ones(len(pairs))])
        found: Floats = np.where(np.array(same, dtype=bool), rows @ self.within, rows @ self.across)
        return found

    def written(self) -> dict[str, object]:
        """The weights by name, for a file that people can read."""
        names = (*SIGNS, "bias")
        within, across = (
            {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
            for weights in (self.within, self.across)
        )
        return {"threshold": self.threshold, "within": within, "across": across}


def read_similarity(file: Path, model: str) -> Similarity:
    """Read the weights for an embedding model; for an unknown model, those that use no embedding."""
    models = json.loads(file.read_text(encoding="utf-8"))
    written = models.get(model) or models["none"]
    within, across = (
        np.array([written[part][name] for name in (*SIGNS, "bias")], dtype=np.float64) for part in ("within", "across")
    )
    return Similarity(within, across, float(written["threshold"]))
