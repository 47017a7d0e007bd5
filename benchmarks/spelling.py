"""What mistyping costs: the same labelled messages typed properly and mistyped. `python -m benchmarks.spelling FILE`"""

import json
import random
import sys
from pathlib import Path

from benchmarks.distortions import DISTORTIONS
from bot.content import load
from bot.matching.evaluation import Labelled, Score
from bot.publishing import learned
from bot.settings import read_settings

_MISTYPED = {"typo", "folded", "translit", "layout", "mixed"}


def main(file: Path) -> None:
    """Print right answers, right or among choices, and false ones, before and after each way of mistyping."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    understanding = learned.understanding_of(
        library, learned.learn(library, learned.state_folder(settings) / "learned").matcher
    )
    lines = (Labelled.of(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines())
    proper = [message for message in lines if message.accept and not _MISTYPED & set(message.tags)]
    print(f"{'':16} {'messages':>8} {'right':>14} {'right or among':>18} {'false':>14}")
    for name, (distort, languages) in DISTORTIONS.items():
        before, after, dice = Score(), Score(), random.Random(7)
        for message in proper:
            if message.language in languages:
                before.add(message, understanding.understand(message.text))
                after.add(message, understanding.understand(distort(message.text, dice)))
        print(name.ljust(16), f"{before.inside:8}", *(_pair(before, after, key) for key in _FIGURES))


_FIGURES = ("right", "right_or_among_choices", "false")


def _pair(before: Score, after: Score, key: str) -> str:
    one, other = before.shares()[key] or 0, after.shares()[key] or 0
    return f"{one:.1%} → {other:.1%}".rjust(16)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "questions.jsonl")
