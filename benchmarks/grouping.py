"""How well unanswered questions are put into groups, and what that costs. `python -m benchmarks.grouping`

`python -m benchmarks.grouping derive` derives the weights again from the half to develop with, and saves them. The
rivals' thresholds are the best on that same half. The figures that count are those on the half held out.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from benchmarks.gaps import FILE, Figures, LabelledGap, Labels, arrival, figures, halves, read_gaps
from bot.clustering import Background, Groups, KnownText, ReadQuestion, Similarity, known_texts, read_similarity
from bot.clustering.question import plain
from bot.clustering.training import derive, placed
from bot.content import Library, load
from bot.jobs.grouping import SHIPPED
from bot.matching import Embedder, Matcher, SpellingOnly
from bot.publishing import learned
from bot.settings import read_settings

_MANY = 100_000
_OTHERS = 1000
_SHOWN = 6  # questions of a group that are kept for comparison
_TOGETHER = 1000
_TIMED = 200

Similar = NDArray[np.float32]


def read_all(gaps: Sequence[LabelledGap], matcher: Matcher) -> list[ReadQuestion]:
    """The questions as the matcher reads them, with their vectors."""
    return [ReadQuestion.of(matcher.match(gap.text)) for gap in gaps]


def background_of(library: Library, embedder: Embedder) -> Background:
    """What the content teaches about questions in general."""
    known = known_texts(library)
    return Background.learn(known, embedder.embed([one.text for one in known]))


def best_rivals(developed: Sequence[LabelledGap], written: Sequence[ReadQuestion]) -> dict[str, tuple[float, bool]]:
    """Each rival's best threshold on the half to develop with, and whether it takes a group's first question only."""
    best = {}
    for name, similar in _rivals(developed, written).items():
        tried = [
            (figures(developed, _joining(similar, threshold, first)).f1, threshold, first)
            for threshold in _thresholds(similar)
            for first in (False, True)
        ]
        best[name] = max(tried)[1:]
    return best


def _thresholds(similar: Similar) -> Similar:
    """The thresholds to try: one in ten to one in ten thousand of all pairs are more alike than these."""
    pairs = similar[np.triu_indices(len(similar), 1)]
    tried = np.quantile(pairs, np.linspace(0.9, 0.9999, 40))
    return np.unique(tried[tried > 0]) if tried.any() else np.ones(1, dtype=np.float32)


def rival_figures(
    gaps: Sequence[LabelledGap], written: Sequence[ReadQuestion], best: dict[str, tuple[float, bool]]
) -> dict[str, Figures]:
    """How well each rival groups the questions."""
    similar = _rivals(gaps, written)
    return {name: figures(gaps, _joining(similar[name], *chosen)) for name, chosen in best.items()}


def _rivals(gaps: Sequence[LabelledGap], written: Sequence[ReadQuestion]) -> dict[str, Similar]:
    """How similar each rival finds each two questions. RapidFuzz gets the text as read, and folded: its best case."""
    texts = [plain(one.text) for one in written]
    vectors = np.stack([one.vector for one in written])
    return {
        "the same text": _equal([plain(gap.text) for gap in gaps]),
        "RapidFuzz token_sort_ratio": _of_one(process.cdist(texts, texts, scorer=fuzz.token_sort_ratio)),
        "RapidFuzz token_set_ratio": _of_one(process.cdist(texts, texts, scorer=fuzz.token_set_ratio)),
        "RapidFuzz WRatio": _of_one(process.cdist(texts, texts, scorer=fuzz.WRatio)),
        "e5-small, cosine alone": vectors @ vectors.T,
    }


def _of_one(ratios: Similar) -> Similar:
    """RapidFuzz's ratios, 0..100, as shares of 1."""
    return ratios / np.float32(100)


def _equal(texts: Sequence[str]) -> Similar:
    column = np.array(texts)
    same: Similar = (column[:, None] == column).astype(np.float32)
    return same


def _joining(similar: Similar, threshold: float, first: bool) -> Callable[[int], Labels]:
    """Let a question join the group of its nearest question, among all earlier ones or only the first of each group."""

    def group(order: int) -> Labels:
        labels = np.zeros(len(similar), dtype=np.intp)
        asked: list[int] = []
        for count, row in enumerate(arrival(len(similar), order)):
            nearest = max(asked, key=lambda other: similar[row, other], default=-1)
            joins = nearest >= 0 and similar[row, nearest] >= threshold
            labels[row] = labels[nearest] if joins else count
            if not (joins and first):
                asked.append(int(row))
        return labels

    return group


