"""Labelled questions that the FAQ does not answer, and how well a grouping puts those together that ask the same."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "gaps.jsonl"
ORDERS = 8  # of arrival

Labels = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class LabelledGap:
    """A question, its language, and the name of the group of questions that ask the same."""

    text: str
    language: str
    group: str


def read_gaps(file: Path = FILE) -> list[LabelledGap]:
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [LabelledGap(line["text"], line["lang"], line["group"]) for line in lines]


def halves(gaps: Iterable[LabelledGap]) -> tuple[list[LabelledGap], list[LabelledGap]]:
    """The half to develop with, and the half held out: every second group by name, whole."""
    gaps = list(gaps)
    developed = set(sorted({gap.group for gap in gaps})[::2])
    return [gap for gap in gaps if gap.group in developed], [gap for gap in gaps if gap.group not in developed]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of pairs, 0..1, as means over orders of arrival; `spread` is the standard deviation of F1."""

    precision: float
    recall: float
    f1: float
    spread: float
    within: float  # F1 of pairs of one language
    across: float


def figures(gaps: Sequence[LabelledGap], group: Callable[[int], Labels]) -> Figures:
    """How well questions are grouped; `group(order)` gives each question's group for one order of arrival."""
    names, languages = np.array([gap.group for gap in gaps]), np.array([gap.language for gap in gaps])
    pairs = np.triu_indices(len(gaps), 1)
    belong = names[pairs[0]] == names[pairs[1]]
    same = languages[pairs[0]] == languages[pairs[1]]
    found = []
    for order in range(ORDERS):
        labels = group(order)
        together = labels[pairs[0]] == labels[pairs[1]]
        right = float((together & belong).sum())
        parts = (_f1(together[kept], belong[kept]) for kept in (same, ~same))
        shares = (right / max(1, together.sum()), right / max(1, belong.sum()), _f1(together, belong))
        found.append((*shares, *parts))
    precision, recall, f1, within, across = np.mean(found, axis=0)
    return Figures(precision, recall, f1, float(np.std([row[2] for row in found])), within, across)


def arrival(count: int, order: int) -> NDArray[np.intp]:
    """The numbers of `count` questions in a random order of arrival; `order` is its seed."""
    return np.random.default_rng(order).permutation(count)


def _f1(together: NDArray[np.bool_], belong: NDArray[np.bool_]) -> float:
    return 2 * float((together & belong).sum()) / max(1.0, float(together.sum() + belong.sum()))
