"""Quality compared with usual matchers, on the same messages. `python -m benchmarks.quality [FILE] [PICTURE]`

A rival has no notion of *none*, so its threshold is set by looking at the answers: the lowest one at which at most 4 %
of all messages are answered falsely. That favours the rivals; the bot's own decisions come from its calibration alone.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np

from benchmarks.rivals import rivals
from bot.content import load
from bot.matching import Matcher, VectorCache, load_embedder
from bot.matching.evaluation import Labelled, evaluate
from bot.publishing import learned
from bot.settings import read_settings

mpl.use("Agg")

from matplotlib import pyplot

_FALSE = 0.04  # share of all messages that a rival may answer falsely
_BINS = np.array([0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0001])


def main(file: Path, picture: Path | None) -> None:
    """Print the table, and draw how well belief and truth agree."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    matcher = learned.learn(library, learned.state_folder(settings) / "learned").matcher
    messages = [Labelled.of(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
    print(f"{len(messages)} messages of {file.name}\n")
    print(f"{'':30} {'right on top':>12} {'right':>8} {'or among':>9} {'false':>7}")
    _print_rivals(matcher, messages)
    shares = evaluate(
        messages, learned.understanding_of(library, matcher).understand, library.signposts
    ).overall.shares()
    top = _share(_hits(matcher, messages))
    answered = (shares["right"] or 0, shares["right_or_among_choices"] or 0, shares["false"] or 0)
    print(f"{'this bot':30} {top:12.1%} {answered[0]:8.1%} {answered[1]:9.1%} {answered[2]:7.1%}")
    if picture:
        _draw(matcher, messages, picture)


def _print_rivals(matcher: Matcher, messages: Sequence[Labelled]) -> None:
    embedder = VectorCache(load_embedder(), [learned.SHIPPED / "vectors.npz"])
    vectors = embedder.embed([message.text for message in messages])
    for name, rival in rivals(matcher.training, embedder.embed(matcher.training.texts)).items():
        found = [rival(message.text, vector) for message, vector in zip(messages, vectors, strict=True)]
        right = np.array([entry in message.accept for (entry, _), message in zip(found, messages, strict=True)])
        inside = np.array([bool(message.accept) for message in messages])
        kept, false = _at_best_threshold(np.array([score for _, score in found]), right)
        print(f"{name:30} {right.sum() / inside.sum():12.1%} {kept / inside.sum():8.1%} {'–':>9} {false:7.1%}")


def _at_best_threshold(scores: np.ndarray, right: np.ndarray) -> tuple[int, float]:
    """The number of right answers, and the share of false ones, at the lowest score with few enough false ones."""
    best = (0, 0.0)
    for score in np.unique(scores):
        false = float((~right & (scores >= score)).mean())
        if false <= _FALSE and (right & (scores >= score)).sum() > best[0]:
            best = (int((right & (scores >= score)).sum()), false)
    return best


def _hits(matcher: Matcher, messages: Sequence[Labelled]) -> list[bool]:
    return [matcher.rank(message.text)[0][0] in message.accept for message in messages if message.accept]


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits)


def _draw(matcher: Matcher, messages: Sequence[Labelled], picture: Path) -> None:
    """A reliability diagram: of the messages believed at 80 %, are 80 % right?"""
    ranked = [matcher.rank(message.text)[0] for message in messages]
    beliefs = np.array([belief for _, belief in ranked])
    right = np.array([entry in message.accept for (entry, _), message in zip(ranked, messages, strict=True)])
    bins = np.digitize(beliefs, _BINS)
    points = [(beliefs[bins == one].mean(), right[bins == one].mean(), (bins == one).sum()) for one in np.unique(bins)]
    figure, axes = pyplot.subplots(figsize=(5, 5), layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1, label="perfect")
    sizes = [20 + 3 * count for _, _, count in points]
    axes.scatter([x for x, _, _ in points], [y for _, y, _ in points], s=sizes, alpha=0.7, label="measured")
    for x, y, count in points:
        axes.annotate(str(count), (x, y), textcoords="offset points", xytext=(8, -8), fontsize=8)
    axes.set(xlabel="belief in the first entry", ylabel="share in which it was right", xlim=(0, 1), ylim=(0, 1.02))
    axes.set_title("Belief and truth (numbers: messages)")
    axes.legend(frameon=False)
    picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(picture, dpi=120)
    print(f"\nDrawn to {picture}")


if __name__ == "__main__":
    here = Path(__file__).parent
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given[0] if given else here / "questions.jsonl", given[1] if len(given) > 1 else here / "calibration.png")
