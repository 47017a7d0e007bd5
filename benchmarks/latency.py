"""How long a question takes, and how that grows with the content. `python -m benchmarks.latency`

Beyond the FAQ's own entries, entries are made up: words drawn from its phrasings, so that spelling and lengths are
real.
"""

import random
import time
from collections.abc import Callable, Sequence

import numpy as np

from bot.content import load
from bot.matching import Embedder, Learned, Matcher, VectorCache, load_embedder
from bot.matching.belief import Calibration
from bot.matching.classifier import Classifier
from bot.matching.embedding import PackedVectors, Vectors
from bot.matching.features import Features, TrainingTexts
from bot.matching.reading import Reader
from bot.publishing import learned
from bot.settings import read_settings

_QUESTIONS = 300
_DIMENSIONS = 384


class Fixed:
    """An embedder that gives vectors at no cost, so that everything else can be timed."""

    name = "fixed"

    def __init__(self) -> None:
        self._vectors = np.random.default_rng(0).normal(size=(997, _DIMENSIONS)).astype(np.float32)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors that mean nothing."""
        rows = self._vectors[[hash(text) % 997 for text in texts]]
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def main() -> None:
    """Print p50 and p99 in milliseconds."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    matcher = learned.learn(library, learned.state_folder(settings) / "learned").matcher
    pairs = learned.phrasings_of(library)
    dice = random.Random(1)
    asked = [_misspelt(text, dice) for _, text in dice.sample(pairs, _QUESTIONS)]
    embedder = load_embedder()
    print(f"{'':44} {'p50 ms':>8} {'p99 ms':>8}")
    _print("the embedding alone", _times(lambda text: embedder.embed([text]), asked))
    fresh = load_embedder()  # has not seen these texts yet
    _print(f"{len(library.entries)} entries, {len(pairs)} phrasings: whole", _times(_with(matcher, fresh), asked))
    _print("  all but the embedding", _times(_with(matcher, Fixed()), asked))
    reader = Reader(learned.texts_of(library))
    for entries, each in ((1000, 10), (10_000, 1), (10_000, 10)):
        grown = _made_up(pairs, entries, each, reader, matcher.learned.calibration)
        _print(f"{entries} entries, {entries * each} phrasings: all but it", _times(grown.match, asked))


def _with(matcher: Matcher, embedder: Embedder) -> Callable[[str], object]:
    """The matcher with another embedder; nothing else that it learned changes."""
    fresh = VectorCache(embedder)  # knows no question yet, so that each is embedded
    vectors = np.zeros((len(matcher.training.texts), _DIMENSIONS), dtype=np.float32)
    vectors[:] = matcher.learned.features.centre
    packed = PackedVectors.of([vectors])
    return Matcher(matcher.training, matcher.reader, fresh, matcher.learned, packed, matcher.passages).match


def _misspelt(text: str, dice: random.Random) -> str:
    """A shuffled text of the same length and language, so that no vector of it is known."""
    words = text.split()
    dice.shuffle(words)
    return " ".join(words)


def _made_up(
    pairs: Sequence[tuple[str, str]], entries: int, each: int, reader: Reader, calibration: Calibration
) -> Matcher:
    dice = random.Random(2)
    words = [word for _, text in pairs for word in text.split()]
    made = [
        (f"entry-{number:05}", " ".join(dice.choices(words, k=7))) for number in range(entries) for _ in range(each)
    ]
    training = TrainingTexts.of(made)
    embedder = Fixed()
    vectors = embedder.embed(training.texts)
    features, evidence = Features.learn(training.texts, vectors, 2.0)
    count, dimensions = len(training.meanings), vectors.shape[1]
    # For timing, only the number of weights matters, not their values; those of a real fit are dense too.
    numbers = np.random.default_rng(3)
    head = Classifier(
        numbers.normal(size=(dimensions, count)).astype(np.float32),
        np.zeros((len(features.runs), count), dtype=np.float32),
        np.zeros(count, dtype=np.float32),
    )
    learned_ = Learned(features, evidence.spelling, head, calibration)
    return Matcher(training, reader, embedder, learned_, PackedVectors.of([vectors]))


def _times(ask: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    for text in texts[:20]:
        ask(text)
    times = []
    for text in texts:
        start = time.perf_counter()
        ask(text)
        times.append(1000 * (time.perf_counter() - start))
    return times


def _print(name: str, times: Sequence[float]) -> None:
    print(f"{name:44} {np.percentile(times, 50):8.2f} {np.percentile(times, 99):8.2f}", flush=True)


if __name__ == "__main__":
    main()
