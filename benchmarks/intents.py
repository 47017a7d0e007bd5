"""The matcher as a general engine, on a public set of intents in English. `python -m benchmarks.intents FILE`

FILE is a JSON of CLINC150's form (Larson et al. 2019): lists of [text, intent] under "train", "test" and "oos_test".
Learned from "train" alone; a message is taken for out of scope where no intent is believed in at least so much.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

from bot.matching import Matcher

_THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def main(file: Path) -> None:
    """Print accuracy on what is in scope, and recall of what is not, at some thresholds."""
    messages: dict[str, list[tuple[str, str]]] = json.loads(file.read_text(encoding="utf-8"))
    start = time.perf_counter()
    matcher = Matcher.learn((intent, text) for text, intent in messages["train"])
    print(f"learned {len(messages['train'])} phrasings in {time.perf_counter() - start:.0f} s")
    inside = [(matcher.rank(text)[0], intent) for text, intent in messages["test"]]
    outside = np.array([matcher.rank(text)[0][1] for text, _ in messages["oos_test"]])
    right = np.array([found == intent for (found, _), intent in inside])
    belief = np.array([belief for (_, belief), _ in inside])
    print(f"accuracy without a threshold {right.mean():.1%}; mean belief {belief.mean():.1%}")
    print(f"{'threshold':>9} {'in-scope accuracy':>18} {'out-of-scope recall':>20} {'all right':>10}")
    for threshold in _THRESHOLDS:
        kept, refused = right & (belief >= threshold), outside < threshold
        whole = (kept.sum() + refused.sum()) / (len(right) + len(outside))
        print(f"{threshold:9.1f} {kept.mean():18.1%} {refused.mean():20.1%} {whole:10.1%}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