def main() -> None:
    """Print the tables."""
    library, matcher = _content()
    embedder = matcher.embedder
    background, likeness = background_of(library, embedder), read_similarity(SHIPPED, embedder.name)
    developed, held_out = halves(read_gaps())
    desk = Desk(library, embedder, background, likeness)
    best = best_rivals(developed, read_all(developed, matcher))
    for half, title in ((held_out, "held out"), (developed, "developed with (seen)")):
        _print_half(title, half, read_all(half, matcher), best, desk)
    _print_costs(background, likeness, library)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a grouping is built from."""

    library: Library
    embedder: Embedder
    background: Background
    likeness: Similarity


def _print_half(
    title: str,
    half: Sequence[LabelledGap],
    questions: Sequence[ReadQuestion],
    best: dict[str, tuple[float, bool]],
    desk: Desk,
) -> None:
    groups = len({gap.group for gap in half})
    print(f"\n{title}: {len(half)} questions in {groups} groups of {FILE.name}")
    print(f"{'':32} {'precision':>9} {'recall':>7} {'F1':>6} {'±':>5} {'within':>7} {'across':>7}")
    for name, found in rival_figures(half, questions, best).items():
        _print(name, found)
    _print("this grouping, spelling alone", _spelling_alone(half, questions, desk.library))
    here = (desk.background, desk.likeness)
    _print("this grouping", figures(half, lambda order: placed(questions, *here, order)))
    mixed = [*questions, *_others(desk)]
    _print(
        f"  among {len(mixed) - len(half):,} other questions",
        figures(half, lambda order: placed(mixed, *here, order)[: len(half)]),
    )


def _content() -> tuple[Library, Matcher]:
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    return library, learned.learn(library, learned.state_folder(settings) / "learned").matcher


def _print(name: str, found: Figures) -> None:
    shares = f"{found.precision:9.1%} {found.recall:7.1%} {found.f1:6.1%} {found.spread:5.1%}"
    print(f"{name:32} {shares} {found.within:7.1%} {found.across:7.1%}", flush=True)


def _spelling_alone(half: Sequence[LabelledGap], questions: Sequence[ReadQuestion], library: Library) -> Figures:
    blind, none = without_meaning(questions), SpellingOnly()
    background, likeness = background_of(library, none), read_similarity(SHIPPED, none.name)
    return figures(half, lambda order: placed(blind, background, likeness, order))


def without_meaning(questions: Sequence[ReadQuestion]) -> list[ReadQuestion]:
    """The same questions as they are without an embedding model."""
    return [replace(question, vector=question.vector[:0]) for question in questions]


def _others(desk: Desk) -> list[ReadQuestion]:
    """Questions about all sorts of other things, to mix in."""
    outside = [one for one in known_texts(desk.library) if not one.entry]
    others = random.Random(0).sample(outside, min(_OTHERS, len(outside)))
    vectors = desk.embedder.embed([one.text for one in others])
    return [ReadQuestion(one.text, one.language, vector) for one, vector in zip(others, vectors, strict=True)]


def _print_costs(background: Background, likeness: Similarity, library: Library) -> None:
    dice, known = random.Random(1), known_texts(library)
    words = sorted({word for one in known for word in one.text.split()})
    before, spent = _resident(), 0.0
    groups = Groups(background, likeness)
    for first in range(0, _MANY, _TOGETHER):
        numbers = range(first, first + _TOGETHER)
        some = [(_made_up(words, known, dice, background), number // _SHOWN) for number in numbers]
        start = time.process_time()
        groups.show(some)
        spent += time.process_time() - start
    print(f"\n{_MANY:,} questions in groups of {_SHOWN}: {_resident() - before:.0f} MB more resident memory")
    print(f"taking them in at a start: {spent:.1f} s of one processor")
    times = []
    for _ in range(_TIMED):
        question = _made_up(words, known, dice, background)
        start = time.process_time()
        groups.find(question)
        times.append((time.process_time() - start) * 1000)
    print(f"placing one more: {np.median(times):.1f} ms (median), {np.quantile(times, 0.99):.1f} ms (99 %)")


def _made_up(
    words: Sequence[str], known: Sequence[KnownText], dice: random.Random, background: Background
) -> ReadQuestion:
    """A question of real words and length that means nothing."""
    like = dice.choice(known)
    text = " ".join(dice.choices(words, k=max(2, len(like.text.split()))))
    vector = np.random.default_rng(dice.randrange(2**32)).normal(0, 0.03, len(background.centres["ru"]))
    entries = tuple((one.entry, 0.1) for one in dice.choices(known, k=5))
    return ReadQuestion(text, like.language, (background.centres[like.language] + vector).astype(np.float32), entries)


def _resident() -> float:
    """Resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def write_derived() -> None:
    """Derive the weights, with the embedding model and without, and save them."""
    library, matcher = _content()
    embedder = matcher.embedder
    developed, _ = halves(read_gaps())
    labels = [gap.group for gap in developed]
    questions = read_all(developed, matcher)
    none = SpellingOnly()
    derived = {
        embedder.name: derive(questions, labels, background_of(library, embedder)).written(),
        none.name: derive(without_meaning(questions), labels, background_of(library, none)).written(),
    }
    SHIPPED.parent.mkdir(parents=True, exist_ok=True)
    SHIPPED.write_text(json.dumps(derived, indent=2) + "\n", encoding="utf-8")
    print(f"Written to {SHIPPED}.")


if __name__ == "__main__":
    write_derived() if sys.argv[1:] == ["derive"] else main()
