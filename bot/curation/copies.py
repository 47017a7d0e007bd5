"""Which questions are copies of each other: the same words, however they are spelt, and whatever script they are in."""

from collections.abc import Callable

from rapidfuzz import fuzz, process

from bot.curation.queue import Gap
from bot.matching.cleaning import words_of
from bot.matching.letters import fold

_ALIKE = 90.0  # of 100: a slip or an ending apart, in whatever order the words stand
_SHORT = 12  # letters up to which one of them may change all ("кто премьер", "кто президент"): these have to be equal


class Copies:
    """Puts each question into the group of its copies, or opens one. `read` gives a text as it was meant to be typed.

    A question is compared with the first one of each group, so that no chain of small differences joins what differs.
    """

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read
        self._first: list[str] = []
        self._known: dict[str, int] = {}

    def place(self, gap: Gap) -> int:
        """The number of the group that a question belongs to."""
        key = " ".join(words_of(fold(self._read(gap.text)))) or gap.text
        if key not in self._known:
            self._known[key] = self._nearest(key)
        return self._known[key]

    def _nearest(self, key: str) -> int:
        if len(key) > _SHORT:
            found = process.extractOne(key, self._first, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
            if found and _numbers(found[0]) == _numbers(key):
                return int(found[2])
        self._first.append(key)
        return len(self._first) - 1


def _numbers(text: str) -> list[str]:
    """The numbers in a text: article 5 is not article 6."""
    return sorted(word for word in text.split() if word.isdigit())
