"""How much personal data is taken out, and how much else is left alone. `python -m benchmarks.personal_data [FILE]`

Each line of the file is a text, its `kind`, and the `secret` in it; `keep` is a text that has none. The lines
`held_back` were not looked at while the scrubber was written. `--misses` prints what went wrong with the others.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bot.conversation.privacy import REMOVED, scrub

_LEFT = 3  # letters and digits of a secret that may stay: the year before it, or a dash between two removed halves


def is_right(line: dict[str, Any]) -> bool:
    """Whether a text lost its secret, and nothing else that matters; a text without a secret has to stay as it was."""
    scrubbed = scrub(line["text"])
    if not line["secret"]:
        return bool(scrubbed == line["text"])
    before, _, after = line["text"].partition(line["secret"])
    return REMOVED in scrubbed and _letters(scrubbed) <= _letters(before) + _letters(after) + _LEFT


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def main(file: Path, misses: bool) -> None:
    """Print the share of each kind, of the half in view and the half held back."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    right = [is_right(line) for line in lines]
    print(f"{'':10} {'in view':>16} {'held back':>16}")
    kinds_of = {line["kind"]: {line["kind"]} for line in lines}
    kinds_of["all secrets"] = {*kinds_of} - {"keep"}
    for name, kinds in kinds_of.items():
        shares = (_share(lines, right, kinds, held) for held in (False, True))
        print(name.ljust(12), *(share.rjust(16) for share in shares))
    if misses:
        for line, well in zip(lines, right, strict=True):
            if not well and not line["held_back"]:
                print(f"{line['kind']}: {line['text']!r} → {scrub(line['text'])!r}")


def _share(lines: list[dict[str, Any]], right: list[bool], kinds: set[str], held_back: bool) -> str:
    judged = zip(lines, right, strict=True)
    counted = Counter(well for line, well in judged if line["kind"] in kinds and line["held_back"] is held_back)
    return f"{counted[True]} of {counted.total()} {counted[True] / max(1, counted.total()):.0%}"


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if argument != "--misses"]
    main(Path(given[0]) if given else Path(__file__).parent / "personal_data.jsonl", "--misses" in sys.argv)
