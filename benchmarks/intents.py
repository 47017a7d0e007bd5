"""The matcher as a general engine, on a public set of English intents. `python -m benchmarks.intents FILE`

FILE is JSON in the form of CLINC150 (Larson et al. 2019): lists of [text, intent] under "train", "test" and "oos_test".
The matcher learns from "train" alone. A message counts as out of scope if no intent's belief reaches the threshold.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

from bot.matching import Matcher

_THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def main(file: Path) -> None:
    """Print the in-scope accuracy and the out-of-scope recall at some thresholds."""
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
